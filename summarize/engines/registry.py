"""The only list of engines: a model spec and options → a built engine, or just its signature."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from summarize.engines.chatmodels import CTranslate2Chat, Prompt, TransformersChat
from summarize.engines.compact import CompactSummarizer
from summarize.engines.compact import sign as sign_compact
from summarize.engines.ct2 import CTranslate2Translator
from summarize.engines.extractive import SIGNATURE as SIGN_EXTRACTIVE
from summarize.engines.extractive import ExtractiveSummarizer
from summarize.engines.fake import FakeSummarizer, FakeTranslator
from summarize.engines.instruct import InstructSummarizer
from summarize.engines.instruct import sign as sign_instruct
from summarize.engines.interface import Summarizer, Translator
from summarize.engines.marian import MarianTranslator
from summarize.engines.options import EngineOptions, Kind, ModelSpec, describe, resolve
from summarize.engines.seq2seq import Seq2SeqSummarizer
from summarize.engines.seq2seq import sign as sign_seq2seq
from summarize.engines.textmodels import CTranslate2Seq2Seq, TransformersSeq2Seq
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
        return CTranslate2Translator(spec, runtime)
    return MarianTranslator(spec, runtime)


def describe_summarizer(
    spec: ModelSpec, options: EngineOptions, *, prompts: Mapping[str, Prompt] | None = None
) -> str:
    """Return the signature that `build_summarizer` would have, without loading anything."""
    if spec.kind is Kind.FAKE:
        return FakeSummarizer().signature
    if spec.kind is Kind.MARIAN:
        return SIGN_EXTRACTIVE
    model = describe(spec, resolve(spec, options))
    if spec.kind is Kind.COMPACT:
        return sign_compact(model)
    if spec.kind is Kind.SEQ2SEQ:
        return sign_seq2seq(model)
    return sign_instruct(model, _require(prompts))


def build_summarizer(
    spec: ModelSpec,
    options: EngineOptions,
    *,
    writer: Translator | None = None,
    prompts: Mapping[str, Prompt] | None = None,
) -> Summarizer:
    """Return the summariser for `spec`.

    A compact model may share its built translator as `writer`; a chat model needs `prompts`. A model that
    only translates stands for no writing at all: the page quotes.
    """
    if spec.kind is Kind.FAKE:
        return FakeSummarizer()
    if spec.kind is Kind.MARIAN:
        return ExtractiveSummarizer()
    if spec.kind is Kind.COMPACT:
        return CompactSummarizer(writer or build_translator(spec, options))
    runtime = resolve(spec, options)
    is_ct2 = runtime.engine == "ct2"
    if spec.kind is Kind.SEQ2SEQ:
        return Seq2SeqSummarizer((CTranslate2Seq2Seq if is_ct2 else TransformersSeq2Seq)(spec, runtime))
    chat = (CTranslate2Chat if is_ct2 else TransformersChat)(spec, runtime)
    return InstructSummarizer(chat, _require(prompts))


def _require(prompts: Mapping[str, Prompt] | None) -> Mapping[str, Prompt]:
    if prompts is None:
        raise ModelError(
            "a chat model needs prompts", hint="Load them with summarize.prompts.load_prompts()."
        )
    return prompts
