"""Sentences in short: what is asked of the translator, and what of its answers may stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from summarize.errors import EngineError
from summarize.facts import build_facts
from summarize.names import NamesTable
from summarize.records import Article, Origin, Segment, Sentence, Target
from summarize.shortening import shorten_articles
from summarize.summary import choose_headline, choose_summary

NAMES = NamesTable.empty()
LONG = (
    "Le tribunal de Paris, qui siège depuis mardi, a condamné le maire à une amende de 500 euros,"
    " ouvrant la voie"
    " à un procès en appel."
)
SHORT = "Le tribunal de Paris a condamné le maire à une amende de 500 euros."
WHOLE = (
    "The Paris court, which has been sitting since Tuesday, sentenced the mayor to a fine of 500"
    " euros, opening"
    " the way for an appeal."
)
GOOD = "The Paris court sentenced the mayor to a fine of 500 euros."


class Table:
    """A translator that knows some texts and remembers what it was asked."""

    def __init__(self, known: Mapping[str, str | Target]) -> None:
        self.known = known
        self.asked: list[str] = []

    def __call__(self, segments: Sequence[Segment]) -> Sequence[Target]:
        self.asked += [segment.source for segment in segments]
        answers = [self.known[segment.source] for segment in segments]
        return [Target(text=answer) if isinstance(answer, str) else answer for answer in answers]


def article(*pairs: tuple[str, str], is_doubtful: bool = False) -> Article:
    sentences = tuple(
        Sentence(segment=i, paragraph=i, source=french, target=english, is_doubtful=is_doubtful)
        for i, (french, english) in enumerate(pairs)
    )
    return Article(headline_source="", headline_target="", sentences=sentences)


def shorten(one: Article, answer: str | Target) -> Sentence:
    (done,) = shorten_articles([one], Table({SHORT: answer}), NAMES)
    return done.sentences[0]


def test_facts_summary_and_headline_say_the_short_sentence_and_that_it_is_short() -> None:
    (done,) = shorten_articles([article((LONG, WHOLE))], Table({SHORT: GOOD}), NAMES)
    (fact,) = build_facts(done, [], names=NAMES)
    assert (fact.statement, fact.origin) == (GOOD, Origin.SHORTENED)
    assert [(one.source, one.target) for one in fact.evidence] == [(LONG, WHOLE)]
    summary, headline = choose_summary(done, "", names=NAMES), choose_headline(done, "", names=NAMES)
    assert (summary.text, summary.origin) == (GOOD, Origin.SHORTENED)
    assert (headline.text, headline.origin) == (GOOD.removesuffix("."), Origin.SHORTENED)


def test_what_cannot_be_shortened_is_not_asked_for_and_is_quoted() -> None:
    table = Table({})
    one = article(("Il pleut depuis lundi à Brest.", "It has been raining in Brest since Monday."))
    assert shorten_articles([one], table, NAMES) == [one]
    assert table.asked == []
    assert build_facts(one, [], names=NAMES)[0].origin is Origin.QUOTED


def test_each_article_is_a_document_of_its_own_in_one_call() -> None:
    calls: list[list[tuple[int, str]]] = []

    def translate(segments: Sequence[Segment]) -> Sequence[Target]:
        calls.append([(segment.index, segment.source) for segment in segments])
        return [Target(text=GOOD) for _ in segments]

    done = shorten_articles([article((LONG, WHOLE)), article((LONG, WHOLE))], translate, NAMES)
    assert calls == [[(0, SHORT), (0, SHORT)]]
    assert [one.sentences[0].short for one in done] == [GOOD, GOOD]


def test_a_model_that_fails_on_one_article_costs_its_short_sentences_alone() -> None:
    other = LONG.replace("Paris", "Nantes"), WHOLE.replace("Paris", "Nantes")

    def translate(segments: Sequence[Segment]) -> Sequence[Target]:
        if any("Paris" in segment.source for segment in segments):
            raise EngineError("no")
        return [Target(text=GOOD.replace("Paris", "Nantes")) for _ in segments]

    done = shorten_articles([article((LONG, WHOLE)), article(other)], translate, NAMES)
    assert [one.sentences[0].short for one in done] == ["", GOOD.replace("Paris", "Nantes")]
    assert shorten_articles([], translate, NAMES) == []


@pytest.mark.parametrize(
    "answer",
    [
        "The Paris court sentenced the mayor to a fine of 5,000 euros.",
        "The Paris court did not sentence the mayor to a fine of 500 euros.",
        Target(text="The Paris court sentenced the mayor to a fine of 500 euros.", doubts=("low-score",)),
        Target(text=SHORT, is_translated=False),
    ],
    ids=["number", "negation", "doubt", "French"],
)
def test_a_short_sentence_that_is_worse_than_the_whole_one_does_not_stand(answer: str | Target) -> None:
    sentence = shorten(article((LONG, WHOLE)), answer)
    assert (sentence.short, sentence.clause) == ("", "")


def test_a_short_sentence_that_loses_one_word_more_does_not_stand() -> None:
    source = "Le ministre a froidement accueilli le rejet américain, un échange qui alimente la crise."
    short = "Le ministre a froidement accueilli le rejet américain."
    whole = "The minister welcomed the US rejection, an exchange that fuels the crisis."
    for answer, stands in {
        "The minister welcomed the US rejection.": True,
        "He welcomed the US rejection.": False,
    }.items():
        (done,) = shorten_articles([article((source, whole))], Table({short: answer}), NAMES)
        assert bool(done.sentences[0].short) is stands


def test_one_that_is_no_worse_stands_and_stays_doubtful() -> None:
    wrong = WHOLE.replace("500", "5,000"), GOOD.replace("500", "5,000")
    sentence = shorten(article((LONG, wrong[0])), wrong[1])
    assert (sentence.short, sentence.is_doubtful) == (wrong[1], True)


def test_what_is_doubtful_at_length_may_be_clear_in_short() -> None:
    sentence = shorten(article((LONG, WHOLE.replace("500", "5,000")), is_doubtful=True), GOOD)
    assert (sentence.short, sentence.is_doubtful) == (GOOD, False)


def test_a_clause_is_clear_where_the_checks_find_nothing() -> None:
    assert shorten(article((LONG, WHOLE)), GOOD).is_clause_clear
    wrong = WHOLE.replace("500", "5,000"), GOOD.replace("500", "5,000")
    sentence = shorten(article((LONG, wrong[0])), wrong[1])
    assert sentence.clause
    assert not sentence.is_clause_clear


def test_a_short_sentence_keeps_the_claimant() -> None:
    one = article((LONG, WHOLE))
    claim = LONG.replace("a condamné", "aurait condamné")
    wanted = SHORT.replace("a condamné", "aurait condamné")
    one = replace(one, sentences=(replace(one.sentences[0], source=claim),))
    (done,) = shorten_articles([one], Table({wanted: GOOD}), NAMES)
    assert (done.sentences[0].short, done.sentences[0].clause) == ("", "")
