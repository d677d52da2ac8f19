"""Direct quotes: as many as in the source, closed, and word for word wherever they are repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from summarize.checks.ground import Pair, list_pairs, list_parts
from summarize.names import NamesTable
from summarize.records import Brief, Finding, Origin, Severity

CHECK = "quotes"

# Between letters a double mark is a mistyped apostrophe, behind `04'32` it says seconds.
_SECONDS = r"(?<![0-9]['’′][0-9])(?<![0-9]['’′][0-9]{2})(?<!min [0-9])(?<!min [0-9]{2})"
_MARK = re.compile(rf"(?<!\w)\"|{_SECONDS}\"(?!\w)|[“”„«»]")
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)[^'’‘\"\n]{2,160}['’](?!\w)")
_WORD = re.compile(r"[^\W_]+")


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Compare the quotation marks of both sides, and the quotes of summary and facts with the translation."""
    pairs = list_pairs(brief)
    found: list[Finding] = []
    for _, block in groupby(pairs, key=lambda pair: pair.block):
        found += _compare_block(tuple(block))
    written = (part for part in list_parts(brief) if part.origin is Origin.WRITTEN)
    for part in written:
        found += [
            Finding(
                check=CHECK,
                severity=Severity.ERROR,
                message=f"not quoted so in the translation: {quote!r}",
                where=part.where,
            )
            for quote in altered_quotes(part.text, part.evidence.target)
        ]
    return tuple(found)


def count_marks(text: str) -> int:
    """Return how many double quotation marks of any shape `text` has."""
    return len(_MARK.findall(text))


def quoted(text: str) -> tuple[str, ...]:
    """Return what stands in quotation marks; one without its partner quotes to the edge of its paragraph."""
    return tuple(quote for line in text.split("\n") for quote in _quoted_in_line(line))


def altered_quotes(statement: str, ground: str) -> tuple[str, ...]:
    """Return the quotes of `statement` whose words are not quoted, in this order, in `ground`."""
    quotes = quoted(statement)
    if not quotes:
        return ()
    allowed = [f" {_bare(quote)} " for quote in quoted(ground)]
    return tuple(quote for quote in quotes if not any(f" {_bare(quote)} " in one for one in allowed))


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _quoted_in_line(line: str) -> Iterator[str]:
    opened: int | None = None
    for number, mark in enumerate(_MARK.finditer(line)):
        closes = _closes(line, mark.start())
        if opened is None and closes and number == 0:
            yield line[: mark.start()]
        elif opened is None and not closes:
            opened = mark.end()
        elif opened is not None and closes:
            yield line[opened : mark.start()]
            opened = None
    if opened is not None:
        yield line[opened:]


def _closes(line: str, place: int) -> bool:
    """A straight mark says by its neighbours which way it faces."""
    if line[place] != '"':
        return line[place] in "”»"
    before, after = line[place - 1 : place], line[place + 1 : place + 2]
    return bool(before) and not before.isspace() and before not in "([-" and not after.isalnum()


def _compare_block(pairs: tuple[Pair, ...]) -> Iterator[Finding]:
    sources = [count_marks(pair.source) for pair in pairs]
    targets = [_count_target_marks(pair, n) for pair, n in zip(pairs, sources, strict=True)]
    moved = sum(sources) == sum(targets)
    for pair, n_source, n_target in zip(pairs, sources, targets, strict=True):
        if n_source and not n_target:
            yield _finding(pair, "the quotation marks of the French are missing")
        elif n_target and not n_source:
            severity = Severity.NOTE if moved else Severity.WARNING
            yield _finding(pair, "quotation marks that the French does not have", severity)
        elif n_target < n_source - n_source % 2:
            yield _finding(pair, f"{n_source} quotation marks became {n_target}")
        elif n_target > n_source + n_source % 2:
            yield _finding(pair, f"{n_source} quotation marks became {n_target}", Severity.NOTE)
    if sum(targets) % 2 and not sum(sources) % 2:
        last = next(pair for pair, n in zip(reversed(pairs), reversed(targets), strict=True) if n)
        yield _finding(last, "a quotation mark without its partner")


def _count_target_marks(pair: Pair, n_source: int) -> int:
    """Single marks count too where the French quotes and the English has no double ones."""
    n_target = count_marks(pair.target)
    return 2 * len(_SINGLE.findall(pair.target)) if n_source and not n_target else n_target


def _finding(pair: Pair, message: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(check=CHECK, severity=severity, message=message, segment=pair.segment)
