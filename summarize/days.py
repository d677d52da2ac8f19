"""Relative days (`Thursday`, `la veille`) → dates, from the date of publication and never today's.

The convention of agencies: a bare weekday is the day of publication or the nearest of the six days before;
one of the six days ahead where its own clause is in the future (`will meet on Sunday`); a week away at most
with `last` and `next`. What may be either (`until Thursday`, `Thursday he would`) has no date: none
is better than a wrong one; nor have `today` and `aujourd'hui`, which mean nowadays more often than a day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from summarize.records import DateProvenance, Publication

Language = Literal["fr", "en"]

_DAY = dt.timedelta(days=1)
_WINDOW = 160
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """How one language names days. Of the patterns, those ending in `$` are held against what is in front."""

    mention: re.Pattern[str]
    """Groups: `near` (from the publication), `beside` (from the last day named), `day`, `shift`, `late`."""
    weekdays: Mapping[str, int]
    near: Mapping[str, int]
    beside: Mapping[str, int]
    last: frozenset[str]
    next: frozenset[str]
    dated: re.Pattern[str]
    """What makes a weekday a full date or a name."""
    never_before: re.Pattern[str]
    unclear_before: re.Pattern[str]
    done_before: re.Pattern[str]
    future: re.Pattern[str]
    hedge: re.Pattern[str]
    clause: re.Pattern[str]
    """Words behind which another verb counts."""


def _by_weekday(names: str) -> dict[str, int]:
    return {name.lower(): index for index, name in enumerate(names.split("|"))}


_ENGLISH_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_FRENCH_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"

_ENGLISH = _Rules(
    mention=re.compile(
        r"\b(?:(?i:(?P<near>(?:the )?day (?:before yesterday|after tomorrow)|yesterday|tomorrow)"
        r"|(?P<beside>the (?:previous|following|next) day|the day (?:before|after)"
        r"(?=\s*(?:[,.;:)]|$)|\s(?:in|at|by|with|and|to|during)\b)))"
        rf"|(?:(?P<shift>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<day>{_ENGLISH_DAYS}))\b"
        r"(?: (?:morning|afternoon|evening|night)\b)?"
        r"(?P<late> last\b(?! (?:week|month|year))| next\b(?! \w))?"
    ),
    weekdays=_by_weekday(_ENGLISH_DAYS),
    near={
        "the day before yesterday": -2,
        "day before yesterday": -2,
        "yesterday": -1,
        "tomorrow": 1,
        "day after tomorrow": 2,
        "the day after tomorrow": 2,
    },
    beside={
        "the previous day": -1,
        "the day before": -1,
        "the following day": 1,
        "the next day": 1,
        "the day after": 1,
    },
    last=frozenset({"last"}),
    next=frozenset({"next"}),
    dated=re.compile(
        rf",? (?:the )?\(?[0-9]|,? (?:{'|'.join(_MONTHS)})\b| of\b| (?:last|next|this) week"
        r"| (?:Times|Telegraph|Mirror|Mail|Express)\b| prayers?\b|['’]s?\b|s\b"
    ),
    never_before=re.compile(
        r"\b(?:every|each|Black|Good|Bloody|Super|Easter|Ash|Palm|Holy|Whit|Sheffield|[0-9]{1,2}) $"
    ),
    unclear_before=re.compile(
        r"\b(?:until|till|by|from|to|through|before|after|for|starting|due|set|scheduled|planned|expected)"
        r"(?: on)? $"
    ),
    done_before=re.compile(
        r"\b(?:\w{2,30}ed|said|told|met|held|began|won|lost|died|left|went|came|took|made|gave|saw|found"
        r"|struck|hit|shot|fell|rose|sent|spoke|wrote|was|were)(?: on)? $"
    ),
    future=re.compile(
        r"\b(?:will|shall|won't)\b|'ll\b"
        r"|\b(?:is|are) (?:due|set|scheduled|expected|going|to|planned|about)\b"
    ),
    hedge=re.compile(
        r"\b(?:would|could|may|might|should|was|were)(?: be)? (?:due|set|scheduled|expected|to)\b|\bwould\b"
    ),
    clause=re.compile(r"\b(?:that|said|told|which|who|has|have|had|was|were)\b"),
)
_FRENCH = _Rules(
    mention=re.compile(
        r"(?i)\b(?:(?P<near>avant-hier|après-demain|hier|demain)"
        r"|(?P<beside>la veille(?! d[eu’'])|le lendemain(?! d[eu’']))"
        rf"|(?:(?P<shift>ce) )?(?P<day>{_FRENCH_DAYS}))\b"
        r"(?: (?:matin|après-midi|soir|midi)\b)?(?P<late> derni?er\b| prochain\b)?"
    ),
    weekdays=_by_weekday(_FRENCH_DAYS),
    near={"avant-hier": -2, "hier": -1, "demain": 1, "après-demain": 2},
    beside={"la veille": -1, "le lendemain": 1},
    last=frozenset({"dernier"}),
    next=frozenset({"prochain"}),
    dated=re.compile(r" (?:[0-9]|1er\b)| saint\b| des Cendres\b|s\b| en (?:huit|quinze)\b", re.IGNORECASE),
    never_before=re.compile(r"\b(?:le|les|chaque|vivement|[0-9]{1,2}) $", re.IGNORECASE),
    unclear_before=re.compile(
        r"\b(?:à|d['’]ici|dès|de|du|au|avant|après|pour|prévue?s?|attendue?s?|programmée?s?|convoquée?s?) $",
        re.IGNORECASE,
    ),
    done_before=re.compile(r"\w(?:é|ée|és|ées|i|is|it|ie|u|us|ue|ues|ait|aient)(?: ce)? $"),
    future=re.compile(r"\b(?:doit|doivent|va|vont|\w+(?:era|eront|ira|iront|ura|uront|dra|dront))\b"),
    hedge=re.compile(r"\b\w+rai(?:t|ent)\b"),
    clause=re.compile(r"\b(?:que|qui|dont|a|ont|avait|avaient|était|étaient)\b"),
)
_RULES = {"en": _ENGLISH, "fr": _FRENCH}


def resolve_days(text: str, publication: Publication, language: Language) -> tuple[Mention, ...]:
    """Return the relative days of `text` whose date is certain, in order; none without a publication date."""
    if publication.date is None:
        return ()
    return tuple(_resolve(text, publication.date, _RULES[language]))


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
        date = f"{mention.date.day} {_MONTHS[mention.date.month - 1]} {mention.date.year}"
        pieces += [text[position : mention.end], f" ({date}, {source})"]
        position = mention.end
    return "".join([*pieces, text[position:]])


def _resolve(text: str, published: dt.date, rules: _Rules) -> Iterator[Mention]:
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


def _find_weekday(text: str, match: re.Match[str], published: dt.date, rules: _Rules) -> dt.date | None:
    n_back = (published.weekday() - rules.weekdays[match["day"].lower()]) % 7
    shift = {(match[name] or "").strip().lower() for name in ("shift", "late")}
    if rules.dated.match(text, match.end()):
        return None
    if shift & rules.last:  # said of yesterday, it may mean last week's
        return _move(published, -(n_back or 7)) if n_back != 1 else None
    if shift & rules.next:
        return _move(published, 7 - n_back) if n_back != 6 else None
    tense = _find_tense(text, match, rules)
    if tense is _Tense.UNCLEAR:
        return None
    return _move(published, (7 - n_back) % 7 if tense is _Tense.FUTURE else -n_back)


def _find_tense(text: str, match: re.Match[str], rules: _Rules) -> _Tense:
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
    is_open = rules.hedge.search(after) or rules.future.search(after)
    return _Tense.UNCLEAR if is_open else _Tense.PAST


def _find_quoted(text: str) -> list[bool]:
    """Say of each character whether it is quoted; a mark that is never closed holds to the end."""
    inside, depth, flags = False, 0, []
    for character in text:
        if character == '"':
            inside = not inside
        depth = max(0, depth + (character in "“«„") - (character in "”»"))
        flags.append(inside or depth > 0)
    return flags
