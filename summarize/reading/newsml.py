"""NewsML-G2 (one item or a message of several), NewsML 1, and NITF, alone or inside them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from summarize.errors import DocumentError, SkipDocument
from summarize.reading.dates import parse_timestamp
from summarize.reading.desk import bodiless_notes, desk_notes, is_usable, refuse_unusable
from summarize.reading.flow import fragment_pieces, local_name, tree_pieces
from summarize.reading.openings import split_dateline
from summarize.reading.pieces import Parsed, Piece, note
from summarize.reading.text import parse_text
from summarize.records import BlockKind, Finding, Reason

_DATES = ("versionCreated", "contentCreated", "contentModified", "thisRevisionCreated", "firstCreated")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s?=\s?[\"']([A-Za-z0-9._-]{1,40})[\"']")
_INLINE = ("inlinexml", "inlinedata", "datacontent")
_MAX_CONTENTS = 50
"""No item has as many; each is walked through, and a hostile file nests them."""
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6])\b", re.IGNORECASE)
_CODES = ("qcode", "uri", "FormalName")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_newsml(content: bytes) -> Parsed:
    """Return the first text item in `content`; captions of picture items beside it at the end."""
    root = _load(content)
    if local_name(root) == "nitf":
        refuse_unusable(_attribute(root, "docdata", "management-status"))
        pieces = tuple(_nitf_pieces(root))
        notes = (*_nitf_notes(root), *bodiless_notes(pieces))
        return Parsed(format="nitf", pieces=pieces, date=_nitf_date(root), notes=notes)
    items = [element for element in root.iter() if local_name(element) == "newsitem"]
    if not items:
        raise SkipDocument(
            f"is XML, but <{local_name(root)[:40]}> is neither NewsML-G2 nor NITF",
            reason=Reason.UNSUPPORTED_TYPE,
        )
    texts = [item for item in items if _class_of(item) in ("", "text") and _has_content(item)]
    texts = texts or [next((item for item in items if is_usable(_status(item))), items[0])]
    usable = [item for item in texts if is_usable(_status(item))]
    if not usable:
        refuse_unusable(_status(texts[0]))
    item = usable[0]
    pictures = [other for other in items if is_usable(_status(other))]
    pieces = (*_item_pieces(item), *(piece for other in pictures for piece in _caption(other)))
    return Parsed(
        format="newsml-1" if local_name(root) == "newsml" else "newsml-g2",
        pieces=pieces,
        date=_date(item),
        language=_attribute(item, "language", "tag", "FormalName") or item.get(_LANGUAGE, ""),
        notes=tuple(_notes(item, pieces, n_texts=len(usable), n_unusable=len(texts) - len(usable))),
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
    """Return the first content that has text, and the captions beside it; remote pictures bring none."""
    components = islice(_caption_components(item), _MAX_CONTENTS)
    captions = {content for component in components for content in _contents(component)}
    contents = [content for content in _contents(item) if content not in captions]
    body = next((pieces for content in contents if (pieces := _content_pieces(content))), [])
    texts = [
        " ".join("".join(content.itertext()).split()) for content in _contents(item) if content in captions
    ]
    return [*body, *(Piece(text=text, kind=BlockKind.CAPTION) for text in texts if text)]


def _caption_components(item: Element) -> Iterator[Element]:
    """Yield the components in which NewsML 1 sets a caption: their role says so."""
    for component in item.iter():
        roles = (child.get("FormalName", "") for child in component if local_name(child) == "role")
        if local_name(component) == "newscomponent" and any("caption" in role.lower() for role in roles):
            yield component


def _contents(element: Element) -> Iterator[Element]:
    return islice((child for child in element.iter() if local_name(child) in _INLINE), _MAX_CONTENTS)


def _content_pieces(content: Element) -> list[Piece]:
    """Return what is inline: NITF, XHTML, marked-up text in a CDATA section, or text."""
    nitf = next((element for element in content.iter() if local_name(element) == "nitf"), None)
    if nitf is not None:
        return list(_nitf_pieces(nitf))
    if len(content):
        return tree_pieces(content)
    text = content.text or ""
    is_markup = "html" in content.get("contenttype", "") or (
        local_name(content) == "datacontent" and _MARKUP.search(text) is not None
    )
    return fragment_pieces(text) if is_markup else list(parse_text(text).pieces)


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
    return bool(names & {*_INLINE, "headline"})


def _date(item: Element) -> dt.date | None:
    stamps = (_find_text(item, name.lower()) for name in _DATES)
    return next((date for stamp in stamps if (date := parse_timestamp(stamp)) is not None), None)


def _nitf_date(nitf: Element) -> dt.date | None:
    for element in nitf.iter():
        if local_name(element) in ("date.issue", "date.release", "story.date"):
            return parse_timestamp(element.get("norm", ""))
    return None


def _status(item: Element) -> str:
    """Return "stat:canceled" (`<pubStatus qcode>`), or "Canceled" (`<Status FormalName>` of NewsML 1)."""
    return _attribute(item, "pubstatus", *_CODES) or _attribute(item, "status", "FormalName")


def _notes(item: Element, pieces: Sequence[Piece], *, n_texts: int, n_unusable: int) -> Iterator[Finding]:
    # NewsML 1 has no time of its own for the embargo, but one for the end of the present status
    is_held = _status(item).lower() == "embargoed"
    embargo = _find_text(item, "embargoed") or (_find_text(item, "statuswillchange") if is_held else "")
    remarks = ("".join(child.itertext()) for child in item.iter() if local_name(child) == "ednote")
    yield from desk_notes(status=_status(item), embargo=embargo, editors=" / ".join(remarks))
    if _class_of(item) in ("", "text"):
        yield from bodiless_notes(pieces)
    if n_texts > 1:
        yield note(f"the message has {n_texts} text items: only the first is on this page")
    if n_unusable:
        yield note(f"text items of the message left out because they are canceled or withheld: {n_unusable}")
    urgency = _find_text(item, "urgency") or _attribute(item, "urgency", "FormalName")
    if urgency in ("1", "2", "3"):
        yield note(f"urgency {urgency} in the metadata (1 is the most urgent)")


def _nitf_notes(nitf: Element) -> Iterator[Finding]:
    status, editors = _attribute(nitf, "docdata", "management-status"), _attribute(nitf, "ed-msg", "info")
    return desk_notes(status=status, editors=editors)


def _find_text(element: Element, name: str) -> str:
    """Return the text of the first element called `name` outside the inline content, or ""."""
    found = next((child for child in element.iter() if local_name(child) == name), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _attribute(item: Element, name: str, *attributes: str) -> str:
    """Return the first of `attributes` that the first element called `name` has, or ""."""
    found = next((child for child in item.iter() if local_name(child) == name), None)
    values = (found.get(attribute, "") for attribute in attributes) if found is not None else ()
    return next((value for value in values if value), "")
