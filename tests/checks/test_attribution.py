from __future__ import annotations

import pytest
from check_briefs import NAMES, make_brief, with_target

from summarize.checks.attribution import (
    check,
    compare_attribution,
    is_hearsay,
    loses_claimant,
    states_contested,
)
from summarize.checks.ground import Ground
from summarize.records import Severity


def test_kept_claimants_pass() -> None:
    assert check(make_brief(facts=[("Russia has not withdrawn its tanks, Kuleba said.", 2)]), NAMES) == ()


def test_a_translation_without_claimant_is_a_warning_at_its_segment() -> None:
    (found,) = check(with_target(2, "Russia has not withdrawn its tanks from Brussels."), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 2)


def test_a_fact_without_claimant_is_an_error() -> None:
    (found,) = check(make_brief(facts=[("Russia has not withdrawn its tanks.", 2)]), NAMES)
    assert (found.severity, found.where) == (Severity.ERROR, "fact 1")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Selon Moscou, la ville est prise.", "The city has been taken."),
        ("D'après la police, il a fui.", "He has fled."),
        ("La ville est prise, a déclaré le ministre.", "The city has been taken."),
        ("Moscou considère que l'Otan est une menace.", "NATO is a threat."),
        ("Le suspect aurait quitté le pays.", "The suspect left the country."),
        ("Trois soldats seraient morts.", "Three soldiers died."),
        ("Il a accusé le maire de vol.", "The mayor stole."),
        ("Le groupe a annoncé un recul de 3%.", "There is a decline of 3%."),
        ("Le groupe a annoncé 300 départs.", "There are 300 departures."),
        ("Le bilan est lourd, a relevé la ministre.", "The toll is heavy."),
        ("La commission a relevé que le pont cédait.", "The bridge was giving way."),
    ],
)
def test_a_lost_claimant_or_conditional_is_seen(source: str, target: str) -> None:
    assert compare_attribution(source, target)


@pytest.mark.parametrize(
    "claim",
    [
        "a-t-elle ajouté",
        "a-t-il affirmé",
        "a-t-il ensuite indiqué",
        "a-t-on indiqué au ministère",
        "ont-ils déclaré",
        "avait-il affirmé",
        "a-t-on appris mardi auprès du parquet",
        "a appris l'AFP",
        "a lui-même affirmé le préfet",
        "a, de son côté, affirmé le préfet",
        "a pour sa part affirmé le préfet",
        "indique la police",
        "affirment des témoins",
        "annonce Moscou",
        "affirment-elles",
    ],
)
def test_a_claimant_named_behind_the_claim_is_kept(claim: str) -> None:
    source = f"Le suspect a pris la fuite, {claim}."
    assert compare_attribution(source, "The suspect fled.")
    assert not compare_attribution(source, "The suspect fled, a source said.")


@pytest.mark.parametrize(
    "claim",
    ["affirme avoir", "prétend avoir", "assure n'avoir pas", "dit avoir", "reconnaît avoir", "croit l'avoir"],
)
def test_who_claims_to_have_done_something_is_not_said_to_have_done_it(claim: str) -> None:
    source = f"L'armée {claim} abattu trois drones."
    assert compare_attribution(source, "The army shot down three drones.")
    assert not compare_attribution(source, "The army claims to have shot down three drones.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La BCE a relevé de 25 points de base son taux.", "The ECB raised its rate by 25 basis points."),
        ("La BCE a relevé à 3,2 % sa prévision.", "The ECB raised its forecast to 3.2 percent."),
        ("S&P a relevé la note de la Grèce.", "S&P upgraded Greece."),
        (
            "S&P, à New York, a relevé mardi la note de la Grèce.",
            "S&P, in New York, upgraded Greece Tuesday.",
        ),
        ("Le Mali, pauvre, a relevé mardi de 20% le prix.", "Mali, a poor country, raised the price by 20%."),
        ("Le préfet a été relevé de ses fonctions.", "The prefect was relieved of his duties."),
        ("L'alarme, qui s'est révélée défectueuse, a sonné.", "The alarm, which turned out faulty, rang."),
        ("Un avion assurant la liaison Riga-Rome a atterri.", "A plane flying from Riga to Rome landed."),
        ("Un huissier a constaté l'occupation du siège.", "A bailiff recorded the occupation."),
        ("S'estimant lésés, ils portent plainte.", "Feeling wronged, they file a complaint."),
        ("Les toits ont cédé, a constaté une habitante.", "The roofs gave way, a resident found."),
        ("Le tribunal, comment la ville le sait, siège.", "The court sits, as the town knows."),
        ("Il a été jugé mardi à Bobigny.", "He was tried on Tuesday in Bobigny."),
        ("Le blessé a été admis à l'hôpital.", "The injured man was taken to hospital."),
    ],
)
def test_what_is_raised_found_or_done_is_not_a_claim(source: str, target: str) -> None:
    assert not compare_attribution(source, target)


def test_a_thing_that_was_found_does_not_stand_for_who_said_so() -> None:
    assert compare_attribution("Le corps a été retrouvé, a indiqué la police.", "The body was found.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Selon Moscou, la ville est prise.", "The city has been taken, according to Moscow."),
        ("Selon les règles, il gagne.", "By the rules, he wins."),
        ("Le suspect aurait quitté le pays.", "The suspect reportedly left the country."),
        ("Le suspect aurait quitté le pays.", "The suspect is believed to have left the country."),
        ("S'il avait plu, il serait resté.", "Had it rained, he was staying."),
        ("La ville est prise.", "The city has been taken."),
        ("L'ONG a déploré des retards.", "The NGO lamented delays."),
        ("Elle a tout vu, a-t-elle confié.", "She saw everything, she confided."),
        ("La cour a jugé le tir fautif.", "The court ruled the shot wrongful."),
        ("Le prix varie selon la saison.", "The price varies with the season."),
        ("Elle a déclaré forfait.", "She withdrew."),
        ("Le pont a cédé lundi en fin d'après-midi.", "The bridge gave way late on Monday afternoon."),
        ("Les fans ont dit adieu au chanteur.", "Fans bade the singer farewell."),
        ("Le colonel a été reconnu coupable.", "The colonel was found guilty."),
        ("Le juge a confié l'enquête à la police.", "The judge handed the investigation to the police."),
        ("J'ai tout inventé, a-t-il avoué.", "I made it all up, he confessed."),
        ("Il n'a pas commenté la décision.", "He did not comment on the decision."),
        ("La banque a relevé ses taux.", "The bank raised its rates."),
        ("La banque a relevé lundi son taux.", "The bank on Monday raised its rate."),
        ("Le groupe a accusé une lourde perte.", "The group posted a heavy loss."),
        ("Le film a rapporté 3 millions.", "The film earned 3 million."),
    ],
)
def test_what_kept_its_distance_or_had_none_passes(source: str, target: str) -> None:
    assert not compare_attribution(source, target)


def test_a_headline_may_leave_out_who_told_but_not_who_holds() -> None:
    told = Ground(
        source="Deux hommes ont été tués, selon la police.", target="Two men were killed, police said."
    )
    held = Ground(
        source="Moscou considère que l'Otan est une menace.", target="Moscow considers NATO a threat."
    )
    heard = Ground(source="Deux hommes auraient été tués.", target="Two men were reportedly killed.")
    assert loses_claimant("Two men killed", told)
    assert not states_contested("Two men killed", told)
    assert states_contested("NATO is a threat", held)
    assert not states_contested("Moscow: NATO is a threat", held)
    assert not states_contested("Moscow considers NATO a threat", held)
    assert states_contested("Two men killed", heard)
    assert loses_claimant("Two men killed", heard)
    assert not loses_claimant("Two men may have been killed", heard)
    assert not states_contested("Two men may have been killed", heard)


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        ("Il aurait été vu à Rome.", True),
        ("Des soldats seraient déjà arrivés.", True),
        ("Il aurait dû partir.", False),
        ("Si l'accord tenait, il serait signé.", False),
        ("Il a été vu à Rome.", False),
    ],
)
def test_the_conditional_of_hearsay(source: str, heard: bool) -> None:
    assert is_hearsay(source) is heard
