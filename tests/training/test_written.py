"""Pairs written for the project: both sides say the same, and slots are filled alike on both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from summarize.checks.attribution import compare_attribution
from summarize.checks.negation import compare_negation
from summarize.glossary import lost_words
from summarize.lexicon import strange_words
from summarize.numerals import same_quantities
from training import written
from training.corpus import Pair
from training.tasks import FACT, HEADLINE
from training.written import fill_in, read_held_out, read_told, read_written

PAIRS = read_written()
NAMES = ("Garbovin", "Lestriac", "Ombredane", "Mercadon")


def test_every_pair_is_written_once_and_has_letters_on_both_sides() -> None:
    french = [pair[0] for pair in PAIRS]
    assert len(french) == len(set(french)) > 3000
    assert all(re.search(r"[^\W\d_]", side) for pair in PAIRS for side in pair)


def test_what_is_measured_on_is_not_trained_on() -> None:
    held_out = read_held_out()
    assert len(held_out) > 300
    trained = {_bare(side) for pair in PAIRS for side in pair}
    assert [pair for pair in held_out if trained & {_bare(pair[0]), _bare(pair[1])}] == []


def _bare(text: str) -> str:
    return re.sub(r"\W+|\d+", " ", text).strip().lower()


def test_no_number_is_lost_or_made_up() -> None:
    """Filled with the same values, both sides of every pair have the same numbers."""
    filled = fill_in(PAIRS, NAMES, 1, seed=0)
    assert [pair for pair in filled if not same_quantities(*pair).is_same] == []


def test_quotation_marks_are_as_many_on_both_sides() -> None:
    assert [pair for pair in PAIRS if pair[0].count('"') != pair[1].count('"')] == []


def test_both_sides_end_as_sentences_or_both_as_titles() -> None:
    ends = [tuple(side.rstrip('"')[-1] in ".?!" for side in pair) for pair in PAIRS]
    assert [pair for pair, (french, english) in zip(PAIRS, ends, strict=True) if french != english] == []


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("Le maire de {town} part.", "The mayor of {town} leaves."), r"Le maire (?:de |d')(.+) part\."),
        (("{person} a {n} ans", "{person} is {n}"), r"(\w+ \w+) a \d\d? ans"),
        (("A {town}, puis à {town2}", "In {town}, then in {town2}"), r"A (.+), puis à (.+)"),
    ],
)
def test_slots_are_filled_with_the_same_on_both_sides(pair: Pair, expected: str) -> None:
    for seed in range(30):
        (french, english), *more = fill_in([pair], NAMES, 1, seed)
        assert not more
        found = re.fullmatch(expected, french)
        assert found, french
        assert "{" not in english
        assert all(value in english or value not in NAMES for value in found.groups())


def test_de_is_elided_in_front_of_a_filled_name() -> None:
    pair = "Le maire de {town} et celui de {person}", "The mayor of {town} and that of {person}"
    made = {french for seed in range(40) for french, _ in fill_in([pair], ["Anvermer", "Ombredane"], 1, seed)}
    assert any("d'Anvermer" in french for french in made)
    assert not any(re.search(r"\bde [AO]", french) for french in made)


def test_as_many_copies_as_wanted_in_an_order_that_the_seed_decides() -> None:
    one, again, other = (list(fill_in(PAIRS[:50], NAMES, 3, seed)) for seed in (1, 1, 2))
    assert len(one) == 150
    assert one == again != other


@pytest.mark.parametrize(
    "row",
    [["Seul"], ["À {town}", "In Paris"], ["À {town}", "In {town} and {town}"], ["Un", "One", "More"]],
    ids=["one-side", "slot-on-one-side", "slot-twice", "three-sides"],
)
def test_a_line_that_is_not_two_alike_sides_is_an_error(
    row: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def table(name: str) -> Iterator[list[str]]:
        yield row

    monkeypatch.setattr(written, "read_table", table)
    with pytest.raises(ValueError, match="training/written/"):
        read_written()


@pytest.mark.parametrize("task", [HEADLINE, FACT])
def test_what_is_told_has_no_number_that_its_french_lacks(task: str) -> None:
    told = read_told()[task]
    assert len({french for french, _ in told}) == len(told) > 1000
    filled = fill_in(told, NAMES, 1, seed=0)
    assert [pair for pair in filled if same_quantities(*pair).added] == []


def test_headlines_have_no_full_stop_and_facts_have_one() -> None:
    told = read_told()
    assert [pair for pair in told[HEADLINE] if pair[1].endswith(".")] == []
    assert [pair for pair in told[FACT] if pair[1].rstrip('"')[-1] not in ".?!"] == []


@pytest.mark.parametrize(
    "row", [["À {town}", "In {day}", "No"], ["Un", "One"]], ids=["slot-of-english-alone", "two-sides"]
)
def test_a_line_told_of_nothing_is_an_error(row: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "read_table", lambda _: iter([row]))
    with pytest.raises(ValueError, match="training/told/"):
        read_told()


@pytest.mark.parametrize(
    ("object_to", "most"),
    [
        (compare_negation, 0.005),
        (compare_attribution, 0.005),
        (lambda _, english: strange_words(english), 0.01),
        (lost_words, 0.06),
    ],
    ids=["negation", "attribution", "language", "omissions"],
)
def test_checks_hardly_object_to_translations_of_dispatches(
    object_to: Callable[[str, str], object], most: float
) -> None:
    filled = [*fill_in(PAIRS[::5], NAMES, 1, seed=0), *read_held_out()]
    assert sum(bool(object_to(*pair)) for pair in filled) <= most * len(filled)
