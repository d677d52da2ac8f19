"""ninjs, the news JSON of the IPTC, versions 1 to 3."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from summarize.errors import DocumentError, SkipDocument
from summarize.reading.dates import parse_timestamp
from summarize.reading.desk import bodiless_notes, desk_notes, is_usable, refuse_unusable
from summarize.reading.flow import fragment_pieces
from summarize.reading.openings import split_dateline
from summarize.reading.pieces import Parsed, Piece, note
from summarize.reading.text import parse_text
from summarize.records import BlockKind, Finding, Reason

_BODY_FIELDS = ("body_xhtml", "body_html", "body_text")
_DATE_FIELDS = ("versioncreated", "contentcreated", "firstcreated", "versionCreated", "firstCreated")
_CREDIT_FIELDS = ("creditline", "credit", "by", "byline", "copyrightholder", "copyrightHolder")
_STATUS_FIELDS = ("pubstatus", "pubStatus")
_NOTE_FIELDS = ("ednote", "edNote")
_MAX_PICTURES = 200
_URGENT = 3


def parse_ninjs(text: str) -> Parsed:
    """Return the text item in `text`, its pictures' captions at the end."""
    item = _load(text)
    refuse_unusable(_first(item, _STATUS_FIELDS))
    body = list(_body(item))
    headline = _string(item, "headline") or _value(item, "headlines") or _string(item, "title")
    if not body and not headline and not _captions(item):
        raise SkipDocument(
            "is JSON, but has none of the fields of a ninjs item",
            reason=Reason.UNSUPPORTED_TYPE,
            hint="Expected are headline, body_text, body_xhtml, headlines or bodies.",
        )
    pieces = (*_head(item, headline, body), *body, *_captions(item))
    return Parsed(
        format="ninjs",
        pieces=pieces,
        date=_date(item),
        language=_string(item, "language"),
        notes=tuple(_notes(item, pieces)),
    )


def _load(text: str) -> Mapping[str, Any]:
    try:
        item = json.loads(text)
    except (ValueError, RecursionError) as error:
        problem = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise DocumentError(
            f"is not valid JSON ({problem})", reason=Reason.MALFORMED, hint="Ask for the item again."
        ) from error
    if not isinstance(item, dict):
        raise SkipDocument(
            "is JSON, but not one ninjs item", reason=Reason.UNSUPPORTED_TYPE, hint="Deliver one item a file."
        )
    return item


def _head(item: Mapping[str, Any], headline: str, body: list[Piece]) -> Iterator[Piece]:
    if headline:
        yield Piece(text=headline, kind=BlockKind.HEADLINE)
    if byline := _string(item, "byline") or _string(item, "by"):
        yield Piece(text=byline, kind=BlockKind.BYLINE)
    place = _string(item, "located")
    if place and not any(split_dateline(" ".join(piece.text.split())) for piece in body[:4]):
        yield Piece(text=place, kind=BlockKind.DATELINE)


def _body(item: Mapping[str, Any]) -> list[Piece]:
    for field in _BODY_FIELDS:
        if body := _string(item, field):
            return _parse_body(body, is_markup=field != "body_text")
    bodies = [one for one in _list(item, "bodies") if isinstance(one, dict) and _string(one, "value")]
    main = next((one for one in bodies if _string(one, "role") in ("", "main", "body")), None)
    chosen = main or (bodies[0] if bodies else {})
    is_markup = "html" in _string(chosen, "contenttype") + _string(chosen, "contentType")
    return _parse_body(_string(chosen, "value"), is_markup=is_markup)


def _parse_body(body: str, *, is_markup: bool) -> list[Piece]:
    return fragment_pieces(body) if is_markup else list(parse_text(body).pieces)


def _captions(item: Mapping[str, Any]) -> list[Piece]:
    """Return the captions of the pictures that come with `item`, or its own when it is a picture."""
    associations = item.get("associations")
    related = list(associations.values()) if isinstance(associations, dict) else _list(item, "associations")
    pictures = [one for one in related if isinstance(one, dict) and is_usable(_first(one, _STATUS_FIELDS))]
    if _string(item, "type") in ("picture", "graphic"):
        pictures.insert(0, dict(item))
    captions = []
    for picture in pictures[:_MAX_PICTURES]:
        text = (
            _string(picture, "description_text")
            or _value(picture, "descriptions")
            or _string(picture, "caption")
        )
        if text:
            credit = _first(picture, _CREDIT_FIELDS)
            captions.append(Piece(text=text, kind=BlockKind.CAPTION, credit=credit))
    return captions


def _date(item: Mapping[str, Any]) -> dt.date | None:
    stamps = (_string(item, field) for field in _DATE_FIELDS)
    return next((date for stamp in stamps if (date := parse_timestamp(stamp)) is not None), None)


def _notes(item: Mapping[str, Any], pieces: Sequence[Piece]) -> Iterator[Finding]:
    yield from desk_notes(embargo=_string(item, "embargoed"), editors=_first(item, _NOTE_FIELDS))
    if _string(item, "type") in ("", "text"):
        yield from bodiless_notes(pieces)
    urgency = item.get("urgency")
    if isinstance(urgency, int) and not isinstance(urgency, bool) and 1 <= urgency <= _URGENT:
        yield note(f"urgency {urgency} in the metadata (1 is the most urgent)")


def _string(item: Mapping[str, Any], field: str) -> str:
    found = item.get(field)
    return found.strip() if isinstance(found, str) else ""


def _first(item: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    return next((found for field in fields if (found := _string(item, field))), "")


def _list(item: Mapping[str, Any], field: str) -> list[Any]:
    found = item.get(field)
    return found if isinstance(found, list) else []


def _value(item: Mapping[str, Any], field: str) -> str:
    """Return the first `value` in a list of versions 2 and 3, the main role first."""
    versions = [one for one in _list(item, field) if isinstance(one, dict) and _string(one, "value")]
    versions.sort(key=lambda one: _string(one, "role") not in ("", "main", "headline", "caption"))
    return _string(versions[0], "value") if versions else ""
