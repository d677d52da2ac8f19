"""Raw rows become ratios, verdicts and tables; what was not measured is said so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.results import publish
from benchmarks.table import rank, tabulate
from benchmarks.verdicts import NOT_MEASURED, judge

MACHINE = {
    "processor": "Some CPU",
    "cores": 2,
    "memory_gib": 8,
    "system": "Linux",
    "python": "3.11",
    "versions": {"torch": "2"},
}
MOMENT = {"at": "2024-01-01T00:00+00:00", "command": "python -m benchmarks", "load": 0.1, "seconds": 1.0}


def row(key: str, words_per_s: float, **other: Any) -> dict[str, Any]:
    return {
        "key": key,
        "label": f"the {key}",
        "compute_type": "int8",
        "n_dispatches": 3,
        "words_per_s": words_per_s,
        "words_per_cpu_s": words_per_s / 2,
        "peak_mib": 100.0,
        "load_s": 0.5,
        "others_share": 0.0,
        **other,
    }


def results(**sections: Any) -> dict[str, Any]:
    return {
        "machine": MACHINE,
        "sections": {name: {"moment": MOMENT, "measured": found} for name, found in sections.items()},
    }


def verdicts(raw: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    judged = judge(raw, {"compact": rank(rows), "opus-shape": []})
    return {what: (value, held) for what, _, value, held in judged}


def test_a_standing_is_the_median_of_its_rounds_and_the_largest_peak() -> None:
    rows = [row("ours", speed, peak_mib=speed) for speed in (10.0, 90.0, 20.0)]
    (standing,) = rank(rows)
    assert (standing.words_per_s, standing.peak_mib) == (20.0, 90.0)


def test_a_disturbed_round_counts_only_where_there_is_no_other() -> None:
    disturbed = {"others_share": 0.5}
    rows = [row("ours", 10.0, **disturbed), row("ours", 90.0), row("floor", 5.0, **disturbed)]
    assert [(one.words_per_s, one.n_rounds) for one in rank(rows)] == [(90.0, 1), (5.0, 1)]


def test_ratios_are_taken_to_the_floor_of_the_same_compute_type() -> None:
    rows = [
        row("floor", 100.0),
        row("floor-fp32", 50.0, compute_type="float32"),
        row("ours", 90.0),
        row("ours-fp32", 40.0, compute_type="float32"),
    ]
    ratios = {one.key: one.to_floor for one in rank(rows)}
    assert ratios["ours"] == pytest.approx(0.9)
    assert ratios["ours-fp32"] == pytest.approx(0.8)


def test_a_ratio_to_somebody_who_did_not_take_part_is_missing() -> None:
    (standing,) = rank([row("ours", 10.0)])
    assert standing.to_argos is None


def test_targets_are_judged_against_their_limits() -> None:
    rows = [row("obvious", 1.0), row("argos", 10.0), row("floor", 20.0), row("ours", 15.0)]
    found = verdicts(results(), rows)
    assert found["compact: times the obvious script"] == ("15", "**no**")
    assert found["compact: times Argos, defaults"] == ("1.5", "yes")
    assert found["compact: share of the raw floor, same work"] == ("0.75", "**no**")


def test_what_was_not_measured_is_neither_held_nor_failed() -> None:
    found = verdicts(results(), [])
    assert set(found.values()) == {(NOT_MEASURED, "–")}


def test_growth_is_the_peak_of_a_thousand_to_that_of_a_hundred() -> None:
    rows = [{"n_dispatches": 100, "peak_mib": 200.0}, {"n_dispatches": 1000, "peak_mib": 220.0}]
    assert verdicts(results(growth=rows), [])["memory of 1,000 dispatches to that of 100"] == ("1.1", "yes")


def test_a_profile_without_hot_functions_holds() -> None:
    found = verdicts(results(stages={"profile": []}), [])
    assert found["largest share of a function of ours (profiled)"] == ("0", "yes")


def test_a_table_sets_numbers_to_the_right() -> None:
    assert list(tabulate(("a", "b"), [("x", "1")])) == ["| a | b |", "| --- | ---: |", "| x | 1 |"]


def test_publishing_writes_the_page_and_the_plot(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    raw = results(
        race=[row("obvious", 1.0), row("ours", 15.0)],
        unchanged={"n_dispatches": 1000, "seconds": 2.0, "peak_mib": 50.0, "first_seconds": 9.0},
        starts={"help_s": 0.1, "first_page_s": 3.0, "first_page_cold_s": 5.0},
        quality={"bleu": {"int8": 25.9, "float32": 26.0}, "n_lines": 10, "same_share": 0.5, "weights": "ab"},
    )
    publish(raw, tmp_path)
    page = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert "| the ours | 3 | 1 | 15 | 8 | 15.00 |" in page
    assert "1,000 unchanged files" in page
    assert (tmp_path / "results.png").stat().st_size > 1000


def test_a_page_without_a_race_needs_no_plot(tmp_path: Path) -> None:
    publish(results(), tmp_path)
    assert not (tmp_path / "results.png").exists()
