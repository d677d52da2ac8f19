"""Captions: the credit of a photo or graphic, in every shape in which it comes, apart from its text.

Strong shapes (an agency with a slash, a copyright sign, a label) always make a caption. A plain "(AFP)"
also ends body paragraphs, so it needs evidence that the text is a caption.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.reading.agencies import AGENCY, CAPITALISED, INITIALS, WIRE
from summarize.reading.dates import MONTH, WEEKDAY

MAX_CAPTION = 700
_TAIL = 180

_PARTICLE = r"(?:de|du|des|la|le|van|von|der|den|di|da|dos|el|al|bin|ben|d'|et|pour|for|by)"
_NAME = rf"{CAPITALISED}(?: (?:{_PARTICLE}|{CAPITALISED})){{0,5}}"
_IS_NAME = re.compile(rf"(?:{_NAME}(?: via {AGENCY})?)?")
_IS_AGENCY = re.compile(
    rf"(?:\W*(?:photo|image|illustration|carte)\w* )?{AGENCY}(?: via {AGENCY})?\W*", re.IGNORECASE
)
_IS_WIRE = re.compile(WIRE, re.IGNORECASE)
_IS_INITIALS = re.compile(rf"{INITIALS}|[A-Z]{{2,6}}|-?")
_IS_HOLDER = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŒ@][^()\d:;]{0,70})?|-")
_PLAIN_AGENCY = r"(?:AFP|Reuters|REUTERS|AP|EPA|ATS|Belga)"

# What the words in a parenthesis may be.
_LABEL = re.compile(
    r"(?P<word>cr[ée]dits?|photos?|photographies?|ph|images?|illustrations?|infographies?|visuels?)"
    r"(?: (?P<what>photos?|images?|illustrations?))?(?: by)?(?:\s*(?P<mark>[:©/])| )\s*(?P<who>.*)",
    re.IGNORECASE,
)
_IS_COPYRIGHT = re.compile(r"©|\([cC]\)|[Cc](?:opyright|OPYRIGHT)\b\W*(?:[©:]|\d{4}|[A-ZÀ-ÖØ-ÞŒ])")
_IS_STOCK = re.compile(
    r"(?:photos?|images?) (?:d['’](?:illustration|archives?)|prétexte)|illustration|capture d['’]écran"
    rf"|archives?|D\.?R\.?|photos? {AGENCY}",
    re.IGNORECASE,
)

# Credits at the end of a text; each starts at the line, after a space, or after the end of a sentence.
_PARENTHESIS = re.compile(r"\(([^()]{0,150})\)(\s?\.)?$")
_COPYRIGHT = re.compile(r"(?:^|(?<=[\s.,;:!?»\")\-–—]))(?:[-–—] ?)?(?:©|\([cC]\)|Copyright\b)[^©\n]{1,100}$")
_CREDIT_LABEL = re.compile(
    r"(?:^|(?<=[\s.!?»\")]))(?:[-–—|] ?)?Cr[ée]dits?(?P<what> (?:photos?|images?|illustrations?))?"
    r"(?: (?:haut|bas|une))?\s?:\s?(?P<who>[^:\n]{2,90})$",
    re.IGNORECASE,
)
_MARK = re.compile(r"[©/:]|\([cC]\)|Copyright|via |[.!?»\")] (?:PHOTO|Photo) ")
_PHOTO_LABEL = re.compile(
    r"(?:^|(?<=[.!?»\")] )|(?<= )[-–—|] )(?:Photos?|PHOTO|Ph\.|Image)\s?:\s?(?P<who>[^:\n]{2,90})$"
)
_AFTER = r"(?:^|(?<=[.,;:!?»\")\-–—] ))"
_BARE = (
    re.compile(
        rf"(?:^|(?<=[\s.,;:!?»\")])){AGENCY} ?/(?: ?{_NAME})?(?: ?/ ?{_NAME}){{0,3}}"
        rf"(?: via {AGENCY})?\.?$"
    ),
    re.compile(
        rf"(?:{_AFTER}(?:{CAPITALISED}(?:[ /]{CAPITALISED}){{0,4}}[ /])?"
        rf"|(?<= )(?:(?:{AGENCY}|{CAPITALISED}(?:/{CAPITALISED}){{1,3}})[ /])?)via {AGENCY}(?:/{AGENCY})?$"
    ),
    re.compile(
        rf"(?:{_AFTER}|(?<= ))(?:{CAPITALISED} (?:{_PARTICLE} )?)?{CAPITALISED} ?/ ?"
        rf"(?:{AGENCY} ?/ ?){{0,2}}{AGENCY}$"
    ),
    re.compile(rf"{_AFTER}(?:PHOTO|Photo) (?:{_NAME}(?:, | ?/ ?| ))?{AGENCY}$"),
)
_PHOTO_OF = re.compile(
    rf"{_AFTER}Photos? (?:d['’](?:archives?|illustration)|prises? [^/\n.]{{4,40}})[ /]"
    rf"(?:{AGENCY} ?/ ?)?(?:{AGENCY}|{_NAME})$"
)
_PLAIN_END = re.compile(rf"(?<=\d) (?P<credit>{_PLAIN_AGENCY})$")
_NOT_BEFORE = re.compile(r"(?:\b(?:selon|par|de|à|avec|source|sources)|['’:/])\s*$", re.IGNORECASE)

# What makes a text look like a caption.
_DATED_END = re.compile(
    rf"\b(?:le|en|au)\s(?:{WEEKDAY}\s)?(?:(?:1er|\d{{1,2}})\s)?{MONTH}\.?\s\d{{4}}\b[^.!?]{{0,80}}$",
    re.IGNORECASE,
)
_IMAGE_START = re.compile(
    r"(?:photo|carte|infographie|graphique|illustration|image|capture d['’]écran|vue aérienne|portrait"
    r"|légende)\b",
    re.IGNORECASE,
)
_LABELLED_START = re.compile(
    r"(?:photos?|illustrations?|légende|images?|infographie|capture d['’]écran)(?: [^:\n.]{1,30})?\s?:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A caption taken apart: joined with the credit, its text is the piece that it came from."""

    text: str
    credit: str


def split_caption(piece: str, *, is_known: bool = False, may_be_title: bool = False) -> Caption | None:
    """Return the caption that `piece` is, or None when it is something else.

    `is_known` says that the format itself calls it a caption: then it always is one, and weak credits count.
    `may_be_title` says that no title came yet: then "Photo: Kodak sort de la faillite" is one.
    """
    if len(piece) > MAX_CAPTION and not is_known:
        return None
    cut = _find_credit(piece, is_known=is_known)
    if cut is not None:
        text = piece[:cut].rstrip().rstrip("-–—|")
        return Caption(text=text.strip(), credit=piece[len(text) :].strip())
    if is_known or (not may_be_title and _LABELLED_START.match(piece) and len(piece) <= 300):
        return Caption(text=piece, credit="")
    return None


def has_caption_date(piece: str) -> bool:
    """Tell whether `piece` ends like an agency's caption: "…, le 26 janvier 2022 à Washington"."""
    return len(piece) <= MAX_CAPTION and _DATED_END.search(piece[-_TAIL:]) is not None


def _find_credit(piece: str, *, is_known: bool) -> int | None:
    """Return where the credit at the end of `piece` starts."""
    base = max(0, len(piece) - _TAIL)
    tail = piece[base:]
    cut = _cut_parenthesis(piece, tail, is_known=is_known)
    if cut is None:
        cut = _cut_bare(tail)
    if (
        cut is None
        and (plain := _PLAIN_END.search(tail))
        and (is_known or has_caption_date(tail[: plain.start()]))
    ):
        cut = plain.start("credit")
    return None if cut is None or (cut == 0 and base > 0) else base + cut


def _cut_parenthesis(piece: str, tail: str, *, is_known: bool) -> int | None:
    found = _PARENTHESIS.search(tail)
    if found is None:
        return None
    inside, before = found[1].strip(), piece[: len(piece) - len(found[0])].rstrip()
    if _is_strong(inside):
        return found.start()
    is_dated = has_caption_date(before)
    if is_dated and found[1].startswith(" ") and _are_holders(inside):
        return found.start()
    is_weak = _are_wires(inside) or _IS_STOCK.fullmatch(inside)
    looks_so = before[-1:] not in '.!?…»"' and not found[2] and len(before) <= 350
    evidence = is_dated or _IMAGE_START.match(before) or _IS_STOCK.fullmatch(inside)
    return found.start() if is_weak and before and (is_known or (looks_so and evidence)) else None


def _is_strong(inside: str) -> bool:
    """Tell whether the words in a parenthesis can only be a credit."""
    if _IS_COPYRIGHT.match(inside) or _is_labelled(inside):
        return True
    parts = _split(inside)
    if len(parts) == 1:
        return re.search(rf" via {AGENCY}$", inside) is not None
    # "(ats/afp)" ends dispatches, and "(PS / LP)" may be two parties
    if _are_wires(inside) or (all(map(_IS_INITIALS.fullmatch, parts)) and not any(map(_proves, parts))):
        return False
    agencies = [part for part in parts if _IS_AGENCY.fullmatch(part)]
    return bool(agencies) and all(part in agencies or _IS_HOLDER.fullmatch(part) for part in parts)


def _is_labelled(inside: str) -> bool:
    """Tell whether a parenthesis says "photo" or "crédit" and then whose: no rate ("crédit: 3%"), no unit."""
    found = _LABEL.fullmatch(inside)
    if found is None:
        return False
    mark, who = found["mark"], found["who"].strip()
    is_of_money = found["what"] is None and found["word"].lower().startswith("cr")
    if mark == "©":
        return True
    if mark == ":" and not is_of_money:
        return re.fullmatch(r"[^%\d:;]+", who) is not None  # "photo : mairie de Lille"
    if mark:
        return bool(who) and all(part and _is_holder(part) for part in _split(who))
    parts = _split(who)
    return "photo" in found["word"].lower() and len(parts) > 1 and all(map(_is_holder, parts))


def _are_holders(inside: str) -> bool:
    """Tell whether a parenthesis is "X / Y": with AFP's spaces, behind a date, it names no two parties."""
    parts = _split(inside)
    return len(parts) > 1 and any(parts) and all(map(_is_holder, parts))


def _are_wires(inside: str) -> bool:
    parts = _split(inside)
    return re.fullmatch(_PLAIN_AGENCY, inside) is not None or (
        len(parts) > 1 and all(map(_IS_WIRE.fullmatch, parts))
    )


def _proves(part: str) -> bool:
    return _IS_AGENCY.fullmatch(part) is not None and re.fullmatch(INITIALS, part) is None


def _is_holder(part: str) -> bool:
    return (_IS_HOLDER.fullmatch(part) or _IS_AGENCY.fullmatch(part)) is not None


def _split(inside: str) -> list[str]:
    return [part.strip() for part in inside.split("/")]


def _cut_bare(tail: str) -> int | None:
    if _MARK.search(tail) is None:
        return None  # nearly every paragraph
    if (found := _COPYRIGHT.search(tail)) and not _ends_a_sentence(found[0]):
        return found.start()
    found = _CREDIT_LABEL.search(tail)
    # "Crédit: les taux repartent" is a title, "Crédit photo : mairie de Lille" a credit
    if found and not _ends_a_sentence(found[0]) and (found["what"] or _names_somebody(found["who"])):
        return found.start()
    if (found := _PHOTO_LABEL.search(tail)) and _names_somebody(found["who"]):
        return found.start()
    for pattern in (_PHOTO_OF, *_BARE):
        found = pattern.search(tail)
        if found and not _NOT_BEFORE.search(tail[: found.start()]):
            return found.start()
    return None


def _ends_a_sentence(credit: str) -> bool:
    return credit.endswith((".", "!", "?")) and len(credit.split()) > 6


def _names_somebody(who: str) -> bool:
    parts = [part.strip(" .©") for part in re.split(r"[/,]", who)]
    return all(_IS_NAME.fullmatch(part) or _IS_AGENCY.fullmatch(part) for part in parts)
