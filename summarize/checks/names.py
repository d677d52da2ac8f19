"""Names: those of the source are in the target, and nothing written names anyone else."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from summarize.checks.ground import Ground, list_pairs, list_parts
from summarize.names import NamesTable, missing_names, names_in, names_match
from summarize.records import Brief, Finding, Severity

CHECK = "names"


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Compare every segment with its target, and what was written with the article."""
    return (*_lost(brief, names), *_made_up(brief, names))


def unsupported_names(
    statement: str, ground: Ground, table: NamesTable, *, known: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the names of the English `statement` that neither side of `ground` has."""
    named = names_in(statement, "en", known=known)
    both = f"{ground.target}\n{ground.source}"
    return tuple(name for name in named if not names_match(name, both, table))


def known_words(texts: Collection[str]) -> frozenset[str]:
    """Return the words that are certainly names in `texts`, for use where a capital proves nothing."""
    return frozenset(word for text in texts for name in names_in(text, "fr") for word in name.split())


def _lost(brief: Brief, table: NamesTable) -> Iterator[Finding]:
    pairs = list_pairs(brief)
    known = known_words([pair.source for pair in pairs])
    for pair in pairs:
        lost = missing_names(pair.source, pair.target, table, known=known)
        if lost:
            yield Finding(
                check=CHECK,
                severity=Severity.WARNING,
                message=f"not found in the English: {', '.join(lost)}",
                segment=pair.segment,
            )


def _made_up(brief: Brief, table: NamesTable) -> Iterator[Finding]:
    for part in list_parts(brief):
        strange = unsupported_names(part.text, part.evidence, table)
        if strange:
            yield Finding(
                check=CHECK,
                severity=Severity.ERROR,
                message=f"not in the text it rests on: {', '.join(strange)}",
                where=part.where,
            )
