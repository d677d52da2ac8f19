"""`summarize verify`: every page against its own fingerprint and its source."""

from __future__ import annotations

import json
from pathlib import Path

import click

from summarize.cli.console import explain_errors
from summarize.cli.options import output_options
from summarize.errors import ExitCode

EPILOG = """\b
Examples:
  summarize verify -o pages               which pages are as we wrote them, which were edited
  summarize verify -o pages dispatches    and whether their sources are still the same

\b
Exit codes: 0 every page is fine or edited by a person;
  3 a page or its source cannot be read, or the source changed or is gone;
  10 no such INPUT; 13 no such folder of pages.
"""


@click.command("verify", epilog=EPILOG)
@click.argument("source", metavar="[INPUT]", required=False, type=click.Path(path_type=Path, file_okay=False))
@output_options
@click.option("--json", "is_json", is_flag=True, help="One JSON object a page on stdout.")
@explain_errors
def command(source: Path | None, output: Path, is_json: bool, **_: object) -> None:
    """Check each page against its fingerprints and, with INPUT, against its source."""
    from summarize.batch.audit import Condition, verify
    from summarize.inert import log_safe

    harmless = {Condition.FINE, Condition.EDITED, Condition.FOREIGN}
    n_pages = n_bad = 0
    for verdict in verify(output, source):
        n_pages += 1
        n_bad += verdict.condition not in harmless
        if is_json:
            click.echo(json.dumps({"page": verdict.page, "condition": verdict.condition.value}))
        elif verdict.condition is not Condition.FINE:
            click.echo(f"{verdict.condition.value:<20}{log_safe(verdict.page)}")
    if not is_json:
        click.echo(f"{n_pages} pages, {n_bad} need a look", err=True)
    if n_bad:
        raise SystemExit(int(ExitCode.INCOMPLETE))
