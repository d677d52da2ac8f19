from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import DiskFullError, LedgerError, OutputError
from summarize.ledger import Ledger, Row, UnusableLedgerError, set_aside
from summarize.records import DocumentId, Fingerprint, Reason, Status

ROW = Row(
    id=DocumentId("a/b.txt"),
    source=Fingerprint("1" * 64),
    recipe=Fingerprint("2" * 64),
    size=3,
    mtime_ns=4,
    status=Status.DONE,
    page="b-0123456789.md",
    title="Headline",
    date="2022-01-27",
    errors=1,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_rows_come_back_as_they_were_put(path: Path) -> None:
    other = replace(ROW, id=DocumentId("z"), status=Status.FAILED, reason=Reason.TIMEOUT, attempts=2)
    with Ledger(path) as ledger:
        ledger.put_many([ROW, other])
    with Ledger(path) as ledger:
        assert ledger.get_many([ROW.id, other.id, DocumentId("unknown")]) == {ROW.id: ROW, other.id: other}
        assert list(ledger.rows()) == [ROW, other]


@settings(deadline=None, derandomize=True, max_examples=15)
@given(st.binary(min_size=1, max_size=60), st.text(max_size=60))
def test_any_path_and_any_text_can_be_entered(name: bytes, text: str) -> None:
    document = DocumentId(name.decode("utf-8", "surrogateescape"))
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db") as ledger:
        ledger.put_many([replace(ROW, id=document, title=text, detail=text + "\udcff")])
        found = ledger.get_many([document])[document]
    assert found.title == text.encode("utf-8", "backslashreplace").decode()
    assert found.detail.endswith("\\udcff")


def test_more_keys_than_sqlite_takes_in_one_query(path: Path) -> None:
    rows = [replace(ROW, id=DocumentId(f"{number:05}")) for number in range(1203)]
    with Ledger(path) as ledger:
        ledger.put_many(rows)
        assert len(ledger.get_many([row.id for row in rows])) == 1203


def test_the_ledger_is_for_its_owner_alone(path: Path) -> None:
    with Ledger(path):
        assert path.stat().st_mode & 0o777 == 0o600


def test_documents_that_a_dead_run_was_at_are_counted_once(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put_many([replace(ROW, started="run 1"), replace(ROW, id=DocumentId("calm"))])
        assert ledger.bury() == 1
        assert ledger.bury() == 0
        found = ledger.get_many([ROW.id, DocumentId("calm")])
    assert (found[ROW.id].attempts, found[ROW.id].reason) == (1, Reason.CRASHED)
    assert found[DocumentId("calm")].status is Status.DONE


def test_an_orderly_end_blames_nobody(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put_many([replace(ROW, started="run 1", attempts=1)])
        ledger.release()
        assert ledger.bury() == 0
        found = ledger.get_many([ROW.id])[ROW.id]
    assert (found.attempts, found.status, found.reason) == (1, Status.DEFERRED, None)


def test_rows_of_documents_that_are_gone_can_be_forgotten(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put_many([ROW])
        ledger.forget([ROW.id])
        assert list(ledger.rows()) == []


def test_the_history_of_runs_is_kept(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.begin_run("r1", now="2026-11-24T01:30:00+00:00", version="0.1")
        ledger.end_run("r1", now="2026-11-24T02:30:00+00:00", exit_code=3, counts='{"done": 1}')
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT exit, counts FROM run").fetchall() == [(3, '{"done": 1}')]
    connection.close()


def be_of_schema_1(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("ALTER TABLE document DROP COLUMN sentences")
        connection.execute("ALTER TABLE document DROP COLUMN sure")
        connection.execute("UPDATE meta SET schema = 1")
    connection.close()


def test_an_older_ledger_is_brought_up_to_date_by_a_run_and_left_alone_by_who_only_reads(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put_many([replace(ROW, sentences=9, sure=4)])
    be_of_schema_1(path)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="schema 1") as caught:
        Ledger(path, is_read_only=True)
    assert "summarize run" in caught.value.hint
    assert path.read_bytes() == before
    with Ledger(path) as ledger:
        assert list(ledger.rows()) == [ROW]
    with Ledger(path, is_read_only=True) as ledger:
        assert list(ledger.rows()) == [ROW]


def corrupt_first_page(path: Path) -> None:
    path.write_bytes(b"x" * 4096 + path.read_bytes()[4096:])


def corrupt_table_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:12288] = os.urandom(4096)
    path.write_bytes(content)


def make_newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE meta SET schema = 99")
    connection.close()


def empty_meta(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("DELETE FROM meta")
    connection.close()


def be_another_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()


@pytest.mark.parametrize(
    "harm", [corrupt_first_page, corrupt_table_page, make_newer, empty_meta, be_another_database]
)
def test_a_ledger_that_cannot_be_trusted_is_refused_with_the_remedy(path: Path, harm: object) -> None:
    with Ledger(path) as ledger:
        ledger.put_many([replace(ROW, id=DocumentId(f"{number}")) for number in range(100)])
    harm(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(LedgerError) as caught:
        Ledger(path)
    assert caught.value.hint.endswith(": summarize status --rebuild")
    assert isinstance(caught.value, UnusableLedgerError)
    assert (caught.value.path, caught.value.is_older) == (path, False)
    assert path.read_bytes() == before


def test_values_that_we_never_write_are_corruption_not_a_crash(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put_many([ROW])
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE document SET status = 'wonderful'")
    connection.close()
    with Ledger(path) as ledger, pytest.raises(LedgerError):
        ledger.get_many([ROW.id])


def test_reading_only_makes_no_file(path: Path) -> None:
    with Ledger(path, is_read_only=True) as ledger:
        assert list(ledger.rows()) == []
    assert not path.exists()


def test_a_ledger_that_a_run_was_killed_before_it_filled_reads_as_empty(path: Path) -> None:
    path.touch()
    with Ledger(path, is_read_only=True) as ledger:
        assert list(ledger.rows()) == []
    assert path.read_bytes() == b""


@pytest.mark.parametrize("is_read_only", [True, False])
def test_a_place_where_no_ledger_can_be_is_an_error_of_the_output(path: Path, is_read_only: bool) -> None:
    path.write_bytes(b"")
    folder = path.with_name("folder.db")
    folder.mkdir()
    with pytest.raises(OutputError):
        Ledger(folder, is_read_only=is_read_only)
    if not is_read_only:
        with pytest.raises(OutputError):
            Ledger(path / "ledger.db")


def test_reading_only_cannot_write(path: Path) -> None:
    Ledger(path).__exit__(None, None, None)
    with Ledger(path, is_read_only=True) as ledger, pytest.raises(OutputError):
        ledger.put_many([ROW])


def test_what_a_killed_run_left_half_written_is_rolled_back_for_a_reader(path: Path, tmp_path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put_many(replace(ROW, id=DocumentId(f"{number}")) for number in range(500))
    (tmp_path / "crashed").mkdir()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("UPDATE document SET title = 'half done'")
    for name in ("ledger.db", "ledger.db-journal"):
        shutil.copy(tmp_path / name, tmp_path / "crashed" / name)
    connection.rollback()
    connection.close()
    with Ledger(tmp_path / "crashed" / "ledger.db", is_read_only=True) as ledger:
        assert {row.title for row in ledger.rows()} == {"Headline"}


def test_a_full_disk_is_called_by_its_name(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger._connection.execute("PRAGMA max_page_count = 8")
        with pytest.raises(DiskFullError):
            ledger.put_many([replace(ROW, id=DocumentId(f"{number}")) for number in range(1000)])


def test_a_ledger_set_aside_keeps_every_earlier_one(path: Path) -> None:
    assert set_aside(path) is None
    for name in ("ledger.db.corrupt", "ledger.db.corrupt-2"):
        path.write_bytes(b"bad")
        kept = set_aside(path)
        assert kept == path.with_name(name)
        assert kept.read_bytes() == b"bad"
