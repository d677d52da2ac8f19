"""Texts → what the tool's own pages would say of them, with an exported translator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summarize.confidence import read_calibration
from summarize.engines.registry import EngineOptions, Kind, ModelSpec, build_summarizer, build_translator
from summarize.files import fingerprint_bytes, fingerprint_text
from summarize.memory import Memory
from summarize.models.locate import detect_kind
from summarize.names import NamesTable
from summarize.pipeline import Stages, process
from summarize.records import Block, BlockKind, Brief, Decoding, Document, DocumentId

Paragraphs = Sequence[str]


class Pages:
    """The stages of a run, as `summarize run` has them, with the weights in one folder."""

    def __init__(self, model: Path, *, writes: bool = True) -> None:
        """Load the model: it writes, too, where its settings say that it was taught to, and `writes`."""
        # the engines keep what they converted under the fingerprint of the weights
        weights = fingerprint_bytes((model / "model.safetensors").read_bytes())
        kind = detect_kind(model) if writes else Kind.MARIAN
        spec = ModelSpec(name="model", kind=kind, path=model, revision="1", fingerprint=weights)
        translator = build_translator(spec, EngineOptions())
        self._stages = Stages(
            translator=translator,
            summarizer=build_summarizer(spec, EngineOptions(), writer=translator),
            names=NamesTable.load(),
            memory=Memory(None),
            decoding=Decoding(),
            calibration=read_calibration(model),
        )

    def make(self, texts: Sequence[Paragraphs]) -> list[Brief]:
        """Return the page of each text; they have no title."""
        return process([_document(paragraphs) for paragraphs in texts], self._stages)


def _document(paragraphs: Paragraphs) -> Document:
    text = "\n".join(paragraphs)
    return Document(
        id=DocumentId("text"),
        fingerprint=fingerprint_text(text),
        format="txt",
        encoding="utf-8",
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=paragraph) for paragraph in paragraphs),
    )
