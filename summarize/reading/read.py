"""One file → one `Document`: decode, take apart by format, shape into blocks, date, and gate by language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from summarize.errors import DocumentError, SkipDocument
from summarize.files import fingerprint_bytes
from summarize.reading.cleaning import report
from summarize.reading.contents import read_contents
from summarize.reading.decode import Decoded, decode, refuse_binary
from summarize.reading.desk import head_notes, several_notes
from summarize.reading.html import parse_html
from summarize.reading.language import check_language
from summarize.reading.markdown import parse_markdown
from summarize.reading.newsml import declared_encoding, parse_newsml
from summarize.reading.ninjs import parse_ninjs
from summarize.reading.options import DEFAULT, ReadOptions
from summarize.reading.pieces import Parsed
from summarize.reading.publication import find_publication
from summarize.reading.shape import shape
from summarize.reading.text import parse_text
from summarize.records import Document, DocumentId, Reason

_PARSERS: dict[str, Callable[[str], Parsed]] = {
    ".txt": parse_text,
    ".md": parse_markdown,
    ".html": parse_html,
    ".htm": parse_html,
    ".json": parse_ninjs,
}

_PREAMBLE = re.compile(rb"\A(?:\s+|<!--.*?-->)+", re.DOTALL)
_XML = (b"<?xml", b"<!doctype newsml", b"<!doctype nitf", b"<newsml", b"<newsitem", b"<newsmessage", b"<nitf")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|main|section|div|p|h1)[\s>]")


def read_file(root: Path, id: DocumentId, options: ReadOptions = DEFAULT) -> Document:
    """Read `root / id`, or raise `DocumentError`, `SkipDocument` or `DeferDocument`."""
    content = read_contents(root, id, options)
    return read_bytes(content, id=id, suffix=PurePosixPath(id).suffix, options=options)


def read_bytes(content: bytes, *, id: DocumentId, suffix: str, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that `content` holds; `suffix` (".txt", ".json"…) names its format."""
    try:
        return _read(content, id, suffix.lower(), options)
    except DocumentError as error:
        raise type(error)(f"{id}: {error}", reason=error.reason, hint=error.hint) from error


def guess_suffix(content: bytes) -> str:
    """Return the suffix for content without a file name (standard input), by its first characters."""
    start = content[:2000]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", errors="replace").encode()
    start = _PREAMBLE.sub(b"", start.removeprefix(b"\xef\xbb\xbf")).lower()
    if start.startswith(b"{"):
        return ".json"
    if start.startswith(_XML):
        return ".xml"
    return ".html" if _HTML.match(start) else ".txt"


def _read(content: bytes, id: DocumentId, suffix: str, options: ReadOptions) -> Document:
    decoded, parsed = _parse(content, suffix)
    blocks, removed = shape(parsed.pieces)
    if not any(block.text for block in blocks):
        raise SkipDocument("there is no text in it", reason=Reason.EMPTY)
    foreign = check_language(blocks, hint=parsed.language) if options.has_language_gate else ()
    return Document(
        id=id,
        fingerprint=fingerprint_bytes(content),
        format=parsed.format,
        encoding=decoded.encoding,
        blocks=blocks,
        publication=find_publication(blocks, id=id, metadata=parsed.date),
        notes=(
            *decoded.notes,
            *report(removed),
            *parsed.notes,
            *head_notes(blocks),
            *several_notes(blocks),
            *foreign,
        ),
    )


def _parse(content: bytes, suffix: str) -> tuple[Decoded, Parsed]:
    if suffix == ".xml":  # XML names its own encoding, and its parser decodes
        refuse_binary(content)
        return Decoded(text="", encoding=declared_encoding(content)), parse_newsml(content)
    if suffix not in _PARSERS:
        raise SkipDocument(f"{suffix or 'no suffix'} is not a format we read", reason=Reason.UNSUPPORTED_TYPE)
    decoded = decode(content)
    return decoded, _PARSERS[suffix](decoded.text)
