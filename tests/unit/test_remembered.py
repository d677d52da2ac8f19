"""The summariser that remembers: asks only for what is new, in bounded calls, each kept when it ends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarize import remembered
from summarize.errors import EngineError
from summarize.memory import Memory
from summarize.records import Article, FactDraft, Sentence
from summarize.remembered import RememberedSummarizer


class Counting:
    """Writes a word on each article and notes how many it was given at once; fails from `stop` calls on."""

    signature = "counting"

    def __init__(self, stop: int = 99) -> None:
        self.calls: list[int] = []
        self.stop = stop

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        if len(self.calls) == self.stop:
            raise EngineError("the model failed")
        self.calls.append(len(articles))
        return [f"on {article.sentences[0].target}" for article in articles]

    summaries = headlines

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        self.calls.append(len(articles))
        return [(FactDraft(statement=article.sentences[0].target, segments=(0,)),) for article in articles]


def articles(count: int) -> list[Article]:
    return [
        Article(
            headline_source="",
            headline_target="",
            sentences=(Sentence(segment=0, paragraph=0, source=f"un {i}", target=f"one {i}"),),
        )
        for i in range(count)
    ]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "CALL_ARTICLES", 2)


@pytest.mark.usefixtures("two")
def test_calls_are_bounded_and_progress_is_told_call_by_call() -> None:
    told: list[int] = []
    writer = Counting()
    summarizer = RememberedSummarizer(writer, Memory(None), told.append)
    assert summarizer.headlines(articles(5)) == [f"on one {i}" for i in range(5)]
    assert writer.calls == told == [2, 2, 1]


@pytest.mark.usefixtures("two")
def test_what_was_written_before_a_failure_is_kept() -> None:
    memory, failing, second = Memory(None), Counting(stop=2), Counting()
    with pytest.raises(EngineError):
        RememberedSummarizer(failing, memory).headlines(articles(5))
    assert len(RememberedSummarizer(second, memory).headlines(articles(5))) == 5
    assert second.calls == [1]


def test_equal_articles_are_written_once_and_tasks_are_kept_apart() -> None:
    writer = Counting()
    summarizer = RememberedSummarizer(writer, Memory(None))
    same = articles(1) * 3
    assert summarizer.headlines(same) == ["on one 0"] * 3
    assert summarizer.summaries(same) == ["on one 0"] * 3
    assert [facts[0].statement for facts in summarizer.key_facts(same)] == ["one 0"] * 3
    assert writer.calls == [1, 1, 1]
