"""When a dispatch was published, and how we know. The date of the run is never an answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from summarize.reading.dates import WEEKDAY, PartialDate, find_dates, make_date, weekday_number
from summarize.records import Block, BlockKind, DateProvenance, DocumentId, Publication

_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19[89]|20\d)\d)(?P<sep>[-_./]?)(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?!\d(?!\d{3}))(?:T?\d{4}(?:\d\d)?)?(?!\d)"
)
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19[89]|20\d)\d)(?!\d)")
_NAMED_DAY = re.compile(
    rf"\b{WEEKDAY}\b(?!\s+(?:prochain|dernier|suivant|précédent|d'après|\d))", re.IGNORECASE
)
# The day of an update on a web page is not the one that "hier" in its text counts from.
_UPDATED = re.compile(r"(?:mise?s?|modifié|actualisé)\b", re.IGNORECASE)
_MAX_LAG = dt.timedelta(days=7)
_ARCHIVE = re.compile(r"archive|fournie?|non datée", re.IGNORECASE)
_N_LEAD = 3


def find_publication(
    blocks: Sequence[Block],
    *,
    id: DocumentId,
    metadata: dt.date | None = None,
) -> Publication:
    """Return the publication date from the most certain place that has one."""
    if metadata is not None:
        return _reconcile(metadata, blocks, id=id)
    named = date_in_name(id)
    caption = _latest_caption_date(blocks)
    if (date := _dateline_date(blocks, id=id, near=named or caption)) is not None:
        return Publication(date=date, provenance=DateProvenance.DATELINE)
    if named is not None:
        return Publication(date=named, provenance=DateProvenance.FILE_NAME)
    if caption is not None:
        return Publication(date=_move_to_named_day(caption, blocks), provenance=DateProvenance.CAPTION)
    return Publication()


def _reconcile(metadata: dt.date, blocks: Sequence[Block], *, id: DocumentId) -> Publication:
    """Return the day of the dateline when it is a few days off: "mardi" and "hier" count from that one.

    Metadata are in another time zone (23:30 UTC is the next day in Paris), or of the day of a correction.
    """
    original = [block for block in blocks if not _UPDATED.match(block.text)]
    date = _dateline_date(original, id=id, near=metadata)
    if date is None or date == metadata or abs(date - metadata) > _MAX_LAG:
        return Publication(date=metadata, provenance=DateProvenance.METADATA)
    return Publication(date=date, provenance=DateProvenance.DATELINE)


def date_in_name(id: DocumentId) -> dt.date | None:
    """Return the last date in a path such as `2022/01/27/x.txt` or `afp-20220127T1530.txt`."""
    dates = (
        make_date(int(match["year"]), int(match["month"]), int(match["day"]))
        for match in _IN_NAME.finditer(id)
    )
    return next(reversed([date for date in dates if date is not None]), None)


def _dateline_date(blocks: Sequence[Block], *, id: DocumentId, near: dt.date | None) -> dt.date | None:
    for block in blocks:
        if block.kind is BlockKind.DATELINE:
            for found in find_dates(block.text):
                date = found.date if found.year is not None else _complete(found, id=id, near=near)
                if date is not None:
                    return date
    return None


def _complete(found: PartialDate, *, id: DocumentId, near: dt.date | None) -> dt.date | None:
    """Return the date in the year that puts it closest to `near`, or in the only year that the path names."""
    if near is not None:
        years = (found.in_year(near.year + shift) for shift in (-1, 0, 1))
        return min(
            (date for date in years if date is not None), key=lambda date: abs(date - near), default=None
        )
    years_named = set(_YEAR_IN_NAME.findall(id))
    return found.in_year(int(years_named.pop())) if len(years_named) == 1 else None


def _latest_caption_date(blocks: Sequence[Block]) -> dt.date | None:
    """Return the latest date in captions; pictures from the archives say nothing about the day."""
    captions = (block for block in blocks if block.kind is BlockKind.CAPTION)
    fresh = (
        block for block in captions if not _ARCHIVE.search(block.credit) and not _ARCHIVE.search(block.text)
    )
    return max((date for block in fresh for date in _full_dates(block.text)), default=None)


def _full_dates(text: str) -> Iterator[dt.date]:
    return (date for found in find_dates(text) if (date := found.date) is not None)


def _move_to_named_day(caption: dt.date, blocks: Sequence[Block]) -> dt.date:
    """Return the first day from `caption` on that has the name which the lead gives to its day."""
    lead = [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH][:_N_LEAD]
    named = next((match[0] for text in lead for match in _NAMED_DAY.finditer(text[:2000])), None)
    if named is None:
        return caption
    return caption + dt.timedelta(days=(weekday_number(named) - caption.weekday()) % 7)
