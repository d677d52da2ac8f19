"""Pairs written for this project: what agencies say every day and no parliament ever says.

The tables of `training/written/` hold a French sentence or title and its English, with slots for what varies:
`{person}`, `{town}`, `{n}`, `{day}`, `{rank}`. Those of `training/told/` hold one or two French sentences, an
English headline of them and an English fact. A large language model made all of it up: no line is from an
article, none was written by people. The whole dispatches of `training/held_out.tsv`, made up in the same way,
are for measuring.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files

from training.agency import TOWNS
from training.corpus import Pair, clean_source, clean_target
from training.lexicon import read_table
from training.quoted import DAYS
from training.tasks import FACT, HEADLINE

SLOT = re.compile(r"\{(person|town|n|day|rank)2?\}")
_RANKS = (
    ("deuxième", "second"), ("troisième", "third"), ("quatrième", "fourth"), ("cinquième", "fifth"),
    ("sixième", "sixth"), ("septième", "seventh"), ("huitième", "eighth"), ("neuvième", "ninth"),
    ("dixième", "tenth"), ("onzième", "eleventh"), ("douzième", "twelfth"), ("treizième", "thirteenth"),
    ("quatorzième", "fourteenth"), ("quinzième", "fifteenth"), ("seizième", "sixteenth"),
    ("dix-septième", "seventeenth"), ("dix-huitième", "eighteenth"), ("dix-neuvième", "nineteenth"),
    ("vingtième", "twentieth"), ("vingt et unième", "twenty-first"), ("trentième", "thirtieth"),
)  # fmt: skip
_ELIDED = re.compile(r"\b([Dd])e (?=[AEIOUYÉÈÊÎÔaeiouéèêîô])")
_LEAST, _MOST = 3, 90


def read_written() -> tuple[Pair, ...]:
    """Return all pairs with their slots, in the order of the files' names.

    Raises `ValueError` for a line that is not two texts with the same slots.
    """
    return tuple((row[0], row[1]) for row in _rows("written", 2, _has_same_slots))


def read_told() -> dict[str, tuple[Pair, ...]]:
    """Return, by task, French sentences with the headline or the fact that is told of them.

    Raises `ValueError` for a line that is not three texts, or whose English has slots that its French lacks.
    """
    rows = list(_rows("told", 3, _has_slots_of_first))
    return {
        task: tuple((row[0], row[place]) for row in rows)
        for place, task in enumerate((HEADLINE, FACT), start=1)
    }


def read_held_out() -> list[Pair]:
    """Return the pairs of dispatches to measure on: written in the same way, never trained on."""
    return [(french, english) for french, english in read_table("held_out.tsv")]


def _rows(folder: str, n_sides: int, is_fit: Callable[[list[list[str]]], bool]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of all tables of a folder, cleaned; `is_fit` judges the slots of each side, in order."""
    for name in sorted(path.name for path in files("training").joinpath(folder).iterdir()):
        for row in read_table(f"{folder}/{name}"):
            slots = [sorted(slot[0] for slot in SLOT.finditer(side)) for side in row]
            if len(row) != n_sides or not is_fit(slots):
                raise ValueError(
                    f"training/{folder}/{name}: not {n_sides} texts whose slots agree: {' | '.join(row)}"
                )
            yield clean_source(row[0]), *map(clean_target, row[1:])


def _has_same_slots(sides: list[list[str]]) -> bool:
    return all(side == sides[0] for side in sides)


def _has_slots_of_first(sides: list[list[str]]) -> bool:
    return all(set(side) <= set(sides[0]) for side in sides)


def fill_in(pairs: Sequence[Pair], names: Sequence[str], copies: int, seed: int) -> Iterator[Pair]:
    """Yield each pair `copies` times with its slots filled, in an order that `seed` decides.

    `names` are rare capitalised words; people and towns are made of them, so that nobody is meant.
    """
    chance = random.Random(seed)
    for _ in range(copies):
        for french, english in chance.sample(pairs, len(pairs)):
            values = {slot[0]: _value(slot[1], names, chance) for slot in SLOT.finditer(french)}
            for slot, value in values.items():
                french, english = french.replace(slot, value[0]), english.replace(slot, value[1])
            yield _ELIDED.sub(r"\1'", french) if values else french, english


def _value(kind: str, names: Sequence[str], chance: random.Random) -> Pair:
    """Return something to put in a slot."""
    if kind == "rank":
        return chance.choice(_RANKS)
    if kind == "day":
        return chance.choice(DAYS)
    if kind == "town" and chance.random() < 0.6:
        return chance.choice(TOWNS)
    if kind == "n":
        same = str(chance.randint(_LEAST, _MOST))
    else:
        same = " ".join(chance.sample(names, 2 if kind == "person" else 1))
    return same, same
