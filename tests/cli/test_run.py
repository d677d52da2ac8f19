"""The run command: exit codes, stdout for data, stderr for messages, and what a second run does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summarize.cli.main import main

FRENCH = (
    "Paris: le maire présente son budget\n\n"
    "PARIS, 7 mars 2024 (AFP) - Le maire de Paris a présenté jeudi un budget de 1.200 euros"
    " pour les écoles.\n\n"
    "Il a affirmé que les travaux ne commenceraient pas avant le 12 avril dans les 35 écoles de la ville.\n"
)
ENGLISH = (
    "The mayor of the city presented the budget of the schools on Thursday, he said to the council.\n" * 3
)


@pytest.fixture
def dispatches(tmp_path: Path) -> Path:
    folder = tmp_path / "dispatches"
    folder.mkdir()
    (folder / "budget.txt").write_text(FRENCH, encoding="utf-8")
    return folder


def run(dispatches: Path, *options: str, stdin: str | None = None) -> Result:
    pages = dispatches.parent / "pages"
    command = [
        "run",
        str(dispatches) if stdin is None else "-",
        "-o",
        str(pages),
        "--engine",
        "fake",
        *options,
    ]
    return CliRunner().invoke(main, command, input=stdin, catch_exceptions=False)


def pages_of(dispatches: Path) -> dict[str, bytes]:
    folder = dispatches.parent / "pages"
    return {path.name: path.read_bytes() for path in folder.glob("*.md")}


def test_a_dispatch_becomes_a_page_and_an_index_line(dispatches: Path) -> None:
    assert run(dispatches).exit_code == 0
    pages = pages_of(dispatches)
    name = next(name for name in pages if name != "index.md")
    assert name.startswith("budget-")
    assert name.encode() in pages["index.md"]
    assert b"## Key facts" in pages[name]


def test_a_second_run_writes_nothing(dispatches: Path) -> None:
    run(dispatches)
    folder = dispatches.parent / "pages"
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.md")}
    result = run(dispatches, "--json")
    assert json.loads(result.stdout)["unchanged"] == 1
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*.md")} == before


def test_data_goes_to_stdout_and_messages_to_stderr(dispatches: Path) -> None:
    result = run(dispatches, "--json")
    report = json.loads(result.stdout)
    assert (report["seen"], report["done"], report["exit"]) == (1, 1, 0)
    assert "1 done" in result.stderr


def test_one_bad_file_costs_one_page_and_sets_the_exit_code(dispatches: Path) -> None:
    (dispatches / "broken.txt").write_bytes(b"PK\x03\x04" + bytes(200))
    result = run(dispatches, "--json")
    report = json.loads(result.stdout)
    assert (report["done"], report["failed"], result.exit_code) == (1, 1, 3)
    assert "broken.txt" in result.stderr
    assert "binary" in result.stderr


def test_what_is_not_french_is_skipped_by_rule(dispatches: Path) -> None:
    (dispatches / "english.txt").write_text(ENGLISH, encoding="utf-8")
    result = run(dispatches, "--json")
    assert json.loads(result.stdout)["skipped"] == 1
    assert result.exit_code == 0


def test_the_language_gate_can_be_opened(dispatches: Path) -> None:
    (dispatches / "english.txt").write_text(ENGLISH, encoding="utf-8")
    assert json.loads(run(dispatches, "--json", "--no-language-gate").stdout)["done"] == 2


def test_an_edited_page_is_kept_and_the_new_version_goes_beside_it(dispatches: Path) -> None:
    run(dispatches)
    page = next(path for path in (dispatches.parent / "pages").glob("budget-*.md"))
    edited = page.read_text(encoding="utf-8").replace("# ", "# Checked: ", 1)
    page.write_text(edited, encoding="utf-8")
    (dispatches / "budget.txt").write_text(FRENCH.replace("35", "36"), encoding="utf-8")
    result = run(dispatches)
    assert result.exit_code == 4
    assert page.read_text(encoding="utf-8") == edited
    assert page.with_name(f"{page.stem}.new.md").exists()


def test_a_dry_run_writes_nothing_and_names_what_it_would_do(dispatches: Path) -> None:
    result = run(dispatches, "--dry-run")
    assert "to do" in result.stdout
    assert "budget.txt" in result.stdout
    assert not (dispatches.parent / "pages").exists()


def test_a_dry_run_leaves_to_another_time_what_is_over_the_limit(dispatches: Path) -> None:
    (dispatches / "second.txt").write_text(FRENCH.replace("maire", "ministre"), encoding="utf-8")
    lines = [line.split() for line in run(dispatches, "--dry-run", "--limit", "1").stdout.splitlines()]
    assert lines == [["to", "do", "budget.txt"], ["deferred", "second.txt"]]


def test_a_dry_run_refuses_the_input_that_a_run_refuses(dispatches: Path) -> None:
    command = ["run", str(dispatches), "-o", str(dispatches), "--engine", "fake", "--dry-run"]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (result.exit_code, "is the output folder too" in result.stderr) == (10, True)


def test_strict_turns_errors_of_checks_into_exit_code_3(dispatches: Path) -> None:
    # the fake translator knows no French numbers in words, so this one gets lost
    spelled = FRENCH.replace("35", "quatre-vingt-douze")
    (dispatches / "budget.txt").write_text(spelled, encoding="utf-8")
    relaxed = run(dispatches, "--json")
    assert json.loads(relaxed.stdout)["findings"]["error"]
    assert relaxed.exit_code == 0
    assert run(dispatches, "--strict", "--force").exit_code == 3


def test_limit_works_on_that_many_and_leaves_the_rest(dispatches: Path) -> None:
    (dispatches / "second.txt").write_text(FRENCH.replace("maire", "ministre"), encoding="utf-8")
    first = run(dispatches, "--limit", "1", "--json")
    assert (json.loads(first.stdout)["done"], first.exit_code) == (1, 0)
    assert json.loads(run(dispatches, "--json").stdout)["done"] == 1


def test_shares_divide_the_input(dispatches: Path) -> None:
    for number in range(8):
        (dispatches / f"d{number}.txt").write_text(FRENCH.replace("35", str(number + 40)), encoding="utf-8")
    done = [json.loads(run(dispatches, "--share", f"{n}/3", "--json").stdout)["done"] for n in (1, 2, 3)]
    assert sum(done) == 9
    assert all(done)


def test_a_share_that_is_none_is_a_usage_error(dispatches: Path) -> None:
    assert run(dispatches, "--share", "4/3").exit_code == 2


def test_standard_input_becomes_one_page(dispatches: Path) -> None:
    result = run(dispatches, "--json", stdin=FRENCH)
    assert json.loads(result.stdout)["done"] == 1


def test_standard_input_over_the_limit_is_refused_like_a_file_and_not_cut_off(dispatches: Path) -> None:
    size = len(FRENCH.encode())
    result = run(dispatches, "--max-bytes", str(size - 1), stdin=FRENCH)
    assert (result.exit_code, "too-large" in result.stderr) == (3, True)
    assert list(pages_of(dispatches)) == ["index.md"]
    assert run(dispatches, "--max-bytes", str(size), stdin=FRENCH).exit_code == 0


def test_the_format_of_standard_input_is_known_by_its_start(dispatches: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in FRENCH.splitlines())
    news = {"headline": "Paris: le maire", "body_xhtml": body, "language": "fr"}
    assert run(dispatches, stdin=json.dumps(news)).exit_code == 0
    (page,) = [text for name, text in pages_of(dispatches).items() if name.startswith("stdin-")]
    assert page.startswith(b'---\ntitle: "Paris: the maire"\n')
    assert b"body_xhtml" not in page


def test_a_missing_input_folder_is_exit_code_10_and_says_what_to_do(dispatches: Path) -> None:
    result = run(dispatches / "nowhere")
    assert result.exit_code == 10
    assert "hint:" in result.stderr


def test_an_unknown_profile_names_those_there_are(dispatches: Path) -> None:
    pages = dispatches.parent / "pages"
    result = CliRunner().invoke(main, ["run", str(dispatches), "-o", str(pages), "--profile", "grand"])
    assert result.exit_code == 12
    assert "compact" in result.stderr


def test_a_profile_that_was_not_fetched_names_the_command(dispatches: Path, tmp_path: Path) -> None:
    command = [
        "run",
        str(dispatches),
        "-o",
        str(tmp_path / "p"),
        "--profile",
        "opus",
        "--models-dir",
        str(tmp_path),
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 12
    assert "summarize models fetch opus" in result.stderr


def test_log_lines_can_be_json(dispatches: Path) -> None:
    result = run(dispatches, "--log-json")
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    assert any(line.get("path") == "budget.txt" and line["status"] == "done" for line in lines)


def test_quiet_says_nothing_when_all_is_well(dispatches: Path) -> None:
    result = run(dispatches, "-q")
    assert result.output == ""


def test_a_change_of_beam_redoes_the_page(dispatches: Path) -> None:
    run(dispatches)
    assert json.loads(run(dispatches, "--beam", "2", "--json").stdout)["done"] == 1


def test_python_m_summarize_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "summarize", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("summarize, version ")
