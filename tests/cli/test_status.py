"""The status command: shares, folders that are not there, and a ledger made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summarize.cli.main import main

FRENCH = (
    "PARIS, 7 mars 2024 (AFP) - Le maire de Paris a présenté jeudi un budget de 1.200 euros, numéro {}.\n"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(4):
        (tmp_path / "in" / f"d{number}.txt").write_text(FRENCH.format(number), encoding="utf-8")
    return tmp_path / "p"


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def run(pages: Path, *more: str | Path) -> None:
    done = call("run", pages.parent / "in", "-o", pages, "--engine", "fake", *more)
    assert done.exit_code == 0, done.output


def test_pages_of_shares_are_counted(pages: Path) -> None:
    for share in ("1/2", "2/2"):
        run(pages, "--share", share)
    assert call("status", "-o", pages).stderr == "4 done\n"


def test_pages_whose_state_is_elsewhere_are_not_passed_over_in_silence(pages: Path) -> None:
    run(pages, "--state", pages.parent / "s")
    result = call("status", "-o", pages)
    assert result.exit_code == 0
    assert "4 pages stand" in result.stderr
    assert "--state" in result.stderr
    assert call("status", "-o", pages, "--state", pages.parent / "s").stderr == "4 done\n"


def test_a_folder_without_pages_has_nothing_yet(tmp_path: Path) -> None:
    assert call("status", "-o", tmp_path).stderr == "nothing yet\n"


@pytest.mark.parametrize("more", [(), ("--rebuild",), ("--json",)])
def test_an_output_folder_that_does_not_exist_is_an_error_and_is_not_created(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    result = call("status", "-o", tmp_path / "none", *more)
    assert result.exit_code == 13
    assert "no such folder" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_dispatch_that_failed_is_counted_as_failed_also_where_its_page_was_edited(pages: Path) -> None:
    run(pages)
    (page,) = (path for path in pages.glob("*.md") if path.name.startswith("d0-"))
    page.write_text(page.read_text(encoding="utf-8") + "edited\n", encoding="utf-8")
    assert call("status", "-o", pages).stderr == "3 done, 1 edited\n"
    (pages.parent / "in" / "d0.txt").write_bytes(b"x" * 200)
    assert (
        call("run", pages.parent / "in", "-o", pages, "--engine", "fake", "--max-bytes", "150").exit_code == 3
    )
    result = call("status", "-o", pages)
    assert result.stderr == "3 done, 1 failed\n"
    assert "too-large" in result.stdout
