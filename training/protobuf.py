"""As much of the protocol buffer encoding as a SentencePiece model needs to be changed in place.

https://protobuf.dev/programming-guides/encoding
"""

from __future__ import annotations

from collections.abc import Iterator

_BYTES, _FIXED32 = 2, 5
"""Wire types; the others that a model has are single numbers."""


def fields(
    data: bytes | bytearray, start: int = 0, stop: int | None = None
) -> Iterator[tuple[int, int, int]]:
    """Yield where each field between `start` and `stop` starts, where its content does, and where it ends."""
    stop = len(data) if stop is None else stop
    while start < stop:
        if data[start] & 7 == _BYTES:
            size, body = _read_varint(data, start + 1)
            end = body + size
        else:
            body = start + 1
            end = body + 4 if data[start] & 7 == _FIXED32 else _read_varint(data, body)[1]
        yield start, body, end
        start = end


def field(tag: int, content: bytes) -> bytes:
    """Return a field of bytes; `tag` says its number and that its length is given."""
    size, number = b"", len(content)
    while number >= 0x80:
        size, number = size + bytes([number & 0x7F | 0x80]), number >> 7
    return bytes([tag]) + size + bytes([number]) + content


def _read_varint(data: bytes | bytearray, start: int) -> tuple[int, int]:
    """Return a number and where it ends."""
    value = shift = 0
    while True:
        byte = data[start]
        value |= (byte & 0x7F) << shift
        start, shift = start + 1, shift + 7
        if byte < 0x80:
            return value, start
