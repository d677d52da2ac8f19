"""The table of French names with their English forms, packaged and the user's own."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path

from summarize.errors import InputError
from summarize.files import fingerprint_text
from summarize.names.capitals import OPENERS
from summarize.records import Fingerprint, Replacement
from summarize.words import fold

_TABLES = ("names", "places", "equivalents")
_HINT = 'Write `"French form" = "English form"` lines under [names] or [places], lists under [equivalents].'

HALF = (" du Nord", " du Sud")
"""How French ends the names of "Corée du Nord" and "Corée du Sud"."""
_ARTICLES = ("Le ", "La ")
_REACH = 40
_BEFORE = re.compile(r"([^\W\d_][\w-]*) \Z")


@dataclass(frozen=True, kw_only=True)
class NamesTable:
    """What a French form becomes, and what else may stand for it; `places` keep out of longer names."""

    names: Mapping[str, str]
    places: Mapping[str, str]
    equivalents: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, path: Path | None = None) -> NamesTable:
        """Return the packaged table, overridden entry by entry by the file at `path`."""
        packaged = resources.files("summarize.assets").joinpath("names.toml")
        text = packaged.read_text(encoding="utf-8")
        return _merge(_parse(text, "names.toml"), _parse(_read(path), str(path)) if path else cls.empty())

    @classmethod
    def empty(cls) -> NamesTable:
        """Return a table that changes nothing."""
        return cls(names={}, places={}, equivalents={})

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of all entries, in whatever order they were written."""
        content = [self.names, self.places, self.equivalents]
        return fingerprint_text(json.dumps(content, ensure_ascii=False, sort_keys=True))

    def forms(self, name: str) -> tuple[str, ...]:
        """Return the English forms that may stand for `name`, whatever its case, accents and plural."""
        folded = fold(name)
        bare = folded.removesuffix("s")
        return tuple(
            dict.fromkeys(form for key in (folded, bare, bare + "s") for form in self._forms.get(key, ()))
        )

    def apply(self, target: str, source: str) -> tuple[str, tuple[Replacement, ...]]:
        """Return `target` with the French forms that `source` has replaced, and what was replaced."""
        pattern = self._pattern
        present = {found[0] for found in pattern.finditer(source)} if pattern else set()
        if pattern is None or not present:
            return target, ()
        pieces: list[str] = []
        done: list[Replacement] = []
        end = 0
        for found in pattern.finditer(target):
            put = self._english(found, target)
            if found[0] not in present or put == found[0]:
                continue
            pieces += [target[end : found.start()], put]
            done.append(Replacement(found=found[0], put=put))
            end = found.end()
        return "".join((*pieces, target[end:])), tuple(done)

    def _english(self, found: re.Match[str], text: str) -> str:
        form, put = self._entries[found[0]]
        if form in self.places and _is_inside_name(text, found.start(), found.end()):
            return found[0]
        return put

    @cached_property
    def _entries(self) -> dict[str, tuple[str, str]]:
        """As written → (the entry, its English); also with a bare first capital, and in capitals."""
        written: dict[str, tuple[str, str]] = {}
        for form, put in {**self.places, **self.names}.items():
            written[form.upper()] = (form, put.upper())
        for form, put in {**self.places, **self.names}.items():
            for first in {form[0], fold(form[0]).upper() if form[0].isupper() else form[0]}:
                written[first + form[1:]] = (form, put)
        return written

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self._entries:
            return None
        longest_first = sorted(self._entries, key=lambda form: (-len(form), form))
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")

    @cached_property
    def bearers(self) -> Mapping[str, frozenset[str]]:
        """Folded form, French or English → the English names, folded, of those that bear it."""
        known: dict[str, set[str]] = {}
        for form, put in {**self.places, **self.names}.items():
            for side in (form, put):
                known.setdefault(fold(side), set()).add(fold(put))
        for form, others in self.equivalents.items():
            if form in others:  # the same in English, which only such an entry can say
                known.setdefault(fold(form), set()).add(fold(form))
        return {form: frozenset(names) for form, names in known.items()}

    @cached_property
    def most_words(self) -> Mapping[str, int]:
        """First word of a form of `bearers` → the words of the longest form that begins so."""
        most: dict[str, int] = {}
        for words in map(str.split, self.bearers):
            most[words[0]] = max(len(words), most.get(words[0], 1))
        return most

    @cached_property
    def halves(self) -> frozenset[str]:
        """The English names, folded, of what French tells from another by "du Nord" or "du Sud" alone."""
        return frozenset(fold(put) for form, put in self.places.items() if form.endswith(HALF))

    @cached_property
    def _forms(self) -> dict[str, tuple[str, ...]]:
        forms: dict[str, tuple[str, ...]] = {}
        for form, put in {**self.places, **self.names}.items():
            forms[fold(form)] = (put,)
        for form, put in self.places.items():  # "au Caire", and "La Haye" where a sentence begins
            if form.startswith(_ARTICLES):
                forms.setdefault(fold(form.partition(" ")[2]), (put,))
        for form, others in self.equivalents.items():
            forms[fold(form)] = (*forms.get(fold(form), ()), *others)
        return forms


def _is_inside_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands right before or after: "Credit Suisse", "Suisse Romande"."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    after = text[end : end + 2]
    is_name_before = before is not None and before[1][0].isupper() and before[1].lower() not in OPENERS["en"]
    return is_name_before or (after[:1] == " " and after[1:].isupper())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(
            f"{path}: cannot be read: {cause}", hint="Check the path and save it as UTF-8."
        ) from error


def _parse(text: str, path: str) -> NamesTable:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not valid TOML: {error}", hint=_HINT) from error
    for key, table in tables.items():
        if key not in _TABLES:
            raise _refuse(text, path, key, f"unknown table {key!r}; known are {', '.join(_TABLES)}")
        if not isinstance(table, dict):
            raise _refuse(text, path, key, f"{key!r} must be a table: [{key}]")
    return NamesTable(
        names=_strings(text, path, tables.get("names", {})),
        places=_strings(text, path, tables.get("places", {})),
        equivalents=_lists(text, path, tables.get("equivalents", {})),
    )


def _strings(text: str, path: str, table: Mapping[str, object]) -> dict[str, str]:
    strings: dict[str, str] = {}
    for form, put in table.items():
        if not isinstance(put, str) or not _is_plain(form) or (put and not _is_plain(put)):
            raise _refuse(text, path, form, f"the entry {form!r} needs one line of text on both sides")
        strings[form] = put
    return strings


def _lists(text: str, path: str, table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for form, others in table.items():
        if not isinstance(others, list) or not all(isinstance(one, str) and _is_plain(one) for one in others):
            raise _refuse(text, path, form, f"the entry {form!r} needs a list of texts")
        lists[form] = tuple(others)
    return lists


def _is_plain(form: str) -> bool:
    return bool(form.strip()) and form.isprintable() and form == form.strip()


def _refuse(text: str, path: str, key: str, cause: str) -> InputError:
    """`tomllib` keeps no positions, so the line is the first one that names the key."""
    pattern = re.compile(rf"\s*\[?\[?\s*[\"']?{re.escape(key)}\b")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line))
    return InputError(f"{path}:{next(lines, 1)}: {cause}", hint=_HINT)


def _merge(packaged: NamesTable, own: NamesTable) -> NamesTable:
    """The user's entry wins in whichever table it stands; an empty one takes the packaged entry away."""
    taken = {*own.names, *own.places}
    return NamesTable(
        names={k: v for k, v in packaged.names.items() if k not in taken}
        | {k: v for k, v in own.names.items() if v},
        places={k: v for k, v in packaged.places.items() if k not in taken}
        | {k: v for k, v in own.places.items() if v},
        equivalents={k: v for k, v in {**packaged.equivalents, **own.equivalents}.items() if v},
    )
