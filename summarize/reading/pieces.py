"""What every format hands to the common rules: pieces of text in order, and what its metadata said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from summarize.records import BlockKind, Finding, Severity

CHECK = "reading"
"""Name under which the reader reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paragraph-like piece. Without a kind, the rules for plain text decide what it is."""

    text: str
    kind: BlockKind | None = None
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A file taken apart by its format; nothing is classified or cleaned yet."""

    format: str
    pieces: tuple[Piece, ...]
    date: dt.date | None = None
    language: str = ""
    notes: tuple[Finding, ...] = ()


def note(message: str, *, severity: Severity = Severity.NOTE) -> Finding:
    """Return a finding of the reader."""
    return Finding(check=CHECK, severity=severity, message=message, where="source")
