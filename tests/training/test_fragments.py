"""Quoted phrases: the same words between marks on both sides, and nothing else changed."""

from __future__ import annotations

import pytest

from summarize.words import content_stem
from training.fragments import quote_fragments


def glossary(*words: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    """Stems as the glossary has them, of French words and their translations."""
    return {content_stem(french, "fr"): (content_stem(english, "en"),) for french, english in words}


WORDS = glossary(
    ("situation", "situation"),
    ("inacceptable", "unacceptable"),
    ("réponse", "response"),
    ("positive", "positive"),
)
PAIR = (
    "Le ministre attend une réponse positive avant la fin du mois.",
    "The minister expects a positive response before the end of the month.",
)


def made(pair: tuple[str, str]) -> set[tuple[str, str]]:
    return {one for seed in range(40) for one in quote_fragments([pair], WORDS, 1, seed)}


def test_a_phrase_is_quoted_on_both_sides_in_the_order_of_each_language() -> None:
    assert (
        'Le ministre attend une "réponse positive" avant la fin du mois.',
        'The minister expects a "positive response" before the end of the month.',
    ) in made(PAIR)


def test_nothing_but_marks_is_added() -> None:
    for french, english in made(PAIR):
        assert (french.replace('"', ""), english.replace('"', "")) == PAIR
        assert (french.count('"'), english.count('"')) == (2, 2)


def test_a_word_that_could_have_gone_elsewhere_is_in_no_phrase() -> None:
    twice = ("La situation est inacceptable.", "The situation in this situation is unacceptable.")
    assert made(twice) == {
        ('La situation est "inacceptable".', 'The situation in this situation is "unacceptable".')
    }


def test_a_phrase_has_no_longer_word_that_the_glossary_does_not_follow() -> None:
    between = ("La réponse tardive est positive aussi.", "The late response is also quite positive.")
    assert all("tardive" not in french.split('"')[1] for french, _ in made(between))


@pytest.mark.parametrize(
    "pair",
    [
        ('La situation est "inacceptable" ici.', 'The situation is "unacceptable" here.'),
        ("Situation inacceptable.", "Unacceptable situation."),
        ("Il pleut beaucoup sur la ville aujourd'hui.", "It rains a lot on the city today."),
    ],
)
def test_pairs_with_marks_short_ones_and_unknown_words_are_left_out(pair: tuple[str, str]) -> None:
    assert made(pair) == set()


def test_as_many_as_wanted_in_an_order_that_the_seed_decides() -> None:
    pairs = [
        (PAIR[0].replace("mois", f"mois {n}"), PAIR[1].replace("month", f"month {n}")) for n in range(30)
    ]
    first = list(quote_fragments(pairs, WORDS, 10, 1))
    assert len(first) == 10
    assert first == list(quote_fragments(pairs, WORDS, 10, 1))
    assert first != list(quote_fragments(pairs, WORDS, 10, 2))
