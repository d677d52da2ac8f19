"""The articles that everybody is measured with: the same everywhere, and nothing in them twice."""

from __future__ import annotations

from collections import Counter

from benchmarks.material import count_words, make_dispatches, seed_sentences, update
from summarize.segments import split_document


def test_the_same_dispatches_are_made_every_time_and_more_do_not_change_the_first() -> None:
    assert make_dispatches(6)[:3] == make_dispatches(3)


def test_no_sentence_repeats_within_a_thousand_dispatches() -> None:
    sentences = Counter(
        sentence for dispatch in make_dispatches(1000, words=40) for sentence in dispatch.sentences
    )
    assert max(sentences.values()) == 1


def test_our_splitter_finds_the_sentences_that_went_in() -> None:
    for dispatch in make_dispatches(20):
        segments = split_document(dispatch.document)
        assert [segment.source for segment in segments] == list(dispatch.sentences)


def test_dispatches_are_about_as_long_as_asked_for() -> None:
    lengths = [dispatch.n_words for dispatch in make_dispatches(20, words=350)]
    assert all(350 <= length <= 500 for length in lengths)


def test_the_text_of_a_dispatch_has_all_its_words() -> None:
    dispatch = make_dispatches(1)[0]
    assert count_words(dispatch.text) == dispatch.n_words


def test_an_update_keeps_the_story_and_adds_to_it() -> None:
    first = make_dispatches(1)[0]
    second = update(first, salt=1)
    kept = set(first.sentences) & set(second.sentences)
    assert len(kept) == len(first.sentences) - 1
    assert len(second.sentences) == len(first.sentences) + 1


def test_two_updates_differ() -> None:
    first = make_dispatches(1)[0]
    assert update(first, salt=1) != update(first, salt=2)


def test_the_seeds_give_enough_sentences_to_vary() -> None:
    assert len(seed_sentences()) > 100


def test_the_shortest_dispatch_has_a_lead_that_an_update_can_replace() -> None:
    for dispatch in make_dispatches(30, words=1):
        assert update(dispatch, salt=1).paragraphs[1][0] != dispatch.paragraphs[1][0]
