"""What is on the shelf: every document's standing, every page against its fingerprints, the ledger anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from summarize.batch.scan import list_names, shown
from summarize.errors import DocumentError
from summarize.files import fingerprint_bytes, lock_outputs, output_errors, read_regular
from summarize.frontmatter import PageOrigin, is_pristine, origin
from summarize.ledger import FILE_NAME, Ledger, Row, set_aside
from summarize.publish.shelf import names_beside, page_name
from summarize.reading.contents import read_contents
from summarize.records import Fingerprint, Status

MANY = 500


class Condition(StrEnum):
    """What is the matter with a page; the value is what people read."""

    FINE = "fine"
    EDITED = "edited"
    FOREIGN = "not one of ours"
    UNREADABLE = "cannot be read"
    SOURCE_CHANGED = "the source changed"
    SOURCE_MISSING = "the source is gone"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A document of the ledger with the condition of its page; `beside` are newer versions of it."""

    row: Row
    condition: Condition | None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A page of the output folder and its condition."""

    page: str
    condition: Condition


def survey(outputs: Path, state: Path) -> Iterator[Standing]:
    """Yield what the ledger knows of each document, with what stands in the output folder. Writes nothing."""
    names = list_names(outputs)
    with Ledger(state / FILE_NAME, is_read_only=True) as ledger:
        for row in ledger.rows():
            beside = (name for name in islice(names_beside(row.page), 1, 10) if name in names)
            yield Standing(row=row, condition=_look(outputs, row, names), beside=tuple(beside))


def verify(outputs: Path, inputs: Path | None = None) -> Iterator[Verdict]:
    """Yield every page of a folder against its own fingerprint and, with `inputs`, against its source."""
    for name in sorted(list_names(outputs)):
        if name.endswith(".md") and not name.startswith("."):
            yield Verdict(page=name, condition=_verify(outputs / name, inputs))


def rebuild(outputs: Path, state: Path) -> tuple[int, Path | None]:
    """Set the ledger aside and make one from the pages. Returns the number of pages, and the old ledger.

    What only the ledger knew is lost: attempts, and which pages were removed on purpose.
    """
    with lock_outputs(outputs), output_errors(state):
        state.mkdir(parents=True, exist_ok=True)
        kept = set_aside(state / FILE_NAME)
        rows = _rows_of_pages(outputs)
        n_pages = 0
        with Ledger(state / FILE_NAME) as ledger:
            while portion := list(islice(rows, MANY)):
                ledger.put_many(portion)
                n_pages += len(portion)
        return n_pages, kept


def _look(outputs: Path, row: Row, names: frozenset[str]) -> Condition | None:
    if not row.page:
        return None
    if row.page not in names:
        return Condition.REMOVED
    return _verify(outputs / row.page, None)


def _verify(page: Path, inputs: Path | None) -> Condition:
    try:
        text = read_regular(page).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return Condition.UNREADABLE
    if not is_pristine(text):
        return Condition.EDITED if origin(text) else Condition.FOREIGN
    made = origin(text)
    # the index is ours too, and has no source
    return _compare(made, inputs) if made and inputs else Condition.FINE


def _compare(made: PageOrigin, inputs: Path) -> Condition:
    try:
        content = read_contents(inputs, made.source)
    except DocumentError:
        return Condition.SOURCE_MISSING
    return Condition.FINE if fingerprint_bytes(content) == made.source_sha256 else Condition.SOURCE_CHANGED


def _rows_of_pages(outputs: Path) -> Iterator[Row]:
    """Yield a row for each page; that of a newer version beside an edited page comes after the page's own."""
    for name in sorted(list_names(outputs)):
        if not name.endswith(".md"):
            continue
        try:
            text = read_regular(outputs / name).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        made = origin(text)
        own = page_name(made.source) if made is not None else ""
        if made is not None and name in islice(names_beside(own), 10):
            yield Row(
                id=made.source,
                source=Fingerprint(made.source_sha256),
                recipe=Fingerprint(made.recipe_sha256),
                size=-1,  # never that of a file: the next run compares the content
                mtime_ns=-1,
                status=Status.ADOPTED if name == own else Status.CONFLICT,
                page=own,
                **shown(text),
            )
