"""Prompts are files `name.vN.md` with `$placeholders`: packaged ones, each replaceable by a user's own.

Filling is one pass: what is put in is never read as a template, whatever dollars or braces it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from summarize.errors import InputError
from summarize.files import fingerprint_text
from summarize.records import Fingerprint

PLACEHOLDERS = {
    "headline": ("article", "fence"),
    "summary": ("article", "fence"),
    "key_facts": ("article", "fence"),
}
"""The prompts there are, each with its placeholders: all of them must occur."""

FILE_NAME = re.compile(r"(?P<name>[a-z_]+)\.v(?P<version>[1-9][0-9]{0,3})\.md")
PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One prompt as loaded: its text without surrounding blank lines, and the fingerprint of that text."""

    name: str
    version: int
    text: str
    fingerprint: Fingerprint

    @property
    def label(self) -> str:
        """Return how pages and recipes call this prompt: `summary.v1`."""
        return f"{self.name}.v{self.version}"

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with every placeholder replaced by its value."""
        return Template(self.text).substitute(values)


def load_prompts(
    folder: Path | None = None, *, names: Iterable[str] = tuple(PLACEHOLDERS)
) -> dict[str, Prompt]:
    """Return the prompts of `names`: the newest in `folder` where it has one, else the newest packaged.

    A name may carry a version (`summary.v1`) to ask for that one.
    """
    if folder is not None and not folder.is_dir():
        raise InputError(
            f"{folder}: no such folder of prompts", hint="Name a folder with files such as summary.v1.md."
        )
    folders = [place for place in (folder, find_packaged()) if place is not None]
    prompts = (_load(name, folders) for name in names)
    return {prompt.name: prompt for prompt in prompts}


def find_packaged() -> Path:
    """Return the folder of the packaged prompts: package data when installed, `prompts/` in a checkout."""
    installed = PACKAGE / "assets" / "prompts"
    return installed if installed.is_dir() else PACKAGE.parent / "prompts"


def _load(wanted: str, folders: Iterable[Path]) -> Prompt:
    name, _, version = wanted.partition(".v")
    if name not in PLACEHOLDERS:
        raise InputError(f"there is no prompt {name!r}", hint=f"Prompts are {', '.join(PLACEHOLDERS)}.")
    for folder in folders:
        found = {number: path for number, path in _versions(folder, name) if version in {"", str(number)}}
        if found:
            return _read(found[max(found)], name, max(found))
    raise InputError(
        f"no prompt {wanted!r} was found", hint=f"Add a file {wanted if version else name + '.v1'}.md."
    )


def _versions(folder: Path, name: str) -> list[tuple[int, Path]]:
    matches = ((FILE_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    return [(int(match["version"]), path) for match, path in matches if match and match["name"] == name]


def _read(path: Path, name: str, version: int) -> Prompt:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}", hint="Save the prompt as UTF-8 text.") from error
    template = Template(text)
    if not template.is_valid():
        raise InputError(f"{path}: a $ that starts no placeholder", hint="Write $$ for a dollar sign.")
    found, wanted = set(template.get_identifiers()), set(PLACEHOLDERS[name])
    if found - wanted:
        raise InputError(
            f"{path}: unknown placeholders {_list(found - wanted)}",
            hint=f"Known are {_list(wanted)}; $$ is a dollar.",
        )
    if wanted - found:
        raise InputError(
            f"{path}: lacks {_list(wanted - found)}", hint="Put the placeholder where its text belongs."
        )
    return Prompt(name=name, version=version, text=text, fingerprint=fingerprint_text(text))


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(names))
