"""Every entry of the input folder, in a stable order: a candidate to read, or refused with a reason.

Memory holds the names of the folders on the way down, never those of the whole tree.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from summarize.errors import InputError
from summarize.records import DocumentId, Reason

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".xml")
"""File names that are read, in any case."""

STDIN = Path("-")
"""The path that means standard input."""

STDIN_ID = DocumentId("standard-input")
_TEMPORARY = (b".tmp", b".part", b".swp", b".crdownload", b"~")
_MAX_PATH = 4095


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One directory entry: `root / id` is its path. `refused` says why it will not be read, if so."""

    root: Path
    id: DocumentId
    size: int = 0
    mtime_ns: int = 0
    refused: Reason | None = None
    detail: str = ""


def find(
    root: Path, *, is_recursive: bool = True, patterns: Sequence[str] = (), exclude: Sequence[Path] = ()
) -> Iterator[Entry]:
    """Yield the entries below `root`, a folder, a single file, or `-` for standard input.

    With `patterns`, only files whose name or id matches one are yielded. Folders in `exclude` (the pages,
    when they are written inside the input) are passed over. Links are not followed, except `root` itself.
    """
    if root == STDIN:
        yield Entry(root=STDIN, id=STDIN_ID)
        return
    found = _stat_root(root)
    if not stat.S_ISDIR(found.st_mode):
        yield _classify(root.parent, os.fsencode(root.name), root.lstat())
        return
    walk = _Walk(root=root, is_recursive=is_recursive, excluded=frozenset(_identify(exclude)))
    for entry in walk.below(b""):
        if not patterns or _matches(entry.id, patterns):
            yield entry


def to_path(root: Path, id: DocumentId) -> bytes:
    """Return the path of a document as the bytes that the file system knows."""
    return os.path.join(os.fsencode(root), id.encode("utf-8", "surrogateescape"))  # noqa: PTH118 - bytes


def _stat_root(root: Path) -> os.stat_result:
    try:
        found = root.stat()
        if stat.S_ISDIR(found.st_mode):
            os.scandir(root).close()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(
            f"{root}: cannot be read ({reason})", hint="Name an existing folder or file."
        ) from error
    return found


def _identify(folders: Sequence[Path]) -> Iterator[tuple[int, int]]:
    for folder in folders:
        try:
            found = folder.stat()
        except OSError:
            continue
        yield found.st_dev, found.st_ino


def _matches(id: DocumentId, patterns: Sequence[str]) -> bool:
    name = id.rpartition("/")[2]
    return any(fnmatchcase(name, pattern) or fnmatchcase(id, pattern) for pattern in patterns)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    root: Path
    is_recursive: bool
    excluded: frozenset[tuple[int, int]]

    def below(self, folder: bytes) -> Iterator[Entry]:
        """Yield what is in `folder`, a path relative to the root; with a stack, for deep trees."""
        stack = [iter(self._names(folder))]
        prefixes = [folder]
        while stack:
            name = next(stack[-1], None)
            if name is None:
                stack.pop()
                prefixes.pop()
                continue
            relative = prefixes[-1] + name
            outcome = self._look(relative)
            if isinstance(outcome, Entry):
                yield outcome
            elif outcome is not None:
                stack.append(iter(outcome))
                prefixes.append(relative + b"/")

    def _look(self, relative: bytes) -> Entry | list[bytes] | None:
        """Return the entry at `relative`, the names in it if it is a folder, or None if it is not ours."""
        path = os.path.join(os.fsencode(self.root), relative)  # noqa: PTH118 - bytes
        if len(path) > _MAX_PATH:
            return self._refuse(relative, Reason.PATH_TOO_LONG, f"the path has {len(path)} bytes")
        try:
            found = os.lstat(path)
        except FileNotFoundError:
            return self._refuse(relative, Reason.VANISHED, "vanished while the folder was listed")
        except OSError as error:
            reason = Reason.PERMISSION if isinstance(error, PermissionError) else Reason.UNREADABLE
            return self._refuse(relative, reason, error.strerror or "")
        if not stat.S_ISDIR(found.st_mode):
            return _classify(self.root, relative, found)
        if (found.st_dev, found.st_ino) in self.excluded or not self.is_recursive:
            return None
        if _is_hidden(relative):
            return self._refuse(relative, Reason.HIDDEN, "a hidden folder")
        try:
            return self._names(relative)
        except PermissionError:
            return self._refuse(relative, Reason.PERMISSION, "the folder cannot be listed")
        except OSError as error:
            return self._refuse(relative, Reason.UNREADABLE, error.strerror or "")

    def _names(self, folder: bytes) -> list[bytes]:
        with os.scandir(os.path.join(os.fsencode(self.root), folder)) as entries:  # noqa: PTH118 - bytes
            return sorted(entry.name for entry in entries)

    def _refuse(self, relative: bytes, reason: Reason, detail: str) -> Entry:
        return Entry(root=self.root, id=_to_id(relative), refused=reason, detail=detail)


def _classify(root: Path, relative: bytes, found: os.stat_result) -> Entry:
    reason, detail = _refusal(relative, found)
    return Entry(
        root=root,
        id=_to_id(relative),
        size=found.st_size,
        mtime_ns=found.st_mtime_ns,
        refused=reason,
        detail=detail,
    )


def _refusal(relative: bytes, found: os.stat_result) -> tuple[Reason | None, str]:
    if stat.S_ISLNK(found.st_mode):
        return Reason.SYMLINK, "links are not followed"
    if _is_hidden(relative):
        return Reason.HIDDEN, "a hidden or unfinished file"
    if not stat.S_ISREG(found.st_mode):
        return Reason.NOT_REGULAR, "not a regular file"
    if not relative.lower().endswith(tuple(suffix.encode() for suffix in SUFFIXES)):
        return Reason.UNSUPPORTED_TYPE, f"read are {' '.join(SUFFIXES)}"
    return None, ""


def _is_hidden(relative: bytes) -> bool:
    name = relative.rpartition(b"/")[2]
    return name.startswith((b".", b"~$")) or name.lower().endswith(_TEMPORARY)


def _to_id(relative: bytes) -> DocumentId:
    return DocumentId(relative.decode("utf-8", "surrogateescape"))
