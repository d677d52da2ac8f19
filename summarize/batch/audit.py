"""What is on the shelf: every document's standing, every page against its fingerprints, the ledger anew."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from itertools import groupby, islice
from pathlib import Path

from summarize.batch.interface import Share
from summarize.batch.scan import list_names, shown
from summarize.errors import DocumentError, InputError, OutputError
from summarize.files import STATE_NAME, fingerprint_bytes, lock_outputs, output_errors, read_regular
from summarize.frontmatter import PageOrigin, is_pristine, origin
from summarize.ledger import FILE_NAME, REBUILD, Ledger, Row, UnusableLedgerError, set_aside
from summarize.publish.shelf import names_beside, page_name
from summarize.reading.contents import read_contents
from summarize.reading.find import find
from summarize.reading.options import ReadOptions
from summarize.records import Fingerprint, Reason, Status

MANY = 500
_WHOLE = ReadOptions(max_bytes=sys.maxsize)
"""A run may have been given any limit on size."""

_SHARE = re.compile(r"([1-9]\d{0,5})of([1-9]\d{0,5})", re.ASCII)


class Condition(StrEnum):
    """What is the matter with a page; the value is what people read."""

    FINE = "fine"
    EDITED = "edited"
    FOREIGN = "not one of ours"
    UNREADABLE = "cannot be read"
    SOURCE_CHANGED = "the source changed"
    SOURCE_MISSING = "the source is gone"
    SOURCE_UNREADABLE = "unreadable source"
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
    """Yield what the ledgers know of each document, with what stands in the output folder. Writes nothing.

    Raises `OutputError` for an output folder that does not exist and `LedgerError` for a ledger that cannot
    be used, be it that of a share.
    """
    names = _names_in(outputs)
    with ExitStack() as stack:
        ledgers = [stack.enter_context(Ledger(path, is_read_only=True)) for path in list_ledgers(state)]
        for row in _newest_rows(ledgers):
            beside = (name for name in islice(names_beside(row.page), 1, 10) if name in names)
            yield Standing(row=row, condition=_look(outputs, row, names), beside=tuple(beside))


def verify(outputs: Path, inputs: Path | None = None) -> Iterator[Verdict]:
    """Yield every page of a folder against its own fingerprint and, with `inputs`, against its source.

    Raises `OutputError` or `InputError` for a folder that does not exist or cannot be listed.
    """
    names = sorted(_names_in(outputs))
    if inputs is not None:
        if not inputs.is_dir():
            raise InputError(f"{inputs}: no such folder", hint="Name the folder of the dispatches.")
        next(find(inputs, is_recursive=False), None)
    for name in names:
        if name.endswith(".md") and not name.startswith("."):
            yield Verdict(page=name, condition=_verify(outputs / name, inputs))


def rebuild(outputs: Path, state: Path) -> tuple[int, Path | None]:
    """Set the ledger aside and make one from the pages. Returns the number of pages, and the old ledger.

    What only the ledger knew is lost: attempts, and which pages were removed on purpose. With the state of a
    share, that share's ledger. Raises `OutputError` for an output folder that does not exist.
    """
    _names_in(outputs)
    share = share_of(state)
    with lock_outputs(outputs), output_errors(state):
        state.mkdir(parents=True, exist_ok=True)
        kept = set_aside(state / FILE_NAME)
        rows = (row for row in _rows_of_pages(outputs) if share is None or share.holds(row.id))
        n_pages = 0
        with Ledger(state / FILE_NAME) as ledger:
            while portion := list(islice(rows, MANY)):
                ledger.put_many(portion)
                n_pages += len(portion)
        return n_pages, kept


def count_pages(outputs: Path) -> int:
    """Return the number of pages of dispatches that stand in a folder."""
    return sum(1 for _ in _rows_of_pages(outputs))


def remedy(error: UnusableLedgerError, outputs: Path) -> str:
    """Return the hint of `error` with the whole command for the ledger of the pages in `outputs`."""
    state = error.path.parent
    options = ["--output", str(outputs), *([] if state == outputs / STATE_NAME else ["--state", str(state)])]
    return f"{error.advice}: {REBUILD} {shlex.join(options)}"


def list_ledgers(state: Path) -> list[Path]:
    """Return the path of the ledger in a state folder, and those of the shares that have one below it."""
    with output_errors(state):
        shares = sorted(name for name in list_names(state) if share_of(Path(name)))
    return [state / FILE_NAME, *(state / name / FILE_NAME for name in shares)]


def share_of(state: Path) -> Share | None:
    """Return the share whose state folder this is, by its name; `None` for that of whole runs."""
    match = _SHARE.fullmatch(state.name)
    if match is None or int(match[1]) > int(match[2]):
        return None
    return Share(index=int(match[1]), count=int(match[2]))


def _names_in(outputs: Path) -> frozenset[str]:
    if not outputs.is_dir():
        raise OutputError(f"{outputs}: no such folder", hint="Name the folder of the pages with --output.")
    with output_errors(outputs):
        return list_names(outputs)


def _newest_rows(ledgers: Sequence[Ledger]) -> Iterator[Row]:
    """Yield one row a document: of those in several ledgers, that of the newest run."""
    rows = merge(*(ledger.rows() for ledger in ledgers), key=_order)
    for _, same in groupby(rows, key=_order):
        yield max(same, key=lambda row: row.run)


def _order(row: Row) -> bytes:
    """Return what the ledger sorts by."""
    return row.id.encode("utf-8", "surrogateescape")


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
        content = read_contents(inputs, made.source, _WHOLE)
    except DocumentError as error:
        is_gone = error.reason is Reason.VANISHED
        return Condition.SOURCE_MISSING if is_gone else Condition.SOURCE_UNREADABLE
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
