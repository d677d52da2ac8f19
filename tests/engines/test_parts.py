"""Texts longer than a context lose nothing when they are split."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.engines.parts import split_parts


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
