"""One file → one `Document`: decode, take apart by format, shape into blocks, date, and gate by language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from summarize.errors import SkipDocument
from summarize.files import fingerprint_bytes
from summarize.reading.cleaning import report
from summarize.reading.contents import read_contents
from summarize.reading.decode import Decoded, decode, refuse_binary
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


def read_file(root: Path, id: DocumentId, options: ReadOptions = DEFAULT) -> Document:
    """Read `root / id`, or raise `DocumentError`, `SkipDocument` or `DeferDocument`."""
    return read_bytes(
        read_contents(root, id, options), id=id, suffix=PurePosixPath(id).suffix, options=options
    )


def read_bytes(
    data: bytes,
    *,
    id: DocumentId,
    suffix: str,
    options: ReadOptions = DEFAULT,
) -> Document:
    """Return the document that `data` holds; `suffix` (".txt", ".json"…) names its format."""
    decoded, parsed = _parse(data, suffix.lower())
    blocks, removed = shape(parsed.pieces)
    if not any(block.text for block in blocks):
        raise SkipDocument("there is no text in it", reason=Reason.EMPTY)
    foreign = check_language(blocks, hint=parsed.language) if options.has_language_gate else ()
    return Document(
        id=id,
        fingerprint=fingerprint_bytes(data),
        format=parsed.format,
        encoding=decoded.encoding,
        blocks=blocks,
        publication=find_publication(blocks, id=id, metadata=parsed.date),
        notes=(*decoded.notes, *report(removed), *parsed.notes, *foreign),
    )


def _parse(data: bytes, suffix: str) -> tuple[Decoded, Parsed]:
    if suffix == ".xml":  # XML names its own encoding, and its parser decodes
        refuse_binary(data)
        return Decoded(text="", encoding=declared_encoding(data)), parse_newsml(data)
    decoded = decode(data)
    return decoded, _PARSERS[suffix](decoded.text)
