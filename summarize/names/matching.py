"""Says whether a name of the source is in a target, allowing for translation and transliteration."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from summarize.names.capitals import INSTITUTIONS
from summarize.names.finding import WORD, is_capitalised, names_in
from summarize.names.rivals import without_rivals
from summarize.names.spelling import skeleton, sound_key
from summarize.names.table import HALF, NamesTable
from summarize.words import fold

_SHORTEST_STEM = 4
_LONGEST_STEM = 9
_MIN_CONSONANTS = 4
_YEAR = re.compile(r"(?<=\w)-(?:19|20)\d\d\Z")
"""What sports desks put behind a name: "JO-2024"; the check of numbers sees to it."""
_HALVES = tuple(ending.lower() for ending in HALF)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """The words of a target in the forms in which a name may be met there."""

    phrase: str
    words: frozenset[str]
    keys: frozenset[str]
    skeletons: frozenset[str]
    stems: frozenset[str]
    letters: frozenset[str]


def missing_names(
    source: str, target: str, table: NamesTable, *, known: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the names of the French `source` that the English `target` does not have in any form."""
    return tuple(name for name in names_in(source, "fr", known=known) if not names_match(name, target, table))


def names_match(name: str, target: str, table: NamesTable) -> bool:
    """Whether `target` has `name`: as it is, as the table has it, or in another spelling.

    Of 37,781 right pairs 633 were told of a lost name, and 38 of 31,506 pairs of countries and bodies were
    confused; with rivals out of the way and peoples in the table 505, and none.
    Of several words the last one counts: English may leave out a first name or translate an institution.
    """
    forms = (name, *table.forms(name))
    # English "Africa" may be what is left of "South Africa"; of French, a run has the whole.
    is_whole = len(forms) > 1
    index = _index(without_rivals(target, forms, table, is_whole=is_whole))
    if any(f" {_phrase(form)} " in index.phrase for form in forms):
        return True
    if is_whole and name.lower().endswith(_HALVES):  # "Corée" alone would stand for either
        return any(_sounds_alike(form, index) for form in forms[1:])
    parts = [word for word in WORD.findall(name) if is_capitalised(word) and fold(word) not in _COMMON_NOUNS]
    if not parts:
        return True
    is_whole = is_whole and parts == [name]
    return _has_word(parts[-1], target, table, is_whole=is_whole) or _has_all(parts[:-1], target, table)


def _has_all(words: list[str], target: str, table: NamesTable) -> bool:
    return len(words) > 1 and all(_has_word(word, target, table) for word in words)


def _has_word(word: str, target: str, table: NamesTable, *, is_whole: bool = False) -> bool:
    word = _YEAR.sub("", word)
    forms = (word, *table.forms(word))
    index = _index(without_rivals(target, forms, table, is_whole=is_whole))
    if any(f" {_phrase(form)} " in index.phrase for form in forms):
        return True
    if word.isupper() and "".join(sorted(fold(word))) in index.letters:
        return True
    return any(_sounds_alike(form, index) for form in forms if form is word or not form.isupper())


def _sounds_alike(form: str, index: _Index) -> bool:
    """Whether the target has something like `form`: of several words all that have capitals.

    Either half of a compound will do ("Bosnie-Herzégovine"), but "United" alone stood for the United States,
    Kingdom, Nations and Emirates alike.
    """
    if " " in form:
        names = [word for word in form.split() if is_capitalised(word)]
        return bool(names) and all(_sounds_like(word, index) for word in names)
    halves = (piece for piece in form.split("-") if len(piece) > 3 and piece[0].isupper())
    return any(_sounds_like(piece, index) for piece in (form, *halves))


def _sounds_like(word: str, index: _Index) -> bool:
    folded, key = fold(word), sound_key(word)
    if folded in index.words or (len(key) > 1 and key in index.keys):
        return True
    bones = skeleton(key)
    if len(bones) >= _MIN_CONSONANTS and bones in index.skeletons:
        return True
    # "Libye" stands for "Libyan", "Russie" for "Russian".
    return len(key) >= _SHORTEST_STEM and _stem(key) in index.stems


def _stem(key: str) -> str:
    return key[: min(_LONGEST_STEM, max(_SHORTEST_STEM, len(key) - 2))]


@lru_cache(maxsize=32)
def _index(text: str) -> _Index:
    plain = text.lower() if text.isupper() and " " in text else text
    found = WORD.findall(plain)
    words = [*found, *(piece for word in found if "-" in word for piece in word.split("-") if piece)]
    keys = frozenset(sound_key(word) for word in words)
    capitals = {sound_key(word) for word in words if is_capitalised(word) or plain is not text}
    return _Index(
        phrase=f" {' '.join(_plain(word) for word in found)} ",
        words=frozenset(fold(word) for word in words),
        keys=keys,
        skeletons=frozenset(skeleton(key) for key in capitals),
        stems=frozenset(key[:n] for key in capitals for n in range(_SHORTEST_STEM, _LONGEST_STEM + 1)),
        letters=frozenset("".join(sorted(fold(word))) for word in words if word.isupper()),
    )


def _phrase(form: str) -> str:
    return " ".join(_plain(word) for word in WORD.findall(form))


def _plain(word: str) -> str:
    """Keep "US" and "U.S." apart from "us"; everything else is compared without case and accents."""
    bare = word.replace(".", "")
    return bare if bare.isupper() and 1 < len(bare) < 5 else fold(word)


_COMMON_NOUNS = frozenset(fold(word) for word in INSTITUTIONS)
