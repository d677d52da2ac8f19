"""Rounds of a cup: French counts the matches, English the teams. `Huitièmes de finale` are the last 16."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from summarize.numerals.records import Quantity, QuantityKind

_FRENCH = re.compile(
    r"(?<!\w)(?:(?:1/)?(?P<digits>8|16|32)|(?P<word>huit|seiz|trente-deux))(?:i?[èe]mes?|es?)? de finale\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:(?:last|round of)[ -](?P<teams>16|32|64|sixteen|thirty-two|sixty-four)"
    r"|(?P<matches>eighth|sixteenth|8th|16th|32nd)s?[ -]finals?)\b",
    re.IGNORECASE,
)
_BOUNDS = {"fr": _FRENCH, "en": _ENGLISH}
_TEAMS = {"8": 16, "16": 32, "32": 64, "huit": 16, "seiz": 32, "trente-deux": 64}
_TEAMS |= {"eighth": 16, "sixteenth": 32, "8th": 16, "16th": 32, "32nd": 64}
_SPELLED = {"sixteen": 16, "thirty-two": 32, "sixty-four": 64}


def with_rounds(found: Sequence[Quantity], text: str, language: str) -> tuple[Quantity, ...]:
    """Return the numbers `found` in `text`, those of rounds as the number of their teams."""
    rounds = [_read(match) for match in _BOUNDS[language].finditer(text)]
    others = [q for q in found if not any(q.start < r.end and r.start < q.end for r in rounds)]
    return tuple(sorted([*others, *rounds], key=lambda quantity: quantity.start))


def _read(match: re.Match[str]) -> Quantity:
    groups = {name: word.lower() for name, word in match.groupdict().items() if word}
    ((name, word),) = groups.items()
    teams = (_SPELLED.get(word) or int(word)) if name == "teams" else _TEAMS[word]
    return Quantity(
        value=Decimal(teams), kind=QuantityKind.NUMBER, text=match[0], start=match.start(), end=match.end()
    )
