"""Status, verify and rebuild: shares, folders that are not there, and the remedy for a ledger."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from fake_night import FakeProcessor, build_job

from summarize.batch import audit
from summarize.batch.run import run
from summarize.errors import InputError, OutputError
from summarize.ledger import Ledger, UnusableLedgerError
from summarize.records import Status


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "in").mkdir()
    for number in range(8):
        (tmp_path / "in" / f"d{number}.txt").write_text(f"texte {number}")
    return tmp_path / "in", tmp_path / "out"


def work(inputs: Path, outputs: Path, *, recipe: str = "first", **given: object) -> None:
    run(build_job(inputs, outputs, lambda: FakeProcessor("first"), recipe=recipe, **given))


def survey(outputs: Path, state: Path | None = None) -> list[audit.Standing]:
    return list(audit.survey(outputs, state or outputs / ".summarize"))


def test_a_survey_finds_the_ledgers_of_shares(folders: tuple[Path, Path]) -> None:
    work(*folders, share=(1, 2))
    n_first = len(survey(folders[1]))
    assert 0 < n_first < 8
    work(*folders, share=(2, 2))
    assert [standing.row.id for standing in survey(folders[1])] == [f"d{number}.txt" for number in range(8)]
    assert {standing.condition for standing in survey(folders[1])} == {audit.Condition.FINE}
    assert len(survey(folders[1], folders[1] / ".summarize" / "1of2")) == n_first


def test_a_document_that_several_ledgers_know_stands_once_as_the_newest_run_left_it(
    folders: tuple[Path, Path],
) -> None:
    work(*folders)
    work(*folders, share=(1, 1), force=True, restore=True)
    with Ledger(folders[1] / ".summarize" / "ledger.db") as ledger:
        ledger.put_many([replace(row, status=Status.FAILED, run="1") for row in ledger.rows()])
    assert [standing.row.status for standing in survey(folders[1])] == [Status.DONE] * 8


def test_a_rebuilt_ledger_of_a_share_has_the_documents_of_that_share(folders: tuple[Path, Path]) -> None:
    work(*folders, share=(1, 2))
    state = folders[1] / ".summarize" / "1of2"
    expected = {standing.row.id for standing in survey(folders[1])}
    work(*folders, share=(2, 2))
    (state / "ledger.db").write_bytes(b"bad")
    n_pages, kept = audit.rebuild(folders[1], state)
    assert (n_pages, kept) == (len(expected), state / "ledger.db.corrupt")
    assert {standing.row.id for standing in survey(folders[1], state)} == expected


def test_a_folder_of_that_name_that_is_no_share_is_passed_over(folders: tuple[Path, Path]) -> None:
    work(*folders)
    for name in ("3of2", "history-1of2", "1of0"):
        (folders[1] / ".summarize" / name).mkdir()
    assert audit.list_ledgers(folders[1] / ".summarize") == [folders[1] / ".summarize" / "ledger.db"]


def test_an_output_folder_that_does_not_exist_is_an_error_and_is_not_created(tmp_path: Path) -> None:
    for look in (audit.survey, audit.rebuild):
        with pytest.raises(OutputError, match="no such folder"):
            list(look(tmp_path / "none", tmp_path / "none" / ".summarize"))
    with pytest.raises(OutputError, match="no such folder"):
        list(audit.verify(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_an_input_folder_that_does_not_exist_is_an_error_and_not_a_lost_source(
    folders: tuple[Path, Path],
) -> None:
    work(*folders)
    with pytest.raises(InputError, match="no such folder"):
        list(audit.verify(folders[1], folders[0] / "none"))


def test_a_source_that_stands_there_is_not_gone_however_large_it_is(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs, outputs = folders
    (inputs / "d0.txt").write_text("texte " * 1_000_000)
    work(inputs, outputs, max_bytes=9_000_000)
    assert {verdict.condition for verdict in audit.verify(outputs, inputs)} == {audit.Condition.FINE}


def test_a_source_that_is_gone_and_one_that_cannot_be_read_are_told_apart(
    folders: tuple[Path, Path],
) -> None:
    inputs, outputs = folders
    work(inputs, outputs)
    (inputs / "d0.txt").unlink()
    (inputs / "d1.txt").unlink()
    (inputs / "d1.txt").symlink_to(inputs / "d2.txt")
    found = {verdict.page[:2]: verdict.condition for verdict in audit.verify(outputs, inputs)}
    assert (found["d0"], found["d1"]) == (
        audit.Condition.SOURCE_MISSING,
        audit.Condition.SOURCE_UNREADABLE,
    )


@pytest.mark.parametrize("state", ["pages of today/.summarize", "state", "pages of today/.summarize/1of2"])
def test_the_remedy_for_a_ledger_is_a_command_to_paste(tmp_path: Path, state: str) -> None:
    path = tmp_path / state / "ledger.db"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"garbage" * 100)
    with pytest.raises(UnusableLedgerError) as caught:
        Ledger(path)
    output = tmp_path / "pages of today"
    command = ["summarize", "status", "--rebuild", "--output", str(output)]
    if path.parent != output / ".summarize":
        command += ["--state", str(path.parent)]
    hint = audit.remedy(caught.value, output)
    assert shlex.split(hint[hint.index("summarize status") :]) == command
