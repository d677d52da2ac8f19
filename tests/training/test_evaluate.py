"""Scores: what they compare, and that the table shows them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from safetensors.torch import load_file, save_file

from summarize.models.profiles import EMBEDDED
from summarize.records import (
    Brief,
    Decoding,
    Document,
    DocumentId,
    Fingerprint,
    Origin,
    Passage,
    Translation,
)
from training.corpus import read_news
from training.decode import Decoder
from training.dispatches import count_kept, score_dispatches
from training.evaluate import number_recall, render, score_translation, score_writing
from training.pages import Pages


class Echo:
    """A decoder that writes its source, in capitals for a task."""

    def decode(self, texts: Sequence[str], decoding: Decoding) -> list[str]:
        return [text.upper() if decoding.task.value else text for text in texts]


class Leads:
    """Pages whose headline is the first sentence and whose summary is the first paragraph."""

    def make(self, texts: Sequence[Sequence[str]]) -> list[Brief]:
        nothing = Translation(segments=(), targets=())
        document = Document(id=DocumentId(""), fingerprint=Fingerprint(""), format="", encoding="", blocks=())
        return [
            Brief(
                document=document,
                translation=nothing,
                headline=Passage(text=paragraphs[0].partition(".")[0], origin=Origin.SHORTENED),
                summary=Passage(text=paragraphs[0], origin=Origin.QUOTED),
                facts=(),
            )
            for paragraphs in texts
        ]


ECHO = cast(Decoder, Echo())
PAGES = cast(Pages, Leads())


def test_number_recall_is_the_share_of_numbers_that_appear() -> None:
    french = ["Il y a 1 200 blessés et 45 morts.", "Il pleut.", "Le 20 % du budget de 2,3 milliards."]
    english = ["There are 1,200 injured and 54 dead.", "It rains.", "20 % of the budget of 2.3 billion."]
    assert number_recall(french, english) == 75.0
    assert number_recall(["Il pleut."], ["It rains."]) == 100.0


def test_translation_is_scored_with_signatures(corpus: Path) -> None:
    pytest.importorskip("sacrebleu")
    row = score_translation(ECHO, read_news(corpus, "dev", filtered=False)[:5])
    assert row["lines"] == 5
    assert row["bleu"] < 50
    assert row["bleu_signature"].startswith("nrefs:1|case:mixed")
    assert row["lines_with_strange_words"] == 5  # an echo is French
    assert row["references_with_strange_words"] == 0
    assert "| dev | 5 |" in render({"dev": row})
    assert "| 5 (0) |" in render({"dev": row})


def test_a_copy_of_the_reference_scores_full_and_leads_are_those_of_the_text(
    corpus: Path, tmp_path: Path
) -> None:
    pytest.importorskip("rouge_score")
    folder = tmp_path / "corpus"
    shutil.copytree(corpus, folder)
    summaries = folder / "summaries"
    shutil.copy(summaries / "orangesum.train.jsonl", summaries / "orangesum.valid.jsonl")
    table = score_writing(ECHO, PAGES, PAGES, folder, 2)
    # The lead is the abstract here, and the reference of a summary is the abstract.
    assert table["summary: copy of the title"]["rougeL"] < 60
    assert table["summary: lead-1"]["words"] < table["summary: lead-2"]["words"]
    assert "| summary: lead-3 |" in render(table)
    assert table["headline: page, lead in the text"]["words"] == 6  # "Le maire Morvan attend une réponse"
    assert table["headline: page that quotes, lead cut off"] == table["headline: page, lead cut off"]


def test_pages_are_those_of_the_weights_in_the_folder(tmp_path: Path) -> None:
    """Engines keep what they converted: other weights must not get pages of the ones before."""
    text = [("Le ministre annonce une enquête.",)]
    before = Pages(EMBEDDED / "compact").make(text)[0].translation.targets[0].text
    other = tmp_path / "other"
    shutil.copytree(EMBEDDED / "compact", other)
    weights = load_file(other / "model.safetensors")
    save_file({name: -tensor for name, tensor in weights.items()}, other / "model.safetensors")
    assert Pages(other).make(text)[0].translation.targets[0].text != before


def test_pages_are_those_of_the_tool() -> None:
    (brief,) = Pages(EMBEDDED / "compact").make([("Le ministre annonce une enquête.", "Il pleut à Paris.")])
    assert "inquiry" in brief.headline.text or "investigation" in brief.headline.text
    assert "Paris" in brief.translation.targets[1].text


def test_what_dispatches_keep_is_counted_with_what_there_is_to_keep() -> None:
    french = ["Le 3 mai 2022, le ministre Kouleba a vu 1,5 million de votants.", "Le ministre quitte Brest."]
    english = ["On 3 May 1969, the minister Kuleba saw 1.5 million votants.", "He leaves Brest."]
    row = count_kept(french, english)
    assert row["years"] == (0, 1)
    assert row["numbers"] == (2, 3)
    assert row["names"] == (1, 2)  # Brest; the names table, which knows Kouleba, is not asked
    assert row["lines_with_strange_words"] == 1
    assert row["lines_with_lost_words"] == 1
    assert "| French titles | 2 | 1 of 1 | 1 of 3 | 1 of 2 |" in render({"French titles": row})


def test_dispatches_are_sentences_and_titles_of_validation_articles(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(corpus, folder)
    summaries = folder / "summaries"
    shutil.copy(summaries / "orangesum.train.jsonl", summaries / "orangesum.valid.jsonl")
    rows = score_dispatches(ECHO, folder, 4, 1)
    assert rows["French articles"]["lines"] == 4
    assert rows["French titles"]["lines"] == 1  # three times the same
    assert rows["French articles"]["numbers"][0] == rows["French articles"]["numbers"][1]
