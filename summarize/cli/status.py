"""`summarize status`: what is current, edited, failed or quarantined, and why."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli.console import explain_errors
from summarize.cli.options import output_options, state_folder

if TYPE_CHECKING:
    from summarize.batch.audit import Standing

EPILOG = """\b
Examples:
  summarize status -o pages            what needs a look, and the counts
  summarize status -o pages --all      every dispatch
  summarize status -o pages --json     one JSON object a dispatch
  summarize status -o pages --rebuild  make the ledger anew from the pages

\b
Runs with --share keep a ledger each, in folders such as pages/.summarize/1of3: all those that
are there count, and `--state pages/.summarize/1of3` looks at one alone.
"""


@click.command("status", epilog=EPILOG)
@output_options
@click.option("--all", "is_all", is_flag=True, help="Every dispatch, also the current ones.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object a dispatch on stdout.")
@click.option("--rebuild", is_flag=True, help="Set the ledger aside and make it anew from the pages.")
@explain_errors
def command(output: Path, state: Path | None, is_all: bool, is_json: bool, rebuild: bool) -> None:
    """Say what became of each dispatch."""
    from summarize.batch import audit

    folder = state_folder(output, state)
    if rebuild:
        n_pages, kept = audit.rebuild(output, folder)
        old = f"; the old ledger is {kept}" if kept else ""
        click.echo(f"ledger made anew from {n_pages} pages{old}", err=True)
    counts: Counter[str] = Counter()
    for standing in audit.survey(output, folder):
        counts[_class(standing)] += 1
        if is_json:
            click.echo(json.dumps(_as_json(standing)))
        elif is_all or _needs_a_look(standing):
            click.echo(_line(standing))
    if not is_json:
        known = ", ".join(f"{n} {name}" for name, n in sorted(counts.items()))
        click.echo(known or _nothing(output, folder), err=True)


def _nothing(output: Path, state: Path) -> str:
    """Say that no ledger knows anything, and of pages that stand there nevertheless."""
    from summarize.batch.audit import count_pages
    from summarize.inert import log_safe

    n_pages = count_pages(output)
    if not n_pages:
        return "nothing yet"
    return log_safe(
        f"nothing is known in {state}, though {n_pages} pages stand in {output}: name the folder of their"
        " ledger with --state, or make one from the pages with --rebuild"
    )


def _class(standing: Standing) -> str:
    """Return one word for a document: a failure goes before the condition of the page that it has."""
    is_failure = standing.row.status.value in {"failed", "quarantined"}
    if not is_failure and standing.condition is not None and standing.condition.value != "fine":
        return str(standing.condition.value)
    return str(standing.row.status.value)


def _needs_a_look(standing: Standing) -> bool:
    return _class(standing) not in {"done", "adopted", "unchanged"}


def _line(standing: Standing) -> str:
    from summarize.inert import log_safe

    row = standing.row
    why = ": ".join(part for part in (row.reason.value if row.reason else "", row.detail) if part)
    beside = f"  new version: {', '.join(standing.beside)}" if standing.beside else ""
    because = f"  ({why})" if why else ""
    return log_safe(f"{_class(standing):<16}{row.id}  {row.page}{because}{beside}".rstrip())


def _as_json(standing: Standing) -> dict[str, object]:
    row = standing.row
    return {
        "path": row.id,
        "status": row.status.value,
        "reason": row.reason.value if row.reason else "",
        "detail": row.detail,
        "attempts": row.attempts,
        "page": row.page,
        "condition": standing.condition.value if standing.condition else "",
        "beside": list(standing.beside),
    }
