"""What readers found of a translator becomes its calibration."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

import training.__main__ as commands
from summarize.confidence import FILE_NAME, read_calibration
from summarize.models.lock import lock_file, read_lock
from summarize.models.profiles import EMBEDDED
from summarize.records import Target
from training.judge import (
    RIGHT,
    WRONG,
    Drawn,
    Judged,
    calibrate,
    join_marks,
    read_judged,
    write_drawn,
    write_judged,
)

DRAWN = [Drawn(source=f"Phrase {i}.", target=f"Sentence {i}.", features=(1.0, i, 0.5, 0.0)) for i in range(4)]


def test_marks_join_the_features_of_their_sentences(tmp_path: Path) -> None:
    write_drawn(DRAWN, tmp_path / "drawn.jsonl")
    (tmp_path / "a.tsv").write_text("2\t0\tPhrase\n0\t2\t\n")
    (tmp_path / "b.tsv").write_text("3\t1\n")
    judged = join_marks(tmp_path / "drawn.jsonl", [tmp_path / "a.tsv", tmp_path / "b.tsv"])
    assert [(one.features[1], one.mark) for one in judged] == [(0, 2), (2, 0), (3, 1)]


@pytest.mark.parametrize("line", ["0\t3", "9\t1"])
def test_a_mark_that_is_none_or_of_no_sentence_is_refused(line: str, tmp_path: Path) -> None:
    write_drawn(DRAWN, tmp_path / "drawn.jsonl")
    (tmp_path / "a.tsv").write_text(line + "\n")
    with pytest.raises(ValueError, match="no mark"):
        join_marks(tmp_path / "drawn.jsonl", [tmp_path / "a.tsv"])


def test_what_is_kept_of_a_reading_is_numbers_alone(tmp_path: Path) -> None:
    judged = [Judged(features=(1.0, 4.5, -1.25, 1.0), mark=2)]
    write_judged(judged, tmp_path / "judged.tsv")
    assert (tmp_path / "judged.tsv").read_text() == "2\t1\t4.5\t-1.25\t1\n"
    assert read_judged(tmp_path / "judged.tsv") == judged


def test_the_shares_that_made_the_marks_are_found_again() -> None:
    rng = random.Random(1)
    judged = []
    for _ in range(4000):
        x = rng.uniform(0, 6)
        is_right = rng.random() < 1 / (1 + math.exp(x - 3))
        judged.append(Judged(features=(1.0, x, 0.0, 0.0), mark=RIGHT if is_right else WRONG))
    table = calibrate(judged)
    assert table["read"] == 4000
    assert table["right"][:2] == pytest.approx([3, -1], abs=0.2)
    assert table["wrong"][:2] == pytest.approx([-3, 1], abs=0.2)


def test_the_embedded_calibration_is_what_the_kept_marks_give() -> None:
    shipped = json.loads((EMBEDDED / "compact" / FILE_NAME).read_text(encoding="utf-8"))
    made = calibrate(read_judged(commands.JUDGED))
    assert made["read"] == shipped["read"]
    for name in ("right", "wrong"):
        assert made[name] == pytest.approx(shipped[name], abs=1e-2)


def test_the_command_puts_the_calibration_beside_the_weights_under_the_lock(tmp_path: Path) -> None:
    model, kept = tmp_path / "models" / "small", tmp_path / "judged.tsv"
    model.mkdir(parents=True)
    (model / "config.json").write_text("{}")
    write_drawn(DRAWN, tmp_path / "drawn.jsonl")
    (tmp_path / "a.tsv").write_text("0\t2\n1\t1\n2\t0\n3\t0\n")
    options = ["--model", model, "--drawn", tmp_path / "drawn.jsonl", "--marks", tmp_path / "a.tsv"]
    result = CliRunner().invoke(commands.main, ["judge", *map(str, options), "--kept", str(kept)])
    assert result.exit_code == 0, result.output
    calibration = read_calibration(model)
    assert calibration
    assert calibration.rate(Target(text="A sentence.", score=-0.1)).confidence
    assert len(read_judged(kept)) == 4
    locked = read_lock(model.parent)["small"].files
    assert locked[FILE_NAME] == lock_file(model / FILE_NAME)
