"""What models write is cut to whole sentences and clean headlines, in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.engines.cleaning import keep_whole, split_english, tidy_headline


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Smith met Dr. Jones. They left.", ["Mr. Smith met Dr. Jones.", "They left."]),
        ("J. P. Morgan rose 3.5 percent. Shares fell.", ["J. P. Morgan rose 3.5 percent.", "Shares fell."]),
        ('"We won." He left.', ['"We won."', "He left."]),
        ("He spoke in the U.S. on Monday. Then he left", ["He spoke in the U.S. on Monday.", "Then he left"]),
        ("Wait… what? yes.", ["Wait… what? yes."]),
        ("It was he and I. They agreed.", ["It was he and I.", "They agreed."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_english_ends_them(text: str, sentences: list[str]) -> None:
    assert split_english(text) == sentences


@pytest.mark.parametrize(
    ("text", "truncated", "kept"),
    [
        ("One. Two. Three. Four. Five.", False, "One. Two. Three. Four."),
        ("One. Two and", True, "One."),
        ("Nothing whole and", True, ""),
        ("The model forgot its stop", False, "The model forgot its stop."),
        ("One. Two,", False, "One. Two."),
        ("One.\n\nTwo.", False, "One. Two."),
        ("", True, ""),
    ],
)
def test_a_summary_keeps_whole_sentences(text: str, truncated: bool, kept: str) -> None:
    assert keep_whole(text, truncated=truncated) == kept


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Parliament passes budget.", "Parliament passes budget"),
        ('"Parliament passes budget"', "Parliament passes budget"),
        ('"We will not yield", says minister', '"We will not yield", says minister'),
        ("What next...", "What next..."),
        ("Two\nlines", "Two lines"),
        ("Who won?", "Who won?"),
        ("...", ""),
        ("1234", ""),
        ("", ""),
    ],
)
def test_a_headline_is_one_line_without_final_stop(text: str, headline: str) -> None:
    assert tidy_headline(text) == headline


def test_a_headline_that_hit_its_cap_is_no_headline() -> None:
    assert tidy_headline("Parliament passes", truncated=True) == ""


@settings(deadline=None, derandomize=True, max_examples=80)
@given(st.text("aB. \n?!\"')…", max_size=60))
def test_splitting_loses_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(split_english(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["." * 50, ". ", 'A."', "a.b", "Mr. ", "\u2026)"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    keep_whole(text, truncated=True)
    tidy_headline(text)
    assert time.process_time() - start < 2
