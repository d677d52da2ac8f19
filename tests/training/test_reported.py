"""Reported speech: who says it, in which form, and no first person left."""

from __future__ import annotations

import re

import pytest

from training.corpus import Pair
from training.reported import report

NAMES = ("Morvan", "Kouleba", "Babić")
SHORT = [
    ("La crise est loin de sa fin.", "The crisis is far from its end."),
    ("Il y aura un vote mardi.", "There will be a vote on Tuesday."),
]


def made(*pair: str, tries: int = 60) -> list[Pair]:
    french, english = pair
    return [new for seed in range(tries) for new in report([(french, english)], NAMES, 1, seed)]


@pytest.mark.parametrize(
    ("pair", "french", "english"),
    [
        (
            ("J'ai proposé un plan de paix.", "I have proposed a peace plan."),
            r" avoir proposé un plan de paix\.$",
            r" s?he (?:had|has) proposed a peace plan\.$",
        ),
        (
            ("J'ai visité ces sites.", "I visited these sites."),
            r" avoir visité ces sites\.$",
            r" s?he visited these sites\.$",
        ),
        (
            ("Je ne veux pas de cette guerre.", "I do not want this war."),
            r" ne pas vouloir de cette guerre\.$",
            r" s?he (?:did|does) not this war\.$|s?he (?:did|does) not want this war\.$",
        ),
        (
            ("Je n'ai aucune objection à ce texte.", "I have no objection to this text."),
            r" n'avoir aucune objection à ce texte\.$",
            r" s?he (?:had|has) no objection to this text\.$",
        ),
    ],
    ids=["perfect", "past", "negation", "none"],
)
def test_what_i_say_is_what_somebody_says_of_himself(pair: Pair, french: str, english: str) -> None:
    told = made(*pair)
    assert told
    for one in told:
        assert re.search(french, one[0])
        assert re.search(english, one[1])
        assert [name in one[0] for name in NAMES] == [name in one[1] for name in NAMES]
        assert any(name in one[0] for name in NAMES)


@pytest.mark.parametrize(
    "pair",
    [
        ("J'ai proposé mon plan de paix.", "I have proposed a peace plan."),
        ("J'ai proposé un plan de paix.", "We have proposed a peace plan."),
        ("Je n'ai pas proposé ce plan.", "I have proposed this plan."),
        ("Je propose un plan de paix.", "I propose a peace plan."),
    ],
    ids=["mine", "we", "negation differs", "another tense"],
)
def test_what_cannot_be_told_of_another_is_left_out(pair: Pair) -> None:
    assert made(*pair) == []


def test_a_second_sentence_hangs_on_the_first() -> None:
    told = [new for seed in range(200) for new in report(SHORT, NAMES, 1, seed)]
    assert told
    for french, english in told:
        assert re.search(r", \w+ (?:que |qu')(?:la crise|il y aura)", french)
        assert re.search(r", \w+(?: that)? (?:the crisis|there will)", english)
        assert french.endswith(".") and english.endswith(".")
        assert french.count(".") == english.count(".") == 1
