"""A model that only translates writes nothing, and the page quotes."""

from __future__ import annotations

from dataclasses import replace

from summarize.engines.extractive import SIGNATURE, ExtractiveSummarizer
from summarize.engines.registry import FAKE, EngineOptions, Kind, build_summarizer, describe_summarizer
from summarize.facts import build_facts
from summarize.names import NamesTable
from summarize.records import Article, Origin, Sentence
from summarize.summary import choose_headline, choose_summary

TEXTS = (
    ("Le maire a présenté son budget.", "The mayor presented his budget."),
    ("Les travaux commencent en avril.", "The works begin in April."),
    ("Les écoles ferment lundi.", "The schools close on Monday."),
    ("Le conseil votera le 12 mai.", "The council will vote on 12 May."),
)
ARTICLE = Article(
    headline_source="",
    headline_target="",
    sentences=tuple(
        Sentence(segment=i, paragraph=i, source=source, target=target)
        for i, (source, target) in enumerate(TEXTS)
    ),
)


def test_a_translator_in_the_place_of_a_summariser_stands_for_quotation() -> None:
    translator = replace(FAKE, kind=Kind.MARIAN)
    assert isinstance(build_summarizer(translator, EngineOptions()), ExtractiveSummarizer)
    assert describe_summarizer(translator, EngineOptions()) == SIGNATURE


def test_every_part_of_the_page_is_then_a_sentence_of_the_translation() -> None:
    names, targets = NamesTable.empty(), [target for _, target in TEXTS]
    writer = ExtractiveSummarizer()
    (headline,), (summary,) = writer.headlines([ARTICLE]), writer.summaries([ARTICLE])
    (drafts,) = writer.key_facts([ARTICLE])
    chosen = choose_headline(ARTICLE, headline, names=names)
    assert chosen.origin is Origin.QUOTED
    assert f"{chosen.text}." in targets
    passage = choose_summary(ARTICLE, summary, names=names)
    assert passage.origin is Origin.QUOTED
    facts = build_facts(ARTICLE, drafts, names=names)
    assert len(facts) >= 3
    assert all(fact.statement in targets and fact.origin is Origin.QUOTED for fact in facts)
