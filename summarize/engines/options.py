"""What to run and how: a verified model folder and the machine options, resolved to one runtime."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from summarize.engines.processor import has_exact_int8
from summarize.errors import DeviceError, ModelError
from summarize.records import Fingerprint

CONVERTIBLE = frozenset(("marian", "bart", "pegasus", "t5", "llama", "mistral", "qwen2", "qwen3", "gemma"))
"""Model types that `auto` gives to CTranslate2; others can be asked for, and are compared when converted."""

VERIFY = "Run: summarize models verify"
CUDA_DRIVER = Path("/proc/driver/nvidia/version")


class Kind(StrEnum):
    """What a checkpoint is, which decides the engines that can run it."""

    MARIAN = "marian"
    COMPACT = "compact"
    SEQ2SEQ = "seq2seq"
    INSTRUCT = "instruct"
    FAKE = "fake"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec:
    """A model folder that was already verified. `fingerprint` is that of its weights."""

    name: str
    kind: Kind
    path: Path
    revision: str
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """How to run a model. `auto` and 0 stand for the default of this machine.

    `batch_tokens` and `threads` never show in a signature because they never show in the text. `cache` holds
    converted weights.
    """

    engine: str = "auto"
    device: str = "auto"
    compute_type: str = "auto"
    threads: int = 0
    batch_tokens: int = 0
    cache: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """Engine, device and compute type with every `auto` resolved."""

    engine: str
    device: str
    compute_type: str
    threads: int
    batch_tokens: int
    cache: Path


def resolve(spec: ModelSpec, options: EngineOptions) -> Runtime:
    """Return what `options` mean on this machine, without loading a model, and on CPU without torch."""
    device = _resolve_device(options.device)
    engine = _resolve_engine(options.engine, device, spec)
    return Runtime(
        engine=engine,
        device=device,
        compute_type=_resolve_compute_type(options.compute_type, engine, device, spec.kind),
        threads=options.threads or len(os.sched_getaffinity(0)),
        batch_tokens=options.batch_tokens or (1024 if device == "cpu" else 16384),
        cache=options.cache or default_cache(),
    )


def describe(spec: ModelSpec, runtime: Runtime) -> str:
    """Return the signature of a model on a runtime; no batch sizes and no threads, for they do not show."""
    parts = [f"{runtime.engine}:{spec.name}@{spec.revision}", f"weights:{spec.fingerprint[:16]}"]
    return "|".join([*parts, f"dtype:{runtime.compute_type}", f"device:{runtime.device}"])


def default_cache() -> Path:
    """Return the folder for converted weights: `$XDG_CACHE_HOME/summarize/engines`."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "summarize" / "engines"


def _resolve_device(device: str) -> str:
    if device not in {"auto", "cpu", "cuda"}:
        raise DeviceError(f"unknown device {device!r}", hint="Use auto, cpu or cuda.")
    if device == "cpu":
        return device
    has_cuda = _has_cuda()
    if device == "cuda" and not has_cuda:
        raise DeviceError(
            "no CUDA device was found", hint="Use --device cpu, or check the driver with nvidia-smi."
        )
    return "cuda" if has_cuda else "cpu"


def _has_cuda() -> bool:
    """Ask the libraries only where the driver is there: importing torch takes seconds."""
    if not CUDA_DRIVER.exists():
        return False
    import torch

    return torch.cuda.is_available()


def _resolve_engine(engine: str, device: str, spec: ModelSpec) -> str:
    if engine not in {"auto", "ct2", "transformers"}:
        raise ModelError(f"unknown engine {engine!r}", hint="Use auto, ct2, transformers or fake.")
    is_installed = find_spec("ctranslate2") is not None
    if engine == "ct2" and not is_installed:
        raise ModelError("CTranslate2 is not installed", hint="Run: pip install 'summarize[fast]'")
    if engine == "auto":
        return "ct2" if is_installed and device == "cpu" and _is_convertible(spec) else "transformers"
    return engine


def _is_convertible(spec: ModelSpec) -> bool:
    try:
        config = json.loads((spec.path / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{spec.path / 'config.json'}: cannot be read: {error}", hint=VERIFY) from error
    return config.get("model_type") in CONVERTIBLE and config.get("share_encoder_decoder_embeddings", True)


COMPUTE_TYPES = {
    "ct2": (
        "int8",
        "int8_float32",
        "int8_float16",
        "int8_bfloat16",
        "int16",
        "float16",
        "bfloat16",
        "float32",
    ),
    "transformers": ("float32", "bfloat16", "float16"),
}


def _resolve_compute_type(wanted: str, engine: str, device: str, kind: Kind) -> str:
    if wanted == "auto":
        if device == "cuda":
            return "float16" if kind in {Kind.MARIAN, Kind.COMPACT} else "bfloat16"
        return "int8" if engine == "ct2" and has_exact_int8() else "float32"
    if wanted not in COMPUTE_TYPES[engine]:
        known = ", ".join(COMPUTE_TYPES[engine])
        raise ModelError(f"the {engine} engine has no compute type {wanted!r}", hint=f"Use one of: {known}.")
    return wanted
