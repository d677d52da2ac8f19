"""The training loop of one phase: steps, log, scores, checkpoints, and a stop at any time."""

from __future__ import annotations

import dataclasses
import json
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.checkpoint import Position, load_checkpoint, save_checkpoint
from training.config import Config, Phase
from training.export import export, load_masters
from training.journal import write_line
from training.model import freeze, loss_of, model_config, move_embeddings, new_model, widen
from training.optimiser import SHARED, Stepper
from training.order import Rows, copies_of, epoch_batches, make_batch
from training.pairs import Pairs, join, load_pairs
from training.precision import working_type
from training.score import Sample
from training.vocabulary import Pieces

LOG_EVERY = 20


def rate_at(phase: Phase, done: int) -> float:
    """Return the share of the peak rate after `done` target tokens of a phase."""
    warm = min(1.0, (done + 1) / phase.warmup) if phase.warmup else 1.0
    left = phase.tokens - done
    cold = min(1.0, max(0.02, left / phase.decay)) if phase.decay else 1.0
    return phase.rate * warm * cold


def is_finished(phase: Phase, work: Path) -> bool:
    """Whether a phase has run to its end in a working folder."""
    path = work / "runs" / phase.name / "checkpoint.pt"
    if not path.exists():
        return False
    position = load_checkpoint(path)[1]
    return position.seen - position.began >= phase.tokens


class Trainer:
    """One phase of a training in a working folder."""

    def __init__(self, config: Config, phase: Phase, work: Path, *, start: Path | None = None) -> None:
        """Go on from the phase's checkpoint; else from `start`, or the phase it names; else from nothing."""
        self.config, self.phase, self.work = config, phase, work
        self.folder = work / "runs" / phase.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.pieces = Pieces(work)
        self.pairs, self.copies = _load_data(phase, work)
        model, state, self.position = self._begin(start)
        freeze(model, phase.frozen)
        self.model = model.to(self.device)
        self.stepper = Stepper(self.model, config.optimiser, self.pieces.pad)
        if state:
            self.stepper.load(state, optimisers="momenta" in state)
        self.model.to(working_type(self.device)).train()
        self.stepper.write_to(self.model)
        # Every batch has a shape of its own: one dynamic compilation serves them all.
        self._loss_of = torch.compile(loss_of, dynamic=True) if config.optimiser.compile else loss_of
        self._stopped = False

    def _begin(self, start: Path | None) -> tuple[Any, dict[str, Any], Position]:
        """Return a model, the state to load over it, and the position."""
        seed, vocab = self.config.optimiser.seed, len(self.pieces)
        found = self.work / "start.npy"
        embeddings = torch.from_numpy(np.load(found)) if found.exists() else None
        model = new_model(self.config.shape, vocab, self.pieces.pad, embeddings, seed)
        own, before = self.folder / "checkpoint.pt", self.work / "runs" / self.phase.start / "checkpoint.pt"
        if own.exists():
            return model, *load_checkpoint(own)
        if start is not None:
            masters = load_masters(start)
            old = json.loads((start / "vocab.json").read_text(encoding="utf-8"))
            masters[SHARED] = move_embeddings(masters[SHARED], old, self.pieces.vocab, seed)
            return model, {"masters": widen(masters, model.state_dict())}, Position()
        if self.phase.start:
            state, position = load_checkpoint(before)
            fresh = Position(seen=position.seen, began=position.seen, seconds=position.seconds)
            return model, state, fresh
        return model, {}, Position()

    def stop(self, *_: object) -> None:
        """Ask the loop to save and return after the step it is in."""
        self._stopped = True

    def _rest(self) -> Iterator[tuple[int, int, Rows]]:
        """Yield (epoch, place, rows) of all batches from the position on, without end."""
        epoch, first = self.position.epoch, self.position.batch
        while True:
            settings = self.config.optimiser
            batches = epoch_batches(
                self.pairs,
                self.copies,
                tokens=settings.tokens,
                longest=self.phase.longest,
                seed=settings.seed,
                epoch=epoch,
            )
            for place in range(first, len(batches)):
                yield epoch, place, batches[place]
            epoch, first = epoch + 1, 0

    def step(self, rows: Rows) -> tuple[float, int]:
        """Make one step; return the loss and the number of target tokens."""
        batch = make_batch(self.pairs, rows, self.pieces.pad).to(self.device)
        count = int((batch.target != self.pieces.pad).sum())
        loss = self._loss_of(self.model, batch, self.config.optimiser.smoothing)
        torch.autograd.backward(loss)
        self.stepper.step(self.model, rate_at(self.phase, self.position.seen - self.position.began))
        return loss.item(), count

    def run(self, *, save_minutes: float, sample: Sample | None = None, steps: int = 0) -> list[float]:
        """Train to the phase's end, a stop, or `steps` steps; save and export; return the losses."""
        losses: list[float] = []
        meter = _Meter()
        saved = time.monotonic()
        with _stopping(self):
            for epoch, place, rows in self._rest():
                began = time.monotonic()
                loss, count = self.step(rows)
                losses.append(loss)
                spent = time.monotonic() - began
                self._advance(epoch, place, count, spent)
                meter.add(loss, count, spent)
                if self.position.step % LOG_EVERY == 0:
                    self._log(**meter.read())
                over = self.position.seen - self.position.began >= self.phase.tokens
                if over or self._stopped or len(losses) == steps:
                    break
                if time.monotonic() - saved > save_minutes * 60:
                    self.save(sample)
                    saved = time.monotonic()
        self.save(sample)
        return losses

    def _advance(self, epoch: int, place: int, count: int, spent: float) -> None:
        """Move the position past one batch."""
        now = self.position
        self.position = dataclasses.replace(
            now,
            seen=now.seen + count,
            step=now.step + 1,
            epoch=epoch,
            batch=place + 1,
            seconds=now.seconds + spent,
        )

    def _log(self, **values: float | str) -> None:
        """Write a record with the position."""
        where = {
            "step": self.position.step,
            "seen": self.position.seen,
            "hours": self.position.seconds / 3600,
        }
        write_line(self.folder / "journal.jsonl", {"time": time.strftime("%H:%M:%S"), **where, **values})

    def save(self, sample: Sample | None = None) -> None:
        """Write the checkpoint and the export; score the export on `sample`."""
        save_checkpoint(self.folder / "checkpoint.pt", self.stepper.state(), self.position)
        shape = model_config(self.config.shape, len(self.pieces), self.pieces.pad)
        writes = any(name.endswith(("headline", "summary", "fact")) for name in self.phase.data)
        export(self.stepper.masters(), shape, self.work, self.folder / "export", writes=writes)
        if sample is not None:
            threads = torch.get_num_threads()
            score = sample.score(self.folder / "export")
            torch.set_num_threads(threads)  # CTranslate2 leaves OpenMP with one
            self._log(bleu=score.bleu, shown=score.shown)


class _Meter:
    """Means since the last reading."""

    def __init__(self) -> None:
        self.loss, self.tokens, self.seconds = 0.0, 0, 0.0

    def add(self, loss: float, tokens: int, seconds: float) -> None:
        """Count one step."""
        self.loss += loss * tokens
        self.tokens += tokens
        self.seconds += seconds

    def read(self) -> dict[str, float]:
        """Return the means and begin again."""
        read = {
            "loss": round(self.loss / self.tokens, 4),
            "tokens_per_second": round(self.tokens / self.seconds),
        }
        self.__init__()  # type: ignore[misc]
        return read


def _load_data(phase: Phase, work: Path) -> tuple[Pairs, Any]:
    """Return the pairs of a phase and how often each is shown an epoch."""
    sets = {name: load_pairs(work / "pairs" / f"{name}.npz") for name in phase.data}
    copies = copies_of({name: len(pairs) for name, pairs in sets.items()}, phase.data)
    return join(sets.values()), copies


@contextmanager
def _stopping(trainer: Trainer) -> Iterator[None]:
    """Let SIGTERM and SIGINT end the loop after its step."""
    old = {number: signal.signal(number, trainer.stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
