"""What stands around a number: its sign, its unit, `et demi`, `%`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from summarize.numerals.records import Quantity, QuantityKind, Vocabulary

MAX_DIGITS = 15

_SYMBOLS = {"€": "euro", "$": "dollar", "£": "pound", "¥": "yen", "°": "degree"}
_WORD = re.compile(r"[^\W\d_]+")
_BEHIND_HALF = re.compile(r" (thousand|million|billion|trillion)\b", re.IGNORECASE)
_PERCENT = re.compile(r"[\s-]?(?:%|pour[\s-]cents?\b|p\.\s?cent\b|per\s?cent\b|pct\b|pc\b)", re.IGNORECASE)
_SYMBOL = re.compile(r"\s?([€$£¥°])")
_NEGATIVE = re.compile(r"(?:^|[\s(])[-−]$")
_CURRENCY_BEFORE = re.compile(r"([€$£¥])\s?$")
_ANY_UNIT = re.compile(r"\s([^\W\d_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A number of which only the inside has been read; `scale` is that of its last word."""

    start: int
    end: int
    value: Decimal
    kind: QuantityKind = QuantityKind.NUMBER
    scale: Decimal = Decimal(1)
    is_spelled: bool = False


def make(text: str, reading: Reading, *, unit: str = "") -> Quantity:
    """Return the quantity that `reading` stands for."""
    return Quantity(
        value=reading.value,
        kind=reading.kind,
        text=text[reading.start : reading.end],
        start=reading.start,
        end=reading.end,
        unit=unit,
        is_spelled=reading.is_spelled,
    )


def make_name(text: str, start: int, end: int) -> Quantity:
    """Return a number that is part of a name or a code."""
    digits = "".join(character for character in text[start:end] if character in "0123456789")
    value = Decimal(digits[:MAX_DIGITS] or 0)
    return make(text, Reading(start=start, end=end, value=value, kind=QuantityKind.NAME))


def complete_decade(value: Decimal) -> Decimal:
    """Return 1990 for 90, as in `années 90`."""
    return value if value >= 100 else value + (1900 if value >= 20 else 2000)


def find_currency_before(text: str, start: int) -> str:
    """Return the currency whose sign is in front of `start`, or `""`."""
    sign = _CURRENCY_BEFORE.search(text[max(0, start - 2) : start])
    return _SYMBOLS[sign[1]] if sign else ""


def has_symbol(text: str, end: int) -> bool:
    """Say whether a currency sign is behind `end`."""
    return _SYMBOL.match(text, end) is not None


def finish(text: str, reading: Reading, words: Vocabulary) -> Quantity:
    """Return the quantity with its sign and unit; `et demi` may be before or behind the unit."""
    value, end, unit = reading.value, reading.end, find_currency_before(text, reading.start)
    if half := words.and_half.match(text, end):
        value, end = value + reading.scale / 2, half.end()
        if scale := _BEHIND_HALF.match(text, end):
            value, end = value * words.scales.get(scale[1].lower(), 1), scale.end()
    if percent := _PERCENT.match(text, end):
        kind = QuantityKind.PERCENT if reading.kind is QuantityKind.NUMBER else reading.kind
        return _settle(text, reading, value=value, end=percent.end(), kind=kind, unit="percent")
    named, behind = _find_unit(text, end, words)
    if named and (half := words.and_half.match(text, behind)):
        value, end = value + Decimal("0.5"), half.end()
    return _settle(text, reading, value=value, end=end, kind=reading.kind, unit=unit or named, words=words)


def finish_article(text: str, reading: Reading, words: Vocabulary) -> list[Quantity]:
    """Return what `un an et demi` and `un pour cent` say; a bare article is no number."""
    if words.and_half.match(text, reading.end):  # "one and a half million"
        return [finish(text, reading, words)]
    unit = _ANY_UNIT.match(text, reading.end)
    half = words.and_half.match(text, unit.end()) if unit else None
    if unit and half:
        longer = Reading(start=reading.start, end=half.end(), value=Decimal("1.5"), is_spelled=True)
        return [make(text, longer, unit=words.units.get(unit[1].lower(), ""))]
    return [finish(text, reading, words)] if _PERCENT.match(text, reading.end) else []


def _find_unit(text: str, end: int, words: Vocabulary) -> tuple[str, int]:
    if symbol := _SYMBOL.match(text, end):
        return _SYMBOLS[symbol[1]], symbol.end()
    link = words.of.match(text, end)
    word = _WORD.match(text, link.end() if link else end)
    return (words.units.get(word[0].lower(), ""), word.end()) if word else ("", end)


def _settle(
    text: str,
    reading: Reading,
    *,
    value: Decimal,
    end: int,
    kind: QuantityKind,
    unit: str,
    words: Vocabulary | None = None,
) -> Quantity:
    start = reading.start
    before = text[max(0, start - 8) : start]
    is_below_zero = words is not None and unit == "degree" and words.minus.search(before)
    is_negative = is_below_zero or (not reading.is_spelled and _NEGATIVE.search(before[-2:]))
    done = Reading(
        start=start, end=end, value=-value if is_negative else value, kind=kind, is_spelled=reading.is_spelled
    )
    return make(text, done, unit=unit)
