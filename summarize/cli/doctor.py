"""`summarize doctor`: everything that can go wrong at midnight, looked at before midnight."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.config import defaults_of_runs
from summarize.cli.console import explain_errors
from summarize.cli.options import model_options, output_options, state_folder

if TYPE_CHECKING:
    from summarize.doctor import Setup

EPILOG = """\b
Examples:
  summarize doctor -o pages                      models, canary translations, disk, engine
  summarize doctor dispatches -o pages           and the characters of those dispatches
  summarize doctor --profile opus -o pages       another pair of models

\b
Exit code: that with which `summarize run` would end, so 0 when all is well.
"""


@click.command("doctor", epilog=EPILOG)
@click.argument("source", metavar="[INPUT]", required=False, type=click.Path(path_type=Path))
@output_options
@model_options
@click.option("--json", "is_json", is_flag=True, help="One JSON object a check on stdout.")
@click.pass_context
@explain_errors
def command(ctx: click.Context, /, source: Path | None, is_json: bool, **options: Any) -> None:
    """Check models, engine, disk and folders before a scheduler needs them."""
    from summarize.doctor import examine
    from summarize.inert import plain

    failed = []
    for check in examine(_setup(source, options, defaults_of_runs(ctx))):
        if not check.is_ok:
            failed.append(check)
        if is_json:
            row = {"name": check.name, "ok": check.is_ok, "detail": check.detail, "hint": check.hint}
            click.echo(json.dumps(row))
            continue
        click.echo(f"{'ok  ' if check.is_ok else 'FAIL'}  {check.name}: {plain(check.detail)}")
        if check.hint:
            click.echo(f"      hint: {plain(check.hint)}")
    # a check without a code is advice: a run would go through all the same
    raise SystemExit(next((int(check.code) for check in failed if check.code), 0))


def _setup(source: Path | None, options: dict[str, Any], of_runs: Mapping[str, Any]) -> Setup:
    from summarize.cli.wiring import engine_options
    from summarize.doctor import Setup
    from summarize.models.profiles import default_folder

    names, prompts = (of_runs.get(name) for name in ("names", "prompts"))
    return Setup(
        profile=options["profile"],
        models_dir=options["models_dir"] or default_folder(),
        output=options["output"],
        state=state_folder(options["output"], options["state"]),
        engine=engine_options(options),
        names=Path(names) if names else None,
        prompts=Path(prompts) if prompts else None,
        translator=options["translator"],
        summarizer=options["summarizer"],
        input=source,
    )
