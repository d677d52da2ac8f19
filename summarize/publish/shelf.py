"""The shelf: names of pages, replaced pages kept for a while, and what a killed run left behind.

A file in flight starts with the prefix of its shelf and ends in one of two ways. A `.part` holds nothing but
ours. A `.swap` may come to hold what an editor saved, so it is never removed unread.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from summarize.errors import OutputError
from summarize.files import fingerprint_text, give_name, output_errors, read_regular, write_new
from summarize.inert import slug
from summarize.records import DocumentId

PREFIX = ".tmp-summarize-"
NEIGHBOURS = 100
HISTORY_DAYS = 30
CLOCK_SLACK = 2.0
"""Seconds: file systems round the time of a save, and some round it down."""
STAMP = "%Y%m%dT%H%M%S.%fZ"
STAMP_LENGTH = len("20000101T000000.000000Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """An output folder, the folder for replaced pages, and the prefix of files in flight.

    `is_pristine` says whether a page still is what this program wrote.
    """

    folder: Path
    history: Path
    is_pristine: Callable[[str], bool]
    prefix: str = PREFIX

    def owns(self, content: bytes) -> bool:
        """Say whether these bytes are ours to replace."""
        try:
            return self.is_pristine(content.decode("utf-8"))
        except UnicodeDecodeError:
            return False

    def owns_file(self, path: Path) -> bool:
        """Say whether the file at `path` can be read and is ours to replace."""
        try:
            return self.owns(read_regular(path))
        except OSError:
            return False


def page_name(document: DocumentId) -> str:
    """Return the file name of the page: readable, safe anywhere, the same whatever else is in the folder.

    The hash is over the bytes of the path, so `a.txt`, `a.html`, `A.txt` and both Unicode forms of one name
    have pages of their own, also where the file system ignores case.
    """
    return f"{slug(PurePosixPath(document).stem)}-{fingerprint_text(document)[:10]}.md"


def names_beside(name: str) -> Iterator[str]:
    """Yield the names under which a page may stand: its own, then those beside an edited one."""
    stem = name.removesuffix(".md")
    yield name
    yield f"{stem}.new.md"
    yield from (f"{stem}.new-{number}.md" for number in range(2, NEIGHBOURS))


def free_swap(shelf: Shelf, name: str) -> Path:
    """Return the path of a file in flight that nothing stands under."""
    swap = shelf.folder / f"{shelf.prefix}{name}"
    if os.path.lexists(swap):
        discard(shelf, swap)
    return swap


def retire(shelf: Shelf, old: Path, name: str) -> None:
    """Keep a replaced page for a while: what an editor still saves into the open file lands there."""
    shelf.history.mkdir(parents=True, exist_ok=True)
    kept = shelf.history / f"{dt.datetime.now(dt.UTC).strftime(STAMP)}-{name}"
    try:
        old.rename(kept)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_new(kept, read_regular(old))
        old.unlink()


def discard(shelf: Shelf, swap: Path) -> str:
    """Remove a file in flight if it is ours; otherwise give it a name that people see, and return that."""
    if shelf.owns_file(swap):
        swap.unlink()
        return ""
    name = swap.name.removeprefix(shelf.prefix).removesuffix(".swap").removesuffix(".old")
    return _rescue(shelf, swap, name)


def _rescue(shelf: Shelf, found: Path, name: str) -> str:
    for candidate in names_beside(f"recovered-{name}"):
        try:
            give_name(found, shelf.folder / candidate)
        except FileExistsError:
            continue
        return candidate
    raise OutputError(f"{found}: holds an edit", hint="Move it to a name of your choice.")


def tidy(shelf: Shelf) -> tuple[str, ...]:
    """Remove what a killed run left in flight. Returns the names under which edits were recovered."""
    with output_errors(shelf.folder):
        with os.scandir(shelf.folder) as entries:
            left = sorted(
                entry.name
                for entry in entries
                if entry.name.startswith(shelf.prefix) and not entry.is_dir(follow_symlinks=False)
            )
        for name in left:
            if name.endswith(".part"):
                (shelf.folder / name).unlink()
        swaps = [discard(shelf, shelf.folder / name) for name in left if name.endswith(".swap")]
        return tuple(filter(None, (*swaps, *_prune(shelf))))


def _prune(shelf: Shelf) -> Iterator[str]:
    """Forget old pages after a while; what turns out to be an edit comes back into the folder."""
    if not shelf.history.is_dir():
        return
    oldest = (dt.datetime.now(dt.UTC) - dt.timedelta(days=HISTORY_DAYS)).strftime(STAMP)
    for kept in sorted(shelf.history.iterdir()):
        stamp = kept.name[:STAMP_LENGTH]
        is_old = stamp < oldest
        if not is_old and kept.lstat().st_mtime < _moment(stamp) - CLOCK_SLACK:
            continue
        if not shelf.owns_file(kept):
            yield _rescue_from_history(shelf, kept)
        elif is_old:
            kept.unlink()


def _moment(stamp: str) -> float:
    """Return the time of a stamp; `-inf`, so that the file is looked at, for a name that is not ours."""
    try:
        return dt.datetime.strptime(stamp, STAMP).replace(tzinfo=dt.UTC).timestamp()
    except ValueError:
        return float("-inf")


def _rescue_from_history(shelf: Shelf, kept: Path) -> str:
    name = kept.name[STAMP_LENGTH + 1 :]
    try:
        return _rescue(shelf, kept, name)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    near = free_swap(shelf, f"{name}.swap")
    write_new(near, read_regular(kept))
    kept.unlink()
    return _rescue(shelf, near, name)
