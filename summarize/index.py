"""The index of an output folder: every entry that was seen, worst findings first; sealed like a page."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from summarize.frontmatter import dump, encode_source, seal
from summarize.inert import inert
from summarize.records import DocumentId, Reason, Status

_ATTENTION = (Status.QUARANTINED, Status.FAILED, Status.CONFLICT, Status.DEFERRED)
# One word for all three: an index that tells them apart would change every night without any news.
_CURRENT = dict.fromkeys((Status.DONE, Status.UNCHANGED, Status.ADOPTED), "current")
_TABLE_HEAD = (
    "| Page | Source | Date | Errors | Warnings | Notes | Sure | Status |\n|---|---|---|--:|--:|--:|--:|---|"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One directory entry. `page` is a file name beside the index or empty; `date` is ISO or empty.

    Of its `sentences` that have a confidence, `sure` should be right as they stand.
    """

    source: DocumentId
    status: Status
    page: str = ""
    title: str = ""
    date: str = ""
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    sentences: int = 0
    sure: int = 0
    reason: Reason | None = None
    detail: str = ""


def render_index(rows: Sequence[IndexRow]) -> str:
    """Return the index of `rows`, in an order that depends on their content alone."""
    ordered = sorted(rows, key=_worst_first)
    pages = [row for row in ordered if row.page]
    parts = (
        f"# Dispatches\n\n{_summary_line(ordered)}",
        _section("Needs a look", _entry_lines(ordered, _ATTENTION)),
        _section("Pages, worst findings first", _table_lines(pages)),
        _section("Skipped by rule", _entry_lines(ordered, (Status.SKIPPED,))),
    )
    head = dump({"title": "Dispatches", "entries": len(ordered), "pages": len(pages)})
    return seal("\n\n".join([head.rstrip("\n"), *(part for part in parts if part)]))


def _worst_first(row: IndexRow) -> tuple[int, int, int, float, str, str]:
    share = row.sure / row.sentences if row.sentences else 1.0
    return (-row.errors, -row.warnings, -row.notes, share, encode_source(row.source), row.page)


def _summary_line(rows: Sequence[IndexRow]) -> str:
    counts = Counter(_word(row.status) for row in rows)
    shown = (f"{counts[word]} {word}" for word in dict.fromkeys(map(_word, Status)) if counts[word])
    errors, warnings = sum(row.errors for row in rows), sum(row.warnings for row in rows)
    findings = f"{_count(errors, 'error', 'errors')}, {_count(warnings, 'warning', 'warnings')}"
    return f"{_count(len(rows), 'entry', 'entries')}: {', '.join(shown) or 'none'}. Findings: {findings}."


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _word(status: Status) -> str:
    return _CURRENT.get(status, status.value)


def _section(title: str, lines: Iterable[str]) -> str:
    content = "\n".join(lines)
    return f"## {title}\n\n{content}" if content else ""


def _entry_lines(rows: Sequence[IndexRow], statuses: Sequence[Status]) -> Iterator[str]:
    for status in statuses:
        for row in rows:
            if row.status is status:
                reason = f" · {row.reason}" if row.reason else ""
                detail = f" · {inert(row.detail)}" if row.detail else ""
                page = f" · {_link(row.page, row.page)}" if row.page else ""
                yield f"- **{status}** · {inert(encode_source(row.source))}{reason}{detail}{page}"


def _table_lines(pages: Sequence[IndexRow]) -> Iterator[str]:
    yield from (_TABLE_HEAD, *map(_page_line, pages)) if pages else ("*None yet.*",)


def _page_line(row: IndexRow) -> str:
    cells = (
        _link(row.title or row.page, row.page),
        inert(encode_source(row.source)),
        inert(row.date) or "–",
        *(str(n) for n in (row.errors, row.warnings, row.notes)),
        f"{row.sure} of {row.sentences}" if row.sentences else "–",
        _word(row.status),
    )
    return f"| {' | '.join(cells)} |"


def _link(text: str, page: str) -> str:
    return f"[{inert(text) or 'untitled'}]({quote(os.fsencode(page), safe='/')})"
