"""A French segment → the text that the model gets: nothing in it is lost by the vocabulary without a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the model gets, and the characters that it will not see."""

    text: str
    lost: tuple[str, ...] = ()


def prepare(
    source: str, known: Mapping[str, str], find_unknown: Callable[[str], Sequence[str]]
) -> Prepared | None:
    """Return the text for the model, or `None` when there is nothing to translate.

    `known` says how words set in capitals are written elsewhere in the document, `find_unknown` which
    characters of a text the vocabulary of the model lacks.
    """
    text = normalise_source(source)
    if not has_letters(text):
        return None
    if is_all_caps(text):
        text = lower_caps(text, known)
    lost = tuple(find_unknown(text))
    if lost:
        text = _respell(text, frozenset(lost))
        lost = tuple(find_unknown(text))
    return Prepared(text=text, lost=lost)


def _respell(text: str, unknown: frozenset[str]) -> str:
    """Spell `unknown` characters in others: `5 €` → `5 euros`, `Željko` → `Zeljko`, as English papers do."""
    spelled = "".join(_spell(character) if character in unknown else character for character in text)
    return " ".join(spelled.split())


def _spell(character: str) -> str:
    if character in _SPELLED:
        return _SPELLED[character]
    bare = unicodedata.normalize("NFD", character)[0]
    return bare if bare.isascii() else character
