"""How French and English name days, and what tells a day to come from a day gone by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
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
    """What four days ago and more must have in its sentence: else it is rather one ahead."""
    clause: re.Pattern[str]
    """Words behind which another verb counts."""
    past: re.Pattern[str]
    """A verb of what is over: without one beside it, a day of this week is as well one ahead."""


def _by_weekday(names: str) -> dict[str, int]:
    return {name.lower(): index for index, name in enumerate(names.split("|"))}


_ENGLISH_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_FRENCH_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"

_ENGLISH_PAST = (
    r"\w{2,30}ed|said|told|met|held|began|won|lost|died|left|went|came|took|made|gave|saw|found"
    "|struck|hit|shot|fell|rose|sent|spoke|wrote|was|were"
)

_ENGLISH = Rules(
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
        rf",? (?:the )?\(?[0-9]|,? (?:{'|'.join(MONTHS)})\b| (?:of|before|after|following)\b"
        r"| (?:last|next|this) week| (?:Times|Telegraph|Mirror|Mail|Express)\b| prayers?\b|['’]s?\b|s\b"
    ),
    never_before=re.compile(
        r"\b(?:every|each|from|Black|Good|Bloody|Super|Easter|Ash|Palm|Holy|Whit|Sheffield|[0-9]{1,2}) $"
        rf"|\b(?:{_ENGLISH_DAYS}) (?:to|through) $"
    ),
    unclear_before=re.compile(
        r"\b(?:until|till|by|from|to|through|before|after|for|starting|due|set|scheduled|planned|expected"
        r"|to [a-z]+(?: [a-z]+){0,2}|opens?|starts?|begins?|resumes?|ends?|meets?|votes?|decides?"
        r"|takes? place|goes on trial|(?:be|being|is|are)(?: not| \w+ly)? \w+)(?: on)? $"
    ),
    done_before=re.compile(rf"\b(?:{_ENGLISH_PAST})(?: on)? $"),
    future=re.compile(
        r"\b(?:will|shall|won't)\b|'ll\b"
        r"|\b(?:is|are) (?:due|set|scheduled|expected|going|to|planned|about)\b"
    ),
    hedge=re.compile(
        r"\b(?:would|could|may|might|should|was|were)(?: be)? (?:due|set|scheduled|expected|to)\b|\bwould\b"
    ),
    clause=re.compile(r"\b(?:that|said|told|which|who|has|have|had|was|were)\b"),
    past=re.compile(
        rf"\b(?:{_ENGLISH_PAST}|had|has|have|did|got|put|set|cut|beat|led|kept|brought|bought"
        r"|caught|thought|sold|paid|stood|ran|broke|chose|drew|drove|fought|felt|flew|grew|heard|knew|read|rode"
        r"|shut|sank|stole|swept|swore|threw|tore|understood|withdrew|became|built|burnt|forced|lay|quit|spent)\b"
    ),
)
_FRENCH = Rules(
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
        r"\b(?:à|d['’]ici|dès|de|du|au|avant|après|pour|prévue?s?|attendue?s?|programmée?s?|convoquée?s?"
        r"|(?:ouvre|débute|démarre|commence|vote)(?:nt)?|reprend|\w+(?:er|ir|[dti]re)) $",
        re.IGNORECASE,
    ),
    done_before=re.compile(r"\w(?:é|ée|és|ées|i|is|it|ie|u|us|ue|ues|ait|aient)(?: ce)? $"),
    future=re.compile(r"\b(?:doit|doivent|va|vont|\w+(?:era|eront|ira|iront|ura|uront|dra|dront))\b"),
    hedge=re.compile(r"\b(?:\w+rai(?:t|ent)|(?:dev|all)ai(?:t|ent))\b"),
    clause=re.compile(r"\b(?:que|qui|dont|a|ont|avait|avaient|était|étaient)\b"),
    past=re.compile(
        r"\b(?:a|ont|est|sont|avait|avaient|était|étaient|ai|avons|fut|furent)\b|\w(?:é|ée|és|ées)\b"
    ),
)
RULES = {"en": _ENGLISH, "fr": _FRENCH}
