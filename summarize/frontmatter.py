"""The YAML head of a page: written in one way only, and the proof that a page is still ours.

Every string is JSON-quoted, so that YAML sees no date, `no`, `1:30`, tag or anchor in it. The last field,
`generated_sha256`, is the fingerprint of the whole file with this field zeroed: a page whose fingerprint does
not match was edited and belongs to the editor. Line ends, trailing blanks and a byte-order mark are no edits.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, unquote_to_bytes

import yaml

from summarize.inert import plain
from summarize.records import DocumentId, Fingerprint

Value: TypeAlias = "str | int | Mapping[str, Value] | Sequence[Value]"

FENCE = "---"
SEAL = "generated_sha256"
MAX_YAML = 1 << 16
"""Longest head given to the YAML parser, in characters; a page that is still ours is read without it."""

_ZEROED = f'{SEAL}: "{"0" * 64}"'
_SEALED_HEAD_END = re.compile(rf'\n{SEAL}: "([0-9a-f]{{64}})"\n{FENCE}\n')
_PLAIN_KEY = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)\Z)[a-z][a-z0-9_.]*")
_OWN_STRING = re.compile(r'^([a-z][a-z0-9_]*): (".*")$', re.MULTILINE)
# What PyYAML's constructors let through on hostile scalars such as `!!int _` or a thousand open brackets.
_LOADER_BUGS = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError)
_ESCAPED = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&[]{}`"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOrigin:
    """What a page says about its own making. `pristine` is false when a person changed it since."""

    source: DocumentId
    source_sha256: Fingerprint
    recipe_sha256: Fingerprint
    pristine: bool


def dump(fields: Mapping[str, Value]) -> str:
    """Return the head with both fences, in the order of `fields`, ending with the zeroed seal."""
    return "\n".join([FENCE, *_write_mapping(fields, indent=0), _ZEROED, FENCE, ""])


def load(text: str) -> dict[str, object]:
    """Return the fields of a page's head; `ValueError` when the page has none that we could have written."""
    head = _head(normalise(text))
    if len(head) > MAX_YAML:
        raise ValueError("the front matter is too long")
    try:
        fields = yaml.safe_load(head)
    except (yaml.YAMLError, *_LOADER_BUGS) as error:
        raise ValueError("the front matter is not valid YAML") from error
    if not isinstance(fields, dict) or SEAL not in fields:
        raise ValueError(f"the front matter has no {SEAL}")
    return fields


def seal(text: str) -> str:
    """Return the page normalised, with its seal filled in; `ValueError` when `dump` did not make its head."""
    page = normalise(text)
    found = _find_seal(page)
    if found is None:
        raise ValueError(f"the front matter does not end with {SEAL}")
    return f"{page[: found.start(1)]}{_fingerprint(page, found)}{page[found.end(1) :]}"


def is_pristine(text: str) -> bool:
    """Say whether the page is byte for byte, line ends and trailing blanks apart, what `seal` returned."""
    page = normalise(text)
    found = _find_seal(page)
    return found is not None and found[1] == _fingerprint(page, found)


def origin(text: str) -> PageOrigin | None:
    """Return what the page says about its making; `None` when it does not come from this program."""
    pristine = is_pristine(text)
    try:
        fields = _own_strings(text) if pristine else load(text)
        source, source_sha256, recipe_sha256 = (
            fields[name] for name in ("source", "source_sha256", "recipe_sha256")
        )
    except (ValueError, KeyError):
        return None
    if not (isinstance(source, str) and isinstance(source_sha256, str) and isinstance(recipe_sha256, str)):
        return None
    return PageOrigin(
        source=decode_source(source),
        source_sha256=Fingerprint(source_sha256),
        recipe_sha256=Fingerprint(recipe_sha256),
        pristine=pristine,
    )


def encode_source(source: DocumentId) -> str:
    """Return a path that survives the head: as it is where possible, else with percent-encoded bytes."""
    if plain(source) == source and "%" not in source:
        return source
    return quote(os.fsencode(source), safe="/!$'()*+,:;=@~")


def decode_source(text: str) -> DocumentId:
    """Undo `encode_source`."""
    return DocumentId(os.fsdecode(unquote_to_bytes(text)))


def normalise(text: str) -> str:
    """Return `text` with LF line ends, without byte-order mark, trailing blanks and empty last lines."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).rstrip("\n") + "\n"


def _write_mapping(fields: Mapping[str, Value], *, indent: int) -> Iterator[str]:
    for name, value in fields.items():
        key = name if _PLAIN_KEY.fullmatch(name) else _quote(name)
        if isinstance(value, str | int):
            yield f"{' ' * indent}{key}: {_scalar(value)}"
        elif not value:
            yield f"{' ' * indent}{key}: {'{}' if isinstance(value, Mapping) else '[]'}"
        elif isinstance(value, Mapping):
            yield f"{' ' * indent}{key}:"
            yield from _write_mapping(value, indent=indent + 2)
        else:
            yield f"{' ' * indent}{key}:"
            yield from _write_list(value, indent=indent + 2)


def _write_list(values: Sequence[Value], *, indent: int) -> Iterator[str]:
    for value in values:
        if isinstance(value, str | int):
            yield f"{' ' * indent}- {_scalar(value)}"
            continue
        if not isinstance(value, Mapping) or not value:
            raise TypeError("a list in the front matter holds scalars or filled mappings")
        first, *rest = _write_mapping(value, indent=indent + 2)
        yield f"{' ' * indent}- {first.lstrip()}"
        yield from rest


def _scalar(value: str | int) -> str:
    return _quote(value) if isinstance(value, str) else json.dumps(value)


def _quote(text: str) -> str:
    return json.dumps(plain(text), ensure_ascii=False).translate(_ESCAPED)


def _head(page: str) -> str:
    if not page.startswith(f"{FENCE}\n"):
        raise ValueError("the page has no front matter")
    end = page.find(f"\n{FENCE}\n", len(FENCE))
    if end < 0:
        raise ValueError("the front matter does not end")
    return page[len(FENCE) + 1 : end + 1]


def _find_seal(page: str) -> re.Match[str] | None:
    """Find the seal as the last line of the head; the same words further down are article text."""
    try:
        end = len(FENCE) + 1 + len(_head(page))
    except ValueError:
        return None
    start = end - len(_ZEROED) - 2
    return _SEALED_HEAD_END.match(page, start) if start > 0 else None


def _fingerprint(page: str, found: re.Match[str]) -> str:
    zeroed = f"{page[: found.start(1)]}{'0' * 64}{page[found.end(1) :]}"
    return hashlib.sha256(zeroed.encode("utf-8", "surrogatepass")).hexdigest()


def _own_strings(text: str) -> dict[str, object]:
    """Read the top-level strings of a head that is known to be as `dump` wrote it: far cheaper than YAML."""
    return {name: json.loads(value) for name, value in _OWN_STRING.findall(_head(normalise(text)))}
