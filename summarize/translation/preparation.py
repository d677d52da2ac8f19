"""A French segment → the text that the model gets: nothing in it is lost by the vocabulary without a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarize.numerals import write_ranks
from summarize.typography import has_letters, is_all_caps, lower_caps, normalise_source

_SPELLED = {
    "€": " euros ", "£": " livres sterling ", "$": " dollars ", "¥": " yens ", "₽": " roubles ",
    "%": " pour cent ", "‰": " pour mille ", "°": " degrés ", "&": " et ", "+": " plus ",
    "±": " plus ou moins ", "≤": " au plus ", "≥": " au moins ", "≈": " environ ", "~": " environ ",
    "§": " paragraphe ", "№": " numéro ", "→": " - ", "—": " - ", "–": " - ", "|": " - ",
    "_": " ", "·": " ", "*": " ", "{": "(", "}": ")", "[": "(", "]": ")", "²": "2", "³": "3", "µ": "micro",
    "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H",
    "ə": "a", "Ə": "A",
}  # fmt: skip

_CLOSING = re.compile(r' ?" ?([.,;:!?]?)$')
_NAME = r"(?:[^\W\d_a-zà-ÿ][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?)"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}"
_RESULT = re.compile(rf"{_NAMES}(?: ?[-/] ?| )?{_NAMES}:? \(?\d{{1,3}}-\d{{1,3}}\)?[ 0-9(),/-]{{0,40}}\.?")
"""A line of results: `Brest - Lens 3-2`, `Nadal bat Federer` is none."""
_STANDING = re.compile(
    rf"(?:\d{{1,3}}[.)]? )?{_NAMES}(?: \([A-Z]{{3}}\))?:? \d{{1,4}}(?: ?(?:pts?|points?))?\.?"
)
"""A line of a table: `1. Brest 23 pts`."""
_FLAGS = frozenset({"URGENT", "FLASH", "ALERTE", "BULLETIN"})
"""What agencies put above a dispatch: a sign, not a sentence."""
_CLOCK = re.compile(r"\b([01]?\d|2[0-4]) ?[hH] ?([0-5]\d)\b")
_EMPHATIC = re.compile(
    r"(?<![cC]['’])(?<![cC]e )\b(a|ont|est|sont|avait|avaient|était|étaient) (?:lui|elle|eux|elles)"
    r"(?=( aussi)?,? (?!qu)\w)"
    r"|, (?:lui|elle|eux|elles),(?= (?!(?:et|ou|ni|mais|sa|son|ses|leurs?|une?|des)\b))"
)
"""`C'est lui qui` names the subject, and `Paul, elle, sa mère` are three."""
_DAY_OR_MONTH = re.compile(
    r"\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b|\b(?:janvier|février|mars|avril|mai|juin|juillet"
    r"|août|septembre|octobre|novembre|décembre)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the model gets, what stands around it on the page, and which characters are lost on the model."""

    text: str
    before: str = ""
    after: str = ""
    lost: tuple[str, ...] = ()


def prepare(
    source: str, known: Mapping[str, str], find_unknown: Callable[[str], Sequence[str]]
) -> Prepared | None:
    """Return the text for the model, or `None` when there is nothing to translate.

    `known` says how words set in capitals are written elsewhere in the document, `find_unknown` which
    characters of a text the vocabulary of the model lacks.
    """
    text = normalise_source(source)
    if not has_letters(text) or is_listing(text):
        return None
    if is_all_caps(text):
        text = lower_caps(text, known)
    # models copy 20:30, and garble 20h30
    text = _CLOCK.sub(r"\1:\2", text)
    # models write one century for another: "XVIIIe" became "twenty-first"
    text = write_ranks(text)
    # "a lui salué" and "le parti, lui, salue" only stress the subject; models take it for "to him"
    text = _EMPHATIC.sub(lambda stress: stress[1] or "", text)
    lost = tuple(find_unknown(text))
    if lost:
        text = _respell(text, frozenset(lost))
        lost = tuple(find_unknown(text))
    before, text, after = _unwrap(text)
    return Prepared(text=text, before=before, after=after, lost=lost)


def is_listing(text: str) -> bool:
    """Say whether `text` is a line of results or of a table, or a flag: the same in both languages.

    A word with a small initial is a sign of prose, a day or month has a translation.
    """
    if text.upper() in _FLAGS:
        return True
    is_table = len(text) <= 120 and bool(_RESULT.fullmatch(text) or _STANDING.fullmatch(text))
    return is_table and not _DAY_OR_MONTH.search(text)


def _unwrap(whole: str) -> tuple[str, str, str]:
    """Take off what a model need not see and often loses: dashes of subheads, quotation marks around all.

    A mark that closes a quotation of several sentences, or opens it, is the only one in its sentence.
    """
    text, before, after = whole, "", ""
    if text.startswith("- "):
        before, text = "- ", text[2:]
        if text.endswith(" -"):
            text, after = text[:-2], " -"
    n_marks = text.count('"')
    closing = _CLOSING.search(text)
    is_open = text.startswith('"') and (n_marks == 1 or (n_marks == 2 and closing is not None))
    if closing and (n_marks == 1 or is_open):
        # English sets the full stop before the mark.
        body, stop = text[: closing.start()], closing[1]
        text, after = body if body.endswith((".", "!", "?")) else body + stop, f'"{after}'
    if is_open:
        before, text = f'{before}"', text[1:].lstrip()
    return (before, text, after) if has_letters(text) else ("", whole, "")


def _respell(text: str, unknown: frozenset[str]) -> str:
    """Spell `unknown` characters in others: `5 €` → `5 euros`, `Željko` → `Zeljko`, as English papers do."""
    spelled = "".join(_spell(character) if character in unknown else character for character in text)
    return " ".join(spelled.split())


def _spell(character: str) -> str:
    if character in _SPELLED:
        return _SPELLED[character]
    bare = unicodedata.normalize("NFD", character)[0]
    return bare if bare.isascii() else character
