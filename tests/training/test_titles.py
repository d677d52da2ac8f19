"""Titles made of sentences: what is left out is left out on both sides."""

from __future__ import annotations

import pytest

from training.corpus import Pair
from training.lexicon import Entry, Lexicon, read_lexicon
from training.titles import entitle

LEXICON = Lexicon(read_lexicon(), [])
NOTHING = Lexicon([Entry("pf", ("chanteuse", "chanteuses"), ("singer", "singers"))], [])


def made(*pair: str, names: dict[str, int] | None = None, tries: int = 150) -> set[Pair]:
    french, english = pair
    return {
        new for seed in range(tries) for new in entitle([(french, english)], NOTHING, names or {}, 1, seed)
    }


@pytest.mark.parametrize(
    ("pair", "title"),
    [
        (
            ("La hausse des prix de l'énergie est un problème.", "The rise in energy prices is a problem."),
            ("Hausse des prix de l'énergie", "Rise in energy prices"),
        ),
        (
            ("La hausse des prix n'en est pas la cause.", "The rise in prices is not the cause."),
            ("Hausse des prix", "Rise in prices"),
        ),
        (
            ("Des pompiers ont été blessés dans un incendie.", "Firefighters have been injured in a fire."),
            ("Pompiers blessés dans un incendie", "Firefighters injured in a fire"),
        ),
        (
            ("Le Sénat a rejeté le texte hier.", "The Senate rejected the text yesterday."),
            ("Sénat rejette le texte hier", "Senate rejects the text yesterday"),
        ),
        (
            ("Les députés ont reçu le texte hier.", "The members have received the text yesterday."),
            ("Députés reçoivent le texte hier", "Members receive the text yesterday"),
        ),
        (
            ("Les joueurs ont perdu le match hier.", "The players lost the match yesterday."),
            ("Les joueurs perdent le match hier", "The players lose the match yesterday"),
        ),
        (
            ("La nuit tombe sur la ville de Brest.", "The night falls on the town of Brest."),
            ("Nuit tombe sur la ville de Brest", "Night falls on the town of Brest"),
        ),
    ],
    ids=["subject", "subject-in-front-of-pronouns", "passive", "past", "many", "articles", "whole"],
)
def test_what_a_title_leaves_out_is_left_out_on_both_sides(pair: Pair, title: Pair) -> None:
    assert title in made(*pair)


@pytest.mark.parametrize(
    "pair",
    [
        ("Je pense que la hausse est un problème.", "I think the rise is a problem."),
        ("La hausse est un problème: il faut agir.", "The rise is a problem: we must act."),
        ("La hausse est un problème sérieux.", "It is a serious problem."),
        ("Brest est une ville de Bretagne.", "Brest is a town in Brittany."),
    ],
    ids=["first-person", "two-parts", "pronoun", "name"],
)
def test_a_sentence_that_no_title_would_have_makes_none(pair: Pair) -> None:
    assert not made(*pair)


@pytest.mark.parametrize(
    "pair",
    [
        ("La loi dont il parle est un succès.", "The law he speaks of is a success."),
        ("La loi, adoptée hier, est un succès.", "The law, adopted yesterday, is a success."),
    ],
    ids=["relative", "aside"],
)
def test_a_subject_with_a_clause_of_its_own_is_not_cut_out(pair: Pair) -> None:
    assert all("succès" in french and "success" in english for french, english in made(*pair))


def test_a_title_may_have_a_label_a_name_a_speaker_or_its_source() -> None:
    titles = made(
        "La hausse des prix est un problème.", "The rise in prices is a problem.", names={"Morvan": 9}
    )
    ends = {(french.partition(" prix")[2], english.partition(" prices")[2]) for french, english in titles}
    heads = {(french.partition(":")[0].rstrip(), english.partition(":")[0]) for french, english in titles}
    assert ("Morvan", "Morvan") in heads
    assert heads >= {("Allemagne", "Germany"), ("Ain", "Ain")}
    assert ('"', '"') in ends
    assert (" (Maison Blanche)", " (White House)") in ends


def test_a_subject_of_another_sentence_may_stand_in_front() -> None:
    pairs = [
        ("La hausse des prix est un problème.", "The rise in prices is a problem."),
        ("La grève des trains est un succès.", "The train strike is a success."),
    ]
    titles = {title for seed in range(200) for title in entitle(pairs, NOTHING, {}, 2, seed)}
    assert ("Hausse des prix: grève des trains", "Rise in prices: train strike") in titles
    assert ("Hausse des prix : grève des trains", "Rise in prices: train strike") in titles


def test_an_english_name_keeps_its_capital_behind_a_label() -> None:
    titles = made("Les journalistes italiens sont inquiets.", "Italian journalists are worried.")
    assert any(": Italian" in english for _, english in titles)
    assert not any("italian" in english for _, english in titles)


def test_no_title_ends_with_a_full_stop() -> None:
    assert not any(
        side.endswith(".")
        for title in made("La loi est un succès.", "The law is a success.")
        for side in title
    )


def test_the_seed_decides_and_count_is_the_most() -> None:
    pairs = [(f"La loi {n} est un succès.", f"Law {n} is a success.") for n in range(30)]
    once = list(entitle(pairs, LEXICON, {}, 5, 1))
    assert once == list(entitle(pairs, LEXICON, {}, 5, 1))
    assert once != list(entitle(pairs, LEXICON, {}, 5, 2))
    assert len(once) == 5
