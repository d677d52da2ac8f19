from __future__ import annotations

from check_briefs import CLEAN, NAMES, make_article
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.facts import FEWEST, MOST, USUAL, build_facts
from summarize.records import FactDraft, Origin

ARTICLE = make_article(first_segment=4)
ANIMALS = """
badger beaver bison camel cheetah cougar dingo dolphin donkey eagle ferret gazelle hamster heron jackal koala
lemur leopard lizard magpie
"""
MANY = make_article([(f"Un {word} dort.", f"The {word} sleeps.") for word in ANIMALS.split()])


def draft(statement: str, *segments: int) -> FactDraft:
    return FactDraft(statement=statement, segments=segments)


def test_a_supported_draft_is_kept_with_its_evidence() -> None:
    fact = build_facts(ARTICLE, [draft("NATO will pay Kyiv 2.3 billion euros", 7)], names=NAMES)[0]
    assert (fact.statement, fact.origin) == ("NATO will pay Kyiv 2.3 billion euros.", Origin.WRITTEN)
    assert [(one.segment, one.source, one.target) for one in fact.evidence] == [(7, *CLEAN[3])]


def test_an_unsupported_draft_becomes_its_sentence_and_says_why() -> None:
    fact = build_facts(ARTICLE, [draft("NATO will pay Kyiv 9 billion euros.", 4, 7)], names=NAMES)[0]
    assert (fact.statement, fact.origin) == (CLEAN[3][1], Origin.QUOTED)
    assert "numbers" in fact.note
    assert [one.segment for one in fact.evidence] == [7]


def test_a_claim_of_someone_is_not_stated_flatly() -> None:
    fact = build_facts(ARTICLE, [draft("Russia has not withdrawn its tanks.", 6)], names=NAMES)[0]
    assert (fact.statement, fact.origin) == (CLEAN[2][1], Origin.QUOTED)
    assert "claimant" in fact.note


def test_segments_outside_the_article_are_no_evidence() -> None:
    facts = build_facts(ARTICLE, [draft("NATO will pay Kyiv.", 0, 99)], names=NAMES)
    assert all(fact.origin is Origin.QUOTED for fact in facts)
    (fact, *_) = build_facts(ARTICLE, [draft("NATO will pay Kyiv.", 99, 7)], names=NAMES)
    assert [one.segment for one in fact.evidence] == [7]


def test_names_that_were_left_french_are_put_into_english() -> None:
    fact = build_facts(ARTICLE, [draft("Otan will pay Kyiv 2.3 billion euros.", 7)], names=NAMES)[0]
    assert fact.statement == "NATO will pay Kyiv 2.3 billion euros."


def test_what_is_written_is_set_and_its_names_are_spelled_as_on_the_rest_of_the_page() -> None:
    article = make_article(
        [('Pour Yann Kerdoncuff, c\'est "grave".', 'For Yann Kerdoncuff it is "serious".')]
    )
    [fact] = build_facts(article, [draft('It is " serious" , Yann Kerdonuff says', 0)], names=NAMES)
    assert (fact.statement, fact.origin) == ('It is "serious", Yann Kerdoncuff says.', Origin.WRITTEN)


def test_a_draft_that_is_its_sentence_word_for_word_is_a_quotation() -> None:
    fact = build_facts(ARTICLE, [draft(CLEAN[3][1], 7)], names=NAMES)[0]
    assert (fact.statement, fact.origin) == (CLEAN[3][1], Origin.QUOTED)


def test_facts_are_not_said_twice() -> None:
    drafts = [
        draft("NATO will pay Kyiv 2.3 billion euros.", 7),
        draft("NATO will pay 2.3 billion euros to Kyiv.", 7),
        draft("NATO will pay Kyiv 77 euros.", 7),
    ]
    facts = build_facts(ARTICLE, drafts, names=NAMES)
    assert sum("2.3 billion" in fact.statement for fact in facts) == 1


def test_too_few_drafts_are_filled_up_with_telling_sentences() -> None:
    facts = build_facts(ARTICLE, [draft("NATO will pay Kyiv 2.3 billion euros.", 7)], names=NAMES)
    assert [fact.origin for fact in facts] == [Origin.WRITTEN, Origin.QUOTED, Origin.QUOTED]
    assert len(build_facts(MANY, [], names=NAMES)) == USUAL


def test_never_more_than_seven_and_fewer_than_three_only_of_a_short_article() -> None:
    drafts = [draft(f"The {word} sleeps.", n) for n, word in enumerate(ANIMALS.split())]
    assert len(build_facts(MANY, drafts, names=NAMES)) == MOST
    assert len(build_facts(make_article(CLEAN[:2]), [], names=NAMES)) == 2
    assert build_facts(make_article([]), [draft("NATO pays Kyiv.", 0)], names=NAMES) == ()


@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.lists(st.integers(min_value=-1, max_value=9), max_size=3)),
        max_size=9,
    )
)
@settings(deadline=None, derandomize=True, max_examples=60)
def test_whatever_the_model_drafts_every_fact_has_its_evidence_in_the_article(
    drafts: list[tuple[str, list[int]]],
) -> None:
    facts = build_facts(ARTICLE, [draft(text, *segments) for text, segments in drafts], names=NAMES)
    known = {sentence.segment: sentence for sentence in ARTICLE.sentences}
    assert FEWEST <= len(facts) <= MOST
    for fact in facts:
        assert all(known[one.segment].target == one.target for one in fact.evidence)
        assert fact.origin is Origin.WRITTEN or fact.statement == fact.evidence[0].target
