"""The verify command: folders that are not there are errors, not findings about pages."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from summarize.cli.main import main


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def test_an_input_folder_that_does_not_exist_is_an_error_of_the_input(tmp_path: Path) -> None:
    result = call("verify", "-o", tmp_path, tmp_path / "none")
    assert result.exit_code == 10
    assert "none: no such folder" in result.stderr
    assert result.stdout == ""


def test_an_output_folder_that_does_not_exist_is_an_error_of_the_output(tmp_path: Path) -> None:
    result = call("verify", "-o", tmp_path / "none")
    assert result.exit_code == 13
    assert "none: no such folder" in result.stderr
