"""`summarize.toml` fills option defaults; unknown keys are named; paths are relative to the file."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from summarize.cli.config import load_defaults
from summarize.cli.main import COMMANDS


def load(folder: Path, text: str) -> dict[str, dict[str, object]]:
    (folder / "summarize.toml").write_text(text, encoding="utf-8")
    return load_defaults(folder / "summarize.toml", COMMANDS)


def test_a_top_level_key_holds_for_every_command_that_has_the_option(tmp_path: Path) -> None:
    defaults = load(tmp_path, 'output = "pages"\n')
    assert defaults["run"]["output"] == defaults["status"]["output"] == str(tmp_path / "pages")


def test_a_table_holds_for_its_command_only_and_wins(tmp_path: Path) -> None:
    defaults = load(tmp_path, 'output = "a"\n[run]\noutput = "b"\nbeam = 2\n')
    assert defaults["run"]["output"] == str(tmp_path / "b")
    assert defaults["run"]["beam"] == 2
    assert defaults["status"]["output"] == str(tmp_path / "a")


def test_hyphens_and_underscores_in_keys_are_the_same(tmp_path: Path) -> None:
    assert load(tmp_path, "[run]\ndry-run = true\n")["run"]["dry_run"] is True


@pytest.mark.parametrize("text", ["beem = 2\n", "[run]\nbeem = 2\n"])
def test_an_unknown_key_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(click.UsageError, match="beem"):
        load(tmp_path, text)


def test_a_command_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="must be a table"):
        load(tmp_path, "run = 1\n")


def test_invalid_toml_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match=r"summarize\.toml"):
        load(tmp_path, "run = = 1\n")


def test_the_nearest_file_upwards_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "summarize.toml").write_text("[run]\nbeam = 3\n", encoding="utf-8")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert load_defaults(None, COMMANDS)["run"]["beam"] == 3


def test_without_a_file_there_are_no_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_defaults(None, COMMANDS) == {}
