"""The comparison of numbers takes time in proportion to their number."""

from __future__ import annotations

import time

import pytest

from summarize.numerals import same_quantities


@pytest.mark.parametrize(("source", "target"), [("1 ", "one "), ("deux ", "three "), ("20h30 ", "2 ")])
def test_many_leftover_numbers_are_compared_in_linear_time(source: str, target: str) -> None:
    start = time.process_time()
    same_quantities(source * 5_000, target * 5_000)
    assert time.process_time() - start < 5
