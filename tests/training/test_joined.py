"""Longer examples: neighbours in their order, never mixed up, never too long."""

from __future__ import annotations

from training.joined import _MOST_CHARACTERS, join_neighbours

PAIRS = [(f"phrase {i}", f"sentence {i}") for i in range(30)]


def test_neighbours_are_joined_in_their_order_on_both_sides() -> None:
    for french, english in join_neighbours(PAIRS, 20, seed=1):
        numbers = french.replace("phrase ", "").split()
        assert english == " ".join(f"sentence {number}" for number in numbers)
        first = int(numbers[0])
        assert [int(number) for number in numbers] == [(first + i) % 30 for i in range(len(numbers))]
        assert 2 <= len(numbers) <= 8


def test_every_pair_comes_before_any_comes_again() -> None:
    joined = " ".join(french for french, _ in join_neighbours(PAIRS, 15, seed=2)).replace("phrase ", "")
    numbers = [int(number) for number in joined.split()]
    assert numbers[:30] == list(range(30))


def test_no_text_is_longer_than_the_limit_unless_two_pairs_are() -> None:
    long = [("x" * 400, "y" * 400) for _ in range(9)]
    assert all(len(french) <= _MOST_CHARACTERS for french, _ in join_neighbours(long, 9, seed=3))


def test_a_lone_pair_has_no_neighbour() -> None:
    assert list(join_neighbours(PAIRS[:1], 5, seed=0)) == []
