"""Rows of the race → one standing a contender, with its ratios; and Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Row = dict[str, Any]
DISTURBED = 0.1
"""Share of the machine that other processes may take in a round."""

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
    n_rounds: int
    words_per_s: float
    words_per_cpu_s: float
    peak_mib: float
    load_s: float
    others_share: float
    to_obvious: float | None
    to_argos: float | None
    to_floor: float | None


def rank(rows: Sequence[Row] | None) -> list[Standing]:
    """Return a standing for each contender, in the order of the rows.

    Rounds that other processes disturbed count only for a contender that has no other.
    """
    rounds: dict[str, list[Row]] = {}
    for row in rows or ():
        rounds.setdefault(row["key"], []).append(row)
    calm = {
        key: [one for one in some if one["others_share"] <= DISTURBED] or some for key, some in rounds.items()
    }
    speeds = {key: _median(some, "words_per_s") for key, some in calm.items()}
    return [_stand(some, speeds) for some in calm.values()]


def _stand(rounds: Sequence[Row], speeds: dict[str, float]) -> Standing:
    first, key = rounds[0], rounds[0]["key"]
    floor = "floor-fp32" if first["compute_type"] == "float32" else "floor"

    def against(other: str) -> float | None:
        return speeds[key] / speeds[other] if other in speeds else None

    return Standing(
        key=key,
        label=first["label"],
        n_dispatches=first["n_dispatches"],
        n_rounds=len(rounds),
        words_per_s=speeds[key],
        words_per_cpu_s=_median(rounds, "words_per_cpu_s"),
        peak_mib=max(row["peak_mib"] for row in rounds),
        load_s=first["load_s"],
        others_share=_median(rounds, "others_share"),
        to_obvious=against("obvious"),
        to_argos=against("argos"),
        to_floor=against(floor),
    )


def _median(rounds: Sequence[Row], field: str) -> float:
    return float(median(row[field] for row in rounds))


def tabulate(head: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> Iterable[str]:
    """Yield the lines of a Markdown table; all but the first `left` columns are set to the right."""
    yield _line(head)
    yield _line(["---" if place < left else "---:" for place in range(len(head))])
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
