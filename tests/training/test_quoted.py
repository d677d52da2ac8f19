"""Agency style: quotations and claims with the same speaker on both sides, marks in pairs."""

from __future__ import annotations

import pytest

from training.quoted import quote

NAMES = ("Morvan", "Kouleba", "Babić")
PAIRS = [
    (f"Le comité a reçu {n} lettres de soutien.", f"The committee has received {n} letters of support.")
    for n in range(10, 310)
]
MADE = list(quote(PAIRS, NAMES, 300, seed=1))


def test_every_pair_becomes_one_report() -> None:
    assert len(MADE) == len(PAIRS)
    assert sorted(q[0].count(" lettres de soutien") for q in MADE) == [1] * len(PAIRS)


def test_the_same_names_and_numbers_are_on_both_sides() -> None:
    for french, english in MADE:
        assert [french.count(name) for name in NAMES] == [english.count(name) for name in NAMES]
        assert [word for word in french.split() if word.isdigit()] == [
            word for word in english.split() if word.isdigit()
        ]


def test_marks_come_in_pairs_on_both_sides_or_on_none() -> None:
    counts = {(french.count('"'), english.count('"')) for french, english in MADE}
    assert counts == {(0, 0), (2, 2)}
    assert 0.7 < sum('"' in french for french, _ in MADE) / len(MADE) < 0.9


def test_reported_speech_loses_its_capitals_and_elides() -> None:
    indirect = [pair for pair in MADE if " que " in pair[0] or pair[0].startswith("Selon")]
    assert indirect
    assert all("le comité" in french and "the committee" in english for french, english in indirect)
    pair = ("Il pleut beaucoup ici.", "It rains a lot over here.")
    told = [french for seed in range(80) for french, _ in quote([pair], NAMES, 1, seed)]
    assert any(" qu'il pleut" in french for french in told)
    assert not any("que il" in french for french in told)


@pytest.mark.parametrize(
    "french", ["Il dit : non, jamais.", 'Il dit "non" et jamais plus.', "Est-ce vrai ? Oui.", "Oui."]
)
def test_what_is_not_one_plain_sentence_is_left_out(french: str) -> None:
    assert list(quote([(french, "He says that is so.")], NAMES, 1, seed=0)) == []
