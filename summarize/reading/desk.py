"""What the desk of the agency says about an item: withdrawn, embargoed, a note to editors, no text.

And what a file says by its form: that it holds several dispatches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.errors import SkipDocument
from summarize.reading.cleaning import clean
from summarize.reading.openings import is_alert, is_embargo, is_recall, split_dateline, starts_story
from summarize.reading.pieces import Piece, note
from summarize.records import Block, BlockKind, Finding, Reason, Severity

_UNUSABLE = ("canceled", "cancelled", "withheld")
# A note to editors with one of these changes what may be published, or what was.
_GRAVE = re.compile(
    r"\b(?:corrig|correct|rectifi|annul|remplac|embargo|retir|supprim|ne pas|interdi|erron|erreur)",
    re.IGNORECASE,
)
_TEXTUAL = (None, BlockKind.PARAGRAPH)
_MAX_NOTE = 400
_MAX_BEGIN = 60
_HEAD = 6
"""Blocks in which a desk says such things where it has no metadata."""


def is_usable(status: str) -> bool:
    """Tell whether an item with this publishing status may be published; `status` may be a code or a URI."""
    return _plain(status) not in _UNUSABLE


def refuse_unusable(status: str) -> None:
    """Raise `SkipDocument` for an item that its agency has canceled or holds back."""
    if not is_usable(status):
        raise SkipDocument(
            f"is {_plain(status)} by its agency (its publishing status says so)",
            reason=Reason.NOT_USABLE,
            hint="Publish nothing of it, and withdraw what was published; a version that is usable is read.",
        )


def desk_notes(*, status: str = "", embargo: str = "", editors: str = "") -> Iterator[Finding]:
    """Yield what an editor must know before use: until when to wait, and what the desk wrote."""
    if embargo := _flatten(embargo):
        message = f"embargoed until {embargo} in the metadata: not to be published before"
        yield note(message, severity=Severity.WARNING)
    elif _plain(status) == "embargoed":
        yield note("embargoed by its agency, without a time in the metadata", severity=Severity.WARNING)
    if editors := _flatten(editors):
        grave = Severity.WARNING if _GRAVE.search(editors) else Severity.NOTE
        yield note(f"the agency's note to editors: {editors}", severity=grave)


def head_notes(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield a warning for an embargo, a recall or a correction that the head of the text itself announces."""
    for block in blocks[:_HEAD]:
        if is_embargo(block.text):
            yield note(f"the text is under embargo: {_flatten(block.text)}", severity=Severity.WARNING)
        elif is_recall(block.text):
            message = f"the text takes back or corrects a dispatch: {_flatten(block.text)}"
            yield note(message, severity=Severity.WARNING)


def several_notes(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield a warning where further dispatches begin below the first: one page would mix them up."""
    first = next(
        (place for place, block in enumerate(blocks) if block.kind is BlockKind.DATELINE), len(blocks)
    )
    others = [
        block.text for block in blocks[first:] if block.kind is BlockKind.PARAGRAPH and _opens(block.text)
    ]
    if others:
        begins = "; ".join(f"{text[:_MAX_BEGIN].rstrip()} […]" for text in others)
        message = (
            f"{len(others) + 1} dispatches in one file: give each a file of its own. Others begin: {begins}"
        )
        yield note(message, severity=Severity.WARNING)


def _opens(text: str) -> bool:
    opening = split_dateline(text)
    return opening is not None and bool(opening.rest) and starts_story(text)


def bodiless_notes(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """Yield a finding where a text item is a headline alone: either it is an alert, or its text was lost."""
    headline = next((piece.text for piece in pieces if piece.kind is BlockKind.HEADLINE), "")
    if not headline or any(piece.kind in _TEXTUAL for piece in pieces):
        return
    message = "the item has a headline and no text that we can read"
    if is_alert(headline):
        yield note(message)
    else:
        remedy = "unless it is an alert, look into the file or ask for the item again"
        yield note(f"{message}: {remedy}", severity=Severity.WARNING)


def _plain(status: str) -> str:
    """Return "canceled" for `stat:canceled`, "Canceled" or the URI of a controlled vocabulary."""
    return re.split(r"[:/#]", status.strip())[-1].lower()


def _flatten(text: str) -> str:
    flat = " ".join(clean(text)[0].split())
    return flat if len(flat) <= _MAX_NOTE else f"{flat[:_MAX_NOTE].rstrip()} […]"
