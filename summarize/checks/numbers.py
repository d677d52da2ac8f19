"""Numbers: the values, days and months of the source are in the target, and nothing written has others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarize.checks.ground import Ground, Pair, list_pairs, list_parts
from summarize.names import NamesTable
from summarize.numerals import Comparison, Language, Quantity, QuantityKind, quantities, same_quantities
from summarize.numerals.calendar import months, other_days, weekdays
from summarize.numerals.compare import compare_texts
from summarize.records import Brief, Finding, Severity

CHECK = "numbers"

_MOST_COUNTED = 2
"""A writer or a translator may count this far: "the two countries"."""

# `Dans la nuit de mardi à mercredi` may be `overnight Tuesday`.
_NIGHT = re.compile(r"\bnuit d[eu]\b", re.IGNORECASE)


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Compare every segment with its target, and what was written with what it rests on."""
    found = [finding for pair in list_pairs(brief) for finding in _compare(pair)]
    for part in list_parts(brief):
        strange = unsupported_numbers(part.text, part.evidence)
        if strange:
            message = f"not in the text it rests on: {', '.join(strange)}"
            found.append(Finding(check=CHECK, severity=Severity.ERROR, message=message, where=part.where))
    return tuple(found)


def unsupported_numbers(statement: str, ground: Ground) -> tuple[str, ...]:
    """Return the numbers, days and months of the English `statement` that neither side of `ground` has."""
    days = tuple(other_days(statement, f"{ground.source}\n{ground.target}"))
    written = quantities(statement, "en")
    if not written:
        return days
    sides: tuple[tuple[str, Language], ...] = ((ground.target, "en"), (ground.source, "fr"))
    strange = [_strange(compare_texts(text, statement, language), written) for text, language in sides]
    return (*(quantity.text for quantity in strange[0] if quantity in strange[1]), *days)


def _strange(comparison: Comparison, written: Iterable[Quantity]) -> list[Quantity]:
    other_unit = [put for _, put in comparison.units]
    counted = [quantity for quantity in comparison.soft if _is_counted(quantity)]
    return [quantity for quantity in written if quantity in {*comparison.added, *other_unit, *counted}]


def _is_counted(quantity: Quantity) -> bool:
    is_more = quantity.value > _MOST_COUNTED or quantity.value % 1 != 0
    return quantity.kind is QuantityKind.NUMBER and is_more


def _compare(pair: Pair) -> Iterator[Finding]:
    comparison = same_quantities(pair.source, pair.target)
    if comparison.missing:
        yield _finding(pair, f"missing in the English: {_write(comparison.missing)}", Severity.ERROR)
    if comparison.added:
        severity = Severity.ERROR if comparison.missing else Severity.WARNING
        yield _finding(pair, f"not in the French: {_write(comparison.added)}", severity)
    for had, has in comparison.units:
        yield _finding(pair, f"{_write_unit(had)} became {_write_unit(has)}", Severity.ERROR)
    counted = [quantity for quantity in comparison.soft if _is_counted(quantity)]
    if counted:
        yield _finding(pair, f"on one side only, perhaps in other words: {_write(counted)}", Severity.WARNING)
    yield from _compare_calendar(pair, comparison)


def _compare_calendar(pair: Pair, comparison: Comparison) -> Iterator[Finding]:
    """Warn of other days of the week and months, where both sides name some.

    Of right pairs 7,026 name days and 832 months on both sides, and all name the same.
    """
    here, there = weekdays(pair.source), weekdays(pair.target)
    is_night = there <= here and _NIGHT.search(pair.source) is not None
    if _differ(here, there) and not is_night:
        yield _finding(pair, "other days of the week than in the French", Severity.WARNING)
    told = any(q.kind is QuantityKind.MONTH for q in (*comparison.missing, *comparison.added))
    if not told and _differ(months(pair.source), months(pair.target)):
        yield _finding(pair, "other months than in the French", Severity.WARNING)


def _differ(here: frozenset[int], there: frozenset[int]) -> bool:
    return bool(here and there) and here != there


def _write_unit(quantity: Quantity) -> str:
    return quantity.text if quantity.unit == "percent" else f"{quantity.text} {quantity.unit}"


def _write(found: Iterable[Quantity]) -> str:
    return ", ".join(quantity.text for quantity in found)


def _finding(pair: Pair, message: str, severity: Severity) -> Finding:
    return Finding(check=CHECK, severity=severity, message=message, segment=pair.segment)
