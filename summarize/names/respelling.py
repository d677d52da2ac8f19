"""Names that a model copied with the wrong letters get their own back: "Koulba" beside "Kouleba".

Small models spell unknown names out piece by piece and lose or stutter some. What stands in the target is put
right only where it is no word and no name of its own, and where it is plainly the name that the source has.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarize.lexicon import is_english
from summarize.names.finding import WORD
from summarize.names.matching import missing_names, names_match
from summarize.names.table import NamesTable
from summarize.records import Replacement
from summarize.words import fold

ALIKE = 0.75
"""Least share of letters in common, in order, between a name and what became of it."""
_SHORTEST = 4
_REPEATED = re.compile(r"(.)\1+")
_PAIR = re.compile(r"(?=(?<![\w'-])([A-ZÀ-Þ][\w'-]*) ([A-ZÀ-Þ]\w\w+)(?![\w-]))")
"""Two capitalised words in a row, the second with three letters at least."""


@dataclass(frozen=True, slots=True)
class NameSpeller:
    """Sets names right in a target: garbled ones by its source, then French forms by the table."""

    table: NamesTable

    def apply(self, target: str, source: str) -> tuple[str, tuple[Replacement, ...]]:
        """Return the repaired `target` and what was replaced in it, in order."""
        text, respelled = respell(target, source, self.table)
        text, replaced = self.table.apply(text, source)
        return text, (*respelled, *replaced)


def respell(target: str, source: str, table: NamesTable) -> tuple[str, tuple[Replacement, ...]]:
    """Return `target` with garbled names as the French `source` spells them, and what was replaced."""
    doubled = tuple(_doubled(target, source, table))
    target = _put_right(target, doubled)
    cut = tuple(_cut_short(target, source, table))
    target = _put_right(target, cut)
    lost = dict.fromkeys(_lost_words(target, source, table))
    others = tuple(_pair_up(lost, dict.fromkeys(_garbled_words(target, source)))) if lost else ()
    return _put_right(target, others), (*doubled, *cut, *others)


def _put_right(target: str, replacements: Iterable[Replacement]) -> str:
    for one in replacements:
        target = re.sub(rf"(?<![\w-]){re.escape(one.found)}(?![\w-])", one.put, target)
    return target


def _doubled(target: str, source: str, table: NamesTable) -> Iterator[Replacement]:
    """Yield the names of which only doubled letters differ: "Alterra" for "Altéra", "Baken" for "Bakken".

    They sound like their own, so they are not lost; but nobody translates a name by doubling a letter.
    """
    names = {_squeeze(name): name for name in _only_in(source, target)}
    for wrong in dict.fromkeys(_garbled_words(target, source)):
        name = names.pop(_squeeze(wrong), None)
        if name and fold(wrong) not in map(fold, table.forms(name)):
            yield Replacement(found=wrong, put=name)


def _cut_short(target: str, source: str, table: NamesTable) -> Iterator[Replacement]:
    """Yield surnames of which only the beginning came, behind their first name: "Sergei Lav" for Lavrov."""
    pairs = [pair.groups() for pair in _PAIR.finditer(target)]
    for name in missing_names(source, target, table):
        for first, last in itertools.pairwise(WORD.findall(name)):
            for before, wrong in pairs:
                if _is_beginning(wrong, last) and names_match(first, before, table):
                    yield Replacement(found=f"{before} {wrong}", put=f"{before} {last}")


def _is_beginning(wrong: str, name: str) -> bool:
    return len(wrong) < len(name) and len(name) > _SHORTEST and fold(name).startswith(fold(wrong))


def _squeeze(word: str) -> str:
    return _REPEATED.sub(r"\1", fold(word))


def _pair_up(lost: dict[str, None], garbled: dict[str, None]) -> Iterator[Replacement]:
    """Yield the most alike of both, each once."""
    while pair := _most_alike(lost, garbled):
        name, wrong = pair
        del lost[name], garbled[wrong]
        yield Replacement(found=wrong, put=name)


def _only_in(text: str, other: str) -> Iterator[str]:
    """Yield the capitalised words of `text` that `other` lacks."""
    there = {fold(word) for word in WORD.findall(other)}
    for word in WORD.findall(text):
        if word[0].isupper() and len(word) >= _SHORTEST and fold(word) not in there:
            yield word


def _lost_words(target: str, source: str, table: NamesTable) -> Iterator[str]:
    """Yield the words of names that the target has in no form."""
    for name in missing_names(source, target, table):
        for word in WORD.findall(name):
            if len(word) >= _SHORTEST and not word.isupper() and not names_match(word, target, table):
                yield word


def _garbled_words(target: str, source: str) -> Iterator[str]:
    """Yield the capitalised words of the target that are no English words and not in the source."""
    for word in _only_in(target, source):
        if not word.isupper() and not is_english(fold(word)):
            yield word


def _most_alike(lost: dict[str, None], garbled: dict[str, None]) -> tuple[str, str] | None:
    """Return the name and the garbled word that are most alike, if any are alike enough."""
    pairs = [
        (SequenceMatcher(None, fold(name), fold(wrong), autojunk=False).ratio(), name, wrong)
        for name in lost
        for wrong in garbled
        if fold(name)[0] == fold(wrong)[0]
    ]
    ratio, name, wrong = max(pairs, default=(0.0, "", ""))
    return (name, wrong) if ratio >= ALIKE else None
