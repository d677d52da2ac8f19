"""Put one page into its place, or beside it where an editor changed what is there."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from summarize.errors import OutputError
from summarize.files import exchange, give_name, output_errors, read_regular, sync_folder, write_new
from summarize.publish.shelf import (
    NEIGHBOURS,
    Shelf,
    discard,
    free_swap,
    names_beside,
    retire,
)

ATTEMPTS = 20
"""Times that we look again when an editor changes a page under our hands."""
UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
# a link, a folder, a socket, a page that we may not read: somebody put it there
FOREIGN = frozenset({errno.ELOOP, errno.EINVAL, errno.ENXIO, errno.EACCES, errno.EPERM})


class Placed(StrEnum):
    """How a page came to its place."""

    NEW = "new"
    REPLACED = "replaced"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where a page was put. `is_beside` says that an edited page holds the place that it was meant for."""

    name: str
    placed: Placed
    is_beside: bool


def publish(shelf: Shelf, name: str, text: str) -> Publication:
    """Put a sealed page into the folder under `name`, or beside it where an editor changed what is there."""
    content = text.encode("utf-8")
    with output_errors(shelf.folder / name):
        for candidate in names_beside(name):
            placed = _place(shelf, candidate, content)
            if placed is not None:
                return Publication(name=candidate, placed=placed, is_beside=candidate != name)
    raise OutputError(f"{name}: {NEIGHBOURS} edited versions stand beside it", hint="Merge and remove them.")


def _place(shelf: Shelf, name: str, content: bytes) -> Placed | None:
    """Put a page under `name`; `None` when the file there is not ours."""
    target = shelf.folder / name
    for _ in range(ATTEMPTS):
        try:
            current = read_regular(target)
            if not shelf.owns(current):
                return None
            if current == content:
                return Placed.SAME
            if _replace(shelf, target, content):
                return Placed.REPLACED
        except FileNotFoundError:
            if _put_new(shelf, target, content):
                return Placed.NEW
        except OSError as error:
            if error.errno not in FOREIGN:
                raise
            return None
    raise OutputError(f"{target}: changes faster than it can be replaced", hint="Run again later.")


def _put_new(shelf: Shelf, target: Path, content: bytes) -> bool:
    part = _write_part(shelf, target, content)
    try:
        give_name(part, target)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    sync_folder(shelf.folder)
    return True


def _replace(shelf: Shelf, target: Path, content: bytes) -> bool:
    """Replace a page that was ours a moment ago. If it is not any more, it gets its place back."""
    part = _write_part(shelf, target, content, mode=target.lstat().st_mode & 0o777)
    swap = free_swap(shelf, f"{target.name}.swap")
    part.rename(swap)
    try:
        exchange(swap, target)
    except OSError as error:
        if error.errno in UNSUPPORTED:
            return _replace_without_exchange(shelf, swap, target)
        discard(shelf, swap)
        raise
    is_replaced = shelf.owns_file(swap)
    if is_replaced:
        retire(shelf, swap, target.name)
    else:
        with suppress(FileNotFoundError):
            exchange(swap, target)
        discard(shelf, swap)
    sync_folder(shelf.folder)
    return is_replaced


def _replace_without_exchange(shelf: Shelf, swap: Path, target: Path) -> bool:
    """Replace where two names cannot be exchanged (network file systems).

    The old page keeps a name in the folder until it was read again. What stays open is the moment before the
    last rename: a file that an editor renames over the page just then is lost.
    """
    kept = free_swap(shelf, f"{target.name}.old.swap")
    os.link(target, kept, follow_symlinks=False)
    if not shelf.owns_file(kept):
        kept.unlink()  # the page itself still has its name
        discard(shelf, swap)
        return False
    swap.replace(target)
    retire(shelf, kept, target.name)
    sync_folder(shelf.folder)
    return True


def _write_part(shelf: Shelf, target: Path, content: bytes, *, mode: int | None = None) -> Path:
    part = shelf.folder / f"{shelf.prefix}{target.name}.part"
    # a name left by a killed run may be a second link to a page: remove the name, never write into the file
    part.unlink(missing_ok=True)
    write_new(part, content, mode=mode)
    return part
