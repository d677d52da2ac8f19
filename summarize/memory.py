"""Answers of models by the fingerprint of the question: a cache between runs that may be lost at any time."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")

SCHEMA = 1
FILE_LIMIT = 512 * 2**20
"""Bytes that a memory file may fill: about a million segments. Then the answers unused for longest go."""
PROCESS_LIMIT = 64 * 2**20

_PER_QUERY = 500
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""SQLite says `SQLITE_ERROR` of a table that is not as our statements expect it."""
_CREATE = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS answers (
  number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, answer BLOB NOT NULL,
  checksum INTEGER NOT NULL, used INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS answers_by_use ON answers (used, number);
PRAGMA user_version = {SCHEMA};
COMMIT;
"""
_log = logging.getLogger(__name__)


class Memory:
    """Remembers texts by key, in the file `path` or, with `None`, for the life of this object only.

    What is put is in the file when `put_many` returns. Nothing here fails a run: a damaged file is set aside
    as `NAME.corrupt` and a new one begun; where the file cannot be used, answers are kept in this process. An
    answer that a flipped bit altered is not returned. The file is opened at first use, so after a fork.
    """

    def __init__(self, path: Path | None, *, limit: int | None = None) -> None:
        self._path = path
        self._limit = limit or (PROCESS_LIMIT if path is None else FILE_LIMIT)
        self._connection: sqlite3.Connection | None = None
        self._run = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        with self._lock:
            self._disconnect()

    def get_many(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the answers that are known among `keys`."""
        wanted = sorted(set(keys))
        return self._attempt(lambda connection: _select(connection, wanted, self._run)) if wanted else {}

    def put_many(self, answers: Mapping[str, str]) -> None:
        """Keep `answers`, in one transaction."""
        if answers:
            self._attempt(lambda connection: _insert(connection, answers, self._run, self._limit))

    def _attempt(self, action: Callable[[sqlite3.Connection], T]) -> T:
        """Do `action`: on the file, else on a new file, else in this process."""
        with self._lock:
            while True:
                try:
                    with self._connect() as connection:
                        return action(connection)
                except (OSError, sqlite3.DatabaseError) as error:
                    self._recover(error)

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = _open(self._path)
            (self._run,) = self._connection.execute("SELECT ifnull(max(used), 0) + 1 FROM answers").fetchone()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _recover(self, error: OSError | sqlite3.DatabaseError) -> None:
        code = getattr(error, "sqlite_errorcode", None)
        if self._path is None or (code is None and not isinstance(error, OSError)):
            raise error
        self._disconnect()
        if code is not None and code & 0xFF in _DAMAGE and _set_aside(self._path):
            _log.warning("memory %s: %s; set aside as .corrupt, begun anew", self._path, error)
        else:
            _log.warning("memory %s: %s; going on without the file", self._path, error)
            self._path, self._limit = None, PROCESS_LIMIT


def _open(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))
    connection = sqlite3.connect(path or ":memory:", timeout=30, check_same_thread=False)
    try:
        # One commit a model call: a power cut may cost the newest answers, never the file.
        connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            connection.executescript(_CREATE)
        elif version != SCHEMA:
            raise _refuse(f"schema {version} instead of {SCHEMA}")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse(message: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(message)
    error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
    return error


def _set_aside(path: Path) -> bool:
    """Move the file away; `False` where that is not possible."""
    try:
        path.replace(path.with_name(f"{path.name}.corrupt"))
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _select(connection: sqlite3.Connection, keys: Sequence[str], run: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(keys), _PER_QUERY):
        some = keys[start : start + _PER_QUERY]
        where = f"key IN ({','.join('?' * len(some))})"
        rows = connection.execute(f"SELECT key, answer, checksum FROM answers WHERE {where}", some).fetchall()
        found |= {key: answer.decode() for key, answer, checksum in rows if _sum(key, answer) == checksum}
        connection.execute(f"UPDATE answers SET used = ? WHERE used < ? AND {where}", (run, run, *some))
    return found


def _insert(connection: sqlite3.Connection, answers: Mapping[str, str], run: int, limit: int) -> None:
    rows = [(key, answer.encode()) for key, answer in answers.items()]
    connection.executemany(
        "INSERT OR REPLACE INTO answers (key, answer, checksum, used) VALUES (?, ?, ?, ?)",
        [(key, answer, _sum(key, answer), run) for key, answer in rows],
    )
    if _size(connection) > limit:
        _forget_oldest(connection)


def _sum(key: str, answer: bytes) -> int:
    return zlib.crc32(answer, zlib.crc32(key.encode()))


def _size(connection: sqlite3.Connection) -> int:
    """Return the bytes in use: pages freed by deletion are filled again, the file does not grow."""
    n_pages, n_free, page = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((n_pages - n_free) * page)


def _forget_oldest(connection: sqlite3.Connection) -> None:
    """Delete a quarter of the answers: those whose last use is longest ago."""
    connection.execute(
        "DELETE FROM answers WHERE number IN (SELECT number FROM answers ORDER BY used, number"
        " LIMIT (SELECT (count(*) + 3) / 4 FROM answers))"
    )
