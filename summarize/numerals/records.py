"""What a number in a text is, and what a language must say for its numbers to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class QuantityKind(StrEnum):
    """How a number is used."""

    NUMBER = "number"
    PERCENT = "percent"
    TIME = "time"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    APPROXIMATE = "approximate"
    YEAR = "year"
    MONTH = "month"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number: `text` is `source[start:end]`, without its unit.

    A time is in minutes since midnight; the value of a name (`A320`, `Covid-19`) is that of its digits;
    `unit` is one English word (`euro`, `hour`) or `""`.
    """

    value: Decimal
    kind: QuantityKind
    text: str
    start: int
    end: int
    unit: str = ""
    is_spelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The number words and forms of one language. Words are in small letters."""

    articles: frozenset[str]
    """Words for one that alone say nothing: `un`, `a`."""
    cardinals: Mapping[str, int]
    counts_by_twenties: bool
    """Says whether 60 and 80 take numbers up to 19, and 4 × 20 is 80."""
    hundreds: frozenset[str]
    scales: Mapping[str, Decimal]
    rough: Mapping[str, Decimal]
    """Words for about so many: `dizaine`, `thousands`."""
    fractions: Mapping[str, Decimal]
    """Names of parts."""
    ordinals: Mapping[str, int]
    firsts: Mapping[str, int]
    """Ordinals that never end a longer one."""
    months: Mapping[str, int]
    units: Mapping[str, str]
    decades: Mapping[str, int]
    clock_words: Mapping[str, int]
    """Words for a time of the day, in minutes."""
    literal: re.Pattern[str]
    """Digits with their separators."""
    grouping: str
    """The full stop or comma between thousands; the other one is the decimal mark."""
    joiner: re.Pattern[str]
    """What stands between the words of one number."""
    and_half: re.Pattern[str]
    short_scales: Mapping[str, Decimal]
    """Letters for a scale, directly behind digits, where a currency is named: `M`, `bn`."""
    ordinal_suffix: re.Pattern[str]
    of: re.Pattern[str]
    """What stands between a number and its unit."""
    minus: re.Pattern[str]
    """The word for a sign, at the end of what is in front."""
    decade_before: re.Pattern[str]
    """What makes `90` a decade, at the end of what is in front."""
    decade_after: re.Pattern[str]


def by_rank(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Return `{word: number}` for words in ascending order; `a/b` are two words for one number."""
    ranked = enumerate(words.split())
    return {word: first + step * rank for rank, group in ranked for word in group.split("/")}
