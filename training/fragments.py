"""Words quoted in the middle of a sentence: `a jugé la situation "inacceptable"`.

Agencies put marks around the words that are somebody's own, and the corpora hardly ever do; a model that has
not seen it loses the marks or makes up the words. Here marks are set around a phrase and its translation,
where the glossary of the checks says word for word which they are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarize.words import content_stem
from training.corpus import Pair

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_USUAL = 2
"""Translations that tell where a word went; the further ones of the glossary only excuse it."""
_SMALL = 3
"""Letters that a word may have without being told where it went."""
_WIDEST = 6
_LEAST = 9
"""Characters of a phrase: the short words that the glossary has are numbers, days and units."""
_SHORTEST, _LONGEST = 30, 260

Glossary = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of one side: where they stand, and their stems."""

    spans: tuple[tuple[int, int], ...]
    stems: tuple[str, ...]
    letters: tuple[int, ...]


def quote_fragments(pairs: Sequence[Pair], glossary: Glossary, count: int, seed: int) -> Iterator[Pair]:
    """Yield `count` or fewer pairs with a phrase between marks on both sides, in an order of `seed`."""
    chance = random.Random(seed)
    order = list(range(len(pairs)))
    chance.shuffle(order)
    made = 0
    for place in order:
        if made >= count:
            return
        french, english = pairs[place]
        if not _is_usable(french, english):
            continue
        if found := _phrases(_side(french, "fr"), _side(english, "en"), glossary):
            # Longer phrases are rarer and teach more.
            weights = [(last - first) ** 3 for (first, last), _ in found]
            source, target = chance.choices(found, weights)[0]
            yield _marked(french, source), _marked(english, target)
            made += 1


def _is_usable(french: str, english: str) -> bool:
    """Whether both sides are of a usual length and free of marks."""
    return all(_SHORTEST <= len(side) <= _LONGEST and '"' not in side for side in (french, english))


def _side(text: str, language: str) -> _Side:
    words = list(_WORD.finditer(text))
    return _Side(
        tuple(word.span() for word in words),
        tuple(content_stem(word[0], language) if word[0].islower() else "" for word in words),
        tuple(len(word[0]) for word in words),
    )


def _phrases(
    french: _Side, english: _Side, glossary: Glossary
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return spans of characters of phrases that are each other's translation."""
    links = _links(french, english, glossary)
    anchors = sorted(links)
    ends = [(one, one) for one in anchors]
    ends += [(one, other) for one, other in pairwise(anchors) if other - one < _WIDEST]
    ends += [(one, other) for one, other in zip(anchors, anchors[2:], strict=False) if other - one < _WIDEST]
    found = []
    for first, last in ends:
        inside = {at: links[at] for at in anchors if first <= at <= last}
        low, high = min(inside.values()), max(inside.values())
        if high - low >= _WIDEST or len(inside) != sum(low <= to <= high for to in links.values()):
            continue
        if _is_told(french, first, last, set(inside)) and _is_told(english, low, high, set(inside.values())):
            source = french.spans[first][0], french.spans[last][1]
            found.append((source, (english.spans[low][0], english.spans[high][1])))
    return [phrase for phrase in found if phrase[0][1] - phrase[0][0] >= _LEAST]


def _links(french: _Side, english: _Side, glossary: Glossary) -> dict[int, int]:
    """Return which French word went where, of those that stand once on either side."""
    links: dict[int, int] = {}
    for at, stem in enumerate(french.stems):
        usual = glossary.get(stem, ())[:_USUAL] if stem and french.stems.count(stem) == 1 else ()
        places = [to for to, other in enumerate(english.stems) if other and other in usual]
        if len(places) == 1:
            links[at] = places[0]
    return {at: to for at, to in links.items() if list(links.values()).count(to) == 1}


def _is_told(side: _Side, first: int, last: int, known: set[int]) -> bool:
    """Whether each longer word from `first` to `last` is known to have its translation in the phrase."""
    return all(at in known or side.letters[at] <= _SMALL for at in range(first, last + 1))


def _marked(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return f'{text[:start]}"{text[start:end]}"{text[end:]}'
