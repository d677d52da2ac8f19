"""Words that plainly name something else: "Australia" stands for no "Autriche", alike as they sound."""

from __future__ import annotations

from collections.abc import Collection

from summarize.names.finding import WORD
from summarize.names.table import NamesTable
from summarize.words import fold

_BLANK = "0"
"""Stands where a rival stood, so that its neighbours do not become one phrase."""
_LONGEST_ENDING = 3
"""Letters that a people's name adds: "Ghana-ian", "New Zealand-ers"."""
_SHORTEST = 4
_POINTS = frozenset({"north", "south"})
_JOINING = frozenset({"and", "or"})


def without_rivals(target: str, forms: Collection[str], table: NamesTable, *, is_whole: bool) -> str:
    """Return `target` with what the table knows as another than the bearer of `forms` blanked out.

    A name that the table does not know has no rivals. One that contains a form is none ("Equatorial Guinea"
    for "Guinée" alone), unless `forms` are of a whole name and it is one of a pair ("South Sudan").
    """
    own = frozenset().union(*(_bearers(fold(form), table) for form in forms))
    if not own and len(forms) < 2:
        return target
    folded = {fold(form) for form in forms}
    pieces: list[str] = []
    end = 0
    for start, stop, bearers in _known(target, table):
        is_apart = is_whole and bearers & table.halves
        if own & bearers or (not is_apart and _words(bearers) & folded):
            continue
        pieces += [target[end:start], _BLANK]
        end = stop
    return "".join((*pieces, target[end:])) if pieces else target


def _known(target: str, table: NamesTable) -> list[tuple[int, int, frozenset[str]]]:
    """Return start, end and bearers of all that the table knows in `target`, the longest at each place."""
    words = list(WORD.finditer(target))
    folded = [fold(word[0]) for word in words]
    found: list[tuple[int, int, frozenset[str]]] = []
    place = 0
    while place < len(words):
        n_words = 1
        for length in range(min(table.most_words.get(folded[place], 1), len(words) - place), 0, -1):
            bearers = _bearers(" ".join(folded[place : place + length]), table)
            if bearers:
                n_words = length
                if not _names_both(folded, place):
                    found.append((words[place].start(), words[place + length - 1].end(), bearers))
                break
        place += n_words
    return found


def _words(bearers: frozenset[str]) -> set[str]:
    return {word for bearer in bearers for word in bearer.replace("-", " ").split()}


def _names_both(folded: list[str], place: int) -> bool:
    """Whether the name at `place` is the end of "North and South Korea"."""
    if place < 2 or folded[place] not in _POINTS:
        return False
    return folded[place - 1] in _JOINING and folded[place - 2] in _POINTS


def _bearers(phrase: str, table: NamesTable) -> frozenset[str]:
    """Whom a folded phrase or its longest beginning names: "nigerians" is of Nigeria, "nigerien" of Niger."""
    for end in range(len(phrase), max(_SHORTEST, len(phrase) - _LONGEST_ENDING) - 1, -1):
        if phrase[:end] in table.bearers:
            return table.bearers[phrase[:end]]
    return table.bearers.get(phrase, frozenset())
