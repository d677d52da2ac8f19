"""The index page, from the ledger and the names in the output folder."""

from __future__ import annotations

import errno
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from summarize.batch.interface import Folders
from summarize.batch.scan import list_names
from summarize.batch.settle import Desk
from summarize.index import IndexRow, render_index
from summarize.ledger import Row
from summarize.logs import say
from summarize.publish.place import publish
from summarize.reading.find import to_path

INDEX_NAME = "index.md"


def forget_gone(desk: Desk, folders: Folders) -> None:
    """Delete the rows of documents that have neither a source nor a page any more."""
    if not folders.inputs.is_dir():  # a single file, or standard input, says nothing about the others
        return
    desk.flush()
    names = list_names(folders.outputs)
    # an empty folder may be a disk that is not mounted: what somebody removed is remembered
    is_mounted = bool(list_names(folders.inputs))
    gone = [
        row.id
        for row in desk.ledger.rows()
        if (is_mounted or not row.page) and row.page not in names and _is_gone(folders, row)
    ]
    if gone:
        desk.ledger.forget(gone)


def publish_index(desk: Desk, folders: Folders) -> None:
    """Write the index anew if there is news since it was written, or somebody removed it."""
    desk.flush()
    names = list_names(folders.outputs)
    if INDEX_NAME in names and not desk.ledger.is_index_due:
        return
    rows = list(_index_rows(desk, names))
    if not rows and INDEX_NAME not in names:
        return
    publication = publish(desk.shelf, INDEX_NAME, render_index(rows))
    desk.ledger.note_index()
    if publication.is_beside:
        say("the index was edited", level=logging.WARNING, detail=f"the new one is {publication.name}")


def _index_rows(desk: Desk, names: frozenset[str]) -> Iterator[IndexRow]:
    for row in desk.ledger.rows():
        yield IndexRow(
            source=row.id,
            status=row.status,
            page=row.page if row.page in names else "",
            title=row.title,
            date=row.date,
            errors=row.errors,
            warnings=row.warnings,
            notes=row.notes,
            sentences=row.sentences,
            sure=row.sure,
            reason=row.reason,
            detail=row.detail,
        )


def _is_gone(folders: Folders, row: Row) -> bool:
    """Say whether nothing is there that could be a dispatch. What cannot be looked at may be one."""
    path = to_path(folders.inputs, row.id)
    try:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            return False
        os.scandir(path).close()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG and not _is_listed(path)
    # a folder that can be listed again: what is in it has rows of its own
    return True


def _is_listed(path: bytes) -> bool:
    """Say whether a path that is too long to be looked at exists."""
    folder, name = os.path.split(os.fsdecode(path))
    try:
        return name in list_names(Path(folder))
    except OSError:
        return True
