"""Numbers written in words, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from summarize.numerals.records import QuantityKind, Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_ONE = Decimal(1)
_OF = re.compile(r"\s(?:of|de|du|des)\s|\sd['’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """What a run of number words says; `scale` is that of its last word (`un million` → 10⁶), else 1."""

    value: Decimal
    kind: QuantityKind
    end: int
    scale: Decimal
    is_article: bool


@dataclass(slots=True)
class _Tally:
    """The sum so far: `total` holds finished thousands and millions, `current` is what a scale multiplies."""

    words: Vocabulary
    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    scale: Decimal = _ONE
    floor: Decimal | None = None
    kind: QuantityKind = QuantityKind.NUMBER
    n_words: int = 0
    is_article: bool = False

    def take(self, word: str) -> bool:
        """Add one word, if it can continue the number."""
        taken = self._add(word) or self._multiply(word) or self._take_rough(word) or self._part(word)
        taken = taken or self._rank(word)
        if taken:
            self.is_article = self.n_words == 0 and word in self.words.articles
            self.n_words += 1
        return taken

    def _add(self, word: str) -> bool:
        value = self.words.cardinals.get(word)
        if value is None or not self._has_room(value) or (word in {"a", "an"} and self.n_words):
            return False
        self.current += 76 if self.current % 100 == 4 else value
        self.scale = _ONE
        return True

    def _has_room(self, value: int) -> bool:
        """Say whether `value` can follow: `vingt deux`, `soixante onze`, `dix sept`."""
        if self.kind is not QuantityKind.NUMBER:
            return False
        rest = int(self.current % 100)
        if rest == 0:
            return value > 0 or self.n_words == 0
        if self.words.counts_by_twenties:
            if rest == 4:
                return value == 20
            if rest == 10:
                return 7 <= value <= 9
            if rest in {60, 80}:
                return 0 < value < 20
        return rest % 10 == 0 and rest > 10 and 0 < value < 10

    def _multiply(self, word: str) -> bool:
        """Take `cent`, `mille`, `million`; alone, `million` and English `hundred` say only about how many."""
        is_hundred = word in self.words.hundreds
        scale = Decimal(100) if is_hundred else self.words.scales.get(word)
        if scale is None or (is_hundred and self.current >= 100):
            return False
        if self.floor is not None and scale >= self.floor:
            return self._multiply_total(scale)
        is_exact_alone = scale == 1000 or (is_hundred and self.words.counts_by_twenties)
        if self.n_words == 0 and not is_exact_alone:
            self.kind = QuantityKind.APPROXIMATE
        elif self.kind is QuantityKind.FRACTION:
            self.kind = QuantityKind.NUMBER
        product = (self.current or _ONE) * scale
        if is_hundred:
            self.current = product
        else:
            self.total, self.current, self.floor = self.total + product, Decimal(0), scale
        self.scale = scale
        return True

    def _multiply_total(self, scale: Decimal) -> bool:
        """Take `milliards` directly behind `mille`, `million` behind `thousand`."""
        if self.current or self.scale != self.floor or scale == self.floor:
            return False
        self.total, self.scale, self.floor = self.total * scale, scale, scale
        return True

    def _take_rough(self, word: str) -> bool:
        """Take `dizaine`, or `milliers` behind `dizaines de`, or `dozen` behind `two`."""
        value = self.words.rough.get(word)
        if value is None or self.total:
            return False
        self.kind = QuantityKind.APPROXIMATE
        self.current = (self.current or _ONE) * value
        return True

    def _part(self, word: str) -> bool:
        """Take `moitié`, or `tiers` behind `deux`."""
        value = self.words.fractions.get(word)
        if value is None or self.total or self.current > 20 or self.kind is not QuantityKind.NUMBER:
            return False
        self.current = round((self.current or _ONE) * value, 6)
        self.kind = QuantityKind.FRACTION
        return True

    def _rank(self, word: str) -> bool:
        """Take an ordinal; behind a small number its plural names a part: `two fifths`."""
        if self.kind is not QuantityKind.NUMBER:
            return False
        if self.n_words == 0 and word in self.words.firsts:
            rank = self.words.firsts[word]
        elif word.removesuffix("s") in self.words.ordinals:
            rank = self.words.ordinals[word.removesuffix("s")]
        else:
            return False
        if word.endswith("s") and 1 < self.current < 20 and rank > 2:
            self.current, self.kind = round(self.current / rank, 6), QuantityKind.FRACTION
            return True
        if word not in self.words.ordinals and word not in self.words.firsts:
            return False
        if self.is_article:
            self.current = Decimal(0)
        if rank < 100 and not self._has_room(rank):
            return False
        self.current = self.current + rank if rank < 100 else (self.current or _ONE) * rank
        self.kind = QuantityKind.ORDINAL
        return True

    def settle_part(self, follows: bool) -> None:
        """Let `a third of` and `un cinquième des` be parts, where an `of` follows."""
        if follows and self.kind is QuantityKind.ORDINAL and self.current > 2:
            self.current, self.kind = round(1 / self.current, 6), QuantityKind.FRACTION


def _begins_compound(text: str, start: int, words: Vocabulary) -> bool:
    """Say whether a part of its own stands there: `three quarter-point cuts`, `deux demi-finales`."""
    word = _WORD.match(text, start)
    return word is not None and word[0].lower() in words.fractions and text.startswith("-", word.end())


def read_spelled(text: str, start: int, words: Vocabulary) -> Spelled | None:
    """Return the number whose first word is at `start`, if there is one."""
    tally = _Tally(words)
    position = end = start
    while (match := _WORD.match(text, position)) and tally.take(match[0].lower()):
        end = match.end()
        joint = words.joiner.match(text, end)
        if (
            joint
            and joint[0].isspace()
            and not tally.is_article
            and _begins_compound(text, joint.end(), words)
        ):
            break
        if joint is None or (joint[0].strip().lower() == "and" and tally.scale not in {100, 1000}):
            break
        position = joint.end()
    is_part = words.articles.intersection(text[start:end].lower().split()[:1])
    tally.settle_part(bool(is_part and _OF.match(text, end)))
    is_name = tally.n_words == 1 and text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper()
    if tally.n_words == 0 or is_name:
        return None
    return Spelled(
        value=tally.total + tally.current,
        kind=tally.kind,
        end=end,
        scale=tally.scale,
        is_article=tally.is_article,
    )
