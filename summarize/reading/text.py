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
# "- Brest", "• Brest", "1. Brest"; a dash can open an aside at the start of a wrapped line too.
_BULLET = re.compile(r"(?:[-–—•*▪●♦◆►>]|\d{1,3}[.)°])\s")
# "Brest - Lens 3-2", "Lyon bat Nice 2-0 (a.p.)", "Brest 3-2 Lens"
_SCORE = r"(?<!\d)\d{1,3} ?[-–] ?\d{1,3}(?!\d)"
_RESULT = re.compile(
    rf"[A-ZÀ-ÞŒ][^.!?\n]{{2,50}}?(?: | ?: ?){_SCORE}(?:,? {_SCORE}){{0,4}}"
    r"(?: \([^()]{1,20}\)| [A-ZÀ-ÞŒ][^.!?\n]{2,30})?"
)
_MAX_WRAP = 100
_MIN_WRAP = 40


def parse_text(text: str) -> Parsed:
    """Return the paragraphs of plain text, unclassified."""
    groups = [_lines(group) for group in _BLANK.split(normalise_lines(text))]
    is_wrapped = _is_wrapped(groups)
    wrap = max((len(line) for group in groups for line in group[:-1] if len(line) <= _MAX_WRAP), default=0)
    paragraphs = (line for group in groups for line in (_unwrap(group, wrap) if is_wrapped else group))
    return Parsed(format="text", pieces=tuple(Piece(text=paragraph) for paragraph in paragraphs))


def _lines(group: str) -> list[str]:
    return [line.strip() for line in group.split("\n") if line.strip()]


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Tell whether line ends inside the blocks are only the width of somebody's terminal."""
    inner = [
        line
        for group in groups
        for line in group[:-1]
        if len(line) <= _MAX_WRAP and not _BULLET.match(line) and not _RESULT.fullmatch(line)
    ]
    if len(inner) < 2 or median(map(len, inner)) < _MIN_WRAP:
        return False
    # a long headline or caption proves nothing; where the text is in long lines, only the head has short ones
    if sum(len(line) for group in groups for line in group if len(line) > _MAX_WRAP) > sum(map(len, inner)):
        return False
    return sum(_ENDS.search(line) is None for line in inner) >= 0.6 * len(inner)


def _unwrap(lines: list[str], wrap: int) -> list[str]:
    """Join lines wrapped at `wrap`; ends of paragraphs, lines of the head, bullets and results stay apart."""
    width = max((len(line) for line in lines if len(line) <= _MAX_WRAP), default=0)
    joined: list[list[str]] = []
    is_open = is_in_list = False
    before = ""
    for line in lines:
        is_bullet = _BULLET.match(line) is not None and (
            is_in_list or not is_open or _ends_item(before, wrap)
        )
        stands_alone = len(line) > _MAX_WRAP or _stands_alone(line, wrap)
        if is_open and not stands_alone and not is_bullet and split_dateline(line) is None:
            joined[-1].append(line)
        else:
            joined.append([line])
            is_in_list = is_bullet
        ends_short = (_ENDS.search(line) is not None and len(line) < 0.8 * width) or (
            is_in_list and len(line) < 0.8 * wrap
        )
        is_open = not (stands_alone or ends_short or _is_caption(joined[-1]))
        before = line
    return [" ".join(parts) for parts in joined]


def _stands_alone(line: str, wrap: int) -> bool:
    is_result = len(line) < 0.8 * wrap and _RESULT.fullmatch(line) is not None
    return is_result or is_byline(line) or is_dashed(line) or is_label(line)


def _ends_item(before: str, wrap: int) -> bool:
    """Tell whether a list can start below this line: it is short, or ends a sentence or an announcement."""
    return len(before) < 0.8 * wrap or _ENDS.search(before) is not None or before.endswith((":", ";"))


def _is_caption(lines: list[str]) -> bool:
    # a caption has few lines: a long paragraph is not joined again at each of its lines
    return len(lines) <= 12 and split_caption(" ".join(lines)) is not None
