"""Text → every number in it, as values that compare across languages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from summarize.numerals.digits import read_digits
from summarize.numerals.english import ENGLISH
from summarize.numerals.french import FRENCH, is_new
from summarize.numerals.measure import Reading, complete_decade, finish, finish_article, make, make_name
from summarize.numerals.records import Quantity, QuantityKind, Vocabulary
from summarize.numerals.rounds import with_rounds
from summarize.numerals.spelled import read_spelled

Language = Literal["fr", "en"]

_WORDS = {"fr": FRENCH, "en": ENGLISH}

_AREA = re.compile(r"[kc]?m[23]\b", re.IGNORECASE)
_BEGIN = re.compile(rf"(?<!\w){_AREA.pattern}|[0-9]|[^\W\d_]+")
_NAME = re.compile(
    r"[^\W\d_]{1,20}[0-9][^\W_]{0,20}(?:-[0-9]{1,9})?"
    r"|[^\W\d_]{0,20}[A-ZÀ-Ý][^\W\d_]{0,20}-[0-9]{1,9}(?![0-9,.:h][0-9])|covid-[0-9]{1,9}"
)
_DIGITS, _GOES_ON, _ROMAN = "0123456789", "0123456789-", "IVX"
_ROMAN_RANK = re.compile(r"\b(I(?=er|ère)|[IVX]{1,6}(?=e\b|ème))(?:er?|ère|ème)\b")
_DIGIT_BEFORE = re.compile(r"[0-9]\s?$")
_DAY_BEFORE = re.compile(r"[0-9](?:er|st|nd|rd|th)?(?: of)?\s$")
_NUMBER_BEHIND = re.compile(r"\.?,?\s(?:the\s)?[0-9]")


@lru_cache(maxsize=1 << 12)
def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Return the numbers of `text` in order, written in digits or in words.

    A bare `un`, `une`, `one` or `a` is an article and no number. A date is three: day, month and year.
    Detector and checks ask for the same texts, so the last few thousand answers are kept.
    """
    words, openers = _WORDS[language], _openers(language)
    found: list[Quantity] = []
    position = 0
    while match := _BEGIN.search(text, position):
        start, position = match.span()
        word = match[0]
        if word in _DIGITS:
            some = read_digits(text, start, words)
        elif text[position : position + 1] in _GOES_ON or word[0] in _ROMAN or word.lower() in openers:
            some = _read_word(text, start, position, words)
        else:
            continue  # nearly all words
        found += some
        position = max([position, *(quantity.end for quantity in some)])
    return with_rounds(found, text, language)


@lru_cache(maxsize=2)
def _openers(language: Language) -> frozenset[str]:
    """Return the words that a number can begin with, when neither a digit nor a hyphen follows."""
    words = _WORDS[language]
    return frozenset(words.cardinals).union(
        words.hundreds,
        words.scales,
        words.rough,
        words.fractions,
        words.ordinals,
        words.firsts,
        words.months,
        words.decades,
        words.clock_words,
    )


def _read_word(text: str, start: int, end: int, words: Vocabulary) -> list[Quantity]:
    word = text[start:end].lower()
    is_coin = word in words.hundreds and _DIGIT_BEFORE.search(text[max(0, start - 2) : start])
    is_adjective = words.counts_by_twenties and word == "neuf" and is_new(text, start, end)
    if is_coin or is_adjective or _AREA.fullmatch(text, start, end):
        return []
    if name := _NAME.match(text, start):
        return [make_name(text, start, name.end())]
    kind, value = None, None
    if words.counts_by_twenties and (rank := _ROMAN_RANK.fullmatch(text, start, end)):
        kind, value = QuantityKind.ORDINAL, _read_roman(rank[1])
    elif word in words.months and _is_month(text, start, end, words):
        kind, value = QuantityKind.MONTH, Decimal(words.months[word])
    elif word in words.decades:
        kind, value = QuantityKind.YEAR, Decimal(words.decades[word])
    elif word in words.clock_words and text[start - 1 : start] != "-":
        kind, value = QuantityKind.TIME, Decimal(words.clock_words[word])
    if kind is not None and value is not None:
        return [make(text, Reading(start=start, end=end, value=value, kind=kind, is_spelled=True))]
    spelled = read_spelled(text, start, words)
    if spelled is None:
        return []
    reading = Reading(
        start=start,
        end=spelled.end,
        value=spelled.value,
        kind=spelled.kind,
        scale=spelled.scale,
        is_spelled=True,
    )
    if words.decade_before.search(text[max(0, start - 9) : start]) and 20 <= reading.value < 100:
        return [make(text, replace(reading, value=complete_decade(reading.value), kind=QuantityKind.YEAR))]
    return finish_article(text, reading, words) if spelled.is_article else [finish(text, reading, words)]


def write_ranks(text: str) -> str:
    """Return a French text with Arabic numbers in its Roman ranks: `XVIIIe siècle` becomes `18e siècle`.

    `Ier` stays: it is the first of a name.
    """
    return _ROMAN_RANK.sub(
        lambda rank: rank[0] if rank[1] == "I" else f"{_read_roman(rank[1])}{rank[0][len(rank[1]) :]}", text
    )


def _read_roman(digits: str) -> Decimal:
    values = [{"I": 1, "V": 5, "X": 10}[digit] for digit in digits]
    following = [*values[1:], 0]
    return Decimal(
        sum(-value if value < after else value for value, after in zip(values, following, strict=True))
    )


def _is_month(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Say whether the word is a month: beside digits, and in English with a capital (`May`, `March`)."""
    if not words.counts_by_twenties and not text[start].isupper():
        return False
    before = text[max(0, start - 8) : start]
    return _DAY_BEFORE.search(before) is not None or _NUMBER_BEHIND.match(text, end) is not None
