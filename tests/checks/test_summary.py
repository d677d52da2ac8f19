from __future__ import annotations

from dataclasses import replace

import pytest
from check_briefs import CLEAN, NAMES, make_article
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.records import Article, Origin, Sentence
from summarize.summary import LONGEST_HEADLINE, choose_headline, choose_summary, shorten

ARTICLE = make_article()


def test_the_dispatchs_own_headline_wins() -> None:
    article = make_article(headline=("L'Otan paiera", "NATO will pay"))
    headline = choose_headline(article, "NATO to pay Kyiv 2.3 billion euros", names=NAMES)
    assert (headline.text, headline.origin) == ("NATO will pay", Origin.TRANSLATED)


def test_a_supported_headline_is_taken_without_its_full_stop() -> None:
    headline = choose_headline(ARTICLE, "NATO to pay Kyiv 2.3 billion euros.", names=NAMES)
    assert (headline.text, headline.origin) == ("NATO to pay Kyiv 2.3 billion euros", Origin.WRITTEN)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("", "says most"),
        ("NATO to pay Kyiv 5 billion euros", "numbers"),
        ("Penguins swim to Antarctica", "too far"),
        ("NATO to pay Kyiv, says Olaf Scholz of Berlin", "names"),
        ("Russia has not withdrawn its tanks", "claimant"),
    ],
)
def test_another_one_is_replaced_by_a_sentence_of_the_lead(written: str, rule: str) -> None:
    headline = choose_headline(ARTICLE, written, names=NAMES)
    assert headline.origin is Origin.QUOTED
    assert headline.text in {target.removesuffix(".") for _, target in CLEAN[:3]}
    assert rule in headline.note


def test_nothing_translated_nothing_said() -> None:
    empty = make_article([])
    assert choose_headline(empty, "NATO pays", names=NAMES).text == ""
    assert choose_summary(empty, "NATO pays Kyiv.", names=NAMES).text == ""


def test_a_supported_summary_is_kept() -> None:
    written = "NATO will pay 2.3 billion euros to Kyiv. Some 1,200 soldiers left, the army said."
    summary = choose_summary(ARTICLE, written, names=NAMES)
    assert (summary.text, summary.origin, summary.note) == (written, Origin.WRITTEN, "")


@pytest.mark.parametrize(
    ("bad", "rule", "instead"),
    [
        ("NATO will pay 5 billion euros to Kyiv.", "numbers", CLEAN[3][1]),
        ("NATO and Giorgia Meloni will pay Kyiv euros.", "names", CLEAN[3][1]),
        ("Russia has not withdrawn its tanks.", "claimant", CLEAN[2][1]),
        ("Penguins swim far away.", "too far", ""),
    ],
    ids=["numbers", "names", "claimant", "made-up"],
)
def test_in_place_of_an_unsupported_sentence_stands_the_one_it_was_made_from(
    bad: str, rule: str, instead: str
) -> None:
    good = "Some 1,200 soldiers left the region, the army said."
    summary = choose_summary(ARTICLE, f"{bad} {good}", names=NAMES)
    assert (summary.text, summary.origin) == (f"{instead} {good}".strip(), Origin.WRITTEN)
    assert "did without 1 of 2 sentences" in summary.note
    assert rule in summary.note


def test_names_that_were_left_french_are_put_into_english() -> None:
    assert choose_headline(ARTICLE, "Otan to pay Kyiv", names=NAMES).text == "NATO to pay Kyiv"
    assert choose_summary(ARTICLE, "Otan will pay Kyiv.", names=NAMES).text == "NATO will pay Kyiv."


def test_a_sentence_that_points_back_goes_with_the_one_it_points_to() -> None:
    written = "Penguins swim far away. It will pay 2.3 billion euros to Kyiv."
    assert choose_summary(ARTICLE, written, names=NAMES).origin is Origin.QUOTED


def test_without_a_good_sentence_the_most_telling_ones_are_quoted_in_order() -> None:
    summary = choose_summary(ARTICLE, "Penguins swim far away.", names=NAMES)
    assert summary.origin is Origin.QUOTED
    assert summary.note
    places = [summary.text.index(target) for _, target in CLEAN if target in summary.text]
    assert 2 <= len(places) <= 3
    assert places == sorted(places)


@given(st.text(max_size=120))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_whatever_is_written_the_page_has_a_summary_that_ends_a_sentence(written: str) -> None:
    summary = choose_summary(ARTICLE, written, names=NAMES)
    assert summary.text.rstrip("\"”')»")[-1] in ".!?%…" or summary.origin is Origin.WRITTEN
    assert choose_headline(ARTICLE, written, names=NAMES).text


LONG = "The government in Kyiv announced on Monday a new plan for the reconstruction of the eastern regions"


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("NATO will pay.", "NATO will pay"),
        (f"{LONG}, while the fighting there went on for another day.", LONG),
        (f"{LONG}, as the ministry said in a statement to the press.", LONG),
        (f"Power is out in all regions{' of the country' * 4}, as officials in Kyiv said on Monday.", None),
        (f'It is "{LONG}, while the fighting there went on for another day".', None),
        (f"{LONG} and of the regions in the south that had been hit by the war.", None),
    ],
)  # fmt: skip
def test_a_long_headline_ends_with_a_clause_that_keeps_its_claimant(
    sentence: str, headline: str | None
) -> None:
    assert shorten(sentence) == (headline or sentence.removesuffix("."))
    assert len(LONG) < LONGEST_HEADLINE


def test_a_doubtful_first_sentence_leads_by_its_clause_where_that_is_clear() -> None:
    sentences = (
        Sentence(
            segment=0,
            paragraph=0,
            source="Le gouvernement de Lisbonne a annoncé mardi un plan pour l'eau, a-t-il dit.",
            target="Amid rows over schools, roads, farms and more, a plan plan plan was announced.",
            is_doubtful=True,
            clause="The Lisbon government announced a plan for water on Tuesday.",
        ),
        Sentence(
            segment=1,
            paragraph=1,
            source="Le plan pour l'eau du gouvernement coûte trois millions d'euros, selon la ministre.",
            target="The government's plan for water costs 3 million euros, the Lisbon minister said.",
        ),
    )
    article = Article(headline_source="", headline_target="", sentences=sentences)
    clear = replace(article, sentences=(replace(sentences[0], is_clause_clear=True), sentences[1]))
    assert choose_headline(article, "", names=NAMES).text.startswith("The government's plan")
    assert (
        choose_headline(clear, "", names=NAMES).text
        == "The Lisbon government announced a plan for water on Tuesday"
    )
