"""`summarize schedule`: what a scheduler needs to run this installation every night."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.core import ParameterSource

from summarize.cli.config import IN_FORCE, defaults_of_runs
from summarize.cli.console import explain_errors
from summarize.cli.options import output_options, state_folder

EPILOG = """\b
Examples:
  summarize schedule /srv/dispatches -o /srv/pages                  all three texts
  summarize schedule /srv/dispatches -o /srv/pages --only cron      a crontab line
  summarize schedule /srv/dispatches -o /srv/pages --only service --user press \\
      > /etc/systemd/system/summarize.service
"""


@click.command("schedule", epilog=EPILOG)
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path, file_okay=False))
@output_options
@click.option("--user", default="", help="Account under which the service runs. Default: root's own.")
@click.option("--option", "options", multiple=True, help="An option for the runs, e.g. --option=--strict.")
@click.option("--only", type=click.Choice(["service", "timer", "cron"]), help="One text instead of all.")
@click.pass_context
@explain_errors
def command(
    ctx: click.Context,
    source: Path,
    output: Path,
    state: Path | None,
    user: str,
    options: tuple[str, ...],
    only: str | None,
) -> None:
    """Print a systemd service and timer, and a cron line, for this installation.

    The runs get the configuration file in force now, wherever a scheduler starts them, and work in the
    folders that it gives to `summarize run`, unless others are given here.
    """
    from summarize.schedule import Installation, cron_line, service_text, timer_text

    config: Path | None = ctx.meta.get(IN_FORCE)
    defaults = defaults_of_runs(ctx)
    outputs = _folder(ctx, "output") or output
    installation = Installation(
        # not resolved: the interpreter of a virtual environment is a link that must keep its name
        python=Path(sys.executable).absolute(),
        inputs=source.resolve(),
        outputs=outputs.resolve(),
        state=state_folder(outputs, _folder(ctx, "state") or state).resolve(),
        user=user,
        options=options,
        config=config.resolve() if config else None,
        device=str(defaults.get("device", "auto")),
        has_min_age="min_age" in defaults,
    )
    texts = {
        "service": service_text(installation),
        "timer": timer_text(),
        "cron": cron_line(installation),
    }
    if only:
        click.echo(texts[only], nl=False)
        return
    for name, text in texts.items():
        title = "crontab -e" if name == "cron" else f"/etc/systemd/system/summarize.{name}"
        click.echo(f"# ---- {title}\n{text}")


def _folder(ctx: click.Context, name: str) -> Path | None:
    """Return the folder that the configuration gives to the runs, unless the command line overrules it."""
    if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
        return None
    folder = defaults_of_runs(ctx).get(name)
    return Path(folder) if folder is not None else None
