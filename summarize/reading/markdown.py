"""Markdown: front matter, headings, paragraphs; images become captions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarize.reading.cleaning import normalise_lines
from summarize.reading.dates import find_dates, parse_timestamp
from summarize.reading.flow import fragment_pieces
from summarize.reading.pieces import Parsed, Piece
from summarize.records import BlockKind

_FENCE = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"(?P<name>title|titre|date|author|auteur|by|lang|language)[ \t]{0,5}:[ \t]{0,5}(?P<value>[^\n]{1,1000})",
    re.IGNORECASE,
)
_NAMES = {"titre": "title", "auteur": "author", "by": "author", "language": "lang"}


def parse_markdown(text: str) -> Parsed:
    """Return the pieces of Markdown text; only known fields of its front matter are looked at."""
    text = normalise_lines(text).lstrip("\ufeff\n")
    fence = _FENCE.match(text)
    fields = _read_fields(fence[1]) if fence else {}
    body = list(_pieces(_parser().parse(text[fence.end() :] if fence else text)))
    return Parsed(
        format="markdown",
        pieces=(*_head(fields), *_without_second_title(body, fields.get("title", ""))),
        date=_read_date(fields.get("date", "")),
        language=fields.get("lang", ""),
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    # addresses are thrown away: a bad one must not keep an image from being an image
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _read_fields(front_matter: str) -> dict[str, str]:
    """Return plain `name: value` lines. No YAML is loaded: the text comes from outside."""
    fields: dict[str, str] = {}
    for line in front_matter.split("\n"):
        if found := _FIELD.fullmatch(line.rstrip()):
            name = found["name"].lower()
            fields.setdefault(_NAMES.get(name, name), found["value"].strip().strip("\"'").strip())
    return fields


def _read_date(value: str) -> dt.date | None:
    found = parse_timestamp(value)
    return found or next((date.date for date in find_dates(value)), None)


def _head(fields: dict[str, str]) -> Iterator[Piece]:
    if title := fields.get("title"):
        yield Piece(text=title, kind=BlockKind.HEADLINE)
    if author := fields.get("author"):
        yield Piece(text=author, kind=BlockKind.BYLINE)


def _without_second_title(body: Sequence[Piece], title: str) -> Iterator[Piece]:
    """Yield `body`: a heading before any text is the headline, unless the front matter has named one."""
    is_head = True
    for piece in body:
        is_title = is_head and piece.kind is BlockKind.SUBHEAD
        is_head = is_head and piece.kind is not None
        if is_title and not title:
            title = piece.text
            yield Piece(text=piece.text, kind=BlockKind.HEADLINE)
        elif not (is_title and piece.text == title):
            yield piece


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    kind: BlockKind | None = None
    for token in tokens:
        if token.type == "heading_open":
            kind = BlockKind.SUBHEAD
        elif token.type == "heading_close":
            kind = None
        elif token.type == "inline":
            yield from _inline(token.children or [], kind)
        elif token.type == "html_block":
            yield from fragment_pieces(token.content)
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Piece(text=token.content)


def _inline(children: Sequence[Token], kind: BlockKind | None) -> Iterator[Piece]:
    """Yield the text of a paragraph or heading, then the captions of the images in it."""
    parts: list[str] = []
    captions: list[Piece] = []
    for child in children:
        if child.type == "image":
            caption = str(child.attrGet("title") or child.content)
            captions += [Piece(text=caption, kind=BlockKind.CAPTION)] if caption.strip() else []
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
    if text := "".join(parts).strip():
        yield Piece(text=text, kind=kind)
    yield from captions
