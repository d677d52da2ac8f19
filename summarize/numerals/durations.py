"""How long something took, as runners are timed: `2h04'32"`, `9 sec 98`, `2:04:32`, `1:42.12`."""

from __future__ import annotations

import re
from decimal import Decimal

_HOURS = r"(?P<hours>[0-9]{1,3})\s?(?:h|hrs?|heures?|hours?),?\s?"
_MINUTES = r"(?P<minutes>[0-5]?[0-9])\s?(?:min(?:ute)?s?\b\.?|mn\b\.?|['’′]),?\s?(?:(?:et|and)\s)?"
_WHOLE = r"(?P<seconds>[0-5]?[0-9])"
_MARK = r"(?:sec(?:onde?)?s?\b\.?|s\b|[\"″]|''|’’)"
_HUNDREDTHS = r"(?:\s?(?P<part>[0-9]{1,3})(?![\w%€$£]|[.,][0-9]))?"
_DECIMALS = r"(?:[.,](?P<decimals>[0-9]{1,3}))?"

_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_HOURS}{_MINUTES}{_WHOLE}{_DECIMALS}\s?{_MARK}",
        rf"{_MINUTES}{_WHOLE}\s?{_MARK}{_HUNDREDTHS}",
        rf"{_MINUTES}{_WHOLE}{_DECIMALS}\s?{_MARK}",
        r"(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])"
        r"(?:[.,](?P<decimals>[0-9]{1,3}))?(?![0-9:])",
        r"(?P<minutes>[0-5]?[0-9]):(?P<seconds>[0-5][0-9])[.,](?P<decimals>[0-9]{1,3})(?![0-9:]|\.[0-9])",
        # `the 90s 20 people` and `"10" 20` are no seconds
        r"(?P<seconds>[0-9]{1,3})(?:\s?sec\.?\s?|\ss\s|s|\"|″|''|’’)"
        r"(?P<part>[0-9]{1,3})(?![\w%€$£]|[.,][0-9])",
        r"(?P<seconds>[0-9]{1,3})[.,](?P<decimals>[0-9]{1,3})\s?s(?:ec)?\b",
    )
)


def read_duration(text: str, start: int) -> tuple[Decimal, int] | None:
    """Return the seconds and the end of the duration whose first digit is at `start`."""
    found = next((match for shape in _SHAPES if (match := shape.match(text, start))), None)
    if found is None:
        return None
    parts = found.groupdict()
    whole = 3600 * int(parts.get("hours") or 0) + 60 * int(parts.get("minutes") or 0) + int(parts["seconds"])
    return Decimal(f"{whole}.{parts.get('decimals') or parts.get('part') or 0}"), found.end()


def split_duration(seconds: Decimal) -> tuple[Decimal, ...]:
    """Return its hours, minutes and seconds, without those that are nought."""
    minutes, rest = divmod(seconds, 60)
    return tuple(part for part in (*divmod(minutes, 60), rest) if part)
