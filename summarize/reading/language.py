"""The language gate: is the body French? A detector for long texts, French function words for all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from summarize.errors import SkipDocument
from summarize.reading.pieces import note
from summarize.records import Block, BlockKind, Finding, Reason, Severity

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LANGUAGES = """
fr en de es it pt nl ca oc ht wa br lb la ro sv da no fi cs pl hu tr id vi eo eu gl ru uk bg sr el ar he fa
hi zh ja ko
"""
_WORD = re.compile(r"[^\W\d_]+'?")
_FRENCH_WORDS = """
les des du une et est dans au aux sur qui que pas sont été avec ce cette ces ses leur leurs pour par plus
ont il elle ils nous vous mais où selon après avant entre sans sous deux son était ainsi dont alors être
avoir l' d' qu' n' s' c' j' le à y fait lors contre depuis
"""
# Words that neither English nor the neighbours of French share.
_CERTAIN_WORDS = """
les des du une et dans au aux sur qui pas été avec cette ces leur leurs pour où selon après avant dont être
qu' était sont lors depuis
"""
_FRENCH = frozenset(_FRENCH_WORDS.split())
_CERTAIN = frozenset(_CERTAIN_WORDS.split())
_SAMPLE = 1200
_FRENCH_SHARE = 0.2
_CERTAIN_SHARE = 0.05
_FOREIGN_SHARE = 0.04
_SHORT = 15


def check_language(blocks: Sequence[Block], *, hint: str = "") -> tuple[Finding, ...]:
    """Raise `SkipDocument` when the body is not French; return a warning for foreign paragraphs in it.

    Captions are not looked at when there is anything else: a credit line can be taken for any language.
    `hint` is the language in the metadata; it decides only where the text itself cannot.
    """
    texts = _body(blocks)
    whole = " ".join(texts)[: 4 * _SAMPLE]
    if not _is_plainly_french(whole):
        detected = detect(whole)
        if detected != "fr" and not _is_excused(whole, hint):
            message = f"the text is not French (it looks like {detected!r})"
            raise SkipDocument(
                message, reason=Reason.NOT_FRENCH, hint="Use --no-language-gate to translate it."
            )
    return _foreign_paragraphs(texts)


def detect(text: str) -> str:
    """Return the ISO 639 code of the language of `text`, among those that reach a news desk."""
    language: str = _identifier().classify(text[:_SAMPLE])[0]
    return language


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.7 s: only when it is needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return identifier


def _body(blocks: Sequence[Block]) -> list[str]:
    for kinds in ((BlockKind.PARAGRAPH,), (BlockKind.HEADLINE, BlockKind.SUBHEAD), tuple(BlockKind)):
        texts = [block.text for block in blocks if block.kind in kinds and block.text]
        if texts:
            return texts
    return []


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _is_plainly_french(text: str) -> bool:
    """Tell whether function words settle it. Measured on 2,800 news texts: one in a thousand has fewer."""
    words = _words(text)
    n_certain = sum(word in _CERTAIN for word in words)
    if len(words) < _SHORT:
        return n_certain > 0
    n_french = sum(word in _FRENCH for word in words)
    return n_french >= _FRENCH_SHARE * len(words) and n_certain >= _CERTAIN_SHARE * len(words)


def _is_excused(text: str, hint: str) -> bool:
    """Tell whether a text too short to judge may pass on the word of its metadata."""
    return len(_words(text)) < _SHORT and hint.lower().startswith("fr")


def _foreign_paragraphs(texts: Sequence[str]) -> tuple[Finding, ...]:
    """Report paragraphs of some length without French words: a model repeats or invents on them."""
    found = [
        language
        for text in texts
        if len(words := _words(text[:2000])) >= _SHORT
        and sum(word in _FRENCH for word in words) < _FOREIGN_SHARE * len(words)
        and (language := detect(text)) != "fr"
    ]
    if not found:
        return ()
    languages = ", ".join(sorted(set(found)))
    message = f"{len(found)} paragraph(s) of the source look like another language ({languages})"
    return (note(message, severity=Severity.WARNING),)
