"""The processor of a run: models are loaded once, shards of documents become sealed pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summarize import __version__
from summarize.batch.interface import Processed
from summarize.checks.registry import CHECKS
from summarize.page.head import expect
from summarize.page.provenance import ModelNote, Provenance
from summarize.page.render import render_page
from summarize.pipeline import Stages, fingerprint_recipe, process
from summarize.records import Brief, Document, Recipe


class PageProcessor:
    """Makes pages with built engines; holds the protocol `Processor` of the run."""

    def __init__(
        self, stages: Stages, *, recipe: Recipe, translator: ModelNote, summarizer: ModelNote
    ) -> None:
        self._stages = stages
        self._provenance = Provenance(
            tool=f"summarize {__version__}",
            translator=translator,
            summarizer=summarizer,
            recipe=fingerprint_recipe(recipe),
            prompts=recipe.prompts,
            checks=tuple(check.__module__.rpartition(".")[2] for check in CHECKS),
        )

    def process(
        self, documents: Sequence[Document], *, on_batch: Callable[[int], None]
    ) -> Iterator[Processed]:
        """Yield the page of each document, same order. An error of the shard as a whole is raised."""
        for brief in process(documents, self._stages, on_batch=on_batch):
            yield self._finish(brief)

    def _finish(self, brief: Brief) -> Processed:
        date, expected = brief.document.publication.date, expect(brief)
        return Processed(
            text=render_page(brief, provenance=self._provenance),
            title=brief.headline.text,
            date=date.isoformat() if date else "",
            findings=brief.findings,
            sentences=expected.get("sentences", 0),
            sure=expected.get("right", 0),
        )
