"""More names and numbers than the corpus has: pairs in which a shared name or number is replaced by another.

A parliament speaks of few people, and of few amounts; a model that saw only those stutters at a new name. In
a pair where the same capitalised word stands once on both sides, another can stand there; numbers too.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from training.corpus import Pair

NAME = re.compile(r"(?<![\w'-])[A-ZÀ-Þ][^\W\d_]{3,}(?:-[A-ZÀ-Þ][^\W\d_]+)?(?![\w'-])")
_LOWER = re.compile(r"(?<!\w)[a-zà-ÿ]\w*")
_NUMBER = re.compile(r"(?<![\w.,])\d{2,3}(?![\w.,]|\s\d)")


def collect_names(texts: Iterable[str], *, at_least: int = 1, at_most: int = 60) -> tuple[str, ...]:
    """Return the capitalised words inside `texts` that never occur in lower case, rare ones as well."""
    counts: Counter[str] = Counter()
    lower: set[str] = set()
    for text in texts:
        counts.update(NAME.findall(text.partition(" ")[2]))
        lower.update(_LOWER.findall(text))
    return tuple(
        sorted(name for name, n in counts.items() if at_least <= n <= at_most and name.lower() not in lower)
    )


def shared(pattern: re.Pattern[str], pair: Pair) -> list[str]:
    """Return what `pattern` finds exactly once on each side, the same."""
    sides = [Counter(pattern.findall(side)) for side in pair]
    return sorted(word for word, n in sides[0].items() if n == 1 and sides[1][word] == 1)


def replaced(pair: Pair, old: str, new: str) -> Pair:
    """Return the pair with the word `old` replaced by `new` on both sides."""
    whole = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    return whole.sub(new, pair[0]), whole.sub(new, pair[1])


def transplant(pairs: Sequence[Pair], names: Sequence[str], count: int, seed: int) -> Iterator[Pair]:
    """Yield `count` or fewer pairs with other names and numbers, in an order that `seed` decides."""
    chance = random.Random(seed)
    order = list(range(len(pairs)))
    chance.shuffle(order)
    made = 0
    for index in order:
        pair = pairs[index]
        old_names, old_numbers = shared(NAME, pair)[:3], shared(_NUMBER, pair)[:2]
        if not old_names and not old_numbers:
            continue
        for old in old_names:
            new = chance.choice(names)
            if chance.random() < 0.4:
                new = f"{chance.choice(names)} {new}"
            pair = replaced(pair, old, new)
        for old in old_numbers:
            pair = replaced(pair, old, str(chance.randrange(10 ** (len(old) - 1), 10 ** len(old))))
        yield pair
        made += 1
        if made >= count:
            return
