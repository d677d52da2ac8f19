"""What may stand in a model folder: plain files without code, settings that load nothing from elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from summarize.errors import ModelError

SUFFIXES = frozenset({".safetensors", ".json", ".jinja", ".spm", ".model", ".txt"})
"""Weights, settings, vocabularies. All else is refused: pickles and Python run when they are loaded."""

_PAPERS = frozenset({".md", ""})
"""Model cards, licences: never loaded, not locked."""

_VOCABULARIES = frozenset({"vocab.json", "tokenizer.json"})
"""Large tables of strings, not settings."""

_HOSTILE_KEYS = frozenset(
    {
        "auto_map",
        "custom_pipelines",
        "quantization_config",
        "trust_remote_code",
        "use_kernels",
        "allow_all_kernels",
    }
)
_HOSTILE_PREFIXES = ("_attn_implementation", "attn_implementation")
"""Keys by which settings make a loader fetch or run code (CVE-2026-4372 among others)."""


def list_files(folder: Path) -> tuple[str, ...]:
    """Return the relative names of the files that a loader may read, or raise for what must not be there."""
    if not folder.is_dir():
        raise ModelError(f"{folder}: no such folder")
    names = []
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file():
            raise ModelError(
                f"{path}: not a regular file of the model folder", hint="Copy the file itself there."
            )
        if path.suffix in SUFFIXES:
            names.append(name)
        elif path.suffix not in _PAPERS:
            raise ModelError(
                f"{path}: {path.suffix} files are refused, for they may run code",
                hint=f"Keep safetensors only. Pickled weights: python -m summarize.models.convert {folder}",
            )
    return tuple(sorted(names))


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from (Path(place) / name for name in (*links, *files) if not name.startswith("."))


def refuse_hostile_settings(folder: Path, names: Iterable[str]) -> None:
    """Raise if a JSON file has a key, at any depth, that makes a loader fetch or run code."""
    for name in names:
        path = folder / name
        if path.suffix != ".json" or path.name in _VOCABULARIES:
            continue
        try:
            settings = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise ModelError(f"{path}: not a JSON file: {error}") from error
        for key in sorted(_hostile_keys(settings)):
            raise ModelError(
                f"{path}: the key {key!r} is refused: it makes a loader fetch or run code",
                hint="Use another model, or remove the key if you know that the model does without it.",
            )


def _hostile_keys(settings: object) -> Iterator[str]:
    waiting = [settings]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (key for key in value if key in _HOSTILE_KEYS or key.startswith(_HOSTILE_PREFIXES))
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
