"""Plain text → pieces: blank-line blocks, one paragraph a line, or lines wrapped at a fixed width."""

from __future__ import annotations

import re
from statistics import median

from summarize.reading.cleaning import normalise_lines
from summarize.reading.credits import split_caption
from summarize.reading.openings import is_byline, is_dashed, is_label, split_dateline
from summarize.reading.pieces import Parsed, Piece

_BLANK = re.compile(r"\n\s*\n")
_ENDS = re.compile(r"[.!?…][\"»”’')\]\s]*$")
_MAX_WRAP = 100
_MIN_WRAP = 40


def parse_text(text: str) -> Parsed:
    """Return the paragraphs of plain text, unclassified."""
    groups = [_lines(group) for group in _BLANK.split(normalise_lines(text))]
    is_wrapped = _is_wrapped(groups)
    paragraphs = (paragraph for group in groups for paragraph in (_unwrap(group) if is_wrapped else group))
    return Parsed(format="text", pieces=tuple(Piece(text=paragraph) for paragraph in paragraphs))


def _lines(group: str) -> list[str]:
    return [line.strip() for line in group.split("\n") if line.strip()]


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Tell whether line ends inside the blocks are only the width of somebody's terminal."""
    lengths = [len(line) for group in groups for line in group]
    inner = [line for group in groups for line in group[:-1]]
    if len(inner) < 2 or max(lengths) > _MAX_WRAP or median(map(len, inner)) < _MIN_WRAP:
        return False
    return sum(_ENDS.search(line) is None for line in inner) >= 0.6 * len(inner)


def _unwrap(lines: list[str]) -> list[str]:
    """Join wrapped lines; a short line that ends a sentence, and every line of the head, stays apart."""
    width = max(map(len, lines), default=0)
    joined: list[list[str]] = []
    is_open = False
    for line in lines:
        stands_alone = is_byline(line) or is_dashed(line) or is_label(line)
        if is_open and not stands_alone and split_dateline(line) is None:
            joined[-1].append(line)
        else:
            joined.append([line])
        ends_short = _ENDS.search(line) is not None and len(line) < 0.8 * width
        is_open = not (stands_alone or ends_short or _is_caption(joined[-1]))
    return [" ".join(parts) for parts in joined]


def _is_caption(lines: list[str]) -> bool:
    # a caption has few lines: a long paragraph is not joined again at each of its lines
    return len(lines) <= 12 and split_caption(" ".join(lines)) is not None
