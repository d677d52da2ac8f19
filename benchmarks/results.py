"""Raw rows → RESULTS.md and results.png."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.plot import draw
from benchmarks.table import MODELS, Standing, rank, tabulate
from benchmarks.verdicts import judge

NOTES = """\
Each contender is a process of its own, loaded before the first round and told in turn to do one round;
the order rotates. Medians of the rounds; a round in which other processes took more than a tenth of the
machine is done again, and one that was disturbed twice counts only for who has no other. Everybody gets
the same weights, beam 4, and the first *n* of the same dispatches, which are made from the sentences in
`seeds/` with other numbers and names so that no sentence repeats: we translate equal sentences once,
which would flatter us. Slow contenders get fewer dispatches.

* **Words** are source words; **CPU s** are the seconds of all threads together; **load** is imports and
  weights, converted files being there; **peak** is the largest resident memory of the process;
  **others** is what other processes took of the machine meanwhile.
* **Ours** is `summarize.translation.translate_segments` with segmentation before it and a new memory on
  disk: everything from a document's blocks to the English on the page. *Retries off* leaves out the
  second attempts at doubtful sentences and so does the same work as the floor: its ratio to the floor
  says what everything around the model costs.
* **Floor** is one call of `ctranslate2.translate_batch` on tokens made and sorted before the clock
  starts, with our compute type, threads and batch size.
* **Argos Translate** gets the weights as its package (our int8 conversion, end-of-sentence added by the
  model's settings), one call an article, its defaults otherwise. Its sentence splitters download models,
  so an object with our splitter stands in for them: everybody sees the same sentences. The tuned line
  sets its own `ARGOS_COMPUTE_TYPE`, `ARGOS_INTER_THREADS` and `ARGOS_INTRA_THREADS`.
* The model of the opus-mt-fr-en shape has random weights and ends its sentences by itself when they are
  about as long as the source (`benchmarks/clock.py`); retries are off there, since its words mean
  nothing.
"""


def publish(results: Mapping[str, Any], out: Path) -> None:
    """Write RESULTS.md and, where there was a race, results.png."""
    standings = {model: rank(_measured(results, section)) for section, (model, _) in MODELS.items()}
    text = "\n".join(_write(results, standings)).rstrip() + "\n"
    (out / "RESULTS.md").write_text(text, encoding="utf-8")
    if any(standings.values()):
        draw(standings, out / "results.png")


def _measured(results: Mapping[str, Any], section: str) -> Any:
    return results["sections"].get(section, {}).get("measured")


def _write(results: Mapping[str, Any], standings: Mapping[str, Sequence[Standing]]) -> Iterable[str]:
    yield "# Results\n"
    yield "Written by `make bench`; the raw rows are in [results.json](results.json).\n"
    yield from _write_machine(results)
    yield "## Targets\n"
    yield from tabulate(("target", "wanted", "measured", "held"), judge(results, standings), left=3)
    yield "\n![words per second](results.png)\n"
    for section, (model, title) in MODELS.items():
        if standings[model]:
            yield f"## {title}\n"
            yield from _write_race(standings[model])
            yield _moment(results, section)
    yield "## How it is measured\n"
    yield NOTES
    for section, write in WRITERS.items():
        measured = _measured(results, section)
        if measured:
            yield from write(measured)
            yield _moment(results, section)


def _write_machine(results: Mapping[str, Any]) -> Iterable[str]:
    machine = results["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    yield (
        f"Machine: {machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, "
        f"{machine['system']}, Python {machine['python']}; {versions}.\n"
    )


def _moment(results: Mapping[str, Any], section: str) -> str:
    moment = results["sections"][section]["moment"]
    return (
        f"\n`{moment['command']}`, {moment['at']}, {moment['seconds']:.0f} s, "
        f"load of the machine before: {moment['load']}.\n"
    )


def _write_race(standings: Sequence[Standing]) -> Iterable[str]:
    head = (
        "contender",
        "n",
        "rounds",
        "words/s",
        "words/CPU s",
        "÷ obvious",
        "÷ Argos",
        "÷ floor",
        "peak MiB",
        "load s",
        "others",
    )
    yield from tabulate(
        head,
        (
            (
                one.label,
                str(one.n_dispatches),
                str(one.n_rounds),
                f"{one.words_per_s:,.0f}",
                f"{one.words_per_cpu_s:,.0f}",
                *(_ratio(value) for value in (one.to_obvious, one.to_argos, one.to_floor)),
                f"{one.peak_mib:,.0f}",
                f"{one.load_s:.1f}",
                f"{one.others_share:.0%}",
            )
            for one in standings
        ),
    )


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _write_stages(measured: Mapping[str, Any]) -> Iterable[str]:
    costs = measured["ms_per_article"]
    total = sum(costs.values())
    words = measured["n_words"] / measured["n_dispatches"]
    yield "## Cost of an article by stage\n"
    yield f"Compact model, ct2 int8, {measured['n_dispatches']} dispatches of {words:.0f} words on average.\n"
    yield from tabulate(
        ("stage", "ms", "share"),
        [(stage, f"{ms:,.1f}", f"{ms / total:.1%}") for stage, ms in costs.items()]
        + [("all", f"{total:,.1f}", "100.0%")],
    )
    yield (
        "\nOur functions above 1 % under cProfile, each with what it calls outside the package, the model "
        "left out. The profiler slows Python down and the model not: upper bounds.\n"
    )
    yield from tabulate(
        ("function", "seconds", "share"),
        (
            (f"`{row['function']}`", f"{row['seconds']:.2f}", f"{row['share']:.1%}")
            for row in measured["profile"]
        ),
    )


def _write_growth(measured: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    yield "## Growth of `summarize run`\n"
    yield "Compact model, fresh memory; the peak is that of all processes of the run together.\n"
    yield from tabulate(
        ("dispatches", "words", "seconds", "words/s", "first page s", "peak MiB", "main process MiB"),
        (
            (
                f"{row['n_dispatches']:,}",
                f"{row['n_words']:,}",
                f"{row['seconds']:.1f}",
                f"{row['n_words'] / row['seconds']:,.0f}",
                _ratio(row["first_page_s"]),
                f"{row['peak_mib']:,.0f}",
                f"{row['main_peak_mib']:,.0f}",
            )
            for row in measured
        ),
    )


def _write_night(measured: Mapping[str, Any]) -> Iterable[str]:
    yield "## A night with updates\n"
    yield (
        f"{measured['n_dispatches']} dispatches ({measured['n_words']:,} words), then "
        f"{measured['n_updates']} of them again with a new lead and one more sentence: translated, "
        f"summarised, checked. The time without memory is that of {measured['n_unaided']} of the updates, "
        "times their share.\n"
    )
    yield from tabulate(
        ("run", "seconds", "answers asked of the memory", "found there"),
        (
            (label, f"{row['seconds']:.1f}", f"{row['asked']:,}", f"{row['hit_rate']:.0%}")
            for label, row in (
                ("all dispatches", measured["full"]),
                ("the updates, with the memory", measured["updates"]),
                ("the updates, without it", measured["updates_without_memory"]),
            )
        ),
    )
    yield f"\nThe memory makes the updates {measured['speed_up']:.1f} times faster."


def _write_unchanged(measured: Mapping[str, Any]) -> Iterable[str]:
    yield "## Nothing to do\n"
    yield (
        f"{measured['n_dispatches']:,} unchanged files are recognised in {measured['seconds']:.1f} s with "
        f"{measured['peak_mib']:.0f} MiB (start of Python included; making their pages with the fake engine "
        f"took {measured['first_seconds']:.0f} s)."
    )


def _write_starts(measured: Mapping[str, Any]) -> Iterable[str]:
    yield "## Starts\n"
    yield (
        f"`summarize --help` takes {measured['help_s']:.2f} s. The first page of a run is there after "
        f"{measured['first_page_s']:.1f} s, after {measured['first_page_cold_s']:.1f} s when the weights "
        "must be converted first."
    )


def _write_quality(measured: Mapping[str, Any]) -> Iterable[str]:
    scores = ", ".join(f"{name} {score:.2f}" for name, score in measured["bleu"].items())
    yield "## Quality\n"
    yield (
        f"BLEU of the compact model (weights {measured['weights']}) on {measured['n_lines']:,} lines of "
        f"newstest2013, beam 4: {scores}; {measured['same_share']:.0%} of the translations are the same."
    )


WRITERS: dict[str, Callable[[Any], Iterable[str]]] = {
    "stages": _write_stages,
    "growth": _write_growth,
    "night": _write_night,
    "unchanged": _write_unchanged,
    "starts": _write_starts,
    "quality": _write_quality,
}
