"""The `summarize` group: one file a command, loaded only when it is called."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from summarize import __version__
from summarize.cli.config import IN_FORCE, find_config, load_defaults
from summarize.cli.console import explain_errors

# name → module that defines the command `command`; the order is that of --help
COMMANDS = {
    "run": "summarize.cli.run",
    "status": "summarize.cli.status",
    "verify": "summarize.cli.verify",
    "doctor": "summarize.cli.doctor",
    "models": "summarize.cli.models",
    "schedule": "summarize.cli.schedule",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed, so that `--help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


EPILOG = """\b
Examples:
  summarize run dispatches -o pages            translate, summarise and check a folder
  summarize run dispatches -o pages --dry-run  say what would be done
  cat dispatch.txt | summarize run - -o pages  one dispatch from standard input
  summarize status -o pages                    what is current, edited, failed, and why
  summarize doctor -o pages                    check everything before midnight

\b
Exit codes:
  0 all done        1 bug              2 usage              3 some documents failed, or --strict
  4 edited pages: new version beside   10 input or configuration   11 another run is writing
  12 model missing or altered          13 output not writable      14 disk full
  15 ledger corrupt 16 device lost     17 too many failures in a row
  130/143 interrupted: run again to go on
"""


@click.command(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="summarize")
@click.option(
    "--config",
    # a file that cannot be read is no matter of usage: `load_defaults` says what is wrong with it
    type=click.Path(path_type=Path, readable=False),
    help="Options from this TOML file. Default: summarize.toml, looked for from here upwards.",
)
@click.pass_context
@explain_errors
def main(ctx: click.Context, config: Path | None) -> None:
    """Translate, summarise and check French agency dispatches, offline: one Markdown page each."""
    # resilient parsing (shell completion) must not fail on a broken configuration
    if not ctx.resilient_parsing:
        ctx.meta[IN_FORCE] = path = find_config(config)
        ctx.default_map = load_defaults(path, COMMANDS)
