"""Days of the week and months that a text names, as numbers that compare across the languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FRENCH_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH_MONTHS = "January February March April May June July August September October November December"

_DAYS = {
    word.lower(): n for days in (_FRENCH_DAYS, _ENGLISH_DAYS) for n, word in enumerate(days.split(), start=1)
}
_MONTHS = {
    word: n for months in (_FRENCH_MONTHS, _ENGLISH_MONTHS) for n, word in enumerate(months.split(), start=1)
}
# Both languages in both texts: `Black Friday` is one in French, the `Journal du Dimanche` in English.
_DAY = re.compile(
    rf"(?<!\w)(?:(?i:{_FRENCH_DAYS.replace(' ', '|')})|{_ENGLISH_DAYS.replace(' ', '|')})(?=s?\b)"
)
# Small in French (`sur Mars`), with a capital in English (`may`, `march`).
_MONTH = re.compile(rf"(?<!\w)(?:{'|'.join(_MONTHS)})\b")


def weekdays(text: str) -> frozenset[int]:
    """Return the days of the week that a text of either language names: 1 for Monday to 7."""
    return frozenset(_DAYS[found[0].lower()] for found in _DAY.finditer(text))


def months(text: str) -> frozenset[int]:
    """Return the months that a text of either language names, with a day beside them or without."""
    return frozenset(_MONTHS[found[0]] for found in _MONTH.finditer(text))


def other_days(text: str, support: str) -> Iterator[str]:
    """Yield the days of the week and the months of `text` that `support` names in neither language."""
    days, named = weekdays(support), months(support)
    yield from (found[0] for found in _DAY.finditer(text) if _DAYS[found[0].lower()] not in days)
    yield from (found[0] for found in _MONTH.finditer(text) if _MONTHS[found[0]] not in named)
