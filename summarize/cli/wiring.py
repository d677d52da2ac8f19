"""From options to models: what is recorded before anything is loaded, and what loads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.cli.options import state_folder
from summarize.confidence import read_calibration
from summarize.engines.registry import (
    FAKE,
    EngineOptions,
    Kind,
    ModelSpec,
    build_summarizer,
    build_translator,
    describe_summarizer,
    describe_translator,
)
from summarize.memory import Memory
from summarize.models.locate import Located, locate_pair, verify
from summarize.models.profiles import default_folder
from summarize.names import NamesTable
from summarize.page.provenance import ModelNote
from summarize.pipeline import Stages, build_recipe, fingerprint_recipe
from summarize.processor import PageProcessor
from summarize.prompts import Prompt, load_prompts
from summarize.records import Decoding, Fingerprint, Recipe

MEMORY_NAME = "memory.db"
SCORES_NAME = "scores.json"
"""Beside the weights of a model that this project trained: what its card says, for the front matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The models of a run by signature. `load` verifies every byte and builds the engines."""

    recipe: Recipe
    load: Callable[[], PageProcessor]

    @property
    def recipe_fingerprint(self) -> Fingerprint:
        """The fingerprint that pages and the ledger carry."""
        return fingerprint_recipe(self.recipe)


def plan_models(options: Mapping[str, Any]) -> Plan:
    """Return the plan for the options of `summarize run`. Reads settings and tables, loads no weights."""
    translator, summarizer = locate_models(options)
    engine = engine_options(options)
    prompts = _prompts(options, summarizer)
    names = NamesTable.load(options["names"])
    decoding = Decoding(beam=options["beam"])
    signatures = (
        describe_translator(_spec(translator), engine),
        describe_summarizer(_spec(summarizer), engine, prompts=prompts),
    )
    recipe = build_recipe(
        translator=signatures[0],
        summarizer=signatures[1],
        prompts=tuple((prompt.label, prompt.fingerprint) for prompt in prompts.values()),
        names=names,
        decoding=decoding,
    )

    def load() -> PageProcessor:
        for located in {translator, summarizer}:
            if located is not None:
                verify(located)
        built = build_translator(_spec(translator), engine)
        stages = Stages(
            translator=built,
            summarizer=build_summarizer(
                _spec(summarizer), engine, prompts=prompts, writer=built if translator == summarizer else None
            ),
            names=names,
            memory=Memory(state_folder(options["output"], options["state"]) / MEMORY_NAME),
            decoding=decoding,
            calibration=read_calibration(_spec(translator).path),
        )
        return PageProcessor(
            stages,
            recipe=recipe,
            translator=_note(_spec(translator), signatures[0]),
            summarizer=_note_summarizer(_spec(summarizer), signatures[1]),
        )

    return Plan(recipe=recipe, load=load)


def locate_models(options: Mapping[str, Any]) -> tuple[Located | None, Located | None]:
    """Return translator and summariser as the options name them; `None` stands for the fake engine."""
    if options["engine"] == "fake":
        return None, None
    return locate_pair(
        options["profile"],
        options["models_dir"] or default_folder(),
        translator=options["translator"],
        summarizer=options["summarizer"],
    )


def engine_options(options: Mapping[str, Any]) -> EngineOptions:
    """Return how models are run."""
    return EngineOptions(
        engine="auto" if options["engine"] == "fake" else options["engine"],
        device=options["device"],
        compute_type=options["compute_type"],
        threads=options["threads"],
    )


def _spec(located: Located | None) -> ModelSpec:
    return located.spec if located else FAKE


def _prompts(options: Mapping[str, Any], summarizer: Located | None) -> dict[str, Prompt]:
    """Prompts count only where a chat model reads them; a folder that does not exist is an error anyway."""
    prompts = load_prompts(options["prompts"])
    return prompts if _spec(summarizer).kind is Kind.INSTRUCT else {}


def _note(spec: ModelSpec, signature: str) -> ModelNote:
    return ModelNote(
        name=spec.name,
        signature=signature,
        revision=spec.revision,
        fingerprint=spec.fingerprint,
        score=_score(spec.path),
    )


def _note_summarizer(spec: ModelSpec, signature: str) -> ModelNote:
    """A model that only translates has no part in what is quoted."""
    if spec.kind is Kind.MARIAN:
        return ModelNote(name="extractive", signature=signature)
    return _note(spec, signature)


def _score(folder: Path) -> str:
    try:
        scores = json.loads((folder / SCORES_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return ", ".join(f"{name} {value}" for name, value in scores.items())
