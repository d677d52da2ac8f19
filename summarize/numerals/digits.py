"""Numbers written in digits, in either language."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from summarize.numerals.clock import read_clock
from summarize.numerals.durations import read_duration
from summarize.numerals.measure import (
    MAX_DIGITS,
    Reading,
    complete_decade,
    find_currency_before,
    finish,
    has_symbol,
    make,
    make_name,
)
from summarize.numerals.records import Quantity, QuantityKind, Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"[0-9]+")
_PHONE = re.compile(
    r"(?:0[1-9]|\+?[0-9]{2,3}\s?[1-9])(?:[\s.-][0-9]{2}){4}(?![0-9])|0[\s.-]8[0-9]{2}(?:[\s.-][0-9]{3}){2}(?![0-9])"
)
_DATE = re.compile(r"([0-3]?[0-9])/([01]?[0-9])/((?:1[0-9]|20)?[0-9]{2})(?![0-9/])")
_SEASON = re.compile(r"((?:1[5-9]|20)[0-9]{2})([-–/])([0-9]{2})(?![0-9/–-]|[.,][0-9])")
_LONGEST = 30
_CODE = re.compile(r"[0-9]+(?:[.:][0-9]+){2,}|[0-9]+[^\W\d_]+[0-9]\w*")
_HALF = re.compile(r"1/2(?![0-9/])")
_LENGTH = re.compile(r"([0-9])\s?m\s?([0-9]{2})(?!\w)")
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_AGES_BEFORE, _AGES = re.compile(r"\b(?:over|under)[ -]$", re.IGNORECASE), re.compile(r"s\b")
_GAP = re.compile(r"[\s-]?")


def read_digits(text: str, start: int, words: Vocabulary) -> list[Quantity]:
    """Return the numbers that begin with the digit at `start`; only dates and seasons have more than one."""
    literal = words.literal.match(text, start)
    end = literal.end() if literal else start + 1
    if date := _DATE.match(text, start):
        return _read_date(text, date)
    if (season := _SEASON.match(text, start)) and (years := _read_season(text, season)):
        return years
    special = _read_special(text, start, end)
    if special is not None:
        return [special]
    digits = text[start:end]
    if sum(character.isdigit() for character in digits) > MAX_DIGITS:
        run = _DIGITS.match(text, start)
        return [make_name(text, start, max(end, run.end() if run else end))]
    return [_read_literal(text, Reading(start=start, end=end, value=parse_literal(digits, words)), words)]


def parse_literal(digits: str, words: Vocabulary) -> Decimal:
    """Return the value of `1.200,5` in French, `1,200.5` in English."""
    group = words.grouping
    mark = "," if group == "." else "."
    plain = re.sub(r"\s", "", digits)
    if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:[{group}][0-9]{{3}})+(?:[{mark}][0-9]+)?", plain):
        plain = plain.replace(group, "")
    elif re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:[{mark}][0-9]{{3}}){{2,}}", plain):
        plain = plain.replace(mark, "")
    whole, point, part = plain.replace(",", ".").rpartition(".")
    return Decimal(whole.replace(".", "") + point + part)  # `0,000.5` groups what no one groups


def _read_special(text: str, start: int, end: int) -> Quantity | None:
    """Return what only looks like a number (telephone, version) or has a form of its own (time, length)."""
    if duration := read_duration(text, start):
        seconds, behind = duration
        return make(text, Reading(start=start, end=behind, value=seconds), unit="second")
    if phone := _PHONE.match(text, start):
        return make_name(text, start, phone.end())
    if clock := read_clock(text, start):
        minutes, behind = clock
        return make(text, Reading(start=start, end=behind, value=Decimal(minutes), kind=QuantityKind.TIME))
    if half := _HALF.match(text, start):
        value = Decimal("0.5")
        return make(text, Reading(start=start, end=half.end(), value=value, kind=QuantityKind.FRACTION))
    if length := _LENGTH.match(text, start):
        value = Decimal(f"{length[1]}.{length[2]}")
        return make(text, Reading(start=start, end=length.end(), value=value), unit="metre")
    code = _CODE.match(text, start)
    return make_name(text, start, code.end()) if code and code.end() > end else None


def _read_date(text: str, date: re.Match[str]) -> list[Quantity]:
    kinds = (QuantityKind.NUMBER, QuantityKind.NUMBER, QuantityKind.YEAR)
    readings = [
        Reading(start=date.start(part), end=date.end(part), value=Decimal(date[part]), kind=kind)
        for part, kind in enumerate(kinds, start=1)
    ]
    if readings[2].value < 100:
        readings[2] = replace(readings[2], value=readings[2].value + 2000)
    return [make(text, reading) for reading in readings]


def _read_season(text: str, season: re.Match[str]) -> list[Quantity]:
    """Return the years of `2022-23` or `1914-18`; what follows by too much is no year."""
    first, short = int(season[1]), int(season[3])
    last = first + (short - first) % 100
    if not 0 < last - first <= _LONGEST:
        return []
    return [
        make(text, Reading(start=start, end=end, value=Decimal(year), kind=QuantityKind.YEAR))
        for (start, end), year in ((season.span(1), first), (season.span(3), last))
    ]


def _read_literal(text: str, reading: Reading, words: Vocabulary) -> Quantity:
    start, end = reading.start, reading.end
    is_whole = text[start:end].isdigit()
    if is_whole and (rank := words.ordinal_suffix.match(text, end)):
        return make(text, replace(reading, end=rank.end(), kind=QuantityKind.ORDINAL))
    if is_whole and (ages := _AGES.match(text, end)) and _AGES_BEFORE.search(text[max(0, start - 6) : start]):
        return make(text, replace(reading, end=ages.end()))
    if is_whole and (decade := _read_decade(text, reading, words)):
        return decade
    scaled = _scale(text, reading, words)
    if scaled is not None:
        return finish(text, scaled, words)
    glued = _WORD.match(text, end)
    if glued and glued[0].lower() not in words.units:
        return make_name(text, start, glued.end())
    done = finish(text, reading, words)
    if is_whole and _YEAR.fullmatch(text, start, end) and done.kind is QuantityKind.NUMBER and not done.unit:
        return replace(done, kind=QuantityKind.YEAR)
    return done


def _read_decade(text: str, reading: Reading, words: Vocabulary) -> Quantity | None:
    before = words.decade_before.search(text[max(0, reading.start - 24) : reading.start])
    after = words.decade_after.match(text, reading.end)
    if reading.value % 10 or not (before or after) or not 4 >= reading.end - reading.start >= 2:
        return None
    value = complete_decade(reading.value)
    end = after.end() if after else reading.end
    return make(text, replace(reading, value=value, end=end, kind=QuantityKind.YEAR))


def _scale(text: str, reading: Reading, words: Vocabulary) -> Reading | None:
    """Return the reading multiplied by the `milliards` or `bn` behind it."""
    gap = _GAP.match(text, reading.end)
    word = _WORD.match(text, gap.end() if gap else reading.end)
    if word is None:
        return None
    lower = word[0].lower()
    scale = words.scales.get(lower) or words.rough.get(lower)
    if scale is None and lower in words.hundreds and not words.counts_by_twenties:
        scale = Decimal(100)
    if scale is None and (find_currency_before(text, reading.start) or has_symbol(text, word.end())):
        scale = words.short_scales.get(word[0])
    if scale is None:
        return None
    scaled = replace(reading, end=word.end(), value=reading.value * scale, scale=scale)
    return (_scale(text, scaled, words) or scaled) if reading.scale == 1 else scaled
