"""The indefinite article has the form that its next word asks for, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.translation.articles import set_articles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is a engineer.", "He is an engineer."),
        ("A outbreak of flu", "An outbreak of flu"),
        ("a Indian minister", "an Indian minister"),
        ("a urgent and a unusual call", "an urgent and an unusual call"),
        ("an union, an European law", "a union, a European law"),
        ("an unanimous vote", "a unanimous vote"),
        ("an year later", "a year later"),
        ("an unique case", "a unique case"),
        ("fined a 8,000-euro sum", "fined an 8,000-euro sum"),
        ("a 11-year-old, a 18th title", "an 11-year-old, an 18th title"),
    ],
)
def test_an_article_is_set_by_the_sound_of_its_word(text: str, expected: str) -> None:
    assert set_articles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a user, a one-off, a euro, a union, a unanimous vote, a ewe, a unipolar world, a onetime ally",
        "an unannounced visit, an unanswered call, an unidentified man, an onerous task",
        "an hour, an heir, an honest man, a house, a historic day",
        "a 110-metre race, a 180-degree turn, a 1,100-euro fine",
        "Plan A is good, and hepatitis A infections rose",
        "Le ministre a affirmé",
        "from a to e, and a and b",
        "a NGO, an MP",
    ],
    ids=["consonants", "vowels", "h", "hundreds", "letters", "french", "lists", "initials"],
)
def test_an_article_that_may_be_right_stays(text: str) -> None:
    assert set_articles(text) == text


@given(st.text(alphabet="aAn eiou8.-'éhstr1", max_size=40))
def test_a_second_pass_changes_nothing_and_only_articles_differ(text: str) -> None:
    once = set_articles(text)
    assert set_articles(once) == once
    assert len(once.split()) == len(text.split())
