"""The sequence-to-sequence summariser: parts, headlines, settings of checkpoints."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from tiny_checkpoints import ENGLISH
from zoo import Zoo, build_article

from summarize.engines.checkpoints import read_context, read_summary_settings
from summarize.engines.options import resolve
from summarize.engines.seq2seq import Seq2SeqSummarizer
from summarize.engines.textmodels import TransformersSeq2Seq
from summarize.records import Hypothesis


class Model:
    """Answers as told and remembers what it was asked; a word is a token."""

    signature = "scripted"

    def __init__(self, answer: Callable[[str], str], *, room: int = 1000) -> None:
        self.room = room
        self.asked: list[str] = []
        self._answer = answer

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def write(self, texts: Sequence[str]) -> list[Hypothesis]:
        self.asked += texts
        assert all(count <= self.room for count in self.count(texts))
        return [Hypothesis(text=self._answer(text) if text else "") for text in texts]


def test_it_reads_english() -> None:
    model = Model(lambda text: "They met. They left.")
    assert Seq2SeqSummarizer(model).summaries([build_article(0, 3)]) == ["They met. They left."]
    assert model.asked == [" ".join(ENGLISH[:3])]


def test_a_long_article_is_summarised_by_parts_and_then_from_their_summaries() -> None:
    model = Model(lambda text: f"About {text.split()[1]}.", room=30)
    [summary] = Seq2SeqSummarizer(model).summaries([build_article(0, 10)])
    sentences = [sentence.target for sentence in build_article(0, 10).sentences]
    assert " ".join(model.asked[:-1]) == " ".join(sentences)
    assert model.asked[-1] == " ".join(f"About {text.split()[1]}." for text in model.asked[:-1])
    assert summary == f"About {model.asked[-1].split()[1]}."


def test_a_model_that_never_gets_shorter_comes_to_an_end() -> None:
    model = Model(lambda text: f"{text} And on.", room=30)
    [summary] = Seq2SeqSummarizer(model).summaries([build_article(0, 10)])
    assert summary.endswith(".")
    assert len(model.asked) < 40


def test_a_headline_is_a_short_first_sentence_or_nothing() -> None:
    article = build_article(0, 3)
    short = Seq2SeqSummarizer(Model(lambda text: "Council passes budget. More text."))
    assert short.headlines([article]) == ["Council passes budget"]
    long = Seq2SeqSummarizer(Model(lambda text: " ".join(["word"] * 30) + "."))
    assert long.headlines([article]) == [""]


def test_headlines_and_summaries_of_one_shard_are_written_once() -> None:
    model = Model(lambda text: "They met.")
    engine = Seq2SeqSummarizer(model)
    articles = [build_article(0, 3), build_article(3, 6)]
    engine.headlines(articles)
    engine.summaries(articles)
    assert len(model.asked) == 2


def test_facts_are_translated_sentences_with_themselves_as_evidence() -> None:
    article = build_article(0, 4, first=10)
    [drafts] = Seq2SeqSummarizer(Model(str)).key_facts([article])
    targets = {sentence.segment: sentence.target for sentence in article.sentences}
    assert drafts and all(draft.statement == targets[draft.segments[0]] for draft in drafts)


def test_settings_come_from_the_task_then_generation_then_configuration(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(
        json.dumps({"num_beams": 6, "max_length": 20, "length_penalty": 2.0})
    )
    assert read_summary_settings(tmp_path).beam == 6
    assert read_summary_settings(tmp_path).longest == 32
    (tmp_path / "generation_config.json").write_text(json.dumps({"num_beams": 5, "forced_bos_token_id": 0}))
    assert (read_summary_settings(tmp_path).beam, read_summary_settings(tmp_path).forced_start) == (5, 0)
    task = {"summarization": {"num_beams": 3, "prefix": "summarize: ", "min_length": 30}}
    (tmp_path / "config.json").write_text(json.dumps({"num_beams": 6, "task_specific_params": task}))
    settings = read_summary_settings(tmp_path)
    assert (settings.beam, settings.prefix, settings.shortest) == (3, "summarize: ", 30)


def test_the_context_is_the_smallest_that_anything_says(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"max_position_embeddings": 40_000}))
    assert read_context(tmp_path) == 8192
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 512}))
    assert read_context(tmp_path) == 512


def test_a_short_text_is_not_stretched_to_the_training_minimum(zoo: Zoo) -> None:
    spec = zoo.spec("bart")
    model = TransformersSeq2Seq(spec, resolve(spec, zoo.options("transformers", "float32")))
    assert model._shortest(8) == 2
    assert model._shortest(1000) == 4


def test_the_prefix_counts_against_the_context(zoo: Zoo) -> None:
    spec = zoo.spec("t5")
    model = TransformersSeq2Seq(spec, resolve(spec, zoo.options("transformers", "float32")))
    assert model.room == 64 - len(model._tokenizer("summarize: ")["input_ids"])
