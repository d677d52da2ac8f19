"""`kill -9` at random moments, while an editor saves pages, some in place and some by renaming."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import Scene


class Editor(threading.Thread):
    """Works on the pages until told to stop: saves an edit, or accepts the new version of an edited page."""

    def __init__(self, scene: Scene, generator: random.Random, *, pause: float) -> None:
        super().__init__()
        self.pause = pause
        self.scene = scene
        self.random = generator
        self.is_done = threading.Event()
        self.n_edits = 0
        self.paths = [scene.page(path.stem) for path in sorted(scene.inputs.iterdir())]

    def run(self) -> None:
        while not self.is_done.wait(self.random.uniform(0, self.pause)):
            path = self.random.choice(self.paths)
            if path in self.scene.edits:
                self.accept(path)
            else:
                self.save(path)

    def save(self, path: Path) -> None:
        self.n_edits += 1
        text = f"edit {self.n_edits} {self.random.random()}\n" * self.random.choice((1, 2000))
        self.scene.edits[path] = text
        if self.random.random() < 0.5:
            path.write_text(text)
        else:
            path.with_name("~editor").write_text(text)
            path.with_name("~editor").rename(path)

    def accept(self, path: Path) -> None:
        beside = path.with_suffix(".new.md")
        if beside.exists():
            self.scene.earlier.add(self.scene.edits.pop(path))
            beside.replace(path)


def kill_at_random(scene: Scene, *, n_kills: int, seed: int) -> tuple[int, int]:
    """Start runs and kill them until `n_kills` died at work. Returns the numbers of runs and of edits."""
    generator = random.Random(seed)
    scene.is_busy = True
    scene.write(**{f"d{number:02}": f"texte {number}" for number in range(8)})
    durations = []
    for recipe in ("cold", "warm", "0"):
        begun = time.monotonic()
        assert scene.run(recipe=recipe, delay=0.002) == 0
        durations.append(time.monotonic() - begun)
    n_runs = n_died = n_edits = 0
    while n_died < n_kills:
        n_runs += 1
        editor = Editor(scene, generator, pause=min(durations) / 2)
        run = scene.start(recipe=str(n_runs), delay=0.002)
        editor.start()
        time.sleep(generator.uniform(0, min(durations)))
        run.signal(signal.SIGKILL)
        n_died += run.wait() == -signal.SIGKILL
        editor.is_done.set()
        editor.join()
        n_edits += editor.n_edits
        scene.check_whole()
    assert scene.run(recipe="last") in {0, 4}
    # what an editor saved into a replaced page in the last moment is found by the run after
    assert scene.run(recipe="last") == 0
    scene.check_final("last")
    return n_runs, n_edits


def test_random_kills_with_an_editor_at_work_lose_nothing(scene: Scene) -> None:
    _, n_edits = kill_at_random(scene, n_kills=25, seed=1)
    assert n_edits > 5


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_many_random_kills_with_an_editor_at_work_lose_nothing(
    scene: Scene, seed: int, figures: Callable[[str], None]
) -> None:
    n_runs, n_edits = kill_at_random(scene, n_kills=250, seed=seed)
    figures(f"random kills, seed {seed}: 150 kills in {n_runs} runs, {n_edits} edits, none lost")
