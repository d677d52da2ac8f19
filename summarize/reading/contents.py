"""The bytes of one file, opened without following a link or waiting for a pipe; refused when they move."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarize.errors import DeferDocument, DocumentError, SkipDocument
from summarize.reading.options import DEFAULT, ReadOptions
from summarize.records import DocumentId, Reason

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_CHUNK = 1 << 20


def read_contents(root: Path, id: DocumentId, options: ReadOptions = DEFAULT) -> bytes:
    """Return the bytes of `root / id` if they held still, else raise `DocumentError` or a kind of it."""
    with _translate_errors(id), _open_below(root, id) as file:
        before = os.fstat(file)
        _check(before, id, options)
        content = _read_up_to(file, options.max_bytes + 1)
        after = os.fstat(file)
    check_size(id, len(content), options)
    if _signature(before) != _signature(after) or len(content) != after.st_size:
        raise DeferDocument(
            f"{id}: changed while it was read", reason=Reason.CHANGED, hint="The next run reads it again."
        )
    return content


def check_size(id: DocumentId, size: int, options: ReadOptions = DEFAULT) -> None:
    """Raise `DocumentError` for a document of more bytes than are read."""
    if size > options.max_bytes:
        raise DocumentError(
            f"{id}: has {size:,} bytes or more, the limit is {options.max_bytes:,}",
            reason=Reason.TOO_LARGE,
            hint="Dispatches are small: split the file or leave it out.",
        )


@contextmanager
def _open_below(root: Path, id: DocumentId) -> Iterator[int]:
    """Open step by step from `root`: a folder that was swapped for a link on the way is noticed."""
    *folders, name = id.encode("utf-8", "surrogateescape").split(b"/")
    held = os.open(root, _FOLDER)
    try:
        for folder in folders:
            deeper = os.open(folder, _FOLDER | os.O_NOFOLLOW, dir_fd=held)
            os.close(held)
            held = deeper
        file = os.open(name, _FILE, dir_fd=held)
    finally:
        os.close(held)
    try:
        yield file
    finally:
        os.close(file)


@contextmanager
def _translate_errors(id: DocumentId) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise DeferDocument(
            f"{id}: vanished after it was listed",
            reason=Reason.VANISHED,
            hint="The next run will look again.",
        ) from error
    except PermissionError as error:
        raise DocumentError(
            f"{id}: permission denied", reason=Reason.PERMISSION, hint="Make the file readable for this user."
        ) from error
    except OSError as error:
        raise _from_errno(error, id) from error


def _from_errno(error: OSError, id: DocumentId) -> DocumentError:
    match error.errno:
        case errno.ELOOP | errno.ENOTDIR:
            return SkipDocument(f"{id}: is a link, or is reached through one", reason=Reason.SYMLINK)
        case errno.ENXIO | errno.ENODEV:
            return SkipDocument(f"{id}: not a regular file", reason=Reason.NOT_REGULAR)
        case errno.ENAMETOOLONG:
            return DocumentError(f"{id}: the path is too long", reason=Reason.PATH_TOO_LONG)
        case _:
            return DocumentError(
                f"{id}: cannot be read ({error.strerror})",
                reason=Reason.UNREADABLE,
                hint="Look at the disk and the file, then run again.",
            )


def _check(found: os.stat_result, id: DocumentId, options: ReadOptions) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise SkipDocument(f"{id}: not a regular file", reason=Reason.NOT_REGULAR)
    check_size(id, found.st_size, options)
    now = time.time() if options.now is None else options.now
    # A date in the future is a wrong clock, not a young file: waiting would never end.
    if 0 <= now - found.st_mtime < options.min_age_s:
        raise DeferDocument(
            f"{id}: written less than {options.min_age_s:g} s ago",
            reason=Reason.TOO_YOUNG,
            hint="The next run reads it.",
        )


def _read_up_to(file: int, limit: int) -> bytes:
    chunks = []
    while limit > 0 and (chunk := os.read(file, min(limit, _CHUNK))):
        chunks.append(chunk)
        limit -= len(chunk)
    return b"".join(chunks)


def _signature(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
