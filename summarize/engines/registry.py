"""The only list of engines: a model spec and options → a built engine, or just its signature."""

from __future__ import annotations

from pathlib import Path

from summarize.engines.fake import FakeSummarizer, FakeTranslator
from summarize.engines.interface import Summarizer, Translator
from summarize.engines.options import EngineOptions, Kind, ModelSpec, describe, resolve
from summarize.errors import ModelError
from summarize.records import Fingerprint

__all__ = [
    "FAKE",
    "EngineOptions",
    "Kind",
    "ModelSpec",
    "build_summarizer",
    "build_translator",
    "describe_summarizer",
    "describe_translator",
]

FAKE = ModelSpec(
    name="fake", kind=Kind.FAKE, path=Path("fake"), revision="1", fingerprint=Fingerprint("0" * 64)
)
"""Stands for a model where none is wanted: `--engine fake`."""


def describe_translator(spec: ModelSpec, options: EngineOptions) -> str:
    """Return the signature that `build_translator` would have, without loading anything."""
    if spec.kind is Kind.FAKE:
        return FakeTranslator().signature
    return describe(spec, resolve(spec, options))


def build_translator(spec: ModelSpec, options: EngineOptions) -> Translator:
    """Return the translator for `spec`: CTranslate2 on CPU where installed, transformers otherwise."""
    if spec.kind is Kind.FAKE:
        return FakeTranslator()
    if spec.kind not in {Kind.MARIAN, Kind.COMPACT}:
        raise ModelError(f"{spec.name}: a {spec.kind} model is no translator", hint="Use a Marian model.")
    runtime = resolve(spec, options)
    if runtime.engine == "ct2":
        from summarize.engines.ct2 import CTranslate2Translator

        return CTranslate2Translator(spec, runtime)
    from summarize.engines.marian import MarianTranslator

    return MarianTranslator(spec, runtime)


def describe_summarizer(spec: ModelSpec, options: EngineOptions) -> str:
    """Return the signature that `build_summarizer` would have, without loading anything."""
    if spec.kind is Kind.FAKE:
        return FakeSummarizer().signature
    if spec.kind is Kind.COMPACT:
        from summarize.engines.compact import sign

        return sign(describe_translator(spec, options))
    raise ModelError(f"{spec.name}: no summariser for {spec.kind} models")


def build_summarizer(
    spec: ModelSpec, options: EngineOptions, *, writer: Translator | None = None
) -> Summarizer:
    """Return the summariser for `spec`. A compact model may share its built translator as `writer`."""
    if spec.kind is Kind.FAKE:
        return FakeSummarizer()
    if spec.kind is Kind.COMPACT:
        from summarize.engines.compact import CompactSummarizer

        return CompactSummarizer(writer or build_translator(spec, options))
    raise ModelError(f"{spec.name}: no summariser for {spec.kind} models")
