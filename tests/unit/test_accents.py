"""Accents of words set in capitals: put where they nearly always are, and never anything else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.accents import restore_accents
from summarize.words import fold


@pytest.mark.parametrize(
    ("bare", "accented"),
    [
        ("Seisme en mer", "Séisme en mer"),
        ("deux morts et trois blesses", "deux morts et trois blessés"),
        ("la pandemie et le deconfinement", "la pandémie et le déconfinement"),
        ("le maire est arrete", "le maire est arrêté"),
        ("le groupe a annonce une hausse", "le groupe a annoncé une hausse"),
        ("le groupe annonce une hausse", "le groupe annonce une hausse"),
        ("il a ete elu a Paris", "il a été élu à Paris"),
        ("un homme tue a Lyon", "un homme tué à Lyon"),
        ("a cause de la neige", "à cause de la neige"),
        ("A Paris", "À Paris"),
        ("il y a un accord ou une greve", "il y a un accord ou une grève"),
    ],
)
def test_a_word_gets_the_accents_that_it_nearly_always_has(bare: str, accented: str) -> None:
    assert restore_accents(bare) == accented


def test_a_capital_inside_a_sentence_is_a_name_and_stays() -> None:
    assert restore_accents("le president Rene Prepare") == "le président Rene Prepare"


@given(st.text(alphabet="abcdeéèlrst A.,-12'", max_size=60))
def test_nothing_but_accents_changes(text: str) -> None:
    assert fold(restore_accents(text)) == fold(text)


@given(st.lists(st.sampled_from(["a", "pres", "greve", "arrete", "est", "ete", "le", "Macron"]), max_size=8))
def test_a_second_pass_changes_nothing_of_words_that_have_theirs(words: list[str]) -> None:
    once = restore_accents(" ".join(words))
    again = restore_accents(once)
    changed = [pair for pair in zip(once.split(), again.split(), strict=True) if pair[0] != pair[1]]
    assert all(fold(before) == before for before, _ in changed)
