"""Longer examples: neighbouring pairs put together, so that a text of several sentences is nothing new.

The corpora have one sentence a line; a model that saw only those loops on an article. Joining sentences at
random is known to help with length (Kondo et al. 2021, "Sentence concatenation approach to data augmentation
for neural machine translation"); the news sets keep the order of their articles, so there the text is real.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from training.corpus import Pair

_MOST_PAIRS, _MOST_CHARACTERS = 8, 1000


def join_neighbours(pairs: Sequence[Pair], count: int, seed: int) -> Iterator[Pair]:
    """Yield `count` texts of two to eight consecutive pairs, from the beginning again at the end."""
    chance = random.Random(seed)
    place = 0
    for _ in range(count if len(pairs) > 1 else 0):
        group = [pairs[place % len(pairs)]]
        for offset in range(1, chance.randint(2, _MOST_PAIRS)):
            pair = pairs[(place + offset) % len(pairs)]
            if len(group) > 1 and sum(len(french) for french, _ in (*group, pair)) > _MOST_CHARACTERS:
                break
            group.append(pair)
        place += len(group)
        french, english = zip(*group, strict=True)
        yield " ".join(french), " ".join(english)
