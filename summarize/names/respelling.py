"""Names that a model copied with the wrong letters get their own back: "Koulba" beside "Kouleba".

Small models spell unknown names out piece by piece and lose or stutter some. What stands in the target is put
right only where it is no word and no name of its own, and where it is plainly the name that the source has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_STUTTER = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)


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
    lost = dict.fromkeys(_lost_words(target, source, table))
    garbled = dict.fromkeys(_garbled_words(target, source)) if lost or _STUTTER.search(target) else {}
    # A stuttered name sounds like its own, so it is not lost: "Bakkken".
    stuttered = dict.fromkeys(wrong for wrong in garbled if _STUTTER.search(wrong))
    done: list[Replacement] = []
    for names, wrongs in ((dict.fromkeys(_absent_words(target, source)), stuttered), (lost, garbled)):
        while pair := _most_alike(names, wrongs):
            name, wrong = pair
            for known in (names, wrongs, lost, garbled):
                known.pop(name, None)
                known.pop(wrong, None)
            target = re.sub(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", name, target)
            done.append(Replacement(found=wrong, put=name))
    return target, tuple(done)


def _absent_words(target: str, source: str) -> Iterator[str]:
    """Yield the capitalised words of the source that the target has in no spelling like it."""
    there = {fold(word) for word in WORD.findall(target)}
    for word in WORD.findall(source):
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
    there = {fold(word) for word in WORD.findall(source)}
    for word in WORD.findall(target):
        is_strange = word[0].isupper() and not word.isupper() and not is_english(fold(word))
        if is_strange and len(word) >= _SHORTEST and fold(word) not in there:
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
