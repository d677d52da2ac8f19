"""Relative days (`Thursday`, `la veille`) → dates, from the date of publication and never today's.

The convention of agencies: a bare weekday is the day of publication or the nearest of the six days before;
from four on it may as well be one of the next three, and without a verb of the past beside it any may, so it
has no date; one of the six days ahead where its own clause is in future (`will meet on Sunday`); a week away
at most with `last` and `next`. What may be either (`until Thursday`, `Thursday he would`) has no date: none
is better than a wrong one. Nor have `today` and `aujourd'hui`, which mean nowadays more often than a day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from summarize.days.rules import MONTHS, RULES, Rules
from summarize.records import DateProvenance, Publication

Language = Literal["fr", "en"]

_DAY = dt.timedelta(days=1)
_WINDOW = 160
_FAR = 4
_OPENING_WORDS = 3
_SOURCES = {
    DateProvenance.METADATA: "from the metadata",
    DateProvenance.DATELINE: "from the dateline",
    DateProvenance.FILE_NAME: "from the file name",
    DateProvenance.CAPTION: "inferred from a caption",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A relative day in a text: `text` is `source[start:end]`, the part of the day included."""

    text: str
    start: int
    end: int
    date: dt.date


class _Tense(Enum):
    PAST = auto()
    FUTURE = auto()
    UNCLEAR = auto()


def resolve_days(text: str, publication: Publication, language: Language) -> tuple[Mention, ...]:
    """Return the relative days of `text` whose date is certain, in order; none without a publication date."""
    if publication.date is None:
        return ()
    return tuple(_resolve(text, publication.date, RULES[language]))


def annotate_days(text: str, publication: Publication) -> str:
    """Return English `text` with the date in brackets behind the first mention of each relative day.

    `Thursday (27 January 2022, inferred from a caption)`: where the date comes from is always said.
    Quotations stay as they are.
    """
    source = _SOURCES.get(publication.provenance)
    if source is None:
        return text
    quoted = _find_quoted(text)
    seen: set[tuple[str, dt.date]] = set()
    pieces, position = [], 0
    for mention in resolve_days(text, publication, "en"):
        key = (mention.text.lower(), mention.date)
        if key in seen or quoted[mention.start]:
            continue
        seen.add(key)
        date = f"{mention.date.day} {MONTHS[mention.date.month - 1]} {mention.date.year}"
        pieces += [text[position : mention.end], f" ({date}, {source})"]
        position = mention.end
    return "".join([*pieces, text[position:]])


def _resolve(text: str, published: dt.date, rules: Rules) -> Iterator[Mention]:
    named: dt.date | None = published
    for match in rules.mention.finditer(text):
        if match["near"]:
            date: dt.date | None = _move(published, rules.near[match["near"].lower()])
        elif match["beside"]:
            date = _move(named, rules.beside[match["beside"].lower()]) if named else None
        else:
            date = named = _find_weekday(text, match, published, rules)
        if date is not None:
            yield Mention(text=match[0], start=match.start(), end=match.end(), date=date)


def _move(date: dt.date, n_days: int) -> dt.date | None:
    try:
        return date + n_days * _DAY
    except OverflowError:
        return None


def _find_weekday(text: str, match: re.Match[str], published: dt.date, rules: Rules) -> dt.date | None:
    n_back = (published.weekday() - rules.weekdays[match["day"].lower()]) % 7
    shift = {(match[name] or "").strip().lower() for name in ("shift", "late")}
    if rules.dated.match(text, match.end()):
        return None
    if shift & rules.last:  # said of yesterday, it may mean last week's
        return _move(published, -(n_back or 7)) if n_back != 1 else None
    if shift & rules.next:
        return _move(published, 7 - n_back) if n_back != 6 else None
    tense = _find_tense(text, match, rules, n_back)
    if tense is _Tense.UNCLEAR:
        return None
    return _move(published, (7 - n_back) % 7 if tense is _Tense.FUTURE else -n_back)


def _find_tense(text: str, match: re.Match[str], rules: Rules, n_back: int) -> _Tense:
    before = re.split(r"[.!?]\s", text[max(0, match.start() - _WINDOW) : match.start()])[-1]
    after = re.split(r"[.!?]\s", text[match.end() : match.end() + _WINDOW])[0]
    part = re.split(r"[,;:]", before)[-1]
    if rules.never_before.search(before):
        return _Tense.UNCLEAR
    if rules.future.search(rules.clause.split(part)[-1]):
        return _Tense.FUTURE
    if rules.unclear_before.search(before) or rules.hedge.search(part):
        return _Tense.UNCLEAR
    if rules.done_before.search(before):
        return _Tense.PAST
    if n_back >= _FAR or (n_back and not rules.past.search(_beside(part, after))):
        return _Tense.UNCLEAR
    is_open = rules.hedge.search(after) or rules.future.search(after)
    return _Tense.UNCLEAR if is_open else _Tense.PAST


def _beside(part: str, after: str) -> str:
    """Return the clause around a day: of one that begins its sentence what follows the comma too."""
    return f"{part} {after if len(part.split()) < _OPENING_WORDS else after.partition(',')[0]}"


def _find_quoted(text: str) -> list[bool]:
    """Say of each character whether it is quoted; a mark that is never closed holds to the end."""
    inside, depth, flags = False, 0, []
    for character in text:
        if character == '"':
            inside = not inside
        depth = max(0, depth + (character in "“«„") - (character in "”»"))
        flags.append(inside or depth > 0)
    return flags
