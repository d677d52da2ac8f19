"""`python -m benchmarks`: measure, keep the raw rows, rewrite the table and the plot."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from benchmarks.lanes import choose_lanes
from benchmarks.machine import describe_machine, describe_moment
from benchmarks.material import load_dispatches, make_dispatches
from benchmarks.models import Model, find_compact, find_opus
from benchmarks.night import measure_night
from benchmarks.quality import measure_quality
from benchmarks.race import race
from benchmarks.results import publish
from benchmarks.runs import measure_growth, measure_starts, measure_unchanged
from benchmarks.stages import measure_stages

SECTIONS = ("race", "opus", "stages", "growth", "night", "unchanged", "starts", "quality")
HERE = Path(__file__).resolve().parent
ROUNDS, QUICK_ROUNDS, SLOW_ROUNDS = 3, 2, 2
STAGE_DISPATCHES, QUICK_STAGE_DISPATCHES = 32, 8
MOST_DISPATCHES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line asks for."""

    work: Path
    quick: bool
    corpus: Path | None
    is_real: bool

    @property
    def material(self) -> list[Any]:
        """The dispatches of the race."""
        if self.is_real and self.corpus is not None:
            return load_dispatches(self.corpus, MOST_DISPATCHES)
        return make_dispatches(MOST_DISPATCHES)


@click.command()
@click.option("--quick", is_flag=True, help="Fewer dispatches and rounds: under two minutes, rough.")
@click.option("--only", multiple=True, type=click.Choice(SECTIONS), help="Measure this alone; keep the rest.")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Data folder: BLEU on news/newstest2013, and articles for --real.",
)
@click.option(
    "--real", "is_real", is_flag=True, help="Race over real articles of the corpus, not the seeds'."
)
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "summarize-benchmarks",
    help="Folder for converted and random weights.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=HERE,
    show_default="benchmarks/",
    help="Folder of RESULTS.md, results.png and results.json.",
)
@click.option("--render", is_flag=True, help="Measure nothing: write page and plot from results.json.")
def main(
    quick: bool,
    only: tuple[str, ...],
    corpus: Path | None,
    is_real: bool,
    work: Path,
    out: Path,
    render: bool,
) -> None:
    """Measure everything side by side and rewrite RESULTS.md, results.png and results.json."""
    if is_real and corpus is None:
        raise click.UsageError("--real needs --corpus")
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    wishes = Wishes(work=work.resolve(), quick=quick, corpus=corpus, is_real=is_real)
    raw = out / "results.json"
    is_kept = (only or render) and raw.exists()
    results = json.loads(raw.read_text(encoding="utf-8")) if is_kept else {"sections": {}}
    if not render:
        results["machine"] = describe_machine()
    for section in () if render else only or SECTIONS:
        moment, started = describe_moment(), time.perf_counter()
        click.echo(f"{section} (load {moment['load']})", err=True)
        for measured in MEASURES[section](wishes):  # each time all that is known: an end costs one row
            seconds = round(time.perf_counter() - started, 1)
            results["sections"][section] = {"moment": {**moment, "seconds": seconds}, "measured": measured}
            raw.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    publish(results, out)
    click.echo(f"Written: {out / 'RESULTS.md'}", err=True)


def _race(wishes: Wishes) -> Iterator[Any]:
    rounds = QUICK_ROUNDS if wishes.quick else ROUNDS
    return _race_on(find_compact(wishes.work), wishes, rounds)


def _opus(wishes: Wishes) -> Iterator[Any]:
    return _race_on(find_opus(wishes.work), wishes, 1 if wishes.quick else SLOW_ROUNDS)


def _race_on(model: Model, wishes: Wishes, rounds: int) -> Iterator[Any]:
    lanes = choose_lanes(model.name, quick=wishes.quick)
    return _collect(race(lanes, model, wishes.material, rounds=rounds, say=_say))


def _stages(wishes: Wishes) -> Any:
    count = QUICK_STAGE_DISPATCHES if wishes.quick else STAGE_DISPATCHES
    return measure_stages(find_compact(wishes.work), wishes.material[:count])


def _quality(wishes: Wishes) -> Any:
    if wishes.corpus is None:
        return None
    return measure_quality(
        find_compact(wishes.work), wishes.corpus.resolve(), limit=300 if wishes.quick else None
    )


def _collect(rows: Iterator[Any]) -> Iterator[Any]:
    """Yield the list of all rows so far, again with each row."""
    found: list[Any] = []
    for row in rows:
        found.append(row)
        yield found


def _once(measure: Callable[[Wishes], Any]) -> Callable[[Wishes], Iterator[Any]]:
    return lambda wishes: iter([measure(wishes)])


MEASURES: dict[str, Callable[[Wishes], Iterator[Any]]] = {
    "race": _race,
    "opus": _opus,
    "stages": _once(_stages),
    "growth": lambda wishes: _collect(measure_growth(wishes.work, quick=wishes.quick)),
    "night": _once(lambda wishes: measure_night(find_compact(wishes.work), quick=wishes.quick)),
    "unchanged": _once(lambda wishes: measure_unchanged(wishes.work, quick=wishes.quick)),
    "starts": _once(lambda wishes: measure_starts(wishes.work)),
    "quality": _once(_quality),
}


def _say(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main()
