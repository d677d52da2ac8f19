"""Words that are English, and words that a lost model makes up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.lexicon import is_english, strange_words


@pytest.mark.parametrize(
    "word",
    "colour organisation neighbours kilometres programme unvaccinated lawmakers smartphones jihadists "
    "fibre calibre meagre jewellery pyjamas "
    "don't minister's firefighters de-escalation policymakers analysed travelled EU".lower().split(),
)
def test_words_of_either_side_of_the_ocean_are_english(word: str) -> None:
    assert strange_words(word) == ()


@pytest.mark.parametrize("word", ["hopebooks", "undergovina", "diplomaticvoice", "electagèmes", "photosemed"])
def test_words_that_a_model_made_up_are_not(word: str) -> None:
    assert strange_words(f"They saw the {word} in Paris, the {word}.") == (word,)


def test_a_word_left_in_french_is_strange() -> None:
    assert strange_words("The fire in the entrepôt is over.") == ("entrepôt",)


@pytest.mark.parametrize(
    "text", ["Kouleba met Željko at Vitrolles.", "See www.exemple.fr or @lemondefr, part A320neo-bis.", ""]
)
def test_names_and_addresses_are_left_alone(text: str) -> None:
    assert strange_words(text) == ()


@given(st.text(max_size=60))
def test_what_is_found_stands_in_the_text_once_and_is_not_english(text: str) -> None:
    found = strange_words(text)
    assert len(set(found)) == len(found)
    assert all(word in text and not is_english(word) for word in found)
