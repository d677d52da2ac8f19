from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.records import Article, Confidence, Sentence
from summarize.salience import rank_sentences, score_sentences

TEXTS = (
    "The European Central Bank raised interest rates by 50 basis points on Thursday in Frankfurt.",
    "The central bank raised rates by 50 basis points, the European institution in Frankfurt confirmed.",
    "It rained.",
    "Inflation in the euro zone reached 8.6 percent, far above the target of the bank.",
    '"We will do what is needed to bring inflation down," she said.',
    "Shares of banks in Milan and Paris rose after the decision on rates.",
)


def article(*texts: str) -> Article:
    return Article(
        headline_source="",
        headline_target="",
        sentences=tuple(
            Sentence(segment=n, paragraph=n, source="", target=text) for n, text in enumerate(texts)
        ),
    )


def test_the_news_comes_first_and_is_not_said_twice() -> None:
    ranked = rank_sentences(article(*TEXTS), 3)
    assert ranked[0] == 0
    assert 1 not in ranked
    assert 2 not in ranked


def test_as_many_as_asked_for_or_there_are() -> None:
    assert rank_sentences(article(), 3) == ()
    assert rank_sentences(article(*TEXTS), 0) == ()
    assert sorted(rank_sentences(article(*TEXTS), 99)) == list(range(len(TEXTS)))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("Rates rose.", "The central bank raised its rates again."),
        ("He raised the rates of the bank.", "Lagarde raised the rates of the bank."),
        ('"The bank raised the rates again".', "The bank raised the rates again."),
        ("Will the bank raise the rates again?", "The bank raises the rates again."),
        ("the bank raised the rates again.", "the bank raised the rates by 50 points."),
    ],
)
def test_short_pointing_quoted_and_asking_sentences_score_less(worse: str, better: str) -> None:
    assert score_sentences(article(worse))[0] < score_sentences(article(better))[0]


def test_what_can_be_relied_on_is_said_before_what_is_doubtful() -> None:
    plain = article(TEXTS[0], "Shares of banks in Milan and Paris rose after the decision on rates.")
    lead, other = plain.sentences
    doubted = replace(plain, sentences=(replace(lead, is_doubtful=True), other))
    assert rank_sentences(plain, 1) == (0,)
    assert rank_sentences(doubted, 1) == (1,)
    assert set(rank_sentences(doubted, 2)) == {0, 1}


def test_what_the_translator_is_sure_of_is_said_first() -> None:
    plain = article(TEXTS[0], "Shares of banks in Milan and Paris rose after the decision on rates.")
    lead, other = plain.sentences
    rated = (
        replace(lead, confidence=Confidence(right=0.0, wrong=0.6)),
        replace(other, confidence=Confidence(right=0.9, wrong=0.02)),
    )
    assert rank_sentences(replace(plain, sentences=rated), 1) == (1,)


def test_of_equal_sentences_the_earlier_scores_more() -> None:
    scores = score_sentences(article(TEXTS[0], TEXTS[0]))
    assert scores[0] > scores[1]


@given(st.lists(st.text(max_size=40), max_size=12), st.integers(min_value=0, max_value=14))
@settings(deadline=None, derandomize=True, max_examples=80)
def test_positions_are_distinct_valid_and_a_longer_list_extends_a_shorter(
    texts: list[str], limit: int
) -> None:
    ranked = rank_sentences(article(*texts), limit)
    assert len(ranked) == min(limit, len(texts))
    assert len(set(ranked)) == len(ranked)
    assert all(0 <= place < len(texts) for place in ranked)
    assert rank_sentences(article(*texts), limit + 1)[: len(ranked)] == ranked


def test_a_very_long_article_is_ranked_in_bounded_time() -> None:
    texts = [f"The number {n} of the long article names Paris and place {n % 7}." for n in range(5_000)]
    assert len(rank_sentences(article(*texts), 7)) == 7
