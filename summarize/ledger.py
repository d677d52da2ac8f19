"""The ledger: an SQLite index of what became of each document, with attempts. It can be lost and rebuilt.

A page is put into its place first and its row is written second, so the ledger never promises a page that
is not there. While a document is worked on, its row says `started`: such a row, found by the next run, is the
trace of a process that died.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from summarize.errors import DiskFullError, LedgerError, OutputError
from summarize.files import output_error
from summarize.records import DocumentId, Fingerprint, Reason, Status

SCHEMA = 2
FILE_NAME = "ledger.db"
REBUILD = "summarize status --rebuild"
MANY = 500
"""Keys in one query; SQLite allows 999 in its oldest builds."""
# a number in the head of the file that SQLite keeps for us; it changes with the rows or not at all
_INDEX_IS_DUE = "PRAGMA user_version = 1"

TABLES = """
CREATE TABLE meta (schema INTEGER NOT NULL);
CREATE TABLE document (
  id BLOB PRIMARY KEY,
  source TEXT NOT NULL,
  recipe TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  page TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  title TEXT NOT NULL,
  date TEXT NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  notes INTEGER NOT NULL,
  sentences INTEGER NOT NULL DEFAULT 0,
  sure INTEGER NOT NULL DEFAULT 0,
  run TEXT NOT NULL,
  started TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX started ON document (started) WHERE started <> '';
CREATE TABLE run (
  id TEXT PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT NOT NULL DEFAULT '',
  exit INTEGER,
  counts TEXT NOT NULL DEFAULT '{}',
  version TEXT NOT NULL
) WITHOUT ROWID;
"""

_FROM_SCHEMA_1 = f"""
BEGIN;
ALTER TABLE document ADD COLUMN sentences INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN sure INTEGER NOT NULL DEFAULT 0;
UPDATE meta SET schema = {SCHEMA};
COMMIT;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is known of one document. `source` and `recipe` are those that `status` and `attempts` speak of.

    `size` and `mtime_ns` only spare the reading of files that did not change. `title`, `date` (ISO, or
    empty), the numbers of findings and how many of its rated `sentences` should be right (`sure`) are what
    the index page shows.
    """

    id: DocumentId
    source: Fingerprint
    recipe: Fingerprint
    size: int
    mtime_ns: int
    status: Status
    reason: Reason | None = None
    detail: str = ""
    page: str = ""
    attempts: int = 0
    title: str = ""
    date: str = ""
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    sentences: int = 0
    sure: int = 0
    run: str = ""
    started: str = ""


COLUMNS = tuple(field.name for field in fields(Row))
_SELECT = f"SELECT {','.join(COLUMNS)} FROM document"
_INSERT = f"INSERT OR REPLACE INTO document ({','.join(COLUMNS)}) VALUES ({','.join('?' * len(COLUMNS))})"


class UnusableLedgerError(LedgerError):
    """The ledger at `path` has to be made anew, as `advice` says; one that `is_older` will do for a run."""

    def __init__(self, path: Path, cause: str, advice: str, *, is_older: bool = False) -> None:
        super().__init__(f"{path}: {cause}", hint=f"{advice}: {REBUILD}")
        self.path, self.advice, self.is_older = path, advice, is_older


class Ledger:
    """The open ledger. With `is_read_only`, a ledger that does not exist reads as an empty one."""

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        self._path = path
        with self._explained():
            self._connection = _connect(path, is_read_only=is_read_only)
            try:
                self._check(is_read_only=is_read_only)
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def is_index_due(self) -> bool:
        """Say whether a row changed since the index was last written, be it in a run that died."""
        with self._explained():
            return bool(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def note_index(self) -> None:
        """Enter that the index says what the rows say."""
        with self._explained():
            self._connection.execute("PRAGMA user_version = 0")

    def get_many(self, documents: Sequence[DocumentId]) -> dict[DocumentId, Row]:
        """Return the rows of those documents that have one."""
        found = {}
        with self._explained():
            for start in range(0, len(documents), MANY):
                keys = [_key(document) for document in documents[start : start + MANY]]
                query = f"{_SELECT} WHERE id IN ({','.join('?' * len(keys))})"
                found.update({row.id: row for row in map(_row, self._connection.execute(query, keys))})
        return found

    def rows(self) -> Iterator[Row]:
        """Yield all rows in the order of their ids."""
        with self._explained():
            yield from map(_row, self._connection.execute(f"{_SELECT} ORDER BY id"))

    def put_many(self, rows: Iterable[Row]) -> None:
        """Write rows in one transaction; on return they are on disk."""
        with self._explained(), self._connection:
            self._connection.executemany(_INSERT, map(_values, rows))
            self._connection.execute(_INDEX_IS_DUE)

    def forget(self, documents: Iterable[DocumentId]) -> None:
        """Delete the rows of documents that are gone and left nothing."""
        with self._explained(), self._connection:
            keys = ((_key(document),) for document in documents)
            self._connection.executemany("DELETE FROM document WHERE id = ?", keys)
            self._connection.execute(_INDEX_IS_DUE)

    def bury(self) -> int:
        """Count an attempt for every document that a dead run was at. Call it under the lock of the run."""
        with self._explained(), self._connection:
            return self._connection.execute(
                "UPDATE document SET attempts = attempts + 1, started = '', status = ?, reason = ?"
                " WHERE started <> ''",
                (Status.FAILED, Reason.CRASHED),
            ).rowcount

    def release(self) -> None:
        """Forget that documents were begun: the run ends in an orderly way and none of them is to blame."""
        with self._explained(), self._connection:
            query = "UPDATE document SET started = '', status = ?, reason = '' WHERE started <> ''"
            self._connection.execute(query, (Status.DEFERRED,))

    def begin_run(self, run: str, *, now: str, version: str) -> None:
        """Enter a run into the history."""
        with self._explained(), self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO run (id, started, version) VALUES (?, ?, ?)", (run, now, version)
            )

    def end_run(self, run: str, *, now: str, exit_code: int, counts: str) -> None:
        """Close a run in the history; `counts` is JSON."""
        with self._explained(), self._connection:
            self._connection.execute(
                "UPDATE run SET ended = ?, exit = ?, counts = ? WHERE id = ?", (now, exit_code, counts, run)
            )

    def _check(self, *, is_read_only: bool) -> None:
        if not self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            with self._connection:
                self._connection.executescript(f"BEGIN;{TABLES}INSERT INTO meta VALUES ({SCHEMA});COMMIT;")
        verdict = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        (schema,) = self._connection.execute("SELECT schema FROM meta").fetchone() or (None,)
        if schema == 1 and not is_read_only:
            self._connection.executescript(_FROM_SCHEMA_1)
        elif schema != SCHEMA:
            raise UnusableLedgerError(
                self._path,
                f"written by another version (schema {schema}, this one knows {SCHEMA})",
                "The next `summarize run` brings an older one up to date; for a newer one use that version,"
                " or make it anew from the pages",
                is_older=schema == 1,
            )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explain(self._path, error) from error
        except OSError as error:
            raise output_error(self._path, error) from error
        except (ValueError, TypeError) as error:
            raise _corrupt(self._path, "it holds values that this program never writes") from error


def set_aside(path: Path) -> Path | None:
    """Keep a ledger that cannot be used under another name, and return that; `None` when there is none."""
    if not path.exists():
        return None
    number = 1
    while (kept := path.with_name(f"{path.name}.corrupt{f'-{number}' if number > 1 else ''}")).exists():
        number += 1
    try:
        path.rename(kept)
        journal = path.with_name(f"{path.name}-journal")
        if journal.exists():
            journal.rename(kept.with_name(f"{kept.name}-journal"))
    except OSError as error:
        raise output_error(path, error) from error
    return kept


def _connect(path: Path, *, is_read_only: bool) -> sqlite3.Connection:
    if not is_read_only:
        path.touch(mode=0o600)
        connection = sqlite3.connect(path)
        # a rollback journal, not WAL: the folder may lie on a network disk
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = FULL")
        return connection
    if not path.exists() or not path.stat().st_size:  # the run that made it was killed before it filled it
        return sqlite3.connect(":memory:")
    # not mode=ro: what a killed run left half written must be rolled back before it can be read
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _key(document: DocumentId) -> bytes:
    return document.encode("utf-8", "surrogateescape")


def _values(row: Row) -> tuple[object, ...]:
    values = {name: getattr(row, name) for name in COLUMNS}
    # what comes from outside may hold lone surrogates, which SQLite refuses
    clean = {name: values[name].encode("utf-8", "backslashreplace").decode() for name in ("detail", "title")}
    return tuple({**values, **clean, "id": _key(row.id), "reason": row.reason or ""}.values())


def _row(values: Sequence[Any]) -> Row:
    named = dict(zip(COLUMNS, values, strict=True))
    named["id"] = DocumentId(named["id"].decode("utf-8", "surrogateescape"))
    named["status"] = Status(named["status"])
    named["reason"] = Reason(named["reason"]) if named["reason"] else None
    return Row(**named)


def _explain(path: Path, error: sqlite3.Error) -> OutputError | LedgerError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return DiskFullError(f"{path}: no space left", hint="Free space, then run again: it goes on.")
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY}:
        return OutputError(f"{path}: {error}", hint="Make the state folder writable, then run again.")
    return _corrupt(path, str(error))


def _corrupt(path: Path, cause: str) -> LedgerError:
    advice = f"Make it anew from the pages (this one is kept as {path.name}.corrupt)"
    return UnusableLedgerError(path, f"the ledger is corrupt ({cause})", advice)
