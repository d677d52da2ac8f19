"""What is left out of a French sentence, and what never is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.condense import FEWEST_WORDS, LONGEST, ROOM, condense, condense_to_clause


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "Le tribunal de Paris, qui n'a pas prononcé de mandat de dépôt, a assorti la peine d'une amende.",
            "Le tribunal de Paris a assorti la peine d'une amende.",
        ),
        (
            "La députée de La France insoumise (LFI) a dénoncé cette réforme des retraites.",
            "La députée de La France insoumise a dénoncé cette réforme des retraites.",
        ),
        (
            "Une explosion a eu lieu dans un entrepôt près du port, causant de graves dégâts.",
            "Une explosion a eu lieu dans un entrepôt près du port.",
        ),
        (
            "Moscou a accueilli froidement le rejet américain, un échange qui alimente la crise,"
            " mais les camps ont"
            " gardé la porte ouverte.",
            "Moscou a accueilli froidement le rejet américain, mais les camps ont gardé la porte ouverte.",
        ),
        (
            "Les Etats-Unis ont eux, sans surprise, formellement rejeté ces demandes.",
            "Les Etats-Unis ont formellement rejeté ces demandes.",
        ),
        (
            "Par ailleurs, la moitié des camps de migrants a été évacuée lundi.",
            "La moitié des camps de migrants a été évacuée lundi.",
        ),
        (
            'Le président a salué cet exercice "constructif" de la veille, des négociateurs s\'étant'
            " retrouvés à Paris.",
            'Le président a salué cet exercice "constructif" de la veille.',
        ),
        (
            "L'homme a été évacué de la salle par la police, avant d'être entendu.",
            "L'homme a été évacué de la salle par la police.",
        ),
    ],
    ids=["relative", "brackets", "gerund", "remark", "emphasis", "connector", "absolute", "infinitive"],
)
def test_asides_and_what_trails_behind_the_main_clause_are_left_out(sentence: str, short: str) -> None:
    assert condense(sentence) == short


@pytest.mark.parametrize(
    "sentence",
    [
        "Le vent a atteint 120 km/h dans la nuit de lundi, selon Météo-France.",
        "Les pompiers ont évacué tout le quartier, ont annoncé les autorités.",
        'Il a reconnu que "la mesure, qui a été votée, a déplu" à ses électeurs.',
        "Alors que le maire, qui se présente de nouveau, hésite encore.",
        "Le taux (3,5 %) a reculé de deux dixièmes en un mois.",
        'nous avons vu les pompiers", a dit le maire, qui a pleuré.',
        "Il a plu, causant des dégâts.",
        "Le ministre a été relaxé mardi par la cour d'appel, même si le parquet conteste encore.",
        "Le maire a été condamné lundi à trois ans de prison, dont deux avec sursis.",
        "Le maire a été condamné à dix-huit mois de prison (avec sursis) pour corruption.",
        "Le suspect a avoué mercredi le meurtre de sa voisine, avant de se rétracter.",
        "Le trésorier a détourné deux millions d'euros, ce que ses avocats contestent.",
        "La vaccination devient obligatoire mardi pour tous (sauf les femmes enceintes).",
    ],
    ids=[
        "source",
        "claim",
        "inside a quotation",
        "no main clause",
        "figures",
        "piece of a quotation",
        "too short",
        "contrast",
        "suspended",
        "suspended in brackets",
        "taken back",
        "contested",
        "exception",
    ],
)
def test_these_stay_as_they_are(sentence: str) -> None:
    assert condense(sentence) == sentence


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        (
            "Les Etats-Unis et l'OTAN ont formellement rejeté mercredi des demandes clés de Moscou:"
            " la fin de la"
            " politique d'élargissement et un retour aux frontières de 1997.",
            "Les Etats-Unis et l'OTAN ont formellement rejeté des demandes clés de Moscou.",
        ),
        (
            "Un adjoint de sécurité de 19 ans s'est suicidé avec son arme de service dans les locaux du"
            " commissariat, a annoncé mardi la police.",
            "Un adjoint de sécurité de 19 ans s'est suicidé avec son arme de service dans les locaux du"
            " commissariat.",
        ),
        (
            "Le ministre de l'Intérieur, présent sur les lieux depuis le matin, a promis une aide"
            " d'urgence aux"
            " habitants du quartier.",
            "Le ministre de l'Intérieur a promis une aide d'urgence aux habitants du quartier.",
        ),
        (
            "La police italienne a annoncé mercredi la saisie record de 14 tonnes d'amphétamines,"
            " sous la forme de"
            " 84 millions de comprimés.",
            "La police italienne a annoncé la saisie record de 14 tonnes d'amphétamines.",
        ),
    ],
    ids=["colon", "who told", "apposition", "first comma"],
)
def test_a_headline_is_the_main_clause(sentence: str, clause: str) -> None:
    assert condense_to_clause(sentence) == clause


@pytest.mark.parametrize(
    "sentence",
    [
        "La Russie a ordonné vendredi, après une pollution sans précédent dans l'Arctique, la"
        " révision de toutes"
        " les infrastructures bâties sur le permafrost.",
        "Le constructeur vient de dévoiler au Japon dans le cadre du grand salon de l'automobile de"
        " Tokyo, son"
        " nouveau modèle de berline.",
        "Le nouvel accord commercial entre les deux pays entrera en vigueur à la fin du mois prochain, sauf"
        " si le Sénat le rejette.",
        '"Nous ne pouvons pas continuer de vivre ainsi pendant des mois sans savoir ce qui va se passer", a'
        " annoncé le maire.",
    ],
    ids=[
        "the object comes later",
        "the object comes behind a comma",
        "the condition",
        "the speaker of a quotation",
    ],
)
def test_no_headline_loses_what_its_verb_needs(sentence: str) -> None:
    assert condense_to_clause(sentence) == sentence


def test_a_sentence_with_room_keeps_its_clauses() -> None:
    sentence = "Le maire a démissionné lundi, mais il reste candidat: il l'a dit."
    assert len(sentence) <= ROOM
    assert condense_to_clause(sentence) == sentence


WORDS = 'le maire, a dit qui, dont mais "oui" ( ) : ; selon elle, ont été en marchant. - - un port, et 12 où'
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, min_size=1, max_size=40).map(" ".join))
def test_what_is_left_are_words_of_the_sentence_in_their_order(sentence: str) -> None:
    for short in (condense(sentence), condense_to_clause(sentence)):
        assert short == sentence or len(short.split()) >= FEWEST_WORDS
        left = iter(re.findall(r"\w+", sentence.lower()))
        assert all(word in left for word in re.findall(r"\w+", short.lower()))
        assert short.count('"') % 2 == sentence.count('"') % 2


def test_what_is_too_long_for_a_sentence_is_left_alone() -> None:
    sentence = "Le maire (élu) a parlé, causant du bruit" + " encore" * LONGEST + "."
    assert condense_to_clause(sentence) == sentence


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "La Cour suprême des Etats-Unis a finalement rejeté mercredi soir le recours du gouvernement"
            " contre une loi de Californie.",
            "La Cour suprême des Etats-Unis a finalement rejeté le recours du gouvernement"
            " contre une loi de Californie.",
        ),
        (
            "Mardi, les députés de la majorité et ceux de l'opposition ont longuement débattu"
            " de la réforme du chômage.",
            "Les députés de la majorité et ceux de l'opposition ont longuement débattu"
            " de la réforme du chômage.",
        ),
        (
            "Trois pompiers de la caserne de Vitrolles ont été blessés dans un entrepôt"
            " après l'explosion d'une bouteille.",
            "Trois pompiers de la caserne de Vitrolles ont été blessés dans un entrepôt.",
        ),
    ],
    ids=["day", "day-in-front", "circumstance"],
)
def test_a_headline_does_without_its_day_and_without_circumstances(sentence: str, short: str) -> None:
    assert condense(sentence) == sentence
    assert condense_to_clause(sentence) == short


@pytest.mark.parametrize(
    "sentence",
    [
        "Les résultats du vote de mercredi ont surpris les députés de la majorité"
        " et beaucoup de ceux de l'opposition.",
        "Les chiffres de la croissance publiés mercredi par le ministère"
        " ont surpris les économistes de la banque.",
        "Aucun des pompiers de la caserne de Vitrolles n'a été blessé dans cet entrepôt"
        " après l'explosion d'une bouteille.",
        "Le préfet de la région et la maire de la ville sont arrivés dimanche 3 mars"
        " sur les lieux de la catastrophe.",
    ],
    ids=["which-vote", "which-figures", "denied", "date"],
)
def test_a_headline_keeps_the_day_and_the_circumstance_that_say_which(sentence: str) -> None:
    assert condense_to_clause(sentence) == sentence
