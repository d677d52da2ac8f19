"""Finds proper names: runs of capitalised words with the particles between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from summarize.names.capitals import (
    CALENDAR,
    ELISIONS,
    HONORIFICS,
    OPENERS,
    PARTICLES,
    PEOPLES,
    TITLES,
)

Language = Literal["fr", "en"]

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:-[^\W_]+)*")
_ARTICLED = re.compile(r"(?:al|el|ar|as|ad|an|ash|at|az)-[^\W\d_]")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;]|[\"“«(\[\n])[\s\"“”«»'‘(\[–—-]*\Z")
_ROMAN_RANK = re.compile(r"I(?:er|re|ère)|[IVX]{1,6}(?:e|ème)")
_HALVES = frozenset({"nord", "sud"})
_JOINTS = frozenset({" ", "'", "’", ". "})
_CLOSERS = " \"'”’)»"
_LOOK_BACK = 8
_MAX_WORDS = 8
_LONGEST_ACRONYM = 5


def names_in(text: str, language: Language, *, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the proper names of `text`, each once, in order of appearance.

    A lone capitalised word that opens a sentence counts only when it is an acronym or one of `known`; in a
    headline that capitalises most of its words only what is `known` counts.
    """
    words = list(WORD.finditer(text))
    titled = _is_title_case(text, words)
    found: dict[str, None] = {}
    for run in _runs(text, words, language):
        if titled:
            found.update((word[0], None) for word in run if word[0] in known)
        elif len(run) > 1 or not _opens(text, run[0]) or _is_sure(run[0][0], known):
            found[text[run[0].start() : run[-1].end()]] = None
    return tuple(found)


def is_capitalised(word: str) -> bool:
    """Whether `word` is written as a name could be: "Otan", "G20", "al-Assad"; not "pro-Russes"."""
    return word[:1].isupper() or (_ARTICLED.match(word) is not None and word[3:4].isupper())


def _runs(text: str, words: list[re.Match[str]], language: Language) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    waiting: list[re.Match[str]] = []
    for word in words:
        if run and text[(waiting or run)[-1].end() : word.start()] not in _JOINTS:
            yield run
            run, waiting = [], []
        if _may_be_name(text, word, language, is_first=not run) and len(run) < _MAX_WORDS:
            run, waiting = [*run, *waiting, word], []
        elif language == "fr" and waiting and waiting[-1][0] == "du" and word[0] in _HALVES:
            run, waiting = [*run, *waiting, word], []  # "Soudan du sud" is no "Soudan"
        elif run and word[0] in PARTICLES and len(waiting) < 2:
            waiting.append(word)
        elif run:
            yield run
            run, waiting = [], []
    if run:
        yield run


def _may_be_name(text: str, word: re.Match[str], language: Language, *, is_first: bool) -> bool:
    if not is_capitalised(word[0]):
        return False
    low = word[0].lower()
    if text[word.end() : word.end() + 1] in {"'", "’"} and low in ELISIONS:
        return False
    if low in HONORIFICS[language] or low in CALENDAR[language]:
        return False
    # All of 80 right sentences with "XIXe siècle", "Ve République" and so on were told of a lost name; "Ier"
    # is a king's too, and the table has it.
    if language == "fr" and low != "ier" and _ROMAN_RANK.fullmatch(word[0]):
        return False
    if language == "en" and _is_no_english_name(low, is_first=is_first):
        return False
    return not (low in OPENERS[language] and _opens(text, word))


def _is_no_english_name(low: str, *, is_first: bool) -> bool:
    """Peoples never belong to a name here; a title does, inside one ("Prime Minister" opens none)."""
    return low in PEOPLES or low.removesuffix("s") in PEOPLES or (is_first and low in TITLES)


def _opens(text: str, word: re.Match[str]) -> bool:
    """Whether `word` takes a capital in any case: it opens the text, a sentence or a quotation."""
    before = text[max(0, word.start() - _LOOK_BACK) : word.start()]
    return word.start() == 0 or _SENTENCE_START.search(before) is not None


def _is_sure(word: str, known: Collection[str]) -> bool:
    is_acronym = len(word) > 1 and word.isupper() and any(character.isalpha() for character in word)
    return is_acronym or word in known


def _is_title_case(text: str, words: list[re.Match[str]]) -> bool:
    """A headline as English papers set it: capitals on all but small words, no full stop. Or CAPS."""
    if text.isupper() and (len(words) > 1 or len(text) > _LONGEST_ACRONYM):
        return True
    small: list[bool] = []
    telling: list[bool] = []
    for word in words:
        is_small = word[0].lower() in OPENERS["en"] or word[0] in PARTICLES
        (small if is_small else telling).append(word[0][0].isupper())
    is_dense = len(telling) > 4 or (len(telling) > 1 and any(small[1:]))
    return is_dense and sum(telling) >= 0.9 * len(telling) and not text.rstrip(_CLOSERS).endswith(".")
