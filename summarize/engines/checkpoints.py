"""What a summariser's folder says about itself: context, decoding settings, tokenizer, weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.engines.offline import LOAD, import_transformers
from summarize.engines.options import ModelSpec, Runtime
from summarize.errors import ModelError

LONGEST_CONTEXT = 8192
"""No dispatch needs more, and the memory of attention grows with it; longer articles go by parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    """How a sequence-to-sequence checkpoint wants to be decoded, from its own files."""

    prefix: str = ""
    beam: int = 4
    length_penalty: float = 1.0
    no_repeat_ngram: int = 3
    shortest: int = 0
    longest: int = 142
    forced_start: int | None = None


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in `path`."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path}: cannot be read: {error}", hint="Run: summarize models verify") from error


def read_summary_settings(folder: Path) -> SummarySettings:
    """Merge the places where checkpoints keep decoding settings: the task's own win over general ones."""
    config = read_json(folder / "config.json")
    generation = folder / "generation_config.json"
    task = (config.get("task_specific_params") or {}).get("summarization") or {}
    said = {**config, **(read_json(generation) if generation.exists() else {}), **task}
    said = {key: value for key, value in said.items() if value is not None}
    default = SummarySettings()
    return SummarySettings(
        prefix=said.get("prefix", default.prefix),
        beam=said.get("num_beams", default.beam),
        length_penalty=said.get("length_penalty", default.length_penalty),
        no_repeat_ngram=said.get("no_repeat_ngram_size") or default.no_repeat_ngram,
        shortest=said.get("min_length", default.shortest),
        longest=max(said.get("max_length", default.longest), 32),
        forced_start=said.get("forced_bos_token_id"),
    )


def read_context(folder: Path) -> int:
    """Return the tokens that the model of `folder` can read."""
    config = read_json(folder / "config.json")
    said = [config.get(key) for key in ("max_position_embeddings", "n_positions")]
    settings = folder / "tokenizer_config.json"
    if settings.exists():
        said.append(read_json(settings).get("model_max_length"))
    known = [int(value) for value in said if value]
    return min([*known, LONGEST_CONTEXT])


def load_tokenizer(spec: ModelSpec) -> Any:
    """Return the tokenizer of `spec`."""
    transformers = import_transformers()
    try:
        return transformers.AutoTokenizer.from_pretrained(spec.path, **LOAD)
    except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
        raise ModelError(f"{spec.path}: its tokenizer cannot be loaded: {error}") from error


def load_weights(spec: ModelSpec, auto_class: str, *, compute_type: str, device: str) -> Any:
    """Return the model of `spec` for inference. Weights come from safetensors, never from pickles."""
    transformers = import_transformers()
    import torch

    try:
        model = getattr(transformers, auto_class).from_pretrained(
            spec.path, dtype=getattr(torch, compute_type), use_safetensors=True, **LOAD
        )
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, ImportError) as error:
        raise ModelError(f"{spec.path}: cannot be loaded as {auto_class}: {error}") from error
    # Left-over sampling settings of the checkpoint would warn on every call; ours are given with each call.
    model.generation_config = transformers.GenerationConfig()
    return model.to(device).eval()


def prepare_torch(runtime: Runtime) -> None:
    """Give torch the threads of `runtime`; only a CPU run cares."""
    if runtime.device == "cpu":
        import torch

        torch.set_num_threads(runtime.threads)
