"""Words that a translation has lost: French ones none of whose usual translations is in the English.

The glossary, learnt from parallel text by `training/glossary.py`, has only words that human translators
hardly ever put otherwise, as stems. Numbers and names have checks of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from summarize.lexicon import is_english
from summarize.words import content_stem, content_words, fold, tokenise

_UNJUDGED = re.compile(
    r"(?<!\w)\w+(?:[-.@/]\w+)+|(?<=\d )ans?\b"
    r"|\b(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\w+ze|vingt|\w+ante|trente) ans?\b"
)
"""Compounds and addresses, whose parts mean something else together, and years of age: `Garbo, 44`."""
_HEAD = re.compile(r"\W*(?P<word>[A-ZÀ-ÖØ-ÞŒ][a-zß-öø-ÿœ]{3,})(?=\W*$|[ ,:]+[a-zß-öø-ÿœ\d(])")
"""The first word in front of one in small letters: in front of another capital it would be a name."""
_KIN = 4
"""Letters that words of one family begin with: "telescopic" will do for "telescope"."""

_REVERSED = re.compile(r"(?:d[ée]s?|in|im|ir|anti-?|non-?|contre-?)(?P<base>\w{6})", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(?:no|not|non|anti|never|without|lack|end|un\w+)\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def lost_words(french: str, english: str) -> tuple[str, ...]:
    """Return the words in small letters of `french` that `english` lacks, in order, without repeats.

    A word that became the one it negates is lost too: "désescalade" is no "escalation". So is the first one,
    capital and all, if it was copied and is no name.
    """
    said = frozenset(content_words(english, "en"))
    kin = frozenset(stem[:_KIN] for stem in said)
    lost = (
        word for word in _judged(french) if not _is_said(word, said, kin) or _is_turned(word, french, english)
    )
    return tuple(dict.fromkeys((*_copied_head(french, english), *lost)))


def _copied_head(french: str, english: str) -> Iterator[str]:
    """Yield the first word of `french` if it stands in `english` as it is; a name is its own translation.

    Of 16,573 lines put into English by people it is said of none, of 1,248 of a model of 27 BLEU of eight
    titles.
    """
    head = _HEAD.match(french)
    if head and re.search(rf"\b{head['word']}\b", english) and not is_english(head["word"].lower()):
        usual = _glossary().get(content_stem(head["word"], "fr"))
        if usual and usual.isdisjoint(content_stem(head["word"], language) for language in ("fr", "en")):
            yield head["word"]


def _judged(french: str) -> Iterator[str]:
    """Yield the words that can be told to be lost."""
    return (word for word in tokenise(_UNJUDGED.sub(" ", french)) if word.islower())


def _is_said(word: str, said: frozenset[str], kin: frozenset[str]) -> bool:
    """Whether a word, or its family, is in the English; one that the glossary lacks counts as said."""
    stem = content_stem(word, "fr")
    usual = _glossary().get(stem)
    if usual is None or stem in said:
        return True
    return not (usual.isdisjoint(said) and kin.isdisjoint(other[:_KIN] for other in usual))


def _is_turned(word: str, french: str, english: str) -> bool:
    """Whether the English has a word without its negating prefix, and the French has not.

    Of 9,006 news lines put into English by people it is said of one.
    """
    negated = _REVERSED.match(word)
    if negated is None:
        return False
    bare = re.compile(rf"(?<![\w-]){fold(negated['base'])}")
    text = fold(english)
    n_found = text.count(fold(negated["base"]))
    if not n_found or len(bare.findall(text)) < n_found:
        return False
    return not bare.search(fold(french)) and not _OTHERWISE.search(english)


@lru_cache(maxsize=1)
def _glossary() -> Mapping[str, frozenset[str]]:
    """Return the English stems of each French one."""
    text = files("summarize.assets").joinpath("glossary.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {french: frozenset(english.split()) for french, english in rows}
