"""Text from outside, made harmless for a Markdown page, a log line or a file name.

`inert` writes numeric entities rather than backslashes: every Markdown dialect and raw HTML decode them,
and no template language sees them. Prose stays as it is: apostrophes, quotes, hyphens, parentheses, `%`, `€`
and figures are only touched where they would mean something. Where a site links or replaces words *after*
decoding (mentions, issue numbers, e-mail addresses, `:emoji:`), a zero-width space stands behind the sign.
Everything here runs in linear time.
"""

from __future__ import annotations

import re
import unicodedata

ZERO_WIDTH_SPACE = "\u200b"
"""The one invisible character that we write ourselves, always as an entity; `plain` removes all others."""

MAX_MARKS = 3
"""Combining marks kept on one letter; no living orthography needs more after NFC."""

MAX_SLUG = 60
"""Longest slug, in characters."""

_LINE_SPACE = re.compile("[\t-\r\x1c-\x1f \x85\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff]"
)
# No letter, digit, ASCII or general punctuation: only such runs can hide too many combining marks.
_SIGN_RUN = re.compile(rf"[^\w\x00-\u02ff\u2000-\u206f\u3000-\u303f]{{{MAX_MARKS + 1},}}")

_ACTIVE = re.compile(
    r"""
      [\\`*_{}\[\]<>|~^=#$@]            # markup, templates, tables, tags, TeX, mentions: wherever they stand
    | &(?=[\w#])                        # an entity
    | ::+ | :(?=//) | //+ | %%+ | \+\++  # directives, addresses, comments, keys
    | :(?!\d\d?:)(?=[\w+-]{1,40}:)      # :emoji:, but not 12:30:45
    | (?<=[^\s.,;:!?'"()«»])\.(?=[^\W\d_]{2})(?!(?:txt|html?|json|xml)\b)  # a domain; not 3.5, U.S., a.txt
    | (?i:(?<=www))\.
    | (?i:(?<=\bgh))-(?=\d)             # GH-12
    | \A (?: [-+](?=[\s:+-]|\Z) | [:%] | !(?=!!) | \?(?=\?\?) )
    """,
    re.VERBOSE,
)
_ORDERED = re.compile(r"\A(\d+)([.)])(?=\s|\Z)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_READ_AFTER_DECODING = re.compile(r"@(?=\w)|#(?=\d)|\\|[{$](?=[{%#$])|[:-](?=\w)")
_NOT_PRINTABLE_ASCII = re.compile(r"[^\x20-\x7e]|\\")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}
)


def plain(text: str) -> str:
    """Return `text` on one line, in NFC, without control, bidi and invisible characters."""
    visible = _INVISIBLE.sub("", _LINE_SPACE.sub(" ", text))
    # Marks are bounded before NFC too: sorting a long run of them takes quadratic time.
    composed = _bound_marks(unicodedata.normalize("NFC", _bound_marks(visible)))
    return _LINE_SPACE.sub(" ", composed).strip()


def inert(text: str) -> str:
    """Return `plain(text)` as Markdown source that renders as exactly these characters and nothing else.

    It fits wherever a paragraph, heading, list item, quotation, table cell, link or HTML element has text.
    """
    line = _ACTIVE.sub(_encode, plain(text))
    return _ORDERED.sub(lambda match: f"{match[1]}&#{ord(match[2])};", line)


def log_safe(text: str) -> str:
    """Return `text` in printable ASCII for a terminal or a log; everything else as a backslash escape."""
    return _NOT_PRINTABLE_ASCII.sub(_backslash, text)


def slug(text: str) -> str:
    """Return a file-name stem of lower-case ASCII words, `dispatch` when nothing is left."""
    start = plain(text[: 8 * MAX_SLUG]).translate(_SLUG_LETTERS)
    ascii_only = unicodedata.normalize("NFKD", start).encode("ascii", "ignore").decode("ascii")
    return _NOT_SLUG.sub("-", ascii_only.lower()).strip("-")[:MAX_SLUG].strip("-") or "dispatch"


def _encode(match: re.Match[str]) -> str:
    entities = "".join(_NAMED.get(character, f"&#{ord(character)};") for character in match[0])
    if _is_read_after_decoding(match):
        return f"{entities}&#{ord(ZERO_WIDTH_SPACE)};"
    return entities


def _is_read_after_decoding(match: re.Match[str]) -> bool:
    """Say whether a site would still act on the decoded text: on the page's HTML, not on its Markdown."""
    return len(match[0]) == 1 and _READ_AFTER_DECODING.match(match.string, match.start()) is not None


def _bound_marks(text: str) -> str:
    return _SIGN_RUN.sub(_keep_first_marks, text)


def _keep_first_marks(match: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _backslash(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\\":
        return "\\\\"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
