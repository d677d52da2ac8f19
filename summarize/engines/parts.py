"""Texts longer than a model's context, cut into parts at sentence ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Count = Callable[[Sequence[str]], list[int]]
"""Tokens of each text, as the model would see it."""

Part = tuple[tuple[int, str], ...]
"""Consecutive sentences: each with its place in the article. A sentence too long for a part of its own is cut
between words into several items of one place."""


def split_parts(sentences: Sequence[str], room: int, count: Count) -> list[Part]:
    """Return all of `sentences` in consecutive parts of at most `room` tokens each, as even as may be."""
    pieces = _split_long(sentences, room, count)
    sizes = count([text for _, text in pieces])
    share = _even_share(sizes, room)
    parts: list[Part] = []
    part: list[tuple[int, str]] = []
    filled = 0
    for piece, size in zip(pieces, sizes, strict=True):
        if part and (filled + size > room or filled >= share):
            parts.append(tuple(part))
            part, filled = [], 0
        part.append(piece)
        filled += size
    return [*parts, tuple(part)] if part else parts


def _even_share(sizes: Sequence[int], room: int) -> int:
    """Parts of even size lose less than full ones followed by a rest."""
    total = sum(sizes)
    n_parts = max(1, -(-total // room))
    return -(-total // n_parts)


def _split_long(sentences: Sequence[str], room: int, count: Count) -> list[tuple[int, str]]:
    sizes = count(sentences)
    pieces: list[tuple[int, str]] = []
    for place, (sentence, size) in enumerate(zip(sentences, sizes, strict=True)):
        pieces.extend(
            (place, piece) for piece in (_halve(sentence.strip(), room, count) if size > room else [sentence])
        )
    return pieces


def _halve(text: str, room: int, count: Count) -> list[str]:
    """Cut between words; inside a word only when a single word is too long."""
    if count([text])[0] <= room or len(text) < 2:
        return [text]
    space = text.rfind(" ", 1, len(text) // 2 + 1)
    middle = space if space > 0 else len(text) // 2
    return [
        half for part in (text[:middle], text[middle:]) for half in _halve(part.strip(), room, count) if half
    ]
