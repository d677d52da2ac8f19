"""The schedule command: its texts start the run that the same configuration starts by hand."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from summarize.cli.main import main


def schedule(*words: str, only: str = "cron") -> str:
    result = CliRunner().invoke(main, [*words, "--only", only], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_configuration_that_was_found_goes_into_the_texts(folder: Path) -> None:
    (folder / "summarize.toml").write_text("strict = true\n")
    words = ["-m", "summarize", "--config", str(folder / "summarize.toml"), "run", str(folder / "in")]
    assert shlex.join(words) in schedule("schedule", "in", "-o", "out")
    assert shlex.join(words) in schedule("schedule", "in", "-o", "out", only="service")


def test_the_configuration_that_was_named_goes_into_the_texts_as_an_absolute_path(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "mine.toml").touch()
    line = schedule("--config", "deep/../mine.toml", "schedule", "in")
    assert shlex.join(["--config", str(folder / "mine.toml"), "run"]) in line


def test_without_a_configuration_none_is_named(folder: Path) -> None:
    assert "--config" not in schedule("schedule", "in")


@pytest.mark.parametrize(
    ("text", "options", "private"),
    [
        ("", ["--option=--device=cuda"], "no"),
        ("", ["--option=--device", "--option=cuda"], "no"),
        ('device = "cuda"\n', [], "no"),
        ('[run]\ndevice = "cuda"\n', ["--option=--device=cpu"], "yes"),
        ('[doctor]\ndevice = "cuda"\n', [], "yes"),
    ],
)
def test_the_service_sees_the_accelerator_that_its_runs_want(
    folder: Path, text: str, options: list[str], private: str
) -> None:
    (folder / "summarize.toml").write_text(text)
    service = schedule("schedule", "in", *options, only="service")
    assert f"\nPrivateDevices={private}\n" in service


def test_the_runs_keep_the_folders_and_the_age_that_the_configuration_gives_them(folder: Path) -> None:
    (folder / "summarize.toml").write_text('[run]\noutput = "pages"\nstate = "kept"\nmin-age = 5\n')
    line = schedule("schedule", "in")
    assert f" --output {folder / 'pages'} --state {folder / 'kept'} --log-json " in line
    assert f"mkdir -p {folder / 'kept'} && " in line


def test_the_command_line_overrules_the_folders_of_the_configuration(folder: Path) -> None:
    (folder / "summarize.toml").write_text('[run]\noutput = "pages"\nstate = "kept"\n')
    line = schedule("schedule", "in", "-o", "mine", "--state", "my-state")
    assert f" --output {folder / 'mine'} --state {folder / 'my-state'} --min-age 60 --log-json " in line
    (folder / "summarize.toml").write_text('[run]\noutput = "pages"\n')
    assert f" --state {folder / 'pages' / '.summarize'} " in schedule("schedule", "in")
