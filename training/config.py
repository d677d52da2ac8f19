"""The configuration of a training: one TOML file per model size, read into frozen records."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

CONFIGS = Path(__file__).parent / "configs"
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The shape of a Marian model with tied embeddings.

    `ffn` is the width of the feed-forward parts; an `encoder_ffn` over 0 is that of the encoder's own.
    """

    dim: int
    encoder_layers: int
    decoder_layers: int
    heads: int
    ffn: int
    encoder_ffn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """How the joint vocabulary is made."""

    pieces: int
    sample: int
    coverage: float = 0.9998


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What is taken from the corpus folder: the first pairs of each parallel file, the news sets.

    `transplants`, `quoted`, `fragments`, `reported`, `agency`, `titles` and `joined` are numbers of pairs;
    of the parallel files in `marked` all pairs with quotation marks are taken; `written` is how often each
    pair of `training/written/` is filled in.
    """

    parallel: Mapping[str, int]
    news: tuple[str, ...]
    dev: str
    transplants: int = 0
    joined: int = 0
    quoted: int = 0
    fragments: int = 0
    reported: int = 0
    agency: int = 0
    titles: int = 0
    written: int = 0
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimiser:
    """Batch size in padded tokens, peak rates, what each of the two optimisers is told.

    `compile` fuses the arithmetic of a step: a minute at the start, a quarter more tokens a second after it.
    """

    tokens: int
    adam_rate: float = 2e-3
    muon_rate: float = 0.01
    muon_decay: float = 0.02
    momentum: float = 0.95
    smoothing: float = 0.1
    clip: float = 1.0
    seed: int = 0
    compile: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One stretch of training: its data (name → copies an epoch), where it starts from, its rate over tokens.

    The rate rises over `warmup` target tokens, stays, and falls to zero over the last `decay` of `tokens`.
    Pairs of more than `longest` pieces on a side are left out. The lowest `frozen` layers of the encoder stay
    as they are: half the work of a step, for tasks that need the same reading and other writing.
    """

    name: str
    data: Mapping[str, float]
    tokens: int
    start: str = ""
    warmup: int = 0
    decay: int = 0
    rate: float = 1.0
    longest: int = 120
    frozen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A whole training."""

    shape: Shape
    vocabulary: Vocabulary
    corpus: Corpus
    optimiser: Optimiser
    phases: tuple[Phase, ...]

    def phase(self, name: str) -> Phase:
        """Return the phase called `name`."""
        for phase in self.phases:
            if phase.name == name:
                return phase
        raise KeyError(f"no phase {name!r}; there are {', '.join(p.name for p in self.phases)}")

    def lineage(self, name: str) -> tuple[Phase, ...]:
        """Return the phase called `name` behind all those that it builds on."""
        phase = self.phase(name)
        return (*(self.lineage(phase.start) if phase.start else ()), phase)


def _record(cls: type[_Record], table: Mapping[str, Any]) -> _Record:
    """Return `cls` made from `table`; an unknown key is an error, so that no misspelt option does nothing."""
    known = {field.name for field in fields(cls)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - known):
        raise ValueError(f"{cls.__name__.lower()}: unknown {', '.join(unknown)}")
    return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})


def load_config(name: str | Path) -> Config:
    """Read a configuration: a path, or the name of one of the files beside this module."""
    path = Path(name)
    if not path.suffix:
        path = CONFIGS / f"{name}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Config(
        shape=_record(Shape, table["shape"]),
        vocabulary=_record(Vocabulary, table["vocabulary"]),
        corpus=_record(Corpus, table["corpus"]),
        optimiser=_record(Optimiser, table["optimiser"]),
        phases=tuple(_record(Phase, phase) for phase in table["phases"]),
    )
