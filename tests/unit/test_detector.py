"""The detector: silent on good translations, each kind of failure has its word, cheap on any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.detector import FATAL, FINAL, Doubt, find_doubts
from summarize.records import Hypothesis

# fmt: off
GOOD = [
    ("Le président a rencontré mercredi son homologue allemand à Berlin.",
     "The president met his German counterpart in Berlin on Wednesday."),
    ("Non.", "No."),
    ("Oui, oui, oui, oui !", "Yes, yes, yes, yes!"),
    ('"Très, très, très bien", a-t-il dit.', '"Very, very, very good," he said.'),
    ("Barack Obama à Paris", "Barack Obama in Paris"),
    ("Roger Federer bat Rafael Nadal 6-3, 6-4.", "Roger Federer beat Rafael Nadal 6-3, 6-4."),
    ("Le chiffre d'affaires a atteint 2,3 milliards d'euros, en hausse de 3,5 %.",
     "Turnover reached 2.3 billion euros, up 3.5 percent."),
    ("La réunion débutera à 20h30.", "The meeting will begin at 8:30 p.m."),
    ("Nous nous étions dit que cela leur avait fait peur.",
     "We told each other that that had scared them as they had had no news."),
    ("Le groupe Duran Duran jouera à Bora Bora.", "Duran Duran will play in Bora Bora."),
    ("C'est la vie, a-t-il soupiré en quittant la salle.", '"C\'est la vie," he sighed as he left the room.'),
    ("Le groupe La France insoumise a voté contre.", "The La France Insoumise group voted against."),
    ("Il a lu le Journal de la commune et le Monde.", "He read the Journal de la Commune and Le Monde."),
    ("Le maire de New York, le gouverneur de New York et le sénateur de New York sont venus.",
     "The mayor of New York, the governor of New York and the senator from New York came."),
    ("1 200 personnes", "1,200 people"),
    ("Pourquoi ?", "Why?"),
    ("Ha ha ha ha ha", "Ha ha ha ha ha"),
    ("Grrrrr, dit-il", "Grrrrr, he said"),
    ("", ""),
    ("***", ""),
]
# fmt: on


def doubts(source: str, target: str, **fields: object) -> tuple[str, ...]:
    return find_doubts(source, Hypothesis(text=target, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_a_good_translation_raises_no_doubt(source: str, target: str) -> None:
    assert doubts(source, target, score=-0.6) == ()


SOURCE = "Le ministre de la Défense a présenté jeudi un plan pour les forces armées de son pays."
TARGET = "The defence minister presented a plan for his country's armed forces on Thursday."


@pytest.mark.parametrize(
    ("target", "doubt"),
    [
        ("", Doubt.EMPTY),
        (" - ", Doubt.EMPTY),
        ("The minister of defence of the minister of defence of the minister of defence", Doubt.LOOP),
        ("The plan of the plan and the plan of the plan or the plan of the plan here", Doubt.LOOP),
        ("The minister presented a plan for the forces of the forces of the land.", Doubt.REPETITION),
        ("The minister presented a plan plan plan plan for his country's armed forces.", Doubt.REPETITION),
        ("The minister prepresepresepresented a plan for the armed forces on Thursday.", Doubt.REPETITION),
        ("The defence minister presented a plan plan for his country's armed forces.", Doubt.DOUBLED),
        ("The the minister presented a plan for his country's armed forces on Thursday.", Doubt.DOUBLED),
        ("The minister.", Doubt.TOO_SHORT),
        (f"{TARGET} He said more about {'cars, ' * 20}trains.", Doubt.TOO_LONG),
        (SOURCE, Doubt.COPIED_SOURCE),
        ("The minister de la Défense a présenté jeudi un plan pour them.", Doubt.COPIED_SOURCE),
        ("The defence minister presented a plan for the 3,000 armed forces.", Doubt.NUMBERS_DIFFER),
    ],
)  # fmt: skip
def test_each_failure_has_its_word(target: str, doubt: Doubt) -> None:
    assert doubts(SOURCE, TARGET) == ()
    assert doubt in doubts(SOURCE, target)


def test_a_lost_number_is_a_doubt() -> None:
    assert doubts("Au moins 234 articles.", "At least 23 articles.") == (Doubt.NUMBERS_DIFFER,)


def test_a_lost_word_is_a_doubt() -> None:
    assert doubts("Il pleuvra mercredi.", "It will rain.") == (Doubt.WORDS_LOST,)
    assert doubts("Il pleuvra mercredi.", "It will rain on Wednesday.") == ()


def test_a_copied_short_text_is_a_doubt_and_a_name_is_none() -> None:
    assert doubts("La réforme des retraites", "La réforme des retraites") == (Doubt.COPIED_SOURCE,)
    assert doubts("Kim Jong Un", "Kim Jong Un") == ()


def test_what_the_engine_says_becomes_a_doubt() -> None:
    assert doubts(SOURCE, TARGET, truncated=True) == (Doubt.TRUNCATED,)
    assert doubts(SOURCE, TARGET, score=-2.5) == (Doubt.LOW_SCORE,)
    assert doubts(SOURCE, TARGET, score=None) == ()
    assert find_doubts(SOURCE, Hypothesis(text=TARGET), lost=("習",)) == (Doubt.UNKNOWN_CHARACTERS,)


def test_doubts_are_told_together_in_a_fixed_order() -> None:
    assert doubts("Au moins 234 articles de la loi.", "a b " * 40, truncated=True, score=-9) == (
        Doubt.TRUNCATED,
        Doubt.LOOP,
        Doubt.TOO_LONG,
        Doubt.NUMBERS_DIFFER,
        Doubt.WORDS_LOST,
        Doubt.LOW_SCORE,
    )


def test_only_a_text_that_is_no_translation_at_all_is_withheld() -> None:
    assert {Doubt.NUMBERS_DIFFER, Doubt.TOO_SHORT, Doubt.REPETITION, Doubt.LOW_SCORE}.isdisjoint(FATAL)
    assert FATAL.isdisjoint(FINAL)
    assert all(doubt == doubt.value for doubt in Doubt)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_give_words_of_the_closed_list_without_repeats(source: str, target: str) -> None:
    found = doubts(source, target)
    assert set(found) <= set(Doubt)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a b " * 25_000, "ab" * 50_000, "1 " * 50_000, "é-" * 50_000]
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    start = time.perf_counter()
    doubts(text, text)
    doubts("court", text)
    assert time.perf_counter() - start < 5


def test_bytes_that_are_no_character_are_doubted() -> None:
    doubts = find_doubts(
        "Le président Erdoğan est arrivé.", Hypothesis(text="President Erdo\ufffdan has arrived.")
    )
    assert Doubt.BROKEN_CHARACTERS in doubts
    source = "Le fichier contient \ufffd un signe."
    assert Doubt.BROKEN_CHARACTERS not in find_doubts(source, Hypothesis(text="The file has \ufffd a sign."))
