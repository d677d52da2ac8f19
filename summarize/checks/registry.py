"""The checks, in the order of the page."""

from __future__ import annotations

from summarize.checks import (
    attribution,
    coverage,
    doubts,
    language,
    negation,
    numbers,
    omissions,
    quotes,
    repetition,
)
from summarize.checks import names as proper_names
from summarize.names import NamesTable
from summarize.records import Brief, Finding

CHECKS = (
    coverage.check,
    omissions.check,
    numbers.check,
    proper_names.check,
    quotes.check,
    negation.check,
    attribution.check,
    repetition.check,
    language.check,
    doubts.check,
)


def run_checks(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Return what every check says about `brief`."""
    return tuple(finding for check in CHECKS for finding in check(brief, names))
