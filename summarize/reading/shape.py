"""Pieces of text → typed blocks, by rules that hold for every format. Only white space is ever lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from summarize.reading.agencies import WIRE
from summarize.reading.cleaning import clean
from summarize.reading.credits import has_caption_date, split_caption
from summarize.reading.dates import WEEKDAY
from summarize.reading.openings import (
    is_alert,
    is_byline,
    is_dashed,
    is_label,
    is_sign_off,
    is_slug,
    split_dateline,
    starts_story,
)
from summarize.reading.pieces import Piece
from summarize.records import Block, BlockKind

MAX_HEADLINE = 220
MAX_SUBHEAD = 110
MAX_TITLE_WITH_DAY = 80
MAX_HEAD = 10
MAX_DECKS = 3
_SPACES = re.compile(r"[ \t\n]+")
_TERMINAL = re.compile(r"[.!?…;:,][\"»”’')\]\s–-]*$")
_CREDITED = re.compile(rf"\({WIRE}(?:\s?/\s?{WIRE}){{0,3}}\)$", re.IGNORECASE)
_MAX_QUESTION = 130
_TWO_SENTENCES = re.compile(r"[a-zà-ÿ]{3}\.[\"»]? [A-ZÀ-Þ«\"]")
_SENTENCE_END = re.compile(r"[.!?…][\"»]? [A-ZÀ-Þ«\"]")
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
_BULLET = re.compile(r"[-–—•*▪●♦◆►>]\s?|\d{1,3}[.)°]\s")


def shape(pieces: Sequence[Piece]) -> tuple[tuple[Block, ...], Counter[str]]:
    """Return the blocks of a dispatch in order, and what was removed from its text."""
    found: Counter[str] = Counter()
    cleaned = []
    for piece in pieces:
        text, removed = clean(piece.text)
        credit, removed_too = clean(piece.credit)
        found += removed + removed_too
        cleaned.append(replace(piece, text=_flatten(text), credit=_flatten(credit)))
    shaper = _Shaper([piece for piece in cleaned if piece.text or piece.credit])
    return shaper.shape(), found


def _flatten(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


class _Shaper:
    """Walks over the pieces once; what it has seen decides what the next piece can be."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._blocks: list[Block] = []
        self._seen: set[BlockKind] = set()
        self._last_text = _find_last_text(pieces)
        self._foot = _find_foot(pieces, self._last_text)
        self._head_end = _find_story(pieces)
        self._is_opened = False  # by a dateline with the lead behind it; a title may stand below a date alone

    def shape(self) -> tuple[Block, ...]:
        for position, piece in enumerate(self._pieces):
            if piece.kind is BlockKind.CAPTION:
                self._add_caption(piece)
            elif piece.kind is not None:
                self._add(piece.kind, piece.text)
            else:
                self._add_unknown(position, piece.text)
        return tuple(self._blocks)

    def _add(self, kind: BlockKind, text: str, credit: str = "") -> None:
        self._blocks.append(Block(kind=kind, text=text, credit=credit))
        self._seen.add(kind)

    def _add_caption(self, piece: Piece) -> None:
        caption = None if piece.credit else split_caption(piece.text, is_known=True)
        if caption is None:
            self._add(BlockKind.CAPTION, piece.text, piece.credit)
        else:
            self._add(BlockKind.CAPTION, caption.text, caption.credit)

    def _add_unknown(self, position: int, text: str) -> None:
        has_body = BlockKind.PARAGRAPH in self._seen and position > self._head_end
        has_title = has_body or BlockKind.HEADLINE in self._seen
        if has_body and position >= self._foot and is_sign_off(text):
            self._add(BlockKind.BYLINE, text)
        elif caption := split_caption(text, may_be_title=not has_title):
            self._add_credited(caption.text, caption.credit)
        elif has_body:
            self._add(BlockKind.SUBHEAD if self._is_subhead(position) else BlockKind.PARAGRAPH, text)
        else:
            self._add_head(position, text)

    def _add_credited(self, text: str, credit: str) -> None:
        """Add a caption; a credit alone on its line belongs to the caption just before it."""
        last = self._blocks[-1] if self._blocks else None
        if text or last is None or last.credit:
            self._add(BlockKind.CAPTION, text, credit)
        elif last.kind is BlockKind.CAPTION or (
            last.kind in (BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.SUBHEAD)
            and has_caption_date(last.text)
        ):
            self._blocks[-1] = Block(kind=BlockKind.CAPTION, text=last.text, credit=credit)
        else:
            self._add(BlockKind.CAPTION, text, credit)

    def _add_head(self, position: int, text: str) -> None:
        """Add a piece that stands before the first paragraph or above the dateline, or is it."""
        if is_byline(text) and self._text_follows(position):
            self._add(BlockKind.BYLINE, text)
        elif self._text_follows(position) and (is_label(text) or self._is_slug(position)):
            self._add(BlockKind.SUBHEAD, text)
        elif opening := split_dateline(text):
            self._add(BlockKind.DATELINE, opening.text)
            if opening.rest:
                self._is_opened = True
                self._add(BlockKind.PARAGRAPH, opening.rest)
        elif BlockKind.HEADLINE not in self._seen and self._is_headline(position, text):
            self._add(BlockKind.HEADLINE, text)
        elif self._is_subhead(position):
            self._add(BlockKind.SUBHEAD, text)
        else:
            self._add(BlockKind.PARAGRAPH, text)

    def _is_slug(self, position: int) -> bool:
        """Tell whether a slug or reference stands above the title; alone, it is the title."""
        if BlockKind.HEADLINE in self._seen or not is_slug(self._pieces[position].text):
            return False
        following = self._pieces[position + 1]
        return following.kind is None and _is_title(following.text)

    def _is_headline(self, position: int, text: str) -> bool:
        if len(text) > MAX_HEADLINE or _BULLET.match(text) or self._is_opened:
            return False
        if position < self._head_end and _may_be_closed_title(text):
            below = self._pieces[position + 1 : self._head_end]
            return not any(piece.kind is None and _is_title(piece.text) for piece in below)
        if is_alert(text) or (text.isupper() and len(text) > 3):
            return True
        # "VIDÉO. Le chat de M. Dupont" has one sentence, "Qui est-il ? Sa mère répond" is a title too
        if _TWO_SENTENCES.search(text) or (text[-1] in "?!" and len(text) > _MAX_QUESTION):
            return False
        return _is_open(text) and (self._text_follows(position) or len(self._pieces) == 1)

    def _is_subhead(self, position: int) -> bool:
        """Tell whether a short line without a full stop introduces what follows, and is no part of a list."""
        text = self._pieces[position].text
        following = self._pieces[position + 1 : position + 2]
        if is_dashed(text):
            return True
        if len(text) > MAX_SUBHEAD or _BULLET.match(text) or not following:
            return False
        if not _is_open(text) or _SENTENCE_END.search(text):
            return False
        if any(character.isdigit() for character in text[-4:]):
            return False  # a result or a row of figures
        before = self._pieces[position - 1] if position else None
        is_below_title = bool(self._blocks) and self._blocks[-1].kind is BlockKind.HEADLINE
        is_in_list = (
            not is_below_title and before is not None and before.kind is None and _is_row(before.text)
        )
        return not is_in_list and not _is_row(following[0].text)

    def _text_follows(self, position: int) -> bool:
        return position < self._last_text


def _find_last_text(pieces: Sequence[Piece]) -> int:
    """Return the position of the last piece that is no caption, or -1."""
    for position in range(len(pieces) - 1, -1, -1):
        piece = pieces[position]
        if piece.kind is not BlockKind.CAPTION and (piece.kind is not None or not split_caption(piece.text)):
            return position
    return -1


def _find_foot(pieces: Sequence[Piece], last_text: int) -> int:
    """Return where the sign-offs start that end the text: initials, a copyright, an address."""
    foot = last_text
    for position in range(last_text, -1, -1):
        piece = pieces[position]
        if piece.kind is BlockKind.CAPTION or (piece.kind is None and split_caption(piece.text)):
            continue
        if piece.kind is not None or not is_sign_off(piece.text):
            break
        foot = position
    return foot


def _find_story(pieces: Sequence[Piece]) -> int:
    """Return the position of the full dateline that ends the head, or -1; decks may stand above it."""
    has_title, decks = False, 0
    for position, piece in enumerate(pieces[:MAX_HEAD]):
        if piece.kind is None and starts_story(piece.text):
            return position if has_title else -1
        if piece.kind is BlockKind.CAPTION or split_caption(piece.text, may_be_title=True):
            continue
        if piece.kind is None and not _is_open(piece.text) and not _BULLET.match(piece.text):
            decks += 1
            # a dispatch without title starts with its lead, which names the day
            has_title = has_title or _may_be_closed_title(piece.text)
        else:
            has_title = True
        if decks > MAX_DECKS:
            break
    return -1


def _is_title(text: str) -> bool:
    """Tell whether `text` can be the title below a slug or a sentence."""
    is_other = is_byline(text) or is_label(text) or is_slug(text) or _BULLET.match(text)
    return len(text) <= MAX_HEADLINE and _is_open(text) and not is_other and split_dateline(text) is None


def _may_be_closed_title(text: str) -> bool:
    """Tell whether `text` can be a title although it ends with a full stop or an ellipsis."""
    if len(text) > MAX_HEADLINE or _BULLET.match(text) or is_label(text):
        return False
    if len(text) > MAX_TITLE_WITH_DAY and _WEEKDAY.search(text):
        return False  # a lead
    return re.search(r"[.…]$", text) is not None and not _TWO_SENTENCES.search(text)


def _is_open(text: str) -> bool:
    """Tell whether `text` does not end as a sentence does (a question or an exclamation may be a title)."""
    end = _TERMINAL.search(text)
    if not any(map(str.isalpha, text)) or _CREDITED.search(text):
        return False
    return end is None or (end[0][0] in "?!" and end[0].strip() in "?!")


def _is_row(text: str) -> bool:
    if len(text) > MAX_SUBHEAD or not _is_open(text):
        return False
    is_other = is_dashed(text) or is_byline(text) or is_label(text)
    return not is_other and split_caption(text) is None
