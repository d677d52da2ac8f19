"""What a translator's own probabilities say of a target."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.confidence import FILE_NAME, SCHEMA, Calibration, describe, read_calibration
from summarize.errors import ModelError
from summarize.models.profiles import EMBEDDED
from summarize.records import Target

SHIPPED = EMBEDDED / "compact"
TEXT = "The central bank raised its rates on Thursday."


def shipped() -> Calibration:
    calibration = read_calibration(SHIPPED)
    assert calibration is not None
    return calibration


def test_the_embedded_model_has_a_calibration() -> None:
    assert shipped().rate(Target(text=TEXT, score=-0.3)).confidence is not None


def test_where_nobody_has_read_nothing_is_said(tmp_path: Path) -> None:
    assert read_calibration(tmp_path) is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"schema": 99, "right": [0, 0, 0, 0], "wrong": [0, 0, 0, 0]}',
        f'{{"schema": {SCHEMA}, "right": [1], "wrong": [1]}}',
        f'{{"schema": {SCHEMA}, "right": ["a", 0, 0, 0], "wrong": [0, 0, 0, 0]}}',
    ],
)
def test_a_damaged_calibration_is_an_error_that_names_the_file(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    with pytest.raises(ModelError, match=FILE_NAME):
        read_calibration(tmp_path)


@pytest.mark.parametrize(
    "target", [Target(text=TEXT), Target(text="Un texte.", score=-0.2, is_translated=False)]
)
def test_without_a_score_or_a_translation_there_is_no_confidence(target: Target) -> None:
    assert shipped().rate(target) == target


@given(st.floats(min_value=-60, max_value=0), st.floats(min_value=-60, max_value=0), st.text(max_size=300))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_shares_are_shares_and_a_less_probable_target_is_never_surer(
    one: float, other: float, text: str
) -> None:
    low, high = sorted((one, other))
    less, more = (shipped().rate(Target(text=text, score=score)).confidence for score in (low, high))
    assert less
    assert more
    for rated in (less, more):
        assert rated.right >= 0
        assert rated.wrong >= 0
        assert rated.right + rated.wrong <= 1
    assert less.right <= more.right


@pytest.mark.parametrize(
    "worse", [Target(text=TEXT, score=-0.3, doubts=("words-lost",)), Target(text=TEXT * 4, score=-0.3)]
)
def test_what_is_doubted_or_longer_is_less_sure(worse: Target) -> None:
    better, rated = (shipped().rate(one).confidence for one in (Target(text=TEXT, score=-0.3), worse))
    assert better
    assert rated
    assert rated.right < better.right


def test_weights_are_log_odds(tmp_path: Path) -> None:
    table = {"schema": SCHEMA, "right": [math.log(3), 0, 0, 0], "wrong": [math.log(1 / 9), 0, 0, 0]}
    (tmp_path / FILE_NAME).write_text(json.dumps(table))
    calibration = read_calibration(tmp_path)
    assert calibration
    rated = calibration.rate(Target(text=TEXT, score=-0.3)).confidence
    assert rated
    assert (rated.right, rated.wrong) == (pytest.approx(0.75), pytest.approx(0.1))
    assert describe(Target(text=TEXT, score=-0.3))[0] == 1
