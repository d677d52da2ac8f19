"""The index page, from the ledger and the names in the output folder."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

from summarize.batch.interface import Folders
from summarize.batch.scan import list_names
from summarize.batch.settle import Desk
from summarize.index import IndexRow, render_index
from summarize.ledger import Row
from summarize.logs import say
from summarize.publish.place import publish
from summarize.reading.find import to_path

INDEX_NAME = "index.md"


def publish_index(desk: Desk, folders: Folders) -> None:
    """Write the index anew if this run learned anything or somebody removed it."""
    names = list_names(folders.outputs)
    if not desk.has_learned and INDEX_NAME in names:
        return
    desk.flush()
    if folders.inputs.is_dir():  # a single file, or standard input, says nothing about the others
        desk.ledger.forget(
            [row.id for row in desk.ledger.rows() if not row.page and not _exists(folders, row)]
        )
    rows = list(_index_rows(desk, names))
    if not rows:
        return
    publication = publish(desk.shelf, INDEX_NAME, render_index(rows))
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


def _exists(folders: Folders, row: Row) -> bool:
    return os.path.lexists(to_path(folders.inputs, row.id))
