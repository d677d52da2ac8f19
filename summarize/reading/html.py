"""HTML pages: the article without its boilerplate, by trafilatura; captions of figures taken out by us."""

from __future__ import annotations

import datetime as dt
import logging
import re
from importlib import import_module
from types import ModuleType
from typing import Any

from summarize.errors import DocumentError
from summarize.reading.dates import parse_timestamp
from summarize.reading.flow import tree_pieces
from summarize.reading.openings import is_byline
from summarize.reading.pieces import Parsed, Piece
from summarize.records import BlockKind, Reason

MAX_TAGS = 60_000
"""Above it, a page is no article: parsing would take many seconds."""

_DECLARATION = re.compile(r"\A\s{0,100}<\?xml[^>]{0,200}\?>")
_DATE_PATHS = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//*[@itemprop="datePublished"]/@datetime',
    '//meta[@name="date" or @name="DC.date.issued" or @name="dcterms.date" or @name="pubdate"]/@content',
    "//article//time/@datetime",
)
_JSON_DATE = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{8,40})"')
_ARTICLE = '(//article | //main | //*[@itemprop="articleBody"])'
_FIGURES = "descendant-or-self::figure | descendant::*[contains(@class, 'wp-caption')]"
_CAPTION = ".//figcaption | .//*[contains(@class, 'caption-text')]"

_OUTSIDE = "[not(ancestor::figcaption) and not(ancestor-or-self::*[contains(@class, 'caption-text')])]"
_SET_TEXT = f".//table{_OUTSIDE} | .//blockquote{_OUTSIDE}"
_LOOSE = f".//p{_OUTSIDE}"
_PICTURE = ".//img | .//picture | .//video | .//iframe | .//svg"


def parse_html(text: str) -> Parsed:
    """Return the article in a page: title, byline and date from its metadata, body, captions at the end."""
    if (n_tags := text.count("<")) > MAX_TAGS:
        message = f"has {n_tags:,} tags, the limit is {MAX_TAGS:,}: no article has as many"
        raise DocumentError(message, reason=Reason.MALFORMED, hint="Deliver the article alone.")
    trafilatura = _load_library()
    try:
        return _parse_page(trafilatura, text)
    except Exception as error:  # whatever a hostile page sets off in the parser costs that page alone
        problem = f"cannot be parsed as HTML ({type(error).__name__}: {error})"
        raise DocumentError(problem, reason=Reason.MALFORMED, hint="Deliver the article as text.") from error


def _parse_page(trafilatura: ModuleType, text: str) -> Parsed:
    tree = trafilatura.load_html(_DECLARATION.sub("", text, count=1))
    if tree is None:
        return Parsed(format="html", pieces=())
    metadata = trafilatura.extract_metadata(tree)
    date, language = _find_date(tree), str(tree.get("lang") or "")
    captions = _take_captions(tree)
    body = _extract_body(trafilatura, tree)
    title = _text(metadata.title)
    return Parsed(
        format="html",
        pieces=(*_head(title, _text(metadata.author), body), *_without_title(body, title), *captions),
        date=date,
        language=language,
    )


def _load_library() -> ModuleType:
    try:
        trafilatura = import_module("trafilatura")
    except ImportError as error:
        raise DocumentError(
            "HTML needs the optional package trafilatura",
            reason=Reason.MISSING_EXTRA,
            hint="pip install 'summarize[html]'",
        ) from error
    # its messages speak of our documents on stderr when nobody has set up logging
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return trafilatura


def _find_date(tree: Any) -> dt.date | None:
    stamps = [str(stamp) for path in _DATE_PATHS for stamp in tree.xpath(path)]
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        stamps += _JSON_DATE.findall(str(script)[:100_000])
    return next((date for stamp in stamps if (date := parse_timestamp(stamp)) is not None), None)


def _take_captions(tree: Any) -> list[Piece]:
    """Remove the figures from `tree`; return the captions of those in the article.

    A figure around a table or a quotation (as WordPress sets them) is text: it loses its caption alone.
    """
    captions = []
    roots = tree.xpath(_ARTICLE) or [tree]
    for figure in roots[0].xpath(_FIGURES):
        parts = figure.xpath(_CAPTION if _has_text(figure) else f"{_CAPTION} | {_LOOSE}")
        texts = [" ".join(caption.text_content().split()) for caption in parts]
        captions += [Piece(text=text, kind=BlockKind.CAPTION) for text in texts if text]
    for figure in tree.xpath(_FIGURES):
        if figure.getparent() is None:
            continue
        if _has_text(figure):
            for caption in figure.xpath(_CAPTION):
                caption.drop_tree()
            figure.tag = "div"  # trafilatura drops what is called a figure
            figure.attrib.clear()
        else:
            figure.drop_tree()
    return captions


def _has_text(figure: Any) -> bool:
    """Tell whether a figure is part of the text; a paragraph below a picture is its caption or its credit."""
    return bool(figure.xpath(_SET_TEXT) or (figure.xpath(_LOOSE) and not figure.xpath(_PICTURE)))


def _extract_body(trafilatura: ModuleType, tree: Any) -> list[Piece]:
    extracted = trafilatura.bare_extraction(
        tree, with_metadata=False, include_comments=False, include_tables=True, favor_precision=True
    )
    if extracted is not None and extracted.body is not None and len(extracted.body):
        return tree_pieces(extracted.body, heads=("head",))
    paragraphs = tree.xpath(f"{_ARTICLE}//p") or tree.xpath("//body//p")
    return [Piece(text=paragraph.text_content()) for paragraph in paragraphs]


def _head(title: str, author: str, body: list[Piece]) -> list[Piece]:
    pieces = [Piece(text=title, kind=BlockKind.HEADLINE)] if title else []
    has_byline = any(is_byline(" ".join(piece.text.split())) for piece in body[:4])
    if author and not has_byline:
        pieces.append(Piece(text=author, kind=BlockKind.BYLINE))
    return pieces


def _without_title(body: list[Piece], title: str) -> list[Piece]:
    return [piece for piece in body if not title or " ".join(piece.text.split()) != title]


def _text(found: object) -> str:
    return " ".join(found.split()) if isinstance(found, str) else ""
