"""The index of an output folder: every entry that was seen, worst findings first; sealed like a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from summarize.frontmatter import dump, encode_source, seal
from summarize.inert import inert
from summarize.records import DocumentId, Reason, Status

_ATTENTION = (Status.QUARANTINED, Status.FAILED, Status.CONFLICT, Status.DEFERRED, Status.SKIPPED)
_TABLE_HEAD = "| Page | Source | Date | Errors | Warnings | Notes | Status |\n|---|---|---|--:|--:|--:|---|"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One directory entry. `page` is a file name beside the index or empty; `date` is ISO or empty."""

    source: DocumentId
    status: Status
    page: str = ""
    title: str = ""
    date: str = ""
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    reason: Reason | None = None
    detail: str = ""


def render_index(rows: Sequence[IndexRow]) -> str:
    """Return the index of `rows`, in an order that depends on their content alone."""
    ordered = sorted(rows, key=_worst_first)
    attention = [row for row in ordered if row.status in _ATTENTION]
    pages = [row for row in ordered if row.page]
    parts = ["# Dispatches", _summary_line(ordered)]
    if attention:
        parts.append("## Needs a look")
        parts.append("\n".join(_attention_lines(attention)))
    parts.append("## Pages, worst findings first")
    parts.append("\n".join([_TABLE_HEAD, *map(_page_line, pages)]) if pages else "*None yet.*")
    head = dump({"title": "Dispatches", "entries": len(ordered), "pages": len(pages)})
    return seal(f"{head}\n" + "\n\n".join(parts) + "\n")


def _worst_first(row: IndexRow) -> tuple[int, int, int, str, str]:
    return (-row.errors, -row.warnings, -row.notes, encode_source(row.source), row.page)


def _summary_line(rows: Sequence[IndexRow]) -> str:
    n_by_status = Counter(row.status for row in rows)
    shown = (f"{n_by_status[status]} {status}" for status in Status if n_by_status[status])
    errors, warnings = sum(row.errors for row in rows), sum(row.warnings for row in rows)
    return (
        f"{len(rows)} entries: {', '.join(shown) or 'none'}. Findings: {errors} errors, {warnings} warnings."
    )


def _attention_lines(rows: Sequence[IndexRow]) -> Iterator[str]:
    for status in _ATTENTION:
        for row in rows:
            if row.status is status:
                reason = f" · {row.reason}" if row.reason else ""
                detail = f" · {inert(row.detail)}" if row.detail else ""
                page = f" · {_link(row.page, row.page)}" if row.page else ""
                yield f"- **{status}** · {inert(encode_source(row.source))}{reason}{detail}{page}"


def _page_line(row: IndexRow) -> str:
    cells = (
        _link(row.title or row.page, row.page),
        inert(encode_source(row.source)),
        inert(row.date) or "–",
        *(str(n) for n in (row.errors, row.warnings, row.notes)),
        row.status.value,
    )
    return f"| {' | '.join(cells)} |"


def _link(text: str, page: str) -> str:
    return f"[{inert(text) or 'untitled'}]({quote(page, safe='/')})"
