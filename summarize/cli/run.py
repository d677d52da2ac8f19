"""`summarize run`: the main job."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.console import explain_errors, watch
from summarize.cli.options import FILE, FOLDER, model_options, output_options, state_folder

if TYPE_CHECKING:
    from summarize.batch.run import Job
    from summarize.report import Report

EPILOG = """\b
Examples:
  summarize run dispatches -o pages                  the folder, with everything below it
  summarize run dispatches -o pages --limit 5 -v     five dispatches, saying more
  summarize run dispatches -o pages --profile opus   larger models: `summarize models fetch opus` first
  summarize run dispatches -o pages --json | jq .exit
  summarize run dispatches -o pages --share 1/3      this machine's third

\b
A page that somebody edited is never written to: the new version goes beside it as NAME.new.md (exit code 4).
"""


class ShareType(click.ParamType[Any]):
    """`INDEX/COUNT`, from 1."""

    name = "i/n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the share that `value` names."""
        from summarize.batch.interface import Share

        try:
            index, count = (int(part) for part in str(value).split("/"))
            return Share(index=index, count=count)
        except ValueError:
            self.fail(f"{value!r} is not INDEX/COUNT with 1 <= INDEX <= COUNT, such as 1/3", param, ctx)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the run talks."""

    is_json: bool
    is_log_json: bool
    verbose: int
    is_quiet: bool

    @property
    def level(self) -> int:
        """The mildest level of log lines that are shown."""
        if self.is_quiet:
            return logging.ERROR
        # a scheduler's log wants a line for each document; at a terminal the bar says it
        talkative = self.verbose or self.is_log_json or not sys.stderr.isatty()
        return logging.INFO if talkative else logging.WARNING


@click.command("run", epilog=EPILOG)
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path, allow_dash=True))
@output_options
@model_options
@click.option("--beam", type=click.IntRange(1, 16), default=4, show_default=True, help="Beam size.")
@click.option("--names", type=FILE, help="Your names table (TOML), over the packaged one.")
@click.option("--prompts", type=FOLDER, help="Your prompt files, over the packaged ones.")
@click.option("--strict", is_flag=True, help="Exit with 3 when a check found an error.")
@click.option("--force", is_flag=True, help="Work on unchanged dispatches too.")
@click.option("--restore", is_flag=True, help="Make pages anew that somebody removed.")
@click.option("--rehash", is_flag=True, help="Trust no modification time: read every file.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; load no model, write nothing.")
@click.option("--limit", type=click.IntRange(1), help="Work on at most this many dispatches.")
@click.option("--share", type=ShareType(), help="Work on one of N parts of the input, on N machines.")
@click.option("--recursive/--no-recursive", default=True, show_default=True, help="Look into folders.")
@click.option("--pattern", "patterns", multiple=True, help="Only files that match, such as 'afp-*.txt'.")
@click.option(
    "--time-limit", type=click.FloatRange(min=1), default=300.0, show_default=True, help="Seconds a dispatch."
)
@click.option(
    "--min-age", type=click.FloatRange(min=0), default=0.0, show_default=True,
    help="Leave files younger than this many seconds to the next run.",
)  # fmt: skip
@click.option(
    "--max-bytes", type=click.IntRange(1), default=5_000_000, show_default=True, help="Largest file read."
)
@click.option("--language-gate/--no-language-gate", default=True, help="Skip what is not French.")
@click.option("--json", "is_json", is_flag=True, help="Print the report as JSON on stdout.")
@click.option("--log-json", "is_log_json", is_flag=True, help="Log lines as JSON.")
@click.option("-v", "--verbose", count=True, help="Say more.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@explain_errors
def command(
    source: Path, is_json: bool, is_log_json: bool, verbose: int, quiet: bool, **options: Any
) -> None:
    """Translate, summarise and check INPUT: a folder, a file, or - for standard input."""
    manner = Manner(is_json=is_json, is_log_json=is_log_json, verbose=verbose, is_quiet=quiet)
    content = sys.stdin.buffer.read(options["max_bytes"] + 1) if str(source) == "-" else None
    if options["dry_run"]:
        _plan(source, content, options, manner)
        return
    _run(source, content, options, manner)


def _run(source: Path, content: bytes | None, options: dict[str, Any], manner: Manner) -> None:
    from summarize.batch.run import name_run, run
    from summarize.logs import configure

    name = name_run()
    configure(sys.stderr, is_json=manner.is_log_json, level=manner.level, run=name)
    with watch(quiet=manner.is_quiet or manner.is_log_json) as progress:
        job = _job(source, content, options, progress=progress, run=name)
        report = run(job)
    _conclude(report, options, manner)


def _job(
    source: Path, content: bytes | None, options: dict[str, Any], *, progress: Any, run: str = ""
) -> Job:
    from summarize.batch.interface import Folders, Options
    from summarize.batch.run import Job
    from summarize.cli.wiring import plan_models
    from summarize.reading.options import ReadOptions

    models = plan_models(options)
    return Job(
        folders=Folders(
            inputs=source, outputs=options["output"], state=state_folder(options["output"], options["state"])
        ),
        recipe=models.recipe_fingerprint,
        load=models.load,
        progress=progress,
        options=Options(
            force=options["force"],
            restore=options["restore"],
            rehash=options["rehash"],
            limit=options["limit"],
            is_strict=options["strict"],
            share=options["share"],
            is_recursive=options["recursive"],
            patterns=options["patterns"],
            time_limit=options["time_limit"],
            reading=ReadOptions(
                max_bytes=options["max_bytes"],
                min_age_s=options["min_age"],
                has_language_gate=options["language_gate"],
            ),
        ),
        run=run,
        content=content,
    )


def _plan(source: Path, content: bytes | None, options: dict[str, Any], manner: Manner) -> None:
    """Print a line for each entry: what a run would make of it."""
    from summarize.batch.run import plan
    from summarize.inert import log_safe
    from summarize.records import Outcome

    for entry in plan(_job(source, content, options, progress=watch(quiet=True))):
        known = isinstance(entry, Outcome)
        status = entry.status.value if isinstance(entry, Outcome) else "to do"
        reason = entry.reason.value if isinstance(entry, Outcome) and entry.reason else ""
        if manner.is_json:
            click.echo(json.dumps({"path": entry.id, "status": status, "reason": reason}))
        elif not known or not manner.is_quiet:
            click.echo(f"{status:<12}{log_safe(entry.id)}{f'  ({reason})' if reason else ''}")


def _conclude(report: Report, options: dict[str, Any], manner: Manner) -> None:
    from summarize.cli.console import say_error

    if manner.is_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=True))
    if report.error is not None:
        say_error(report.error)
    if not manner.is_quiet and not manner.is_log_json:
        click.echo(_summary_line(report, options["output"]), err=True)
    if report.signal is not None:
        # die by the signal itself, so that the scheduler sees an interruption and not an exit code
        signal.signal(report.signal, signal.SIG_DFL)
        os.kill(os.getpid(), report.signal)
    raise SystemExit(report.exit_code())


def _summary_line(report: Report, output: Path) -> str:
    counts = ", ".join(f"{n} {status.value}" for status, n in report.counts.items() if n)
    findings = ", ".join(f"{n} {severity.value}s" for severity, n in report.findings.items() if n)
    return (
        f"{report.seen} seen: {counts or 'nothing to do'}; findings: {findings or 'none'}; "
        f"{report.seconds:.1f} s. Pages: {output / 'index.md'}"
    )
