"""Garbled names get their own spelling back, and nothing that may be right is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.names import NameSpeller, NamesTable, names_match
from summarize.names.respelling import respell

TABLE = NamesTable.load()


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "Le ministre Dmytro Kouleba a souligné cela.",
            "Minister Dmytro Koulba stressed this.",
            "Minister Dmytro Kouleba stressed this.",
        ),
        ("La voiture de Pininfarina.", "Pinfarina's car.", "Pininfarina's car."),
        (
            "Adèle Haenel et Roman Polanski.",
            "Adèle Hanel and Roman Polanskki, said Hanel.",
            "Adèle Haenel and Roman Polanski, said Haenel.",
        ),
        ("La gouverneure Astrid Bakken.", "Governor Astrid Bakkken.", "Governor Astrid Bakken."),
        ("La gouverneure Astrid Bakken.", "Governor Astrid Baken.", "Governor Astrid Bakken."),
        ("Altéra double son bénéfice", "Alterra doubles its profit", "Altéra doubles its profit"),
        (
            "Altéra et Bakken, dit Altéra.",
            "Alterra and Baken, Alterra says.",
            "Altéra and Bakken, Altéra says.",
        ),
        (
            "Le chef de la diplomatie Sergueï Lavrov a vu Antony Blinken.",
            "Foreign Minister Sergei Lav saw Antony Blin.",
            "Foreign Minister Sergei Lavrov saw Antony Blinken.",
        ),
    ],
    ids=[
        "letter-lost",
        "syllable-lost",
        "every-time",
        "stuttered",
        "undoubled",
        "doubled",
        "two",
        "cut-short",
    ],
)
def test_a_name_copied_with_the_wrong_letters_is_spelled_as_in_the_source(
    source: str, target: str, expected: str
) -> None:
    assert respell(target, source, TABLE)[0] == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il est arrivé à Londres mardi.", "He arrived in London on Tuesday."),
        ("Il a vu Vladimir Poutine.", "He saw Vladimir Putin."),
        ("Marion Cotillard est là.", "She is there."),
        ("Il a vu Martin Durand.", "He saw Martin Durham."),
        ("Il a vu M. Kouleba.", "He saw Mr Bakoulba."),
        ("Il a vu Brest et Lens.", "He saw Brest and Lenses."),
        ("Il a vu M. Rolland.", "He saw Mr Roland."),
        ("Il a vu Léa Martinez.", "He saw Lea in the Martin case."),
        ("Il a vu Alexandre Dumas.", "He saw Alexander Durand."),
    ],
    ids=[
        "translated",
        "transliterated",
        "left-out",
        "an-english-word",
        "other-initial",
        "a-plural",
        "english-names",
        "apart",
        "another-surname",
    ],
)
def test_a_name_that_may_be_right_or_is_another_stays(source: str, target: str) -> None:
    assert respell(target, source, TABLE) == (target, ())


def test_each_garbled_name_is_one_name() -> None:
    text, done = respell("He saw Hanel and Koulba.", "Il a vu Kouleba et Haenel.", NamesTable.empty())
    assert text == "He saw Haenel and Kouleba."
    assert len(done) == 2


def test_what_was_respelled_is_put_into_english_by_the_table_and_both_are_told() -> None:
    source, target = "Le ministre Dmytro Kouleba l'a dit.", "Minister Dmytro Koulba said so."
    text, done = NameSpeller(TABLE).apply(target, source)
    assert text == "Minister Dmytro Kuleba said so."
    assert [(one.found, one.put) for one in done] == [("Koulba", "Kouleba"), ("Kouleba", "Kuleba")]


NAMES = st.sampled_from(["Kouleba", "Haenel", "Koulba", "Hanel", "London", "Zelensky", "the", "said"])


@given(st.lists(NAMES, max_size=6), st.lists(NAMES, max_size=6))
def test_a_name_that_was_found_is_found_afterwards_and_a_second_pass_changes_nothing(
    french: list[str], english: list[str]
) -> None:
    source, target = f"Il a vu {' et '.join(french)}.", f"He saw {' and '.join(english)}."
    text, done = respell(target, source, TABLE)
    assert all(names_match(one.put, text, TABLE) for one in done)
    assert respell(text, source, TABLE) == (text, ())
    for name in french:
        assert names_match(name, text, TABLE) or not names_match(name, target, TABLE)
