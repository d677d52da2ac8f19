"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


def output_options(command: F) -> F:
    """Where pages and state live."""
    for option in (
        click.option(
            "--state",
            type=FOLDER,
            help="Folder of the ledger, memory and reports, on a local disk. Default: OUTPUT/.summarize",
        ),
        click.option(
            "-o",
            "--output",
            type=FOLDER,
            default=Path("outputs"),
            show_default=True,
            help="Folder of the pages.",
        ),
    ):
        command = option(command)
    return command


def model_options(command: F) -> F:
    """Which models, and how they are run."""
    for option in (
        click.option(
            "--threads", type=click.IntRange(0), default=0, help="CPU threads. Default: every core."
        ),
        click.option(
            "--compute-type",
            type=click.Choice(["auto", "int8", "float32", "float16", "bfloat16"]),
            default="auto",
            show_default=True,
            help="Number format of the weights while computing.",
        ),
        click.option(
            "--device",
            type=click.Choice(["auto", "cpu", "cuda"]),
            default="auto",
            show_default=True,
            help="Where models run.",
        ),
        click.option(
            "--engine",
            type=click.Choice(["auto", "ct2", "transformers", "fake"]),
            default="auto",
            show_default=True,
            help="Runtime of the models; auto takes CTranslate2 (ct2) on a CPU where installed.",
        ),
        click.option(
            "--models-dir",
            type=FOLDER,
            help="Folder of fetched models. Default: ~/.local/share/summarize/models",
        ),
        click.option("--summarizer", help="Summariser by name or local path, instead of the profile's."),
        click.option("--translator", help="Translator by name or local path, instead of the profile's."),
        click.option(
            "--profile",
            default="compact",
            show_default=True,
            help="Pair of models: compact (embedded), opus, instruct; see `summarize models list`.",
        ),
    ):
        command = option(command)
    return command


def state_folder(output: Path, state: Path | None) -> Path:
    """Return the folder of the ledger and its companions."""
    return state or output / ".summarize"
