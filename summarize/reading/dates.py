"""Absolute dates as agencies write them: "27 janvier 2022", "27 jan 2022", "27/01/2022", "2022-01-27"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTH = (
    r"(?:janv(?:ier)?|jan|f[ée]vr(?:ier)?|f[ée]v|mars|mar|avril|avr|mai|juin|juillet|juill|juil|ao[ûu]t|aou"
    r"|septembre|sept|sep|octobre|oct|novembre|nov|d[ée]cembre|d[ée]c)"
)
DAY_AND_MONTH = rf"(?<!\d)(?:1er|[0-3]?\d)\s{{1,3}}{MONTH}(?![^\W\d_])\.?"
WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
NUMERIC = r"(?<!\d)(?:[0-3]?\d[/.][01]?\d[/.](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)"

_LONG = re.compile(
    rf"(?<!\d)(?P<day>1er|[0-3]?\d)\s{{1,3}}(?P<month>{MONTH})(?![^\W\d_])\.?(?:\s{{1,3}}(?P<year>\d{{4}})(?!\d))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(NUMERIC)
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_PLAIN = str.maketrans("éûÉÛ", "eueu")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date whose year may be missing; it may be impossible."""

    day: int
    month: int
    year: int | None = None

    def in_year(self, year: int) -> dt.date | None:
        """Return the date in `year`, or None when there is none (31 February)."""
        return make_date(year, self.month, self.day)

    @property
    def date(self) -> dt.date | None:
        """The full date, if there is one."""
        return None if self.year is None else self.in_year(self.year)


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None when it is impossible."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str) -> Iterator[PartialDate]:
    """Yield the dates in `text` with a day and a month, long forms first."""
    for match in _LONG.finditer(text):
        day = 1 if match["day"].lower() == "1er" else int(match["day"])
        year = int(match["year"]) if match["year"] else None
        yield PartialDate(day=day, month=_month(match["month"]), year=year)
    for match in _NUMERIC.finditer(text):
        numbers = [int(number) for number in re.split(r"[/.-]", match[0])]
        if numbers[0] > 31:
            numbers.reverse()
        yield PartialDate(day=numbers[0], month=numbers[1], year=numbers[2])


def parse_timestamp(stamp: str) -> dt.date | None:
    """Return the calendar day of an ISO 8601 `stamp` where it was written, or None."""
    found = re.match(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)", stamp)
    if found is None:
        return None
    return make_date(*(int(group) for group in found.groups()))


def weekday_number(name: str) -> int:
    """Return 0 for "lundi" to 6 for "dimanche"."""
    return _WEEKDAYS.index(name.lower())


def _month(name: str) -> int:
    plain = name.lower().translate(_PLAIN)
    return next(number for number, start in enumerate(_MONTHS, 1) if plain.startswith(start))
