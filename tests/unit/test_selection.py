"""Of a beam, the hypothesis that loses least."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.records import Hypothesis
from summarize.translation.selection import choose, count_faults

SOURCE = "Le télescope a été inauguré mercredi devant 1 200 personnes."
WHOLE = "The telescope was opened on Wednesday before 1,200 people."


@pytest.mark.parametrize(
    "best",
    [
        "The was opened on Wednesday before 1,200 people.",
        "The telescope was opened on Wednesday before 200 people.",
        "The telescope was inauguré on Wednesday before 1,200 people.",
    ],
)
def test_a_hypothesis_with_fewer_faults_is_taken(best: str) -> None:
    whole = Hypothesis(text=WHOLE, score=-0.9)
    assert choose(SOURCE, Hypothesis(text=best, score=-0.5, others=(whole,))) == whole


def test_of_equal_hypotheses_the_most_probable_is_taken() -> None:
    others = (Hypothesis(text=f"Yesterday, {WHOLE}"), Hypothesis(text="Nothing."))
    assert choose(SOURCE, Hypothesis(text=WHOLE, others=others)) == Hypothesis(text=WHOLE)
    flawed = tuple(Hypothesis(text=f"{word} opened before 1,200 people.") for word in ("It", "This"))
    assert choose(SOURCE, Hypothesis(text=flawed[0].text, others=flawed[1:])) == flawed[0]


@given(st.text(max_size=40), st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_what_is_taken_is_of_the_beam_and_has_no_more_faults(source: str, texts: list[str]) -> None:
    best, *others = (Hypothesis(text=text) for text in texts)
    chosen = choose(source, Hypothesis(text=best.text, others=tuple(others)))
    assert chosen in (best, *others)
    assert count_faults(source, chosen.text) == min(count_faults(source, text) for text in texts)
