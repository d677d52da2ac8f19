"""The compact summariser: what it asks its model, and what it makes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from tiny_checkpoints import FRENCH
from zoo import build_article

from summarize.engines.compact import CompactSummarizer
from summarize.records import Article, Decoding, Hypothesis, Sentence, Task
from summarize.salience import LEAD, SUMMED, rank_sentences, score_news
from summarize.typography import normalise_source


class Writer:
    """Answers as told and remembers what it was asked."""

    signature = "scripted"

    def __init__(self, answer: Callable[[str, Task], Hypothesis], *, longest: int = 200) -> None:
        self.max_source_tokens = longest
        self.asked: list[tuple[str, Task]] = []
        self._answer = answer

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        return [len(source.split()) + 1 for source in sources]

    def unknown_characters(self, source: str) -> tuple[str, ...]:
        return ()

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked += [(source, decoding.task) for source in sources]
        assert all(count < self.max_source_tokens for count in self.count_tokens(sources))
        return [self._answer(source, decoding.task) if source else Hypothesis(text="") for source in sources]


def say(text: str, *, truncated: bool = False) -> Callable[[str, Task], Hypothesis]:
    return lambda source, task: Hypothesis(text=text, score=-0.2, truncated=truncated)


def test_a_headline_is_written_of_that_of_the_first_sentences_which_says_most() -> None:
    writer = Writer(say("Parliament passes budget."))
    article = build_article(0, 10)
    assert CompactSummarizer(writer).headlines([article]) == ["Parliament passes budget"]
    [(text, task)] = writer.asked
    news = score_news(article)[:LEAD]
    assert (text, task) == (FRENCH[news.index(max(news))], Task.HEADLINE)


def test_the_model_reads_french_set_as_in_training() -> None:
    writer = Writer(say("Yes"))
    sentence = Sentence(segment=0, paragraph=0, source="« L’Élysée » dément.", target='The "Elysée" denies.')
    article = Article(headline_source="", headline_target="", sentences=(sentence,))
    summarizer = CompactSummarizer(writer)
    summarizer.headlines([article])
    summarizer.summaries([article])
    summarizer.key_facts([article])
    plain = '"L\'Élysée" dément.'
    assert writer.asked == [(plain, Task.HEADLINE), (plain, Task.FACT)]


def test_no_headline_is_written_where_the_dispatch_has_one() -> None:
    writer = Writer(say("Yes"))
    articles = [build_article(4, 5, headline=True), build_article(4, 5)]
    assert CompactSummarizer(writer).headlines(articles) == ["", "Yes"]
    assert writer.asked == [("", Task.HEADLINE), (FRENCH[4], Task.HEADLINE)]


def test_a_summary_is_the_most_informative_sentences_rewritten_in_the_order_of_the_article() -> None:
    writer = Writer(lambda source, task: Hypothesis(text=f"On {source.split()[1]}. More."))
    article = build_article(0, 10)
    places = sorted(rank_sentences(article, SUMMED))
    [summary] = CompactSummarizer(writer).summaries([article])
    assert summary == " ".join(f"On {FRENCH[place].split()[1]}." for place in places)


def test_what_summary_and_facts_share_is_written_once() -> None:
    writer = Writer(say("Short."))
    summarizer = CompactSummarizer(writer)
    articles = [build_article(0, 10), build_article(2, 8)]
    summarizer.summaries(articles)
    summarizer.key_facts(articles)
    asked = [text for text, _ in writer.asked if text]
    assert len(asked) == len(set(asked))
    assert asked


def test_each_fact_is_a_sentence_rewritten_with_itself_as_evidence() -> None:
    writer = Writer(lambda source, task: Hypothesis(text=f"Fact: {source}"))
    article = build_article(0, 4, first=30)
    [drafts] = CompactSummarizer(writer).key_facts([article])
    assert all(task is Task.FACT for _, task in writer.asked)
    sources = {sentence.segment: sentence.source for sentence in article.sentences}
    assert 3 <= len(drafts) <= 7
    for draft in drafts:
        [segment] = draft.segments
        assert draft.statement.startswith(f"Fact: {sources[segment]}".rstrip(".")[:30])


def test_a_sentence_too_long_to_be_read_whole_is_no_question_but_a_quotation() -> None:
    writer = Writer(say("Short."), longest=12)
    article = build_article(0, 4)
    [drafts] = CompactSummarizer(writer).key_facts([article])
    by_segment = {draft.segments[0]: draft.statement for draft in drafts}
    for sentence in article.sentences:
        if sentence.segment in by_segment:
            is_long = len(sentence.source.split()) > 10
            assert by_segment[sentence.segment] == (sentence.target if is_long else "Short.")
    assert any(not source for source, _ in writer.asked)


def test_a_fact_is_one_sentence() -> None:
    [drafts] = CompactSummarizer(Writer(say("One thing. Another thing."))).key_facts([build_article(0, 4)])
    assert {draft.statement for draft in drafts} == {"One thing."}


@pytest.mark.parametrize(
    "answer",
    [say("never ending and", truncated=True), lambda *_: Hypothesis(text="A doubtful line.", score=-0.9)],
    ids=["cut", "improbable"],
)
def test_what_is_cut_or_improbable_is_no_line(answer: Callable[[str, Task], Hypothesis]) -> None:
    summarizer = CompactSummarizer(Writer(answer))
    article = build_article(0, 4)
    assert summarizer.headlines([article]) == [""]
    assert summarizer.summaries([article]) == [""]
    targets = {sentence.target for sentence in article.sentences}
    assert all(draft.statement in targets for draft in summarizer.key_facts([article])[0])


def test_a_sentence_without_a_line_stands_in_the_summary_as_it_was_translated() -> None:
    article = build_article(0, 3)
    first = article.sentences[0]

    def answer(source: str, task: Task) -> Hypothesis:
        return Hypothesis(text="A line.", score=-0.9 if source == normalise_source(first.source) else -0.1)

    [summary] = CompactSummarizer(Writer(answer)).summaries([article])
    assert summary == f"{first.target} A line. A line."
    for short, stands in (("In short.", "In short."), ('In "short".', first.target)):
        rest = article.sentences[1:]
        shortened = replace(article, sentences=(replace(first, short=short), *rest))
        [summary] = CompactSummarizer(Writer(answer)).summaries([shortened])
        assert summary == f"{stands} A line. A line."


def test_articles_share_one_call_and_answers_find_their_way_back() -> None:
    writer = Writer(lambda source, task: Hypothesis(text=f"On {source.split()[0]}."))
    empty = Article(headline_source="x", headline_target="x", sentences=())
    articles = [build_article(0, 2), empty, build_article(2, 4), build_article(4, 6)]
    assert CompactSummarizer(writer).summaries(articles) == [
        " ".join(f"On {FRENCH[place].split()[0]}." for place in places)
        for places in ((0, 1), (), (2, 3), (4, 5))
    ]
    assert "compact" in CompactSummarizer(writer).signature
    assert "scripted" in CompactSummarizer(writer).signature
