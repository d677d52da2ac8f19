"""Numbers that the other language says in a word that is no number: `multiplié par 4` → `quadrupled`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from summarize.numerals.english import ENGLISH
from summarize.numerals.records import Quantity, QuantityKind
from summarize.numerals.scan import Language

# Of 37,781 right pairs 58 had a small number on one side only; these words explain half of them.
_ENGLISH = {
    3: r"tripl\w+|trebl\w+|threefold|in threes|trio",
    4: r"quadrupl\w+|fourfold|quartet|on all fours",
    5: r"quintupl\w+|fivefold",
    6: r"sixfold",
    7: r"sevenfold|seven days a week",
    8: r"eightfold",
    9: r"ninefold",
    10: r"tenfold|decades?",
}
_FRENCH = {
    3: r"tripl\w+|triangulaires?|trimestr\w+",
    4: r"quadrupl\w+|derniers? carrés?|quatuor",
    5: r"quinquenn\w+|quintupl\w+",
    6: r"semestr\w+",
    7: r"septenn\w+",
    10: r"décenni\w+|décupl\w+",
}
_ENGLISH_PARTS = {"0.5": r"semi\w*|mid\w*"}
_FRENCH_PARTS = {"0.25": r"trimestr\w+", "0.5": r"semestr\w+|mi-\w+|périodes?|pause"}
_WORDS = {
    (language, kind): {
        Decimal(value): re.compile(rf"\b(?:{words})\b", re.I) for value, words in table.items()
    }
    for language, kind, table in (
        ("en", QuantityKind.NUMBER, _ENGLISH),
        ("fr", QuantityKind.NUMBER, _FRENCH),
        ("en", QuantityKind.FRACTION, _ENGLISH_PARTS),
        ("fr", QuantityKind.FRACTION, _FRENCH_PARTS),
    )
}
# `1 mort` → `one dead`, `Formule 1` → `Formula One`; behind `a` only a unit: it stands everywhere
_ONE = {
    "en": re.compile(r"\b(?:one|single)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:une?|premi[eè]re?s?)\b", re.IGNORECASE),
}
_ONE_UNIT = re.compile(r"\b(?:an?|per|each|every)[\s-]([^\W\d_]+)", re.IGNORECASE)


def find_said(found: Iterable[Quantity], other: str, language: Language) -> frozenset[Quantity]:
    """Return those of the numbers `found` on one side that `other`, in `language`, says in a word."""
    known: dict[tuple[object, str], bool] = {}
    said = []
    for quantity in found:
        key = quantity.value, quantity.unit
        if (language, quantity.kind) in _WORDS and 0 < quantity.value <= 10:
            if key not in known:
                known[key] = _is_said(quantity, other, language)
            if known[key]:
                said.append(quantity)
    return frozenset(said)


def _is_said(quantity: Quantity, other: str, language: Language) -> bool:
    if quantity.value == 1:
        units = _ONE_UNIT.findall(other) if quantity.unit and language == "en" else ()
        is_unit = any(ENGLISH.units.get(unit.lower()) == quantity.unit for unit in units)
        return is_unit or _ONE[language].search(other) is not None
    words = _WORDS[language, quantity.kind].get(quantity.value)
    return words is not None and words.search(other) is not None
