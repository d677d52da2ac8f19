"""A French segment → the text that the model gets: nothing in it is lost by the vocabulary without a word."""

from __future__ import annotations

import re
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

_CLOSING = re.compile(r' ?" ?([.,;:!?]?)$')


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
    if not has_letters(text):
        return None
    if is_all_caps(text):
        text = lower_caps(text, known)
    lost = tuple(find_unknown(text))
    if lost:
        text = _respell(text, frozenset(lost))
        lost = tuple(find_unknown(text))
    before, text, after = _unwrap(text)
    return Prepared(text=text, before=before, after=after, lost=lost)


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
