"""`kill -9` at every system call of a run that changes anything on disk, one run for each."""

from __future__ import annotations

import re
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness import Scene, Zygote, attach, can_trace

pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is missing or may not trace")

# what only reads leaves the disk as it was: dying there is dying at the change before
CHANGING = (
    *("openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "fchmod", "mkdir"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"),
)
OF_SQLITE = {"pwrite64", "fdatasync"}
SCENARIOS = ("new", "replace", "edited")
CAUGHT = [("write_in_place", "replace"), ("ledger_first", "new"), ("no_edit_check", "edited")]
"""Planted faults that a kill brings to light, and where."""

Point = tuple[str, int]
Choice = Callable[[list[Point]], list[Point]]


def every(points: list[Point]) -> list[Point]:
    return points


def sample(points: list[Point]) -> list[Point]:
    """Of SQLite's own calls fewer: they are many, and well tested."""
    return [point for point in points if point[0] not in OF_SQLITE][::5] + points[::20]


def writes(points: list[Point]) -> list[Point]:
    return [point for point in points if point[0] in {"write", "fsync"}]


def set_up(folder: Path, zygote: Zygote, scenario: str) -> Scene:
    scene = Scene(folder, zygote)
    scene.write(a="un", b="deux")
    if scenario != "new":
        assert scene.run(recipe="first") == 0
    if scenario == "edited":
        scene.edit("a")
    return scene


def list_points(folder: Path, zygote: Zygote, scenario: str, mutant: str = "") -> list[Point]:
    """Every changing call of one undisturbed run, with its number among calls of the same name."""
    scene = set_up(folder / "traced", zygote, scenario)
    log = folder / "strace.log"
    run = scene.start(recipe="second", is_traced=True, mutant=mutant)
    strace = attach(run.pid, "-e", f"trace={','.join(CHANGING)}", "-o", str(log))
    code = run.wait()
    strace.wait()
    assert code in {0, 4}
    points, counts = [], dict.fromkeys(CHANGING, 0)
    for line in log.read_text().splitlines():
        found = re.match(r"(?:\d+ +)?(\w+)\(", line)
        if found:
            counts[found[1]] += 1
            if found[1] != "openat" or "O_CREAT" in line:
                points.append((found[1], counts[found[1]]))
    assert len(points) > 40
    return points


def die_at(scene: Scene, call: str, number: int, mutant: str = "") -> None:
    """Kill a run at one call, look at the folder, let the next run finish the work, look again."""
    run = scene.start(recipe="second", is_traced=True, mutant=mutant)
    inject = f"inject={call}:signal=SIGKILL:when={number}"
    strace = attach(run.pid, "-e", f"trace={call}", "-e", inject, "-o", "/dev/null")
    code = run.wait()
    strace.wait()
    assert code in {-signal.SIGKILL, 0, 4}
    scene.check_whole()
    assert scene.run(recipe="second", mutant=mutant) in {0, 4}
    scene.check_final("second")


def try_points(
    folder: Path, zygote: Zygote, scenario: str, *, choose: Choice = every, mutant: str = ""
) -> Iterator[str]:
    """Yield what is wrong after a death at each point; empty where all is well."""
    template = set_up(folder / "template", zygote, scenario)
    for call, number in choose(list_points(folder, zygote, scenario, mutant)):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            shutil.copytree(template.inputs.parent, place, dirs_exist_ok=True)
            scene = Scene(Path(place), zygote)
            scene.edits = {scene.outputs / path.name: text for path, text in template.edits.items()}
            try:
                die_at(scene, call, number, mutant)
            except AssertionError as error:
                yield f"{call} {number}: {error}"
            else:
                yield ""


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_kill_at_a_sample_of_system_calls_loses_nothing(
    tmp_path: Path, zygote: Zygote, scenario: str
) -> None:
    results = list(try_points(tmp_path, zygote, scenario, choose=sample))
    assert len(results) > 8
    assert not any(results), results


@pytest.mark.soak
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_kill_at_any_system_call_loses_nothing(
    tmp_path: Path, zygote: Zygote, scenario: str, figures: Callable[[str], None]
) -> None:
    results = list(try_points(tmp_path, zygote, scenario))
    figures(f"kill points, {scenario}: {len(results)}")
    assert not any(results), results


@pytest.mark.parametrize(("mutant", "scenario"), CAUGHT)
def test_these_tests_catch_a_planted_fault(
    tmp_path: Path, zygote: Zygote, mutant: str, scenario: str
) -> None:
    assert any(try_points(tmp_path, zygote, scenario, choose=writes, mutant=mutant))


@pytest.mark.soak
@pytest.mark.parametrize(("mutant", "scenario"), CAUGHT)
def test_how_many_points_catch_a_planted_fault(
    tmp_path: Path, zygote: Zygote, mutant: str, scenario: str, figures: Callable[[str], None]
) -> None:
    results = list(try_points(tmp_path, zygote, scenario, mutant=mutant))
    n_caught = sum(map(bool, results))
    figures(f"mutant {mutant}, {scenario}: caught at {n_caught} of {len(results)} points")
    assert n_caught


def save_between_check_and_exchange(scene: Scene, *, mutant: str = "", is_killed: bool = False) -> None:
    """Hold the run at the door of its rename, save an edit meanwhile; kill it while the edit is displaced."""
    scene.write(a="un")
    assert scene.run(recipe="first") == 0
    run = scene.start(recipe="second", is_traced=True, mutant=mutant)
    calls = "rename,renameat2"
    # delayed are: .part to .swap, the exchange, and giving the edit its place back
    scene.is_busy = True
    strace = attach(
        run.pid, "-e", f"trace={calls}", "-e", f"inject={calls}:delay_enter=400000", "-o", "/dev/null"
    )
    await_file(scene.outputs, f"*{scene.page('a').name}.{'part' if mutant == 'no_second_look' else 'swap'}")
    time.sleep(0.1)  # now it is at the door
    editor = scene.outputs / "editor~"
    editor.write_text("saved in between")
    editor.rename(scene.page("a"))
    scene.edits[scene.page("a")] = "saved in between"
    if is_killed:
        await_content(scene.outputs, "*.swap", "saved in between")
        run.signal(signal.SIGKILL)
    code = run.wait()
    strace.wait()
    assert code in {-signal.SIGKILL, 0, 4}
    scene.check_whole()
    assert scene.run(recipe="second", mutant=mutant) in {0, 4}
    scene.check_final("second")


def await_file(folder: Path, pattern: str) -> Path:
    deadline = time.monotonic() + 10
    while not (found := list(folder.glob(f".{pattern}"))):
        assert time.monotonic() < deadline, f"no {pattern}"
        time.sleep(0.001)
    return found[0]


def await_content(folder: Path, pattern: str, text: str) -> None:
    deadline = time.monotonic() + 10
    while await_file(folder, pattern).read_text() != text:
        assert time.monotonic() < deadline
        time.sleep(0.001)


@pytest.mark.parametrize("is_killed", [False, True])
def test_an_edit_saved_between_check_and_exchange_is_kept(scene: Scene, is_killed: bool) -> None:
    save_between_check_and_exchange(scene, is_killed=is_killed)


@pytest.mark.parametrize(("mutant", "is_killed"), [("no_second_look", False), ("careless_cleaning", True)])
def test_a_careless_treatment_of_that_edit_is_caught(scene: Scene, mutant: str, is_killed: bool) -> None:
    with pytest.raises(AssertionError, match="is lost"):
        save_between_check_and_exchange(scene, mutant=mutant, is_killed=is_killed)
