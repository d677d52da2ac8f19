"""Who races on which model, and on how many of the same dispatches: slow ones on fewer."""

from __future__ import annotations

from benchmarks.contenders import Lane
from benchmarks.models import COMPACT, OPUS

ARGOS_TUNED = {"ARGOS_INTER_THREADS": "2", "ARGOS_INTRA_THREADS": "1", "ARGOS_COMPUTE_TYPE": "int8"}
"""Argos's own settings. Its batches of 32 tokens are left: they are what feeds two workers in one call."""

FULL = {
    COMPACT: {"obvious": 1, "article": 3, "argos": 6, "argos-tuned": 24, "floor": 64, "floor-fp32": 16,
              "ours": 64, "ours-once": 64, "ours-fp32": 16, "ours-hf": 3},
    OPUS: {"obvious": 1, "article": 1, "argos": 2, "argos-tuned": 4, "floor": 12, "floor-fp32": 2,
           "ours": 12, "ours-fp32": 2, "ours-hf": 1},
}  # fmt: skip
"""Dispatches for each contender: rounds of one to fifteen seconds on two cores."""


def choose_lanes(model: str, *, quick: bool) -> list[Lane]:
    """Return the contenders on `model`; `quick` gives each a third of the dispatches."""
    counts = {key: max(1, count // 3) if quick else count for key, count in FULL[model].items()}
    return [_lane(key, count) for key, count in counts.items()]


def _lane(key: str, count: int) -> Lane:
    table = {
        "obvious": Lane(key=key, label="obvious script (transformers, sentence by sentence)", kind="obvious",
                        n_dispatches=count),
        "article": Lane(key=key, label="transformers, a padded batch an article", kind="article",
                        n_dispatches=count),
        "argos": Lane(key=key, label="Argos Translate, defaults", kind="argos", n_dispatches=count,
                      compute_type="auto"),
        "argos-tuned": Lane(key=key, label="Argos Translate, int8, 2 × 1 threads", kind="argos",
                            n_dispatches=count, compute_type="int8", environment=ARGOS_TUNED),
        "floor": Lane(key=key, label="floor: raw CTranslate2 int8, tokens sorted before", kind="floor",
                      n_dispatches=count, compute_type="int8"),
        "floor-fp32": Lane(key=key, label="floor: raw CTranslate2 float32", kind="floor", n_dispatches=count),
        "ours": Lane(key=key, label="ours, ct2 int8 (the default)", kind="ours", n_dispatches=count,
                     compute_type="int8"),
        "ours-once": Lane(key=key, label="ours, ct2 int8, retries off (same work as the floor)", kind="ours",
                          n_dispatches=count, compute_type="int8", has_retries=False),
        "ours-fp32": Lane(key=key, label="ours, ct2 float32", kind="ours", n_dispatches=count),
        "ours-hf": Lane(key=key, label="ours, transformers float32", kind="ours", n_dispatches=count,
                        engine="transformers"),
    }  # fmt: skip
    return table[key]
