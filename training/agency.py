"""Dispatches of today from corpora of yesterday: newer words, newer years, and the days that agencies name.

The corpora end around 2012. In 1.1 million pairs "2022" occurs ten times, "coronavirus" five at most, and a
model that has hardly seen a word leaves it out, or says another ("in 1969").
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from math import sqrt

from summarize.words import fold
from training.corpus import Pair
from training.lexicon import Lexicon
from training.quoted import DAYS, LOWERED, is_plain
from training.transplant import NAME, replaced, shared

_MONTHS = (
    ("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April"), ("mai", "May"),
    ("juin", "June"), ("juillet", "July"), ("août", "August"), ("septembre", "September"),
    ("octobre", "October"), ("novembre", "November"), ("décembre", "December"),
)  # fmt: skip
TOWNS = (
    ("Paris", "Paris"), ("Lyon", "Lyon"), ("Marseille", "Marseille"), ("Toulouse", "Toulouse"),
    ("Nantes", "Nantes"), ("Lille", "Lille"), ("Nice", "Nice"), ("Bordeaux", "Bordeaux"),
    ("Washington", "Washington"), ("New York", "New York"), ("Berlin", "Berlin"), ("Madrid", "Madrid"),
    ("Rome", "Rome"), ("Kiev", "Kiev"), ("Bamako", "Bamako"), ("Bruxelles", "Brussels"),
    ("Genève", "Geneva"), ("Moscou", "Moscow"), ("Londres", "London"), ("Pékin", "Beijing"),
    ("Jérusalem", "Jerusalem"), ("Alger", "Algiers"), ("Beyrouth", "Beirut"), ("Varsovie", "Warsaw"),
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 2014, 2030
_YEAR = re.compile(r"(?<![\w.,-])(?:19[5-9]\d|20[01]\d)(?![\w-]|[.,]\d|\s\d)")
# What was done, and nothing that hangs on it: "a été rejeté", not "a décidé de".
_DONE = re.compile(r"\b(?:a|ont) (?:été )?[a-zéèêç]{3,}(?:é|ée|és|ées)\b(?! (?:que|à|de|par|en)\b| [dqs]')")
_SHORT = 90
"""Characters of a sentence at whose end the English can name the day."""

_CAPITAL = re.compile(r"(?<![\w'.-])[A-ZÀ-Þ]\w+(?:-[A-ZÀ-Þ\d]\w*)*(?![\w'-])")
_LOWER = re.compile(r"(?<!\w)[a-zà-ÿ]\w*")
_FULL = re.compile(rf"(?=({_CAPITAL.pattern} {_CAPITAL.pattern}))")
OFTEN, SELDOM = 60, 15


def newer_names(articles: Sequence[str], corpora: Iterable[str]) -> Mapping[str, int]:
    """Return the names that `articles` have often and French `corpora` seldom, alone and in full.

    A word that is in lower case too, accents apart, is not a name ("Economie"), it has a translation.
    """
    lower = Counter(fold(word) for text in articles for word in _LOWER.findall(text))
    known = Counter(word for text in corpora for word in _CAPITAL.findall(text))
    found = Counter(word for text in articles for word in _CAPITAL.findall(text.partition(" ")[2]))
    names = {
        name: n
        for name, n in found.items()
        if n >= OFTEN and known[name] <= SELDOM and lower[fold(name)] <= n / 50
    }
    full = Counter(name for text in articles for name in _FULL.findall(text))
    names |= {
        name: n for name, n in full.items() if n >= OFTEN and all(part in names for part in name.split())
    }
    return dict(sorted(names.items()))


def modernise(
    pairs: Sequence[Pair], lexicon: Lexicon, names: Mapping[str, int], count: int, seed: int
) -> Iterator[Pair]:
    """Return `count` or fewer pairs with something new in them, in an order that `seed` decides.

    `names` are the people, places and bodies that articles name often, with how often.
    """
    return islice(_modernise(pairs, lexicon, names, random.Random(seed)), count)


def _modernise(
    pairs: Sequence[Pair], lexicon: Lexicon, names: Mapping[str, int], chance: random.Random
) -> Iterator[Pair]:
    known, weights = weigh_names(names)
    for index in chance.sample(range(len(pairs)), len(pairs)):
        old = pairs[index]
        pair = _renew_year(lexicon.replace(old, chance), chance)
        if known and chance.random() < 0.3:
            pair = _rename(pair, chance.choices(known, cum_weights=weights)[0])
        # Most pairs that have none of the words are left alone, or dates would drown them.
        if pair != old or chance.random() < 0.1:
            pair = _tell_when(pair, chance)
        if pair != old:
            yield pair


def weigh_names(names: Mapping[str, int]) -> tuple[Sequence[str], Sequence[float]]:
    """Return names and their cumulative weights: one that occurs often is taken often, but not as often."""
    return tuple(names), tuple(accumulate(sqrt(n) for n in names.values()))


def _renew_year(pair: Pair, chance: random.Random) -> Pair:
    """Replace the year that both sides have by one of today."""
    years = shared(_YEAR, pair)
    if len(years) != 1:
        return pair
    return replaced(pair, years[0], str(chance.randint(FIRST_YEAR, LAST_YEAR)))


def _rename(pair: Pair, name: str) -> Pair:
    """Replace the first name that both sides have."""
    old = shared(NAME, pair)
    return replaced(pair, old[0], name) if old else pair


def _tell_when(pair: Pair, chance: random.Random) -> Pair:
    """Add a day, a date or a year to a plain sentence, half the time."""
    way = chance.random()
    if way > 0.5 or not is_plain(pair):
        return pair
    french, english = pair[0][:-1], pair[1][:-1]
    if way < 0.15:
        return _at_end(french, english, chance)
    if way < 0.3:
        return _in_front(french, english, chance)
    return _on_day(french, english, chance)


def _date(chance: random.Random) -> Pair:
    """Return `le 18 janvier 2022` and `on January 18, 2022`, one in four times `en janvier 2022`."""
    month, year = chance.choice(_MONTHS), chance.randint(FIRST_YEAR, LAST_YEAR)
    day = chance.randint(1, 31)
    if chance.random() < 0.25:
        return f"en {month[0]} {year}", f"in {month[1]} {year}"
    return f"le {'1er' if day == 1 else day} {month[0]} {year}", f"on {month[1]} {day}, {year}"


def _at_end(french: str, english: str, chance: random.Random) -> Pair:
    """Return the sentence as captions end: `…, le 18 janvier 2022 à Washington`, half without a full stop."""
    date, stop = _date(chance), chance.choice(("", "."))
    town = chance.choice(TOWNS) if chance.random() < 0.5 else None
    where = (f" à {town[0]}", f" in {town[1]}") if town else ("", "")
    return f"{french}, {date[0]}{where[0]}{stop}", f"{english}, {date[1]}{where[1]}{stop}"


def _in_front(french: str, english: str, chance: random.Random) -> Pair:
    """Return the sentence with its date or year first, where its first words can lose their capitals."""
    if not LOWERED.issuperset((french.split(" ", 1)[0], english.split(" ", 1)[0])):
        return f"{french}.", f"{english}."
    when, year = _date(chance), chance.randint(FIRST_YEAR, LAST_YEAR)
    if chance.random() < 0.3:
        when = f"en {year}", f"in {year}"
    return (
        f"{when[0].capitalize()}, {french[0].lower()}{french[1:]}.",
        f"{when[1][0].upper()}{when[1][1:]}, {english[0].lower()}{english[1:]}.",
    )


def _on_day(french: str, english: str, chance: random.Random) -> Pair:
    """Return a short sentence that says on which day, in French behind the verb: `a été rejeté jeudi`."""
    done = _DONE.search(french)
    if not done or len(french) > _SHORT or "," in french + english:
        return f"{french}.", f"{english}."
    day = chance.choice(DAYS)
    return f"{french[: done.end()]} {day[0]}{french[done.end() :]}.", f"{english} on {day[1]}."
