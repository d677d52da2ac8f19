"""The file system as this tool uses it: fingerprints, whole writes, the lock of a run."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from summarize.errors import DiskFullError, LockedError, OutputError
from summarize.records import Fingerprint

# a FIFO must not block the run and a link must not lead it elsewhere
READ_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
STATE_NAME = ".summarize"
"""Folder inside the outputs for the lock, and for the state where nothing else is said."""
PART = ".part-"
"""Beginning of the names of state files in flight."""
STALE_S = 3600.0
"""Seconds: a write takes none of them, so what is in flight for longer was left by a process that died."""
AT_FDCWD = -100
RENAME_NOREPLACE = 1
RENAME_EXCHANGE = 2


def fingerprint_bytes(content: bytes) -> Fingerprint:
    """Return the fingerprint of `content`."""
    return Fingerprint(hashlib.sha256(content).hexdigest())


def fingerprint_text(text: str) -> Fingerprint:
    """Return the fingerprint of `text` in UTF-8; undecodable bytes of a path count as the bytes they were."""
    return fingerprint_bytes(text.encode("utf-8", "surrogateescape"))


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file, never through a link, never blocking; else raise `OSError`."""
    descriptor = os.open(path, READ_FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read()


def output_error(path: Path, error: OSError) -> OutputError:
    """Return what `error` means to the operator."""
    cause = error.strerror or type(error).__name__
    if error.errno in FULL:
        return DiskFullError(
            f"{path}: {cause}",
            hint="Free space (or raise the quota), then run again: it goes on where it stopped.",
        )
    return OutputError(f"{path}: {cause}", hint="Make the output folder writable, then run again.")


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn operating-system errors of writing below `path` into ours."""
    try:
        yield
    except OSError as error:
        raise output_error(path, error) from error


def write_new(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Write a new file and its content to disk; on failure nothing stays behind."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            if mode is not None:
                os.fchmod(descriptor, mode)
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def write_whole(path: Path, text: str) -> None:
    """Replace a file of our own state: a reader sees the old text or the new one.

    Several processes may do so at once, also before one of them holds the lock: each has a file in flight of
    its own.
    """
    temporary = path.with_name(f"{PART}{secrets.token_hex(4)}-{path.name}")
    with output_errors(path):
        write_new(temporary, text.encode("utf-8", "backslashreplace"))
        temporary.replace(path)
        _forget_stale(path)


def _forget_stale(written: Path) -> None:
    """Remove files in flight much older than one just written; both times are those of one file system."""
    oldest = written.stat().st_mtime - STALE_S
    for left in written.parent.glob(f"{PART}*"):
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < oldest:
                left.unlink()


def give_name(path: Path, name: Path) -> None:
    """Give a whole file its final name in one step; `FileExistsError` when the name is taken."""
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP}:
            raise
        _rename(path, name, RENAME_NOREPLACE)  # a file system without links
    else:
        path.unlink()


def exchange(one: Path, other: Path) -> None:
    """Exchange two names in one step that no other program can come between."""
    _rename(one, other, RENAME_EXCHANGE)


def _rename(one: Path, other: Path, flags: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        rename = libc.renameat2
    except AttributeError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), flags):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), os.fspath(other))


def sync_folder(folder: Path) -> None:
    """Write the names in `folder` to disk, where the file system knows how to."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def check_writable(folder: Path) -> None:
    """Create `folder` where needed and write to it, so that a night fails before a model is loaded."""
    probe = folder / f".tmp-summarize-probe-{os.getpid()}.part"
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_new(probe, b"probe")
        probe.unlink()


def prepare_state(folder: Path) -> None:
    """Make a state folder that version control passes over."""
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".gitignore").exists():
            write_whole(folder / ".gitignore", "*\n")


@contextmanager
def lock_outputs(outputs: Path, *, share: str = "") -> Iterator[None]:
    """Be the only writer of a folder of pages, wherever the state is kept; shares lock only themselves."""
    folder = outputs / STATE_NAME
    prepare_state(folder)
    with lock(folder / "lock", is_shared=bool(share)):
        if not share:
            yield
            return
        with lock(folder / f"lock-{share}"):
            yield


@contextmanager
def lock(path: Path, *, is_shared: bool = False) -> Iterator[None]:
    """Hold the kernel's lock on `path`, or raise `LockedError` at once. It dies with the process.

    The file descriptor is not inherited by programs that we start; workers are spawned, never forked.
    """
    with output_errors(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with output_errors(path):
            _acquire(descriptor, path, is_shared=is_shared)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, *, is_shared: bool) -> None:
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
        raise LockedError(
            f"another run (process {holder}) is writing to this output folder: {path} is locked",
            hint="Wait until it ends; nothing was touched.",
        ) from None
    if not is_shared:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
