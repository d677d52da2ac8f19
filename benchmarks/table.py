"""Rows of the race → one standing a contender, with its ratios; and Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

MODELS = {
    "race": ("compact", "The compact model"),
    "opus": ("opus-shape", "A model of the opus-mt-fr-en shape, random weights"),
}
"""Section of the race → name and title of its model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Medians of one contender. A ratio above 1 is faster than the one it is taken to."""

    key: str
    label: str
    n_dispatches: int
    words_per_s: float
    words_per_cpu_s: float
    peak_mib: float
    load_s: float
    others_share: float
    to_obvious: float | None
    to_argos: float | None
    to_floor: float | None


def rank(rows: Sequence[dict[str, Any]] | None) -> list[Standing]:
    """Return a standing for each contender, in the order of the rows."""
    keys = dict.fromkeys(row["key"] for row in rows or ())
    speeds = {key: _median(rows, key, "words_per_s") for key in keys}
    return [_stand(rows or (), key, speeds) for key in keys]


def _stand(rows: Sequence[dict[str, Any]], key: str, speeds: dict[str, float]) -> Standing:
    first = next(row for row in rows if row["key"] == key)
    floor = "floor-fp32" if first["compute_type"] == "float32" else "floor"

    def against(other: str) -> float | None:
        return speeds[key] / speeds[other] if other in speeds else None

    return Standing(
        key=key,
        label=first["label"],
        n_dispatches=first["n_dispatches"],
        words_per_s=speeds[key],
        words_per_cpu_s=_median(rows, key, "words_per_cpu_s"),
        peak_mib=max(row["peak_mib"] for row in rows if row["key"] == key),
        load_s=first["load_s"],
        others_share=_median(rows, key, "others_share"),
        to_obvious=against("obvious"),
        to_argos=against("argos"),
        to_floor=against(floor),
    )


def _median(rows: Sequence[dict[str, Any]] | None, key: str, field: str) -> float:
    return float(median(row[field] for row in rows or () if row["key"] == key))


def tabulate(head: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> Iterable[str]:
    """Yield the lines of a Markdown table; all but the first `left` columns are set to the right."""
    yield _line(head)
    yield _line(["---" if place < left else "---:" for place in range(len(head))])
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
