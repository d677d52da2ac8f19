from __future__ import annotations

import pytest
from check_briefs import NAMES, make_brief, with_target

from summarize.checks.negation import check, compare_negation, negates_otherwise
from summarize.records import Severity


def test_kept_negations_pass() -> None:
    assert check(make_brief(), NAMES) == ()


def test_a_dropped_negation_is_a_warning_at_its_segment() -> None:
    (found,) = check(with_target(2, "Russia has withdrawn its tanks, Dmytro Kuleba said in Brussels."), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 2)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il ne viendra jamais.", "He will come."),
        ("Aucun accord n'a été signé.", "A deal was signed."),
        ("Personne n’a été blessé.", "People were hurt."),
        ("Ils n'ont toujours pas répondu.", "They have answered."),
        ("Il viendra.", "He won't come."),
        ("Le ministre n'exclut pas une intervention.", "The minister excludes an intervention."),
        ("Il ne nie pas les faits.", "He denies the facts."),
        ("Il n'a pas refusé l'offre.", "He refused the offer."),
        ("La demande n'a jamais été rejetée.", "The request has been rejected."),
        ('Les essais ne révèlent "aucune toxicité".', 'The tests reveal "expected toxicity".'),
        ("Les essais ne montrent «\u00a0aucun effet\u00a0».", "The tests show an effect."),
        ('Il n\'"a pas" répondu.', "He has answered."),
        ("L'ancien maire nie les faits.", "The former mayor, nor the facts."),
        ("Le ministère dément toute livraison.", "The ministry confirms any delivery."),
        ("L'accord est signé.", "No deal has been signed."),
        ("On invite à ne pas prendre le bateau, gratuit.", "People should take the boat, free of charge."),
    ],
)
def test_a_negation_on_one_side_only_is_seen(source: str, target: str) -> None:
    assert compare_negation(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il ne vient que demain.", "He comes only tomorrow."),
        ("Il n'a pas accepté.", "He refused."),
        ("Il est parti sans payer.", "He left without paying."),
        ("Il a refusé de payer.", "He did not pay."),
        ("Non seulement il paie, mais il rit.", "Not only does he pay, he laughs."),
        ("Il n'est pas impossible de le croire.", "It is not impossible to believe him."),
        ("Avant qu'il ne parte, il a payé.", "Before he left, he paid."),
        ("Le malfaiteur reste introuvable.", "The offender is nowhere to be found."),
        ("Filmée à son insu, elle porte plainte.", "Filmed without her knowledge, she files a complaint."),
        ("Il assure qu'il ignorait tout du braquage.", "He says he did not know about the robbery."),
        ("Cela ne fait aucun doute.", "There is no doubt about it."),
        ("Le métier ne séduit plus.", "The job has lost its appeal."),
        ("Elle renonce à un second mandat.", "She will not seek a second term."),
        ("La baignade est déconseillée.", "Swimming is not recommended."),
        ("L'équipe devra se passer de son capitaine.", "The team will have to do without its captain."),
        ("Bercy n'a pas encore tranché.", "The finance ministry has yet to decide."),
        ("L'Iran a nié ces critiques.", "Iran has dismissed this criticism."),
        ("Elle dément avoir payé.", "She says she hasn't paid."),
        ("La panne prive 30 foyers de courant.", "The failure leaves 30 homes without power."),
    ],
)
def test_the_same_said_otherwise_is_not(source: str, target: str) -> None:
    assert not compare_negation(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "Washington ne participera pas au sommet, qui réunira moins de vingt pays.",
            "Washington will take part in the summit, which will bring together less than twenty countries.",
        ),
        (
            "La police n'a pas confirmé l'information, un seul témoin ayant été entendu.",
            "The police confirmed the information, with only one witness having been heard.",
        ),
        ("Le musée n'a pas rouvert, fermé jusqu'à lundi.", "The museum reopened, closed until Monday."),
        ("Le club n'a pas gagné, malgré un match libre.", "The club won, despite a free match."),
        ("Ils ne veulent plus payer.", "They only want to pay."),
        ("Le ministre n'a pas tardé à réagir.", "The minister took a long time to react."),
    ],
)
def test_a_vague_word_does_not_excuse_a_lost_negation(source: str, target: str) -> None:
    assert compare_negation(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il n'est guère convaincu.", "He is little convinced."),
        ("Le latin n'est plus enseigné que dans 35 lycées.", "Latin is now taught in only 35 schools."),
        ("L'arbitre ne s'est pas fait que des amis.", "The referee did not only make friends."),
        ("Il n'est pas seulement maire.", "He is not only mayor."),
        ("Il attend tant que l'inflation n'aura pas reflué.", "He waits until inflation has receded."),
        ("Les chiffres n'ont rien de rassurant.", "The figures are far from reassuring."),
        ("Les trains ne marquent plus l'arrêt ici.", "Trains have stopped serving this station."),
    ],
)
def test_what_is_small_late_or_over_is_no_lost_negation(source: str, target: str) -> None:
    assert not compare_negation(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le ministre n'a pas tardé à réagir.", "The minister was quick to react."),
        ("Les sinistrés ne décolèrent pas.", "Flood victims are still furious."),
        ("L'écart ne dépasse pas deux points.", "The gap is no more than two points."),
        (
            "L'inflation a atteint un niveau plus vu depuis 2006.",
            "Inflation hit a level not seen since 2006.",
        ),
        ("Il n'est pas exclu qu'il ait agi seul.", "It is possible that he acted alone."),
        ("La mousson n'en finit pas de tuer.", "The monsoon keeps on killing."),
        ("Une fois n'est pas coutume, il a gagné.", "For once, he won."),
        ("Ils se demandent si le voleur n'a pas fui.", "They are wondering whether the thief has fled."),
    ],
)
def test_an_idiom_with_a_negation_may_lose_it(source: str, target: str) -> None:
    assert not compare_negation(source, target)


@pytest.mark.parametrize(
    ("statement", "evidence", "differs"),
    [
        ("Russia has withdrawn its tanks.", "Russia has not withdrawn its tanks from the border.", True),
        ("Russia kept its tanks.", "Russia has not withdrawn its tanks from the border.", False),
        ("Russia refused to withdraw its tanks.", "Russia has not withdrawn its tanks.", False),
        ("Russia has not withdrawn its tanks.", "Russia has withdrawn its tanks.", True),
        ("Russia has not withdrawn all tanks.", "Russia has withdrawn only few of its tanks.", False),
        ("The tanks left Odessa.", "The tanks left Odessa but did not reach Kyiv.", False),
    ],
)
def test_facts_deny_what_their_evidence_denies(statement: str, evidence: str, differs: bool) -> None:
    assert negates_otherwise(statement, evidence) is differs


def test_a_fact_that_drops_the_negation_is_reported() -> None:
    (found,) = check(make_brief(facts=[("Russia has withdrawn its tanks.", 2)]), NAMES)
    assert found.where == "fact 1"
