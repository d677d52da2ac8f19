"""`summarize models`: list, fetch, verify."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli.console import explain_errors
from summarize.cli.options import FOLDER

if TYPE_CHECKING:
    from summarize.models.locate import Listing

models_dir_option = click.option(
    "--models-dir",
    type=FOLDER,
    help="Folder of fetched models. Default: ~/.local/share/summarize/models",
)

EPILOG = """\b
Examples:
  summarize models list
  summarize models fetch opus        with a network; runs themselves never use one
  summarize models verify            every byte of every model against models.lock
"""


@click.group("models", epilog=EPILOG)
def command() -> None:
    """List, fetch and verify models."""


@command.command("list")
@models_dir_option
@click.option("--json", "is_json", is_flag=True, help="One JSON object a model on stdout.")
@explain_errors
def list_command(models_dir: Path | None, is_json: bool) -> None:
    """List the profiles and the models behind them."""
    from summarize.models.profiles import default_folder, load_catalogue

    folder = models_dir or default_folder()
    rows = _rows(folder)
    if is_json:
        for row in rows:
            click.echo(
                json.dumps(
                    {
                        "name": row.name,
                        "profiles": list(row.profiles),
                        "revision": row.revision,
                        "license": row.license,
                        "state": row.state,
                        "bytes": row.n_bytes,
                    }
                )
            )
        return
    by_name = {row.name: row for row in rows}
    for profile in load_catalogue(folder).profiles.values():
        click.echo(f"{profile.name}: {profile.about}")
        for name in dict.fromkeys([profile.translator, profile.summarizer]):
            row = by_name[name]
            revision = f", {row.revision[:12]}" if row.revision else ""
            size = f", {row.n_bytes / 1e6:.0f} MB" if row.n_bytes else ""
            click.echo(f"  {row.name}  {row.state}{size}, {row.license}{revision}")
    for row in (row for row in rows if not row.profiles):
        click.echo(f"{row.name}: {row.state}, {row.license}")


def _rows(folder: Path) -> list[Listing]:
    """Return the models that are declared or fetched, and those that only a profile names."""
    from summarize.models.locate import Listing, list_models
    from summarize.models.profiles import load_catalogue

    rows = {row.name: row for row in list_models(folder)}
    profiles = load_catalogue(folder).profiles.values()
    for name in (name for profile in profiles for name in (profile.translator, profile.summarizer)):
        if name not in rows:
            rows[name] = Listing(
                name=name,
                profiles=tuple(each.name for each in profiles if name in {each.translator, each.summarizer}),
                revision="",
                license="unknown",
                state="local folder" if Path(name).expanduser().is_dir() else "not fetched",
            )
    return list(rows.values())


@command.command("fetch")
@click.argument("name", metavar="PROFILE")
@models_dir_option
@click.option("--update", is_flag=True, help="Move the pin to the newest commit of the profile.")
@explain_errors
def fetch_command(name: str, models_dir: Path | None, update: bool) -> None:
    """Fetch a profile (or one model by its repository) at its pinned commit, as verified safetensors."""
    from summarize.models.fetch import fetch
    from summarize.models.profiles import default_folder

    folder = models_dir or default_folder()
    entries = fetch(name, folder, is_update=update, on_step=lambda step: click.echo(step, err=True))
    if not entries:
        click.echo(f"{name}: embedded in the package, nothing to fetch", err=True)
    for entry in entries:
        click.echo(f"{folder / entry.folder}")


@command.command("verify")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@models_dir_option
@explain_errors
def verify_command(names: tuple[str, ...], models_dir: Path | None) -> None:
    """Read every byte of the models that are there and compare it with models.lock."""
    from summarize.models.locate import list_models, locate, verify
    from summarize.models.profiles import default_folder

    folder = models_dir or default_folder()
    present = [row.name for row in list_models(folder) if row.state != "not fetched"]
    for name in names or present:
        spec = verify(locate(name, folder))
        click.echo(f"{name}: verified, {spec.kind}, revision {spec.revision}, {spec.path}")
