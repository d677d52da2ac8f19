"""Every directory entry into its class: unchanged, adopted, refused, or work to do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from summarize.batch.interface import MAX_ATTEMPTS, Folders, Options, Task
from summarize.errors import DocumentError
from summarize.files import fingerprint_bytes, read_regular
from summarize.frontmatter import load, origin
from summarize.ledger import Ledger, Row
from summarize.publish.shelf import names_beside, page_name
from summarize.reading.contents import read_contents
from summarize.reading.find import STDIN, Entry, find
from summarize.records import DocumentId, Finding, Fingerprint, Outcome, Reason, Severity, Status

CHUNK = 500
CURRENT = frozenset({Status.DONE, Status.ADOPTED, Status.CONFLICT})
"""Classes of a row whose page is there for this source and recipe."""

_WITHOUT_PAGE = frozenset({Status.FAILED, Status.DEFERRED})
# no page of ours counts more, whatever an editor wrote into its head
_MANY = 1_000_000
_COUNTS = ("errors", "warnings", "notes", "sentences", "sure")

# decided by the content alone: the same content need not be read again
CONTENT_REASONS = frozenset({Reason.EMPTY, Reason.NOT_FRENCH, Reason.BINARY})
REFUSALS = {
    Reason.VANISHED: Status.DEFERRED,
    Reason.PERMISSION: Status.FAILED,
    Reason.UNREADABLE: Status.FAILED,
    Reason.PATH_TOO_LONG: Status.FAILED,
}
_REMEDIES = {
    Reason.PERMISSION: "Let the user of the run read it.",
    Reason.UNREADABLE: "Look at the disk and the file, then run again.",
    Reason.PATH_TOO_LONG: "Give it a shorter name, or move it up.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What the scan made of one entry: an outcome or a task, and a row that the ledger has to learn."""

    outcome: Outcome | None = None
    task: Task | None = None
    row: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The input folder against the ledger and the names in the output folder."""

    folders: Folders
    options: Options
    recipe: Fingerprint
    run: str
    pages: frozenset[str]
    content: bytes | None = None

    def sightings(self, ledger: Ledger) -> Iterator[list[Sighting]]:
        """Yield what was seen, in bounded portions and in the order of the walk."""
        entries = self._entries()
        while chunk := list(islice(entries, CHUNK)):
            rows = ledger.get_many([entry.id for entry in chunk])
            yield [self._look(entry, rows.get(entry.id)) for entry in chunk]

    def _entries(self) -> Iterator[Entry]:
        if self.content is not None:
            # named by its content: one dispatch from standard input does not replace the one before
            name = DocumentId(f"stdin-{fingerprint_bytes(self.content)[:10]}.txt")
            return iter([Entry(root=STDIN, id=name, size=len(self.content))])
        share = self.options.share
        entries: Iterable[Entry] = find(
            self.folders.inputs,
            is_recursive=self.options.is_recursive,
            patterns=self.options.patterns,
            exclude=(self.folders.outputs, self.folders.state),
        )
        return (entry for entry in entries if share is None or share.holds(entry.id))

    def _look(self, entry: Entry, row: Row | None) -> Sighting:
        if entry.refused is not None:
            return self._refuse(entry, entry.refused, row)
        source = self._fingerprint(entry, row)
        if row is not None and row.source == source:
            settled = self._settle_known(entry, row)
            if settled is not None:
                return settled
        if not self.options.force and (row is None or row.status not in CURRENT) and source:
            adopted = self._adopt(entry, source)
            if adopted is not None:
                outcome = replace(_outcome(adopted, Status.ADOPTED), findings=_findings(adopted))
                return Sighting(outcome=outcome, row=adopted)
        return self._give_work(entry, row, is_same_source=row is not None and row.source == source)

    def _refuse(self, entry: Entry, reason: Reason, row: Row | None) -> Sighting:
        """Say why an entry is not read; a failure is entered, with what the ledger knows of the document."""
        status = REFUSALS.get(reason, Status.SKIPPED)
        # no size of a file: the content will be looked at as soon as that is possible
        known = row or Row(
            id=entry.id, source=Fingerprint(""), recipe=self.recipe, size=-1, mtime_ns=-1, status=status
        )
        fresh = replace(known, status=status, reason=reason, detail=entry.detail, run=self.run)
        outcome = replace(_outcome(fresh), hint=_REMEDIES.get(reason, ""))
        return Sighting(outcome=outcome, row=_changed(row, fresh) if status is Status.FAILED else None)

    def _give_work(self, entry: Entry, row: Row | None, *, is_same_source: bool) -> Sighting:
        task = Task(
            root=entry.root,
            id=entry.id,
            size=entry.size,
            mtime_ns=entry.mtime_ns,
            content=self.content,
        )
        if row is None:
            return Sighting(task=task)
        attempts = row.attempts if is_same_source and row.recipe == self.recipe else 0
        if attempts >= MAX_ATTEMPTS and not self.options.force:
            fresh = replace(row, status=Status.QUARANTINED, run=self.run)
            return Sighting(outcome=_outcome(fresh), row=_changed(row, fresh))
        page = row.page if row.page in self.pages else ""
        is_again = is_same_source and row.status in _WITHOUT_PAGE
        return Sighting(task=replace(task, attempts=attempts, page=page, is_again=is_again))

    def _fingerprint(self, entry: Entry, row: Row | None) -> Fingerprint | None:
        """Return the fingerprint of the file; `None` when it cannot be read: the reader will explain."""
        is_known = row is not None and (row.size, row.mtime_ns) == (entry.size, entry.mtime_ns)
        if row is not None and is_known and not self.options.rehash:
            return row.source
        if row is None and not self._pages_of(entry):
            return None  # nothing to compare with: the reader reads it anyway
        try:
            return fingerprint_bytes(read_contents(entry.root, entry.id, self.options.reading))
        except DocumentError:
            return None

    def _settle_known(self, entry: Entry, row: Row) -> Sighting | None:
        """Settle an entry whose content the ledger knows; `None` when there is work to do."""
        fresh = replace(row, size=entry.size, mtime_ns=entry.mtime_ns, run=self.run)
        if row.page and row.page not in self.pages and not self.options.restore:
            fresh = replace(
                fresh, status=Status.SKIPPED, reason=Reason.REMOVED, detail="the page was removed"
            )
            return Sighting(outcome=_outcome(fresh), row=_changed(row, fresh))
        if row.recipe != self.recipe or self.options.force:
            return None
        if row.status in CURRENT and row.page in self.pages:
            if row.status is Status.CONFLICT and len(self._pages_of(entry)) == 1:
                fresh = replace(fresh, status=Status.DONE, reason=None, detail="")  # somebody merged it
            return Sighting(outcome=_outcome(fresh, Status.UNCHANGED), row=_changed(row, fresh))
        is_excused = row.reason is Reason.NOT_FRENCH and not self.options.reading.has_language_gate
        if row.status is Status.SKIPPED and row.reason in CONTENT_REASONS and not is_excused:
            return Sighting(outcome=_outcome(fresh), row=_changed(row, fresh))
        return None

    def _adopt(self, entry: Entry, source: Fingerprint) -> Row | None:
        """Return a row for a page that a run left without one, or that an editor changed since."""
        own = page_name(entry.id)
        for name in self._pages_of(entry):
            try:
                text = read_regular(self.folders.outputs / name).decode("utf-8")
                made = origin(text)
            except (OSError, UnicodeDecodeError):
                continue
            if made is None or (made.source_sha256, made.recipe_sha256) != (source, self.recipe):
                continue
            return Row(
                id=entry.id,
                source=source,
                recipe=self.recipe,
                size=entry.size,
                mtime_ns=entry.mtime_ns,
                status=Status.ADOPTED if name == own else Status.CONFLICT,
                page=own,
                run=self.run,
                **shown(text),
            )
        return None

    def _pages_of(self, entry: Entry) -> list[str]:
        """Return the names in the output folder under which a page of this document stands."""
        own, *others = islice(names_beside(page_name(entry.id)), 10)
        if own not in self.pages:
            return []
        return [own, *(name for name in others if name in self.pages)]


def list_names(folder: Path) -> frozenset[str]:
    """Return the names in a folder; none when it does not exist."""
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries)
    except FileNotFoundError:
        return frozenset()


def shown(text: str) -> dict[str, Any]:
    """Return what the index says about a page; an editor may have changed anything in its front matter."""
    try:
        fields = load(text)
    except ValueError:
        return {}
    checks = fields.get("checks")
    counts = dict(checks) if isinstance(checks, dict) else {}
    if isinstance(expected := fields.get("expected"), dict):
        counts |= {"sentences": expected.get("sentences"), "sure": expected.get("right")}
    return {
        "title": str(fields.get("title", "")),
        "date": str(fields.get("date", "")),
        **{name: n for name in _COUNTS if isinstance(n := counts.get(name), int) and 0 <= n <= _MANY},
    }


def _outcome(row: Row, status: Status | None = None) -> Outcome:
    return Outcome(
        id=row.id, status=status or row.status, reason=row.reason, detail=row.detail, page=row.page
    )


def _findings(row: Row) -> tuple[Finding, ...]:
    """Return as many findings as the head of a page counts; what each of them says stands on the page."""
    numbers = {Severity.ERROR: row.errors, Severity.WARNING: row.warnings, Severity.NOTE: row.notes}
    return tuple(
        Finding(check="", severity=severity, message="") for severity, n in numbers.items() for _ in range(n)
    )


def _changed(before: Row | None, after: Row) -> Row | None:
    """Return `after` if it says anything new; that a run saw the same again is not worth a write."""
    return None if before is not None and replace(after, run=before.run) == before else after
