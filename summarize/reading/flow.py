"""Marked-up text → pieces: a stream of opened and closed elements becomes paragraphs, subheads and captions.

XML trees, HTML fragments and extracted pages all come down to this stream.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from summarize.reading.pieces import Piece
from summarize.records import BlockKind

_SUBHEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2")
_CAPTIONS = ("figcaption", "caption", "media-caption")
_CREDITS = ("media-producer",)
_BREAKS = ("br", "lb")
_CELLS = ("td", "th", "cell")
_STRUCTURE = """
p div li ul ol dl dt dd hr blockquote pre table tr section article header main body figure media block
body.content body.head body.end item list quote row note aside footer address head
"""
_UNSEEN = "script style template noscript iframe object svg media-reference media-metadata title"
_BLOCKS = frozenset((*_SUBHEADS, *_CAPTIONS, *_CREDITS, *_STRUCTURE.split()))
_DROPPED = frozenset(_UNSEEN.split())
_EMPTY_LINE = re.compile(r"\n\s*\n")
_TAG_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9.:-]{0,20})")
_MAX_TAG = 4000


class Element(Protocol):
    """What the trees of the standard library and of lxml have in common."""

    @property
    def tag(self) -> object:
        """The name, with its namespace in braces; not a string for comments."""

    @property
    def text(self) -> str | None:
        """Text before the first child."""

    @property
    def tail(self) -> str | None:
        """Text after the element."""

    def __iter__(self) -> Iterator[Element]: ...


class Flow:
    """Collects pieces from a stream of elements and text."""

    def __init__(self, *, heads: tuple[str, ...] = ()) -> None:
        """`heads` names further elements that are subheads (an extracted page calls them `head`)."""
        self.pieces: list[Piece] = []
        self._subheads = (*_SUBHEADS, *heads)
        self._dropped = _DROPPED if "head" in heads else _DROPPED | {"head"}
        self._inside: list[str] = []
        self._n_dropped = 0
        self._text: list[str] = []

    def open(self, tag: str) -> None:
        """Note that `tag` starts."""
        if tag in self._dropped:
            self._n_dropped += 1
        elif tag in _BREAKS:
            self._text.append("\n")
        elif tag in _BLOCKS:
            self.flush()
            self._inside.append(tag)

    def close(self, tag: str) -> None:
        """Note that `tag` ends."""
        if tag in self._dropped:
            self._n_dropped = max(0, self._n_dropped - 1)
        elif tag in _CELLS:
            self._text.append(" ")
        elif tag in _BLOCKS:
            self.flush()
            if tag in self._inside[-20:]:
                while self._inside.pop() != tag:
                    pass

    def add(self, text: str | None) -> None:
        """Add text at this point."""
        if text and not self._n_dropped:
            self._text.append(text)

    def flush(self) -> None:
        """End the piece at hand."""
        text, self._text = "".join(self._text), []
        for part in _EMPTY_LINE.split(text):
            if part.strip():
                self._add_piece(part.strip())

    def _add_piece(self, text: str) -> None:
        inside = self._inside[-4:]
        last = self.pieces[-1] if self.pieces else None
        if any(tag in _CREDITS for tag in inside):
            if last is not None and last.kind is BlockKind.CAPTION and not last.credit:
                self.pieces[-1] = replace(last, credit=text)
            else:
                self.pieces.append(Piece(text="", kind=BlockKind.CAPTION, credit=text))
        elif any(tag in _CAPTIONS for tag in inside):
            self.pieces.append(Piece(text=text, kind=BlockKind.CAPTION))
        elif any(tag in self._subheads for tag in inside):
            self.pieces.append(Piece(text=text, kind=BlockKind.SUBHEAD))
        else:
            self.pieces.append(Piece(text=text))


def tree_pieces(root: Element, *, heads: tuple[str, ...] = ()) -> list[Piece]:
    """Return the pieces below `root`. The walk has its own stack: depth comes from outside."""
    flow = Flow(heads=heads)
    flow.open(local_name(root))
    flow.add(root.text)
    stack = [(root, iter(root))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            flow.close(local_name(parent))
            if stack:
                flow.add(parent.tail)
            continue
        if not isinstance(child.tag, str):  # a comment or an instruction
            flow.add(child.tail)
            continue
        flow.open(local_name(child))
        flow.add(child.text)
        stack.append((child, iter(child)))
    flow.flush()
    return flow.pieces


def local_name(element: Element) -> str:
    """Return the name of `element` without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def fragment_pieces(markup: str) -> list[Piece]:
    """Return the pieces of an HTML fragment from inside another format. Linear, whatever the input."""
    flow = Flow()
    position = 0
    while (start := markup.find("<", position)) >= 0:
        flow.add(html.unescape(markup[position:start]))
        position = _pass_tag(markup, start, flow)
    flow.add(html.unescape(markup[position:]))
    flow.flush()
    return flow.pieces


def _pass_tag(markup: str, start: int, flow: Flow) -> int:
    """Tell `flow` about the tag at `start`; return where the text goes on. A stray "<" is text."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start)
        return len(markup) if end < 0 else end + 3
    name = _TAG_NAME.match(markup, start + 1)
    end = markup.find(">", start, start + _MAX_TAG)
    if end < 0 or (name is None and not markup.startswith(("<!", "<?"), start)):
        flow.add("<")
        return start + 1
    if name is not None:
        tag = name[1].lower()
        if name[0].startswith("/"):
            flow.close(tag)
        else:
            flow.open(tag)
            if markup[end - 1] == "/" or tag == "hr":
                flow.close(tag)
    return end + 1
