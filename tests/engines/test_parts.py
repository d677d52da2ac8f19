"""Texts longer than a context lose nothing when they are split, and fit when they are reduced."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.engines.parts import fit, split_parts


def count(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def count_letters(texts: Sequence[str]) -> list[int]:
    return [len(text) for text in texts]


SENTENCES = st.lists(st.text("ab ", min_size=1, max_size=40).filter(str.strip), max_size=12)


@settings(deadline=None, derandomize=True, max_examples=80)
@given(SENTENCES, st.integers(3, 60))
def test_parts_hold_everything_in_order_and_fit(sentences: list[str], room: int) -> None:
    parts = split_parts(sentences, room, count_letters)
    assert all(sum(count_letters([text for _, text in part])) <= room for part in parts)
    assert all(part for part in parts)
    joined = "".join(text for part in parts for _, text in part)
    assert "".join(joined.split()) == "".join("".join(sentences).split())
    places = [place for part in parts for place, _ in part]
    assert places == sorted(places)


def test_parts_are_even() -> None:
    sentences = ["a b c d e"] * 9
    assert [len(part) for part in split_parts(sentences, 40, count)] == [5, 4]


def test_what_fits_is_one_part_and_nothing_is_none() -> None:
    assert split_parts(["a b", "c"], 10, count) == [((0, "a b"), (1, "c"))]
    assert split_parts([], 10, count) == []


def test_a_sentence_too_long_for_a_part_is_cut_between_words() -> None:
    parts = split_parts(["one two three four five six seven", "eight"], 4, count)
    assert [place for part in parts for place, _ in part] == [0, 0, 1]
    assert parts[0][0][1] == "one two three"


def test_reducing_takes_the_wanted_first_and_keeps_the_order_of_the_text() -> None:
    sentences = ["a a a", "b b b", "c c c", "d d d"]
    assert fit(sentences, [2, 0, 1, 3], 7, count) == ["a a a", "c c c"]
    assert fit(sentences, [], 20, count) == sentences
    assert fit([], [], 20, count) == []


def test_a_sentence_that_fits_without_its_outer_spaces_loses_those() -> None:
    assert fit(["aaa "], [0], 3, count_letters) == ["aaa"]


@settings(deadline=None, derandomize=True, max_examples=80)
@given(SENTENCES, st.integers(3, 60), st.randoms(use_true_random=False))
def test_what_is_reduced_fits(sentences: list[str], room: int, random: object) -> None:
    order = list(range(len(sentences)))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert sum(count_letters(fit(sentences, order, room, count_letters))) <= max(
        room, sum(count_letters(sentences)) if sum(count_letters(sentences)) <= room else room
    )
