"""`a` and `an` by the sound of the next word: "a engineer", "a 8,000-euro fine", "an union" are put right."""

from __future__ import annotations

import re

from summarize.lexicon import is_english

_VOWEL = re.compile(
    r"(?!eu|ewe|oui|once\b|one(?:\b|time|self))[aeio]|u(?:[lmp]|gl|n(?!i[cdflopqstv]|anim)|r[bg]|sh|t[tm])",
    re.IGNORECASE,
)
"""Words that begin with the sound of a vowel: no "European", "one", "user", "union" or "unanimous"."""
_CONSONANT = re.compile(
    r"[b-df-gj-np-tv-z]|eu(?!ch)|once\b|one\b|un(?:i[cfloqtv]|is[oe]|anim)|us[eu]", re.IGNORECASE
)
"""The others, apart from "h": "hour" and "heir" are heard as vowels."""
_VOWEL_FIGURE = re.compile(r"8|1[18](?!\d)")
"""Eight, eleven, eighteen, and thousands of them; 110 is "one hundred" first."""

_ARTICLE = re.compile(r"""(?<![\w'’.-])(a|(?:\A|(?<=[.!?:] )|(?<=["(]))A)n? (\w+)""")
"""In small letters, or where a sentence begins: "Plan A is", "hepatitis A infections" have none."""
_NEVER = frozenset({"and", "are", "is", "in", "on", "of", "or", "at", "as", "it", "if"})


def set_articles(text: str) -> str:
    """Return English `text` with the form of each indefinite article that its next word asks for."""
    return _ARTICLE.sub(_set_article, text)


def _set_article(found: re.Match[str]) -> str:
    article, word = found.groups()
    wanted = _ending_before(word)
    return found[0] if wanted is None else f"{article}{wanted} {word}"


def _ending_before(word: str) -> str | None:
    """Return the `n`, or nothing, that the article has before `word`; `None` where that is not for us to say.

    A word that is none in English may be French, and "a" its verb: "a affirmé".
    """
    if word[0].isdigit():
        return "n" if _VOWEL_FIGURE.match(word) else None
    if word.lower() in _NEVER or not word[1:].islower() or not is_english(word.lower()):
        return None
    if _VOWEL.match(word):
        return "n"
    return "" if _CONSONANT.match(word) else None
