"""Signals, deaths, hangs, rivals and clocks."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from harness import Scene

from summarize.records import Status


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_in_order_and_the_process_dies_of_it(scene: Scene, number: int) -> None:
    scene.write(**{f"d{n:02}": f"texte {n}" for n in range(20)})
    run = scene.start(delay=0.1)
    run.await_log('"done"')
    run.signal(number)
    begun = time.monotonic()
    assert run.wait() == -number
    assert time.monotonic() - begun < 5
    scene.check_whole()
    summary = scene.summary()
    assert (summary["exit"], summary["seen"]) == (128 + number, 20)
    assert summary["done"] + summary["deferred"] == 20
    assert not (scene.state / "last-success").exists()
    # nobody is under suspicion: the next run takes full shards and finishes
    assert scene.run() == 0
    assert "a run died" not in scene.last.log
    scene.check_final("first")


def test_a_signal_interrupts_a_model_call_that_takes_long(scene: Scene) -> None:
    scene.write(a="HANG")
    run = scene.start()
    run.await_log("models loaded")
    time.sleep(0.05)
    begun = time.monotonic()
    run.signal(signal.SIGTERM)
    assert run.wait() == -signal.SIGTERM
    assert time.monotonic() - begun < 5
    assert scene.summary()["deferred"] == 1
    scene.write(a="bon")
    assert scene.run() == 0


def test_a_second_signal_ends_the_process_at_once(scene: Scene) -> None:
    scene.write(a="HANG")
    run = scene.start(reader="inline")
    run.await_log("models loaded")
    time.sleep(0.05)
    run.signal(signal.SIGTERM)
    run.signal(signal.SIGTERM)
    assert run.wait() == -signal.SIGTERM


def test_a_second_run_stops_at_once_and_touches_nothing(scene: Scene) -> None:
    scene.write(a="un", b="deux")
    run = scene.start(delay=1.0)
    run.await_log("models loaded")
    before = {path: path.stat().st_mtime_ns for path in scene.outputs.rglob("*")}
    rival = scene.spawn(recipe="second")
    assert rival.returncode == 11
    assert f"process {run.pid}" in rival.stderr
    assert set(before) <= set(scene.outputs.rglob("*"))
    assert run.wait() == 0
    scene.check_final("first")


def test_the_lock_of_a_killed_run_is_free_and_its_reading_process_gone(scene: Scene) -> None:
    scene.write(a="un", b="HANG", c="trois")
    run = scene.start(reader="isolated")
    run.await_log('"done"')
    workers = [int(pid) for pid in children(run.pid)]
    assert workers
    run.signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    scene.write(b="deux")
    assert scene.run() == 0
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}/cmdline").exists() for pid in workers):
        assert time.monotonic() < deadline, "an orphan is left"
        time.sleep(0.01)
    scene.check_final("first")


def children(pid: int) -> list[str]:
    return [
        child
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


@pytest.mark.parametrize(
    ("poison", "death"), [("KILL", signal.SIGKILL), ("SEGV", signal.SIGSEGV), ("HANG", signal.SIGALRM)]
)
def test_a_document_that_kills_the_process_is_left_alone_after_three_deaths(
    scene: Scene, poison: str, death: int
) -> None:
    scene.write(**{f"d{n}": f"texte {n}" for n in range(6)}, p=poison)
    # once in a shard, twice alone
    given = {"time_limit": 0.2} if poison == "HANG" else {}
    for attempt in range(1, 4):
        assert scene.run(**given) == -death, scene.last.log
        scene.check_whole()
        assert ("Fatal Python error" in scene.last.log) == (poison == "SEGV")
        assert ("most recent call first" in scene.last.log) == (poison != "KILL"), attempt
    assert scene.run(**given) == 3
    rows = scene.rows()
    assert rows.pop("p.txt") == ("quarantined", "crashed")
    assert {status for status, _ in rows.values()} <= {Status.DONE, Status.UNCHANGED, Status.ADOPTED}
    assert len(rows) == 6
    scene.write(p="bon")
    assert scene.run() == 0


def test_a_run_after_a_clean_one_is_harmless(scene: Scene) -> None:
    scene.write(a="un")
    assert scene.run() == 0
    scene.check_final("first")


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed")
@pytest.mark.parametrize("clock", ["-400d", "+400d", "@1970-01-02 00:00:00"])
def test_a_clock_that_jumps_changes_no_decision(scene: Scene, clock: str) -> None:
    scene.write(a="un", b="deux")
    assert scene.run() == 0
    scene.edit("b")
    done = scene.spawn(prefix=("faketime", "-f", clock))
    assert done.returncode == 0, done.stderr
    assert scene.summary()["unchanged"] == 2
    assert "models loaded" not in done.stderr
    assert scene.spawn(prefix=("faketime", "-f", clock), recipe="second").returncode == 4
    scene.check_final("second")


def test_files_that_may_still_be_arriving_wait_but_a_wrong_clock_does_not_hold_them(scene: Scene) -> None:
    scene.write(young="un", old="deux", future="trois")
    now = time.time()
    os.utime(scene.inputs / "old.txt", (now - 100, now - 100))
    os.utime(scene.inputs / "future.txt", (now + 10_000, now + 10_000))
    assert scene.run(min_age=60) == 0
    assert scene.rows() == {
        "young.txt": ("deferred", "too-young"),
        "old.txt": ("done", ""),
        "future.txt": ("done", ""),
    }
