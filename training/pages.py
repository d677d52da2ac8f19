"""Texts → what the tool's own pages would say of them, with exported weights."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

from summarize.confidence import read_calibration
from summarize.engines.extractive import ExtractiveSummarizer
from summarize.engines.registry import EngineOptions, Kind, ModelSpec, build_summarizer, build_translator
from summarize.files import fingerprint_bytes, fingerprint_text
from summarize.memory import Memory
from summarize.names import NamesTable
from summarize.pipeline import Stages, process
from summarize.records import Block, BlockKind, Brief, Decoding, Document, DocumentId

Paragraphs = Sequence[str]


class Pages:
    """The stages of a run, as `summarize run` has them, with the weights in one folder."""

    def __init__(self, model: Path, writer: Path | None = None) -> None:
        """Load the weights; without a `writer` headline, summary and facts are quoted."""
        translator, options = _spec(model, Kind.MARIAN), EngineOptions()
        summarizer = _spec(writer, Kind.COMPACT) if writer else translator
        self._stages = Stages(
            translator=build_translator(translator, options),
            summarizer=build_summarizer(summarizer, options),
            names=NamesTable.load(),
            memory=Memory(None),
            decoding=Decoding(),
            calibration=read_calibration(model),
        )

    def quoting(self) -> Pages:
        """Return pages by the same translator, which translates nothing twice, that only quote."""
        other = copy(self)
        other._stages = replace(self._stages, summarizer=ExtractiveSummarizer())
        return other

    def make(self, texts: Sequence[Paragraphs]) -> list[Brief]:
        """Return the page of each text; they have no title."""
        return process([_document(paragraphs) for paragraphs in texts], self._stages)


def _spec(folder: Path, kind: Kind) -> ModelSpec:
    # the engines keep what they converted under the fingerprint of the weights
    weights = fingerprint_bytes((folder / "model.safetensors").read_bytes())
    return ModelSpec(name="model", kind=kind, path=folder, revision="1", fingerprint=weights)


def _document(paragraphs: Paragraphs) -> Document:
    text = "\n".join(paragraphs)
    return Document(
        id=DocumentId("text"),
        fingerprint=fingerprint_text(text),
        format="txt",
        encoding="utf-8",
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=paragraph) for paragraph in paragraphs),
    )
