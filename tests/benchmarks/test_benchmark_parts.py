"""Parts of the measurements that need no clock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.apart import measure_apart
from benchmarks.contenders import KINDS
from benchmarks.lanes import FULL, choose_lanes
from benchmarks.machine import describe_machine
from benchmarks.models import find_compact
from benchmarks.race import read_peak_mib
from benchmarks.table import MODELS


@pytest.mark.parametrize("model", FULL)
def test_every_lane_has_a_contender_and_at_least_one_dispatch(model: str) -> None:
    for lane in choose_lanes(model, quick=True):
        assert lane.kind in KINDS
        assert lane.n_dispatches >= 1


def test_every_model_of_the_race_has_lanes() -> None:
    assert {model for model, _ in MODELS.values()} == set(FULL)


def test_a_measurement_apart_runs_in_another_process_and_gives_its_answer_back() -> None:
    assert measure_apart(os.getpid) != os.getpid()


def test_a_measurement_apart_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="ValueError"):
        measure_apart(int, "no number")


def test_the_peak_of_this_process_is_a_sane_number() -> None:
    assert 5 < read_peak_mib() < 100_000


def test_the_machine_has_a_name_and_cores() -> None:
    machine = describe_machine()
    assert machine["processor"]
    assert machine["cores"] >= 1
    assert "torch" in machine["versions"]


def test_the_argos_package_has_our_weights_and_adds_the_end_of_sentence(tmp_path: Path) -> None:
    pytest.importorskip("ctranslate2")
    model = find_compact(tmp_path)
    package = model.argos / "argos-translate" / "packages" / "translate-fr_en"
    assert '"add_source_eos": true' in (package / "model" / "config.json").read_text(encoding="utf-8")
    assert (package / "sentencepiece.model").read_bytes() == (model.spec.path / "source.spm").read_bytes()
