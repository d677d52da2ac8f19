"""Whether speed costs quality: BLEU of int8 against float32 on newstest2013, which no training has seen."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.apart import measure_apart
from benchmarks.contenders import BEAM
from benchmarks.models import Model

SOURCE, REFERENCE = Path("news") / "newstest2013.fr", Path("news") / "newstest2013.en"
TYPES = ("int8", "float32")


def measure_quality(model: Model, corpus: Path, *, limit: int | None = None) -> dict[str, Any] | None:
    """Return BLEU for each compute type, or nothing where the test set or sacrebleu is missing."""
    if not (corpus / SOURCE).is_file() or find_spec("sacrebleu") is None:
        return None
    return dict(measure_apart(_measure, model, corpus, limit))


def _measure(model: Model, corpus: Path, limit: int | None) -> dict[str, Any]:
    import sacrebleu

    from summarize.engines.options import EngineOptions
    from summarize.engines.registry import build_translator
    from summarize.records import Decoding
    from summarize.typography import normalise_source

    sources = [normalise_source(line) for line in _lines(corpus / SOURCE)[:limit]]
    references = _lines(corpus / REFERENCE)[:limit]
    written = {}
    for compute_type in TYPES:
        options = EngineOptions(engine="ct2", device="cpu", compute_type=compute_type, cache=model.cache)
        hypotheses = build_translator(model.spec, options).translate(sources, Decoding(beam=BEAM))
        written[compute_type] = [hypothesis.text for hypothesis in hypotheses]
    same = sum(one == other for one, other in zip(*written.values(), strict=True))
    return {
        "n_lines": len(sources),
        "weights": model.spec.fingerprint[:16],
        "bleu": {key: sacrebleu.corpus_bleu(texts, [references]).score for key, texts in written.items()},
        "same_share": same / len(sources),
    }


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
