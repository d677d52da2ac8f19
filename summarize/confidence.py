"""How many targets like one are right: a translator's own probabilities, held against what readers found.

Models give wrong words low probabilities, so the chance that a sentence has no slip falls with its
improbability in all, and that it means something else with the mean (Ueffing and Ney, "Word-Level Confidence
Estimation for Machine Translation", Computational Linguistics 2007). How fast, depends on the weights: the
numbers are in a file beside them, made by `training/judge.py` from sentences that were read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.errors import ModelError
from summarize.lexicon import strange_words
from summarize.records import Confidence, Target

FILE_NAME = "confidence.json"
SCHEMA = 1

Weights = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of `describe` for the log-odds that a target is right, and that it is wrong."""

    right: Weights
    wrong: Weights

    def rate(self, target: Target) -> Target:
        """Return `target` with its confidence. What was not translated, or has no score, has none."""
        if target.score is None or not target.is_translated:
            return target
        features = describe(target)
        right, wrong = (_share(weights, features) for weights in (self.right, self.wrong))
        return replace(target, confidence=Confidence(right=right, wrong=min(wrong, 1 - right)))


def describe(target: Target) -> Weights:
    """Return what confidence depends on; the first is constant.

    Improbability in all is in nats times characters, since what a score is the mean of is up to the model.
    """
    mean = max(-(target.score or 0.0), 0.0)
    total = mean * (len(target.text) + 1)
    return 1.0, math.log(0.1 + total), math.log(0.01 + mean), float(is_doubtful(target))


def is_doubtful(target: Target) -> bool:
    """Whether the detector, or a word that is not English, speaks against `target`."""
    return bool(target.doubts or strange_words(target.text))


def read_calibration(folder: Path) -> Calibration | None:
    """Return what is known about the weights in `folder`: nothing, where nobody has read what they write.

    Raises:
        ModelError: The file is there but not as this version reads it.
    """
    path = folder / FILE_NAME
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        if table["schema"] != SCHEMA:
            raise ValueError(f"schema {table['schema']} instead of {SCHEMA}")
        right, wrong = (tuple(float(weight) for weight in table[name]) for name in ("right", "wrong"))
        if {len(right), len(wrong)} != {len(describe(Target(text="")))}:
            raise ValueError("another number of weights")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(
            f"{path}: not read: {type(error).__name__}: {error}",
            hint="Restore the file, or remove it: pages then say nothing about how sure the translator is.",
        ) from error
    return Calibration(right=right, wrong=wrong)


def _share(weights: Weights, features: Sequence[float]) -> float:
    odds = math.fsum(weight * feature for weight, feature in zip(weights, features, strict=True))
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))
