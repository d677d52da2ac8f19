"""Bytes → text: UTF-8, UTF-16/32 with a byte-order mark, else cp1252 with a note. Never a silent U+FFFD.

A page that declares another encoding and decodes under it is read so; signs of Latin-9 make cp1252 Latin-9.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

import charset_normalizer

from summarize.errors import DocumentError
from summarize.reading.pieces import note
from summarize.records import Finding, Reason

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts with theirs
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"Rar!\x1a", "rar"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "SQLite"),
)
_PICKLE = re.compile(rb"\x80[\x02-\x05][\x80-\xff(}\]\x8c\x95c]|\x80[\x02-\x05].{0,64}\.$", re.DOTALL)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27, 28, 29, 30} | {127})
# Bytes that are UTF-8 for the characters of French; as cp1252 they read "Ã©", "Â»", "Å“": never French.
_SURE_UTF8 = re.compile(rb"[\xc2\xc3\xc5][\x80-\xbf]|\xe2[\x80-\xbf]{2}")
_EXPECTED = frozenset(
    "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒÆŸàâäçèéêëîïôöùûüÿœæÁÍÓÚÑÃÕáíóúñãõßåÅøØýÝ«»‹›’‘“”–—…•·€£§°²³¹½¼¾ªº©®™×÷±µ¿¡\u00a0\u00ad"
)
_OTHER = ["mac_roman", "cp850", "cp437", "iso8859_15"]
_SURE_SHARE = 0.8
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_LATIN_9 = "iso-8859-15"
# Browsers read what calls itself Latin-1 or ASCII as cp1252, because that is what it is.
_ALIASES = {"macintosh": "mac_roman", "x-mac-roman": "mac_roman"} | dict.fromkeys(
    ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"), "cp1252"
)
_DECLARABLE = re.compile(r"(?:iso-?8859-\d{1,2}|windows-125\d|latin-?\d{1,2}|cp\d{3,4}|mac_roman)")
_C1 = re.compile("[\x80-\x9f]")
# What € and œ of Latin-9 are in cp1252: "50 ¤", "c½ur", "¼uvre"; "2½" and "½ finale" are halves.
_LATIN_9_SEEN = re.compile(
    r"(?<=[\w'’])[ \u00a0]?¤|¤ ?\d|(?<=[^\W\d_])[½¼](?=[^\W\d_])|(?<!\w)[½¼](?=[uidscnUIDSCN][^\W\d_])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text as it was in the file, and the encoding that was used."""

    text: str
    encoding: str
    notes: tuple[Finding, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the text of `data`, or raise `DocumentError` (binary, undecodable)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(text=_decode_marked(data, encoding), encoding=encoding)
    refuse_binary(data)
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error)


def refuse_binary(data: bytes) -> None:
    """Raise `DocumentError` when `data` is not text. Nothing is unpacked to find out."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise _binary(f"is {name}, not text")
    if _PICKLE.match(data):
        raise _binary("is a Python pickle, not text")
    if b"\x00" in data:
        raise _binary("has NUL bytes: a binary file, or UTF-16 without a byte-order mark")
    n_controls = len(data) - len(data.translate(None, _CONTROLS))
    if n_controls > 8 and n_controls > len(data) // 50:
        raise _binary(f"has {n_controls} control characters in {len(data)} bytes")


def _binary(message: str) -> DocumentError:
    return DocumentError(message, reason=Reason.BINARY, hint="Deliver the dispatch as UTF-8 text.")


def _undecodable(message: str) -> DocumentError:
    return DocumentError(message, reason=Reason.UNDECODABLE, hint="Save or deliver the file as UTF-8.")


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = (
            f"is not the {encoding} that its byte-order mark says (at byte {error.start}: {error.reason})"
        )
        raise _undecodable(problem) from error
    if "\x00" in text:
        raise _binary("has NUL characters")
    return text


def _decode_legacy(data: bytes, error: UnicodeDecodeError) -> Decoded:
    n_sure = len(_SURE_UTF8.findall(data))
    if n_sure and error.end >= len(data) and error.reason == "unexpected end of data":
        raise _undecodable("is cut in the middle of a UTF-8 character") from error
    n_stray = len(re.findall(rb"[\x80-\xff]", _SURE_UTF8.sub(b"", data)))
    if n_sure * 10 > n_stray:
        problem = f"mixes UTF-8 with another encoding (byte 0x{data[error.start]:02x} at {error.start})"
        raise _undecodable(problem) from error
    for encoding in _guesses(data):
        text = _try(data, encoding)
        if text is not None and _is_plausible(text):
            if encoding == "cp1252" and (latin_9 := _as_latin_9(data, text)) is not None:
                text, encoding = latin_9, _LATIN_9
            message = f"not UTF-8: read as {encoding}"
            return Decoded(text=text, encoding=encoding, notes=(note(message),))
    raise _undecodable(
        f"is neither UTF-8 nor cp1252 (byte 0x{data[error.start]:02x} at {error.start})"
    ) from error


def _guesses(data: bytes) -> Iterator[str]:
    """Yield what the page declares, cp1252, then old encodings that charset-normalizer thinks possible."""
    if declared := _declared(data):
        yield declared
    yield "cp1252"
    for match in charset_normalizer.from_bytes(data[:20_000], cp_isolation=_OTHER):
        yield match.encoding


def _declared(data: bytes) -> str:
    """Return the encoding that the `<meta>` of an HTML page names, or "" where it is none that we take."""
    if not data[:100].lstrip().startswith(b"<"):
        return ""
    found = _META.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    name = _ALIASES.get(name, name)
    return name if _DECLARABLE.fullmatch(name) else ""


def _as_latin_9(data: bytes, text: str) -> str | None:
    """Return `data` as Latin-9 where `text`, its reading as cp1252, shows the signs of it, or None."""
    has_signs = _LATIN_9_SEEN.search(text) is not None
    return _try(data, _LATIN_9) if has_signs else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # a page can name an encoding that does not exist
        return None
    # in an ISO encoding these bytes are control characters: what has them is cp1252
    is_wrong = encoding.startswith(("iso", "latin")) and _C1.search(text) is not None
    return None if is_wrong else text


def _is_plausible(text: str) -> bool:
    """Tell whether the characters above ASCII are those of a French text; two strange ones prove nothing."""
    high = [character for character in text if character > "\x7f"]
    n_expected = sum(character in _EXPECTED for character in high)
    return len(high) - n_expected <= 2 or n_expected >= _SURE_SHARE * len(high)
