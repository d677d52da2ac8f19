"""What an expected error looks like on stderr, and what a stdout that takes nothing costs."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summarize.cli.main import main
from summarize.logs import LOGGER

FRENCH = "PARIS, 7 mars 2024 (AFP) - Le maire de Paris a présenté jeudi un budget de 1.200 euros.\n"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logger = logging.getLogger(LOGGER)
    before = (list(logger.handlers), logger.level, logger.propagate)
    logger.handlers.clear()
    yield
    logger.handlers[:], logger.level, logger.propagate = before


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def spawn(*arguments: str | Path, stdout: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summarize", *map(str, arguments)]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("more", [(), ("--dry-run",), ("-q",)])
def test_an_error_is_one_json_line_where_log_lines_are(tmp_path: Path, more: tuple[str, ...]) -> None:
    result = call("run", tmp_path / "none", "-o", tmp_path / "p", "--engine", "fake", "--log-json", *more)
    assert result.exit_code == 10
    (line,) = map(json.loads, result.stderr.splitlines())
    assert (line["event"], line["level"], line["code"]) == ("error", "error", 10)
    assert str(tmp_path / "none") in line["detail"]
    assert line["hint"]
    assert line["ts"]


def test_an_error_is_a_line_with_its_hint_for_people(tmp_path: Path) -> None:
    result = call("run", tmp_path / "none", "-o", tmp_path / "p", "--engine", "fake")
    first, second = result.stderr.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("hint: ")


def test_a_hint_keeps_the_letters_of_a_path_and_no_control_character(tmp_path: Path) -> None:
    output = tmp_path / "données\x1b"
    (output / ".summarize").mkdir(parents=True)
    (output / ".summarize" / "ledger.db").write_bytes(b"garbage" * 100)
    result = call("status", "-o", output)
    assert result.exit_code == 15
    assert "données" in result.stderr
    assert "\x1b" not in result.stderr


def test_the_remedy_of_a_run_for_its_corrupt_ledger_heals_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(FRENCH, encoding="utf-8")
    options = ("-o", tmp_path / "p", "--state", tmp_path / "s", "--engine", "fake")
    assert call("run", tmp_path / "in", *options).exit_code == 0
    (tmp_path / "s" / "ledger.db").write_bytes(b"garbage" * 100)
    failed = call("run", tmp_path / "in", *options)
    assert failed.exit_code == 15
    command = failed.stderr.splitlines()[-1].partition("summarize status ")[2].split()
    assert call("status", *command).exit_code == 0
    assert call("run", tmp_path / "in", *options).exit_code == 0


@pytest.mark.parametrize("setting", ["LANG=C", "PYTHONUNBUFFERED=1", "PYTHONIOENCODING=ascii"])
@pytest.mark.parametrize("more", [(), ("--log-json",)])
def test_a_stdout_that_is_full_is_an_error_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], setting: str
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    monkeypatch.setenv(*setting.split("="))
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    arguments = ("run", tmp_path / "a.txt", "-o", tmp_path / "p", "--engine", "fake", "--json", *more)
    with Path("/dev/full").open("w") as full:
        done = spawn(*arguments, stdout=full)
    assert done.returncode == 14, done.stderr
    assert "stdout" in done.stderr.splitlines()[-1 if more else -2]
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert list((tmp_path / "p").glob("a-*.md"))


def test_a_stdout_that_is_closed_is_refused_before_data_are_lost(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    command = [sys.executable, "-m", "summarize", "run", "a.txt", "-o", "p", "--engine", "fake"]
    shell = ["sh", "-c", '"$@" >&-', "sh"]
    done = subprocess.run(
        [*shell, *command, "--json"], stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 13, done.stderr
    assert done.stderr.startswith("error: stdout is closed")
    assert subprocess.run([*shell, *command, "-q"], check=False, cwd=tmp_path).returncode == 0


def test_an_error_of_the_system_that_is_not_about_stdout_stays_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarize.cli.console import explain_errors

    @explain_errors
    def command() -> None:
        raise OSError(28, "no space")

    with pytest.raises(OSError, match="no space"):
        command()
