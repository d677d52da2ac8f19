"""The numbers of a source against those of its target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarize.numerals.durations import split_duration
from summarize.numerals.records import Quantity, QuantityKind
from summarize.numerals.said import find_said
from summarize.numerals.scan import Language, quantities

_CURRENCIES = frozenset({"euro", "dollar", "pound", "yen", "ruble", "yuan", "franc"})
_VAGUE_KINDS = frozenset({QuantityKind.FRACTION, QuantityKind.APPROXIMATE, QuantityKind.MONTH})
_COUNTED_KINDS = frozenset({QuantityKind.NUMBER, QuantityKind.PERCENT})
_SPELLED_KINDS = frozenset({QuantityKind.TIME, QuantityKind.ORDINAL, QuantityKind.YEAR})
_FUNCTION_LIMIT = 10
_EXCHANGED_KINDS = (
    QuantityKind.NUMBER,
    QuantityKind.ORDINAL,
    QuantityKind.MONTH,
    QuantityKind.APPROXIMATE,
    QuantityKind.FRACTION,
)

Pair = tuple[Quantity, Quantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of the numbers of a source.

    `missing` and `added` are errors of meaning. `soft` found no partner either, but good translations
    do that: small numbers in words (`les deux` → `both`), fractions, round figures, repetitions. In the
    pairs of `units` the units differ. What the other side says in a word that is no number
    (`multiplié par quatre` → `quadrupled`) is in none.
    """

    matched: tuple[Pair, ...]
    missing: tuple[Quantity, ...]
    added: tuple[Quantity, ...]
    soft: tuple[Quantity, ...]
    units: tuple[Pair, ...]

    @property
    def is_same(self) -> bool:
        """Say whether nothing is missing, added or in another unit."""
        return not (self.missing or self.added or self.units)


def same_quantities(source: str, target: str) -> Comparison:
    """Compare the numbers of a French `source` and its English `target`, by value and not by form."""
    return compare_texts(source, target, "fr")


def compare_texts(source: str, target: str, language: Language) -> Comparison:
    """Compare the numbers of a `source` in `language` and its English `target`."""
    here, there = quantities(source, language), quantities(target, "en")
    said = find_said(here, target, "en"), find_said(there, source, language)
    return compare(here, there, said)


def compare(
    source: Sequence[Quantity],
    target: Sequence[Quantity],
    said: tuple[frozenset[Quantity], frozenset[Quantity]] = (frozenset(), frozenset()),
) -> Comparison:
    """Pair numbers of equal value, the most alike first, then judge what is left, without what is `said`."""
    left, right = list(source), list(target)
    exact = _pair(left, right, _by_kind)
    doubtful = _find_doubtful(left, right)
    matched = list(exact)
    for key in (_by_value, _by_size, _by_hour, _by_duration, _by_name, _by_part, _by_comma, _by_age):
        matched += _pair(left, right, key)
    matched += _pair_parts(left, right)
    matched += [(time, part) for part, time in _pair_parts(right, left)]
    left, right = ([q for q in side if q not in out] for side, out in zip((left, right), said, strict=True))
    seen = {_by_size(quantity) for pair in matched for quantity in pair}
    soft_left = [quantity for quantity in left if _is_soft(quantity) or _by_size(quantity) in seen]
    soft_right = [quantity for quantity in right if _is_soft(quantity) or _by_size(quantity) in seen]
    changed = frozenset(_find_changed(soft_left, soft_right))
    lenient_left, lenient_right = frozenset(soft_left) - changed, frozenset(soft_right) - changed
    return Comparison(
        matched=tuple(matched),
        missing=tuple(q for q in left if q not in lenient_left),
        added=tuple(q for q in right if q not in lenient_right),
        soft=tuple(q for q in (*soft_left, *soft_right) if q not in changed),
        units=tuple(pair for pair in matched if _has_other_unit(pair, doubtful)),
    )


def _pair(left: list[Quantity], right: list[Quantity], key: Callable[[Quantity], Hashable]) -> list[Pair]:
    """Take pairs with equal keys out of both lists; a key of `None` pairs with nothing."""
    waiting: dict[Hashable, list[Quantity]] = {}
    for quantity in reversed(right):
        waiting.setdefault(key(quantity), []).append(quantity)
    waiting.pop(None, None)
    pairs = [(quantity, partners.pop()) for quantity in left if (partners := waiting.get(key(quantity)))]
    used = {id(quantity) for pair in pairs for quantity in pair}
    left[:] = [quantity for quantity in left if id(quantity) not in used]
    right[:] = [quantity for quantity in right if id(quantity) not in used]
    return pairs


def _by_kind(quantity: Quantity) -> Hashable:
    if quantity.kind is QuantityKind.NAME:
        return quantity.kind, "".join(character for character in quantity.text.lower() if character.isalnum())
    return quantity.kind, quantity.value, quantity.unit


def _is_plain(quantity: Quantity) -> bool:
    return quantity.kind not in {QuantityKind.TIME, QuantityKind.MONTH, QuantityKind.NAME}


def _by_value(quantity: Quantity) -> Hashable:
    return (_is_plain(quantity), quantity.kind if not _is_plain(quantity) else None, quantity.value)


def _by_size(quantity: Quantity) -> Hashable:
    """Leave out the sign (`-3 %` → `fell 3 percent`); a dozen is about ten."""
    value = abs(quantity.value)
    if quantity.kind is QuantityKind.APPROXIMATE and value == 12:
        value = Decimal(10)
    return (_is_plain(quantity), quantity.kind if not _is_plain(quantity) else None, value)


def _by_hour(quantity: Quantity) -> Hashable:
    """Let `20 heures` be 8 pm, and `2h30` two and a half hours."""
    if quantity.kind is QuantityKind.TIME:
        return quantity.value
    is_hours = quantity.unit in {"hour", ""} and _is_plain(quantity) and quantity.value <= 24
    return quantity.value * 60 % 1440 if is_hours else None


def _by_name(quantity: Quantity) -> Hashable:
    """Let `Paris-2024` be Paris 2024, and `26/01` be 26 January."""
    return quantity.value if quantity.kind is not QuantityKind.TIME else None


def _by_part(quantity: Quantity) -> Hashable:
    """Let `un cinquième` be one fifth."""
    if quantity.kind is QuantityKind.ORDINAL and quantity.value:
        return round(1 / quantity.value, 6)
    return quantity.value if quantity.kind is QuantityKind.FRACTION else None


def _by_comma(quantity: Quantity) -> Hashable:
    """Let a French source that writes `19,000` the English way have meant it."""
    return quantity.text if "," in quantity.text and "." not in quantity.text else None


def _by_age(quantity: Quantity) -> Hashable:
    """Let `une septuagénaire` be a woman in her 70s."""
    if quantity.kind is QuantityKind.YEAR:
        return quantity.value - 1900
    return quantity.value if "naire" in quantity.text else None


def _by_duration(quantity: Quantity) -> Hashable:
    """Let `14 min 30 sec` be 14:30, which is read as a time of the day in minutes."""
    is_seconds = quantity.kind is QuantityKind.NUMBER and quantity.unit == "second"
    return quantity.value if is_seconds or quantity.kind is QuantityKind.TIME else None


def _parts(quantity: Quantity) -> tuple[Decimal, ...]:
    if quantity.kind is QuantityKind.TIME:
        return divmod(quantity.value, 60)
    is_long = quantity.unit == "second" and quantity.kind is QuantityKind.NUMBER and quantity.value > 60
    return split_duration(quantity.value) if is_long else ()


def _pair_parts(left: list[Quantity], right: list[Quantity]) -> list[Pair]:
    """Let `2h30` be 2 hours 30 minutes, and `1 min 42 sec` one minute 42 seconds."""
    waiting: dict[Decimal, list[Quantity]] = {}
    for quantity in reversed(right):
        if _is_plain(quantity):
            waiting.setdefault(quantity.value, []).append(quantity)
    pairs: list[Pair] = []
    for time in left:
        parts = _parts(time)
        if parts and all(len(waiting.get(part, ())) >= parts.count(part) for part in parts):
            pairs += [(time, waiting[part].pop()) for part in parts]
    used = {id(quantity) for pair in pairs for quantity in pair}
    left[:] = [quantity for quantity in left if id(quantity) not in used]
    right[:] = [quantity for quantity in right if id(quantity) not in used]
    return pairs


def _is_soft(quantity: Quantity) -> bool:
    if quantity.kind in _VAGUE_KINDS:
        return True
    if abs(quantity.value) == 1 and (quantity.is_spelled or quantity.kind not in _COUNTED_KINDS):
        return True  # `le premier ministre`, `J-1`; a figure 1 is no less a figure than 2
    if quantity.kind is QuantityKind.NAME:
        return quantity.text.lower().startswith("covid")
    return quantity.is_spelled and (abs(quantity.value) <= _FUNCTION_LIMIT or quantity.kind in _SPELLED_KINDS)


def _find_changed(left: Sequence[Quantity], right: Sequence[Quantity]) -> list[Quantity]:
    """Return the soft numbers that look exchanged: one kind, left over on both sides, with other values."""
    changed = []
    for kind in _EXCHANGED_KINDS:
        here, there = (
            [q for q in side if q.kind is kind and (q.value != 1 or kind is QuantityKind.MONTH)]
            for side in (left, right)
        )
        if here and there:
            changed += [*here, *there]
    return changed


def _find_doubtful(left: Sequence[Quantity], right: Sequence[Quantity]) -> frozenset[Decimal]:
    """Return the values that one side has with several units, and the other in other numbers of them.

    Which belongs to which is then a guess: `3 jours ... 3 heures` against a summary's one `3 days`.
    """
    sides = [Counter(abs(q.value) for q in side) for side in (left, right)]
    return frozenset(value for value in sides[0] | sides[1] if sides[0][value] != sides[1][value])


def _has_other_unit(pair: Pair, doubtful: frozenset[Decimal]) -> bool:
    """Say whether both name a unit, and not the same; of 2,998 right pairs none do."""
    units = {quantity.unit for quantity in pair}
    is_sure = units <= _CURRENCIES or abs(pair[0].value) not in doubtful
    return len(units) == 2 and "" not in units and is_sure and abs(pair[0].value) == abs(pair[1].value)
