"""The head and the foot of a dispatch: bylines, datelines, urgency labels, subheads, desk initials."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.reading.agencies import CAPITALISED, WIRE
from summarize.reading.dates import DAY_AND_MONTH, NUMERIC, WEEKDAY, PartialDate, find_dates

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ][^\W\d_]*"
_PLACE_WORD = rf"(?:{_CAPITAL}|d[eu]s?|l[ae]s?|sur|en|bord|lès|d|l)(?![^\W\d_])"
_PLACE = rf"{_CAPITAL}(?:(?:, |[ '’.\-/]{{1,2}}){_PLACE_WORD}){{0,6}}"
_DATE = rf"(?:le\s)?(?:{WEEKDAY}\s)?(?:{DAY_AND_MONTH}(?:\s\d{{4}}(?!\d))?|{NUMERIC})"
_BRACKET = r"\([^()\n]{2,40}\)"
_DASH = r"(?:--?|[–—])(?=\s|$|[A-ZÀ-Þ«\"])"

_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<one>\s?{_BRACKET})?(?:\s?,)?(?P<date>\s?(?i:{_DATE}))?(?:\s?,|\s?-(?=\s?\())?(?P<two>\s?{_BRACKET})?"
    rf"(?P<end>\s?{_DASH}|\s?:(?=\s)|\s*$)?"
)
_AGENCY_ONLY = re.compile(rf"(?:\({WIRE}[^()\n]{{0,20}}\)|{WIRE})\s?{_DASH}")
_IN_BRACKETS = re.compile(rf"\({WIRE}\b")
_WEB_LINE = re.compile(rf"[^|\n]{{0,60}}\|\s?{WIRE}\s?\|[^\n]{{0,90}}$")
_DATE_LINE = re.compile(
    rf"(?:(?:publié|mis à jour|modifié|actualisé|paru|date|mise à jour)\b[^\d\n]{{0,25}})?(?P<date>{_DATE})"
    r"(?P<rest>[^\n]{0,80})$",
    re.IGNORECASE,
)
_DATE_REST = re.compile(
    r"(?:[\s,;|()\-–—:.\d]|\b(?:à|h|min|mis|mise|jour|modifié|publié|le|utc|gmt|heures?|de|paris|lecture"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b|(?<=\d)h)*",
    re.IGNORECASE,
)
_JOIN = r"(?:, |,? (?:et|avec|à|en|aux?|de|du|des|d'|la|le|van|von|bin|al|/|-|&) | d'| )"
_NAMES = rf"{CAPITALISED}(?:{_JOIN}{CAPITALISED}){{0,9}}"
_BYLINE = re.compile(
    r"(?:(?:Par|PAR|par|Texte|Propos recueillis par|Recueilli par)\s"
    rf"(?:(?:notre|nos)\b.{{0,80}}|{_NAMES}(?:\s\({WIRE}[^()]{{0,30}}\))?)"
    r"|(?:De|DE)\s(?:notre|nos|NOTRE|NOS|l['’]envoyée?|son|sa)\s.{3,100}"
    rf"|{_NAMES}\s\({WIRE}\)|{_NAMES} avec {WIRE}|\(?{WIRE}\)?|La rédaction(?: avec {WIRE})?)"
)
_SIGN_OFF = re.compile(
    rf"[a-z]{{2,6}}(?:[-/][A-Za-z]{{1,6}}){{1,7}}|©\s?(?:\d{{4}}\s)?{WIRE}|\(c\)\s?{WIRE}"
    rf"|[(/]?(?i:{WIRE}(?:\s?/\s?{WIRE}){{0,3}})\)?|[\w.+-]{{1,40}}@[\w-]{{1,40}}(?:\.[\w-]{{1,20}}){{1,3}}"
    rf"|(?:Avec|Sources?\s?:?)\s{WIRE}(?:[ ,/]{{1,2}}{WIRE}){{0,3}}|Sources?\s?: [^.\n]{{2,60}}"
)
_DESK_WORD = (
    r"(?:urgent|alerte|flash|bulletin|derni[èe]re minute|avant-papier|papier (?:g[ée]n[ée]ral|d['’]angle)"
    r"|direct|correction|corrig[ée]e?|refile|rectificatif|actualis\w{1,7}|mise [àa] jour|annulation|embargo"
    r"|r[ée]p[ée]tition|encadr[ée]s?|infographies?|photos?|vid[ée]os?"
    r"|(?:\d{1,2}(?:ers?|[eè]mes?|e)? ?)?lead(?:er)?)"
)
_LABEL = re.compile(rf"\W{{0,5}}{_DESK_WORD}(?:\W{{1,3}}{_DESK_WORD}){{0,3}}\W{{0,5}}", re.IGNORECASE)
# "(Actualisé avec la réaction de Bercy)", "ATTENTION - AJOUTE réactions ///"
_DESK_NOTE = re.compile(
    rf"\W{{0,3}}\((?:{_DESK_WORD}|ajoute|précise|corrige|complète|reprise)\b[^()\n]{{1,140}}\)\W{{0,3}}"
    r"|attention\b[^\n]{1,140}//",
    re.IGNORECASE,
)
# What plain text says instead of metadata. "Embargo sur les armes: …" is a title.
_EMBARGO = re.compile(
    r"\W{0,5}(?:sous embargo\b|embargo(?: ?[:–-])? ?(?:jusqu|(?:au |le )?\d"
    r"|(?:au |le )?(?:lun|mar|mercre|jeu|vendre|same)di))[^\n]{0,140}",
    re.IGNORECASE,
)
_RECALL = re.compile(
    r"\W{0,5}(?:annulation (?:de |d['’]une )?(?:la |notre )?d[ée]p[êe]che|(?:pri[èe]re|merci) de ne pas"
    r" (?:utiliser|publier|diffuser|tenir compte)|annule et remplace|rectificatif\b|erratum\b)",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[^\W\d_]+(?:[-,][^\W\d_]+){2,7}")
_CODE = re.compile(r"[A-Z\d/-]{1,12}|[A-Z][a-z]{2,3}\.?")
_CODE_NUMBER = re.compile(r"[A-Z]{2,4}\d{3,}|\d{5,}")
_ALERT = re.compile(r"(?:URGENT|ALERTE|FLASH)\b|(?:Alerte|Urgent|Flash)\s?[-–—:/]")
_DASHED = re.compile(r"(?:[-–—]\s?)(?=\S)[^\n]{1,110}\s?[-–—]")
MAX_HEAD_LINE = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A dateline at the start of a paragraph: its text, where the paragraph goes on, the date in it."""

    text: str
    rest: str
    date: PartialDate | None = None


def split_dateline(paragraph: str) -> Opening | None:
    """Return the dateline at the start of `paragraph`, or None."""
    head = paragraph[:200]
    if len(paragraph) <= MAX_HEAD_LINE and (_WEB_LINE.match(head) or _is_date_line(head)):
        return _opening(paragraph, len(paragraph))
    if found := _AGENCY_ONLY.match(head):
        return _opening(paragraph, found.end())
    found = _DATELINE.match(head)
    if found is None or not _is_dateline(found, is_whole=found.end() == len(paragraph)):
        return None
    return _opening(paragraph, found.end())


def starts_story(paragraph: str) -> bool:
    """Tell whether `paragraph` has a dateline so full that it is one even below other paragraphs."""
    opening = split_dateline(paragraph)
    if opening is None:
        return False
    if _WEB_LINE.match(paragraph):
        return True
    has_year = opening.date is not None and opening.date.year is not None
    return bool(opening.rest) and (has_year or _IN_BRACKETS.search(opening.text) is not None)


def _opening(paragraph: str, end: int) -> Opening:
    text = paragraph[:end].strip()
    return Opening(text=text, rest=paragraph[end:].strip(), date=next(find_dates(text), None))


def _is_dateline(found: re.Match[str], *, is_whole: bool) -> bool:
    has_agency = any(_IN_BRACKETS.search(found[group] or "") for group in ("one", "two"))
    has_date = found["date"] is not None
    end = (found["end"] or "").strip()
    if end == ":":
        return has_agency
    if end:
        return has_date or has_agency
    has_year = re.search(r"\d{4}", found["date"] or "") is not None
    return has_date and (has_agency or (has_year and (is_whole or found["place"].isupper())))


def _is_date_line(line: str) -> bool:
    found = _DATE_LINE.match(line)
    return found is not None and _DATE_REST.fullmatch(found["rest"]) is not None


def is_byline(line: str) -> bool:
    """Tell whether `line` says who wrote."""
    return len(line) <= MAX_HEAD_LINE and _BYLINE.fullmatch(line) is not None


def is_sign_off(line: str) -> bool:
    """Tell whether `line`, the last of a dispatch, is desk initials, a copyright or a source line."""
    return len(line) <= 80 and _SIGN_OFF.fullmatch(line) is not None


def is_label(line: str) -> bool:
    """Tell whether `line` is only about urgency or desk work ("URGENT", "2e lead", "(Répétition…)")."""
    return len(line) <= 160 and any(pattern.fullmatch(line) for pattern in (_LABEL, _DESK_NOTE, _EMBARGO))


def is_embargo(line: str) -> bool:
    """Tell whether `line` says until when the text must wait."""
    return _EMBARGO.fullmatch(line) is not None


def is_recall(line: str) -> bool:
    """Tell whether `line` begins a notice that takes a dispatch back or corrects it."""
    return _RECALL.match(line) is not None


def is_slug(line: str) -> bool:
    """Tell whether `line` is a slug or reference of the desk ("France-énergie-prix", "FRS0034 3 I 0198")."""
    if len(line) > 80:
        return False
    is_reference = _CODE_NUMBER.search(line) is not None and all(map(_CODE.fullmatch, line.split(" ")))
    return is_reference or _SLUG.fullmatch(line) is not None


def is_alert(line: str) -> bool:
    """Tell whether `line` starts with a word of urgency."""
    return _ALERT.match(line) is not None


def is_dashed(line: str) -> bool:
    """Tell whether `line` is a subhead between dashes, as AFP sets them."""
    return len(line) <= 115 and _DASHED.fullmatch(line) is not None
