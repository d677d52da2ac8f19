"""How far a translator's own probabilities can be believed: sentences are drawn, read, and the marks fitted.

Readers mark what the translator made of real sentences: 2, right as it stands; 1, a detail lost, made up or
altered; 0, wrong or not to be understood. What is kept of a sentence is what `summarize.confidence` sees of
it, and its mark; the text stays in the corpus.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from summarize.confidence import FILE_NAME, SCHEMA, Weights, describe
from summarize.files import write_whole
from training.corpus import Story, read_stories
from training.pages import Pages
from training.written import read_held_out

RIGHT, PARTLY, WRONG = 2, 1, 0
MARKS = frozenset({RIGHT, PARTLY, WRONG})
A_STORY = 4
"""Sentences drawn of one story, beside its title: neighbours share subject and difficulty."""

A_DISPATCH = 7
"""Lines of a dispatch that was held out."""

_SHORTEST, _LONGEST = 20, 300
_RIDGE = 1.0
"""Penalty of squared weights, the constant's apart: about one sentence's worth."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A sentence to be read, and what its confidence depends on."""

    source: str
    target: str
    features: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is kept of a sentence that was read."""

    features: Weights
    mark: int


def draw(corpus: Path, model: Path, stories: int, seed: int) -> list[Drawn]:
    """Return sentences of that many validation stories, and of the dispatches held out, in a random order.

    The stories are what the web makes of the news, the dispatches what agencies send.
    """
    rng = random.Random(seed)
    everything = list(read_stories(corpus, "valid"))
    rng.shuffle(everything)
    texts = [_paragraphs(story) for story in islice(everything, stories)]
    held_out = [french for french, _ in read_held_out()]
    texts += [held_out[at : at + A_DISPATCH] for at in range(0, len(held_out), A_DISPATCH)]
    drawn: list[Drawn] = []
    for brief in Pages(model).make(texts):
        joined = zip(brief.translation.segments, brief.translation.targets, strict=True)
        found = [
            Drawn(source=segment.source, target=target.text, features=describe(target))
            for segment, target in joined
            if target.is_translated and _SHORTEST < len(segment.source) < _LONGEST
        ]
        drawn += [*found[:1], *rng.sample(found[1:], min(A_STORY, len(found[1:])))]
    rng.shuffle(drawn)
    return drawn


def _paragraphs(story: Story) -> list[str]:
    return [text for text in (story.title, story.summary, *story.paragraphs) if text]


def write_drawn(drawn: Sequence[Drawn], path: Path) -> None:
    """Write one JSON object a line; readers refer to its number."""
    rows = (
        {"number": i, "source": one.source, "target": one.target, "features": one.features}
        for i, one in enumerate(drawn)
    )
    write_whole(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def join_marks(drawn: Path, marks: Iterable[Path]) -> list[Judged]:
    """Return what was read. A line of `marks` has a number, a tab and a mark; what follows is for readers.

    Raises:
        ValueError: A mark is none, or of a sentence that was not drawn.
    """
    rows = [json.loads(line) for line in drawn.read_text(encoding="utf-8").splitlines()]
    features = {row["number"]: tuple(row["features"]) for row in rows}
    found: dict[int, int] = {}
    for path in marks:
        for line in path.read_text(encoding="utf-8").splitlines():
            number, mark = (int(field) for field in line.split("\t")[:2])
            if mark not in MARKS or number not in features:
                raise ValueError(f"{path}: {line!r} is no mark of a sentence in {drawn}")
            found[number] = mark
    return [Judged(features=features[number], mark=mark) for number, mark in sorted(found.items())]


def write_judged(judged: Sequence[Judged], path: Path) -> None:
    """Write a mark and its features a line."""
    lines = ("\t".join([str(one.mark), *(f"{x:.5g}" for x in one.features)]) for one in judged)
    write_whole(path, "".join(line + "\n" for line in lines))


def read_judged(path: Path) -> list[Judged]:
    """Return what `write_judged` wrote."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Judged(mark=int(mark), features=tuple(map(float, features))) for mark, *features in rows]


def calibrate(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the table that `summarize.confidence` reads."""
    features = np.array([one.features for one in judged])
    marks = np.array([one.mark for one in judged])
    return {
        "schema": SCHEMA,
        "read": len(judged),
        "right": [round(weight, 4) for weight in fit(features, marks == RIGHT)],
        "wrong": [round(weight, 4) for weight in fit(features, marks == WRONG)],
    }


def fit(features: Floats, is_so: npt.NDArray[np.bool_]) -> list[float]:
    """Return the weights of a logistic regression with a little ridge; the first feature is constant."""
    sign = np.where(is_so, 1.0, -1.0)
    ridge = np.full(features.shape[1], _RIDGE)
    ridge[0] = 0

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (features @ weights)
        pull = sign / (1 + np.exp(np.clip(margin, -500, 500)))
        value = np.logaddexp(0, -margin).sum() + ridge @ weights**2 / 2
        return float(value), ridge * weights - features.T @ pull

    found = minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B")
    return [float(weight) for weight in found.x]


def write_calibration(table: dict[str, Any], model: Path) -> None:
    """Put the table beside the weights that it is about."""
    write_whole(model / FILE_NAME, json.dumps(table) + "\n")
