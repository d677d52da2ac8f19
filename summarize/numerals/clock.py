"""Times of the day, in the forms of both languages: `20h30`, `8:30 pm`, `20 heures`, `1930 GMT`."""

from __future__ import annotations

import re

_HOURS_MINUTES = re.compile(r"([0-9]{1,2})\s?(?:h|heures?\s|:)\s?([0-5][0-9])(?![0-9:])", re.IGNORECASE)
_HOURS = re.compile(r"([0-9]{1,2})(?:\s?h(?!\w)|(?:\s?o['’]clock))", re.IGNORECASE)
_FULL_HOURS = re.compile(r"([0-9]{1,2})\s(?:heures?|hours?)\b", re.IGNORECASE)
_HALF_DAY = re.compile(r"([0-9]{1,2})(?:[:.]([0-5][0-9]))?\s?([ap])(?:\.\s?)?m\b\.?", re.IGNORECASE)
_MILITARY = re.compile(r"([01][0-9]|2[0-3]):?([0-5][0-9])(?=\s?GMT)")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-5][0-9])\s?(?:h|heures)\b", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"([0-9]{1,2})(?=\s(?:in the (?:morning|afternoon|evening)|at night)\b)")
_AFTERNOON = re.compile(
    r"\s(?:du soir|de l['’]après-midi|in the (?:evening|afternoon)|at night)\b", re.IGNORECASE
)
_POINT_IN_TIME = re.compile(r"(?:^|\W)(?:à|vers|dès|at|around|by)\s$", re.IGNORECASE)


def read_clock(text: str, start: int) -> tuple[int, int] | None:
    """Return minutes since midnight and the end of the time whose first digit is at `start`."""
    if half := _HALF_DAY.match(text, start):
        hours = int(half[1])
        if hours <= 12:
            hours = hours % 12 + (12 if half[3] in "pP" else 0)
        return _settle(hours, int(half[2] or 0), half.end())
    patterns = (_HOURS_MINUTES, _DOTTED, _MILITARY, _HOURS, _PART_OF_DAY)
    match = next((found for pattern in patterns if (found := pattern.match(text, start))), None)
    if match is None and _POINT_IN_TIME.search(text[max(0, start - 8) : start]):
        match = _FULL_HOURS.match(text, start)
    if match is None:
        return None
    hours, end = int(match[1]), match.end()
    if hours < 12 and (later := _AFTERNOON.match(text, end)):
        hours, end = hours + 12, later.end()
    return _settle(hours, int(match[2]) if match.re.groups > 1 else 0, end)


def _settle(hours: int, minutes: int, end: int) -> tuple[int, int] | None:
    return (hours % 24 * 60 + minutes, end) if hours <= 24 else None
