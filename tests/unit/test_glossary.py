"""Words that a translation has lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.glossary import lost_words
from summarize.words import tokenise


def test_a_word_without_any_of_its_translations_is_lost() -> None:
    french = "Le télescope a photographié la galaxie mercredi."
    assert lost_words(french, "The telescope photographed the galaxy on Wednesday.") == ()
    assert lost_words(french, "The photographed the galaxy.") == ("télescope", "mercredi")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Des dizaines de blessés", "Dozens were injured"),
        ("Des dizaines de blessés", "Dozens were wounded"),
        ("Des dizaines de blessés", "Dozens were hurt"),
        ("Un incendie", "A fire"),
        ("Des incendies", "Wildfires and fires"),
    ],
)
def test_every_usual_translation_will_do(french: str, english: str) -> None:
    assert lost_words(french, english) == ()


def test_a_word_of_the_same_family_will_do() -> None:
    assert lost_words("L'économie européenne", "Europe's economic power") == ()


def test_names_numbers_and_parts_of_compounds_are_not_judged() -> None:
    assert lost_words("Mercredi, Moscou a payé 1933 euros aux grands-mères", "They paid the euro") == ()


def test_years_of_age_are_a_number_in_english() -> None:
    assert lost_words("Une fille de 17 ans et Greta, 44 ans", "A girl of 17 and Greta, 44") == ()
    assert (
        lost_words("Apprendre le mandarin à six ans ou quinze ans", "Learning Mandarin at six or fifteen")
        == ()
    )
    assert lost_words("Les ans passent", "They go by") == ("ans",)


def test_each_lost_word_is_told_once_in_the_order_of_the_text() -> None:
    assert lost_words("un télescope, un incendie, un télescope", "nothing") == ("télescope", "incendie")


@pytest.mark.parametrize(
    ("french", "english", "lost"),
    [
        ("Meurtre à Rouen: le corps rapatrié", "Meurtre in Rouen: the body repatriated", ("Meurtre",)),
        ('"Samedi, il pleuvra"', '"Samedi, it will rain"', ("Samedi",)),
        ("Canicule", "Canicule", ("Canicule",)),
        ("Meurtre à Rouen", "Murder in Rouen", ()),
        ("Gazprom a payé", "Gazprom paid", ()),
        ("Mariage Blanc sort mercredi", "Mariage Blanc comes out on Wednesday", ()),
        ("Mission spatiale", "Mission in space", ()),
    ],
)
def test_the_first_word_is_lost_if_it_was_copied_and_is_neither_a_name_nor_english(
    french: str, english: str, lost: tuple[str, ...]
) -> None:
    assert lost_words(french, english) == lost


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_is_lost_is_in_the_source(french: str, english: str) -> None:
    found = lost_words(french, english)
    assert len(set(found)) == len(found)
    assert set(found) <= set(tokenise(french))


@pytest.mark.parametrize(
    ("english", "lost"),
    [
        ("He proposed an escalation.", ("désescalade",)),
        ("He proposed a de-escalation.", ()),
        ("He proposed not to escalate.", ()),
    ],
)
def test_a_word_that_was_turned_round_is_lost(english: str, lost: tuple[str, ...]) -> None:
    assert lost_words("Il a proposé une désescalade.", english) == lost


def test_a_word_beside_the_one_it_negates_is_not_turned_round() -> None:
    assert lost_words("Une désescalade après une escalade.", "After an escalation.") == ()


def test_a_negated_word_that_is_put_in_other_words_is_not_turned_round() -> None:
    assert lost_words("La désinstallation est simple.", "Removing it is simple.") == ()
