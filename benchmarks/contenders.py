"""The contenders: each loads the same weights and translates the same dispatches its own way, at beam 4."""

from __future__ import annotations

import os
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.material import Dispatch
from benchmarks.models import Model, convert

BEAM = 4
BATCH_TOKENS = 1024
SHARD = 64
"""Documents that a long run translates together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One line of the table: who, how, and on how many of the dispatches."""

    key: str
    label: str
    kind: str
    n_dispatches: int
    compute_type: str = "float32"
    engine: str = "ct2"
    has_retries: bool = True
    environment: dict[str, str] = field(default_factory=dict)


class Contender(ABC):
    """Loads once, takes the material once, then does any number of equal rounds."""

    def __init__(self, lane: Lane, model: Model) -> None:
        self.lane = lane
        self.model = model

    @abstractmethod
    def load(self) -> None:
        """Import what is needed and load the weights."""

    @abstractmethod
    def take(self, dispatches: Sequence[Dispatch]) -> None:
        """Keep the material in the form that this contender starts from; not timed."""

    @abstractmethod
    def run(self) -> list[str]:
        """Translate all of it; timed."""


class ObviousScript(Contender):
    """What a user writes first: transformers, one sentence at a time, as the model card shows it."""

    def load(self) -> None:
        """Load tokenizer and model; float32, for a half-precision file would be slower still on a CPU."""
        import torch
        from transformers import MarianMTModel, MarianTokenizer

        self.tokenizer: Any = MarianTokenizer.from_pretrained(self.model.spec.path)
        network: Any = MarianMTModel.from_pretrained(self.model.spec.path, dtype=torch.float32)
        self.network = network.eval()

    def take(self, dispatches: Sequence[Dispatch]) -> None:
        """Keep the sentences of each dispatch."""
        self.articles = [list(dispatch.sentences) for dispatch in dispatches]

    def run(self) -> list[str]:
        """Translate sentence by sentence."""
        return [self._translate([sentence])[0] for article in self.articles for sentence in article]

    def _translate(self, sentences: list[str]) -> list[str]:
        inputs = self.tokenizer(sentences, return_tensors="pt", padding=True)
        written = self.network.generate(**inputs, num_beams=BEAM, max_new_tokens=256, max_length=None)
        return list(self.tokenizer.batch_decode(written, skip_special_tokens=True))


class ArticleBatches(ObviousScript):
    """The second idea: all sentences of an article in one padded batch."""

    def run(self) -> list[str]:
        """Translate article by article."""
        return [text for article in self.articles for text in self._translate(article)]


class Argos(Contender):
    """Argos Translate with our weights as its package, one call an article.

    Its sentence splitters download a model; ours stands in, so everybody sees the same sentences.
    """

    def load(self) -> None:
        """Let Argos find its package; it loads the weights with the first text."""
        os.environ.update(
            {
                "XDG_DATA_HOME": str(self.model.argos),
                "XDG_CONFIG_HOME": str(self.model.argos / "config"),
                "XDG_CACHE_HOME": str(self.model.argos / "cache"),
            }
        )
        translate: Any = import_module("argostranslate.translate")  # not there for the type checker

        self.translation = translate.get_translation_from_codes("fr", "en")
        self.translation.underlying.sentencizer = _Splitter()
        self.translation.translate("Bonjour.")

    def take(self, dispatches: Sequence[Dispatch]) -> None:
        """Keep each article as text, a line a paragraph."""
        self.articles = [
            "\n".join(" ".join(paragraph) for paragraph in dispatch.paragraphs) for dispatch in dispatches
        ]

    def run(self) -> list[str]:
        """Translate article by article."""
        return [self.translation.translate(article) for article in self.articles]


class _Splitter:
    """Stands where Argos keeps its sentence splitter."""

    def split_sentences(self, text: str) -> list[str]:
        """Return the sentences of `text`."""
        from summarize.segments import split_sentences

        return [text[start:end] for start, end in split_sentences(text)]


class Floor(Contender):
    """`ctranslate2.translate_batch` alone, on tokens made and sorted before the clock starts."""

    def load(self) -> None:
        """Load the same converted files with as many workers as we use."""
        from ctranslate2 import Translator

        from summarize.engines.tokens import MarianTokens

        self.tokens = MarianTokens(self.model.spec.path)
        self.translator = Translator(
            str(convert(self.model, self.lane.compute_type)),
            device="cpu",
            compute_type=self.lane.compute_type,
            inter_threads=len(os.sched_getaffinity(0)),
            intra_threads=1,
        )

    def take(self, dispatches: Sequence[Dispatch]) -> None:
        """Keep the tokens of what our own preparation gives to the model, longest first."""
        from summarize.translation.preparation import prepare

        prepared = [
            prepare(sentence, {}, self.tokens.unknown_characters)
            for dispatch in dispatches
            for sentence in dispatch.sentences
        ]
        self.sources = sorted(
            (self.tokens.encode(one.text) for one in prepared if one), key=len, reverse=True
        )

    def run(self) -> list[str]:
        """Translate everything in one call; the target vocabulary is not asked how to join the pieces."""
        results = self.translator.translate_batch(
            self.sources,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            beam_size=BEAM,
            max_input_length=0,
            max_decoding_length=256,
        )
        return ["".join(result.hypotheses[0]).replace("▁", " ") for result in results]


class Ours(Contender):
    """`translate_segments` end to end, with segmentation before it and a memory on disk."""

    def load(self) -> None:
        """Build the engine and the names table."""
        from summarize.engines.options import EngineOptions
        from summarize.engines.registry import build_translator
        from summarize.names import NamesTable
        from summarize.translation import ladder

        if not (self.lane.has_retries and self.model.has_retries):
            ladder.RUNGS = ()  # type: ignore[assignment]
        options = EngineOptions(
            engine=self.lane.engine,
            device="cpu",
            compute_type=self.lane.compute_type,
            cache=self.model.cache,
        )
        self.translator = build_translator(self.model.spec, options)
        self.names = NamesTable.load()

    def take(self, dispatches: Sequence[Dispatch]) -> None:
        """Keep the documents as the reader returns them."""
        self.documents = [dispatch.document for dispatch in dispatches]

    def run(self) -> list[str]:
        """Translate shard by shard with a new memory on disk."""
        from summarize.memory import Memory
        from summarize.records import Decoding
        from summarize.segments import split_document
        from summarize.translation import translate_segments

        texts: list[str] = []
        with (
            tempfile.TemporaryDirectory() as folder,
            Memory(Path(folder) / "memory.db") as memory,
        ):
            for start in range(0, len(self.documents), SHARD):
                shard = self.documents[start : start + SHARD]
                segments = [segment for document in shard for segment in split_document(document)]
                targets = translate_segments(
                    segments, self.translator, Decoding(beam=BEAM), memory=memory, names=self.names
                )
                texts.extend(target.text for target in targets)
        return texts


KINDS: dict[str, type[Contender]] = {
    "obvious": ObviousScript,
    "article": ArticleBatches,
    "argos": Argos,
    "floor": Floor,
    "ours": Ours,
}
