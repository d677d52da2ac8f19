"""Batches lose nothing, fit the budget and are the same whatever the order of equals."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.batching import token_batches


def test_longest_first_and_equals_in_the_order_given() -> None:
    assert token_batches([3, 9, 3, 9, 1], 18) == ((1, 3), (0, 2, 4))


def test_nothing_makes_no_batch() -> None:
    assert token_batches([], 10) == ()


def test_a_member_above_the_budget_stands_alone() -> None:
    assert token_batches([50, 2, 2], 10) == ((0,), (1, 2))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(st.integers(1, 200)), st.integers(1, 500))
def test_every_index_once_and_every_padded_batch_within_the_budget(lengths: list[int], budget: int) -> None:
    batches = token_batches(lengths, budget)
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or max(lengths[i] for i in batch) * len(batch) <= budget
    in_order = [lengths[i] for batch in batches for i in batch]
    assert in_order == sorted(lengths, reverse=True)
