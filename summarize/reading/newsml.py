"""NewsML-G2 (one item or a message of several), and NITF, alone or inside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from summarize.errors import DocumentError, SkipDocument
from summarize.reading.dates import parse_timestamp
from summarize.reading.flow import fragment_pieces, local_name, tree_pieces
from summarize.reading.openings import split_dateline
from summarize.reading.pieces import Parsed, Piece, note
from summarize.reading.text import parse_text
from summarize.records import BlockKind, Finding, Reason

_DATES = ("versionCreated", "contentCreated", "contentModified", "firstCreated")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s?=\s?[\"']([A-Za-z0-9._-]{1,40})[\"']")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_newsml(content: bytes) -> Parsed:
    """Return the first text item in `content`; captions of picture items beside it at the end."""
    root = _load(content)
    if local_name(root) == "nitf":
        return Parsed(format="nitf", pieces=tuple(_nitf_pieces(root)), date=_nitf_date(root))
    items = [element for element in root.iter() if local_name(element) == "newsitem"]
    if not items:
        raise SkipDocument(
            f"is XML, but <{local_name(root)[:40]}> is neither NewsML-G2 nor NITF",
            reason=Reason.UNSUPPORTED_TYPE,
        )
    texts = [item for item in items if _class_of(item) in ("", "text") and _has_content(item)] or items[:1]
    item = texts[0]
    return Parsed(
        format="newsml-g2",
        pieces=(*_item_pieces(item), *(piece for other in items for piece in _caption(other))),
        date=_date(item),
        language=_attribute(item, "language", "tag") or item.get(_LANGUAGE, ""),
        notes=_notes(item, n_texts=len(texts)),
    )


def declared_encoding(content: bytes) -> str:
    """Return the encoding that the XML declaration names, in lower case; XML without one is UTF-8."""
    found = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode("ascii").lower() if found else "utf-8"


def _load(content: bytes) -> Element:
    try:
        root: Element = ElementTree.fromstring(content)
    except DefusedXmlException as error:
        raise DocumentError(
            f"declares entities, which no news item needs ({type(error).__name__})",
            reason=Reason.MALFORMED,
            hint="Do not open this file elsewhere: it may be an attack.",
        ) from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise DocumentError(
            f"is not well-formed XML ({error})", reason=Reason.MALFORMED, hint="Ask for the item again."
        ) from error
    return root


def _item_pieces(item: Element) -> Iterator[Piece]:
    body = _body(item)
    named = {piece.kind for piece in body}
    headline = _find_text(item, "headline")
    if headline and BlockKind.HEADLINE not in named:
        yield Piece(text=headline, kind=BlockKind.HEADLINE)
    byline = _find_text(item, "by") or _find_text(item, "byline")
    if byline and BlockKind.BYLINE not in named:
        yield Piece(text=byline, kind=BlockKind.BYLINE)
    dateline = _find_text(item, "dateline")
    if dateline and BlockKind.DATELINE not in named and not any(_has_dateline(piece) for piece in body[:4]):
        yield Piece(text=dateline, kind=BlockKind.DATELINE)
    yield from (piece for piece in body if not (piece.kind is BlockKind.SUBHEAD and piece.text == headline))


def _has_dateline(piece: Piece) -> bool:
    return piece.kind is None and split_dateline(" ".join(piece.text.split())) is not None


def _body(item: Element) -> list[Piece]:
    """Return what is inline in the content set: NITF, XHTML or text; pictures are remote and bring none."""
    for content in (element for element in item.iter() if local_name(element) in ("inlinexml", "inlinedata")):
        nitf = next((element for element in content.iter() if local_name(element) == "nitf"), None)
        if nitf is not None:
            return list(_nitf_pieces(nitf))
        if len(content):
            return tree_pieces(content)
        text = content.text or ""
        return (
            fragment_pieces(text)
            if "html" in content.get("contenttype", "")
            else list(parse_text(text).pieces)
        )
    return []


def _nitf_pieces(nitf: Element) -> Iterator[Piece]:
    heads = {"hl1": BlockKind.HEADLINE, "byline": BlockKind.BYLINE, "dateline": BlockKind.DATELINE}
    for name, kind in heads.items():
        for head in (element for element in nitf.iter() if local_name(element) == "body.head"):
            if text := _find_text(head, name):
                yield Piece(text=text, kind=kind)
    for body in (element for element in nitf.iter() if local_name(element) == "body.content"):
        yield from tree_pieces(body)


def _caption(item: Element) -> Iterator[Piece]:
    if _class_of(item) not in ("picture", "graphic"):
        return
    text = _find_text(item, "description")
    if text:
        credit = _find_text(item, "creditline") or _find_text(item, "by")
        yield Piece(text=text, kind=BlockKind.CAPTION, credit=credit)


def _class_of(item: Element) -> str:
    """Return "text", "picture"… from `<itemClass qcode="ninat:text"/>`."""
    return (_attribute(item, "itemclass", "qcode") or "").rpartition(":")[2]


def _has_content(item: Element) -> bool:
    names = {local_name(element) for element in item.iter()}
    return bool(names & {"inlinexml", "inlinedata", "headline"})


def _date(item: Element) -> dt.date | None:
    stamps = (_find_text(item, name.lower()) for name in _DATES)
    return next((date for stamp in stamps if (date := parse_timestamp(stamp)) is not None), None)


def _nitf_date(nitf: Element) -> dt.date | None:
    for element in nitf.iter():
        if local_name(element) in ("date.issue", "date.release", "story.date"):
            return parse_timestamp(element.get("norm", ""))
    return None


def _notes(item: Element, *, n_texts: int) -> tuple[Finding, ...]:
    notes = []
    if n_texts > 1:
        notes.append(note(f"the message has {n_texts} text items: only the first is on this page"))
    urgency = _find_text(item, "urgency")
    if urgency in ("1", "2", "3"):
        notes.append(note(f"urgency {urgency} in the metadata (1 is the most urgent)"))
    return tuple(notes)


def _find_text(element: Element, name: str) -> str:
    """Return the text of the first element called `name` outside the inline content, or ""."""
    found = next((child for child in element.iter() if local_name(child) == name), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _attribute(item: Element, name: str, attribute: str) -> str:
    found = next((child for child in item.iter() if local_name(child) == name), None)
    return found.get(attribute, "") if found is not None else ""
