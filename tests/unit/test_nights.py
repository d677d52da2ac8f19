"""Nights in a row: what a run that failed, died or saw little leaves to the next, in ledger and index."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_night import build_job, counts

from summarize.batch import listing
from summarize.batch.audit import survey
from summarize.batch.run import run
from summarize.errors import DiskFullError
from summarize.ledger import Ledger
from summarize.publish.shelf import page_name
from summarize.reading import find
from summarize.records import DocumentId, Severity, Status
from summarize.report import Report


class Nights:
    """An input and an output folder."""

    def __init__(self, folder: Path) -> None:
        self.inputs = folder / "in"
        self.outputs = folder / "out"
        self.inputs.mkdir()

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.inputs / f"{name}.txt").write_text(text)

    def remove(self, name: str) -> None:
        (self.inputs / f"{name}.txt").unlink()

    def run(self, **given: Any) -> Report:
        return run(build_job(self.inputs, self.outputs, **given))

    def page(self, name: str) -> Path:
        return self.outputs / page_name(DocumentId(f"{name}.txt"))

    @property
    def index(self) -> str:
        return (self.outputs / "index.md").read_text()

    def known(self) -> dict[str, tuple[str, str]]:
        """Status and reason of each document that `status` counts."""
        return {
            standing.row.id: (standing.row.status.value, (standing.row.reason or ""))
            for standing in survey(self.outputs, self.outputs / ".summarize")
        }


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)


def die(nights: Nights) -> None:
    """Run in a process that is killed on the way."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            nights.run()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def make_old(path: Path) -> None:
    """Touch a file, with a time that is long past."""
    os.utime(path, (1, 1))


def test_pages_of_a_run_that_could_not_write_the_index_are_in_that_of_the_next(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFullError("full", hint="free space")

    nights.write(a="un")
    nights.run()
    nights.write(b="deux")
    with monkeypatch.context() as patch:
        patch.setattr(listing, "publish", fail)
        assert nights.run().exit_code() == 14
    assert counts(nights.run()) == {"unchanged": 2}
    assert nights.page("b").name in nights.index


def test_pages_of_a_run_that_was_killed_before_its_index_are_in_that_of_the_next(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights.write(a="un")
    nights.run()
    nights.write(b="deux")
    with monkeypatch.context() as patch:
        patch.setattr(listing, "publish", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        die(nights)
    assert counts(nights.run()) == {"unchanged": 2}
    assert nights.page("b").name in nights.index


def test_a_new_index_beside_an_edited_one_that_was_removed_stays_away_until_there_is_news(
    nights: Nights,
) -> None:
    nights.write(a="un")
    nights.run()
    (nights.outputs / "index.md").write_text("mine")
    nights.write(b="deux")
    nights.run()
    beside = nights.outputs / "index.new.md"
    beside.unlink()
    nights.run()
    assert not beside.exists()


@pytest.mark.parametrize("fault", ["REFUSE", "BUG", "DEVICE"])
def test_the_index_says_of_an_old_page_what_it_said_before_an_update_that_failed(
    nights: Nights, fault: str
) -> None:
    nights.write(a="titre 7", b="deux")
    nights.run()
    nights.write(a=fault)
    nights.run()
    nights.write(a="x" * 500)
    nights.run(max_bytes=400)
    assert re.search(r"titre 7\]\(.*\| 1 \| 0 \| 0 \|.*failed", nights.index)


def test_the_index_says_of_an_old_page_what_it_said_before_a_death(nights: Nights) -> None:
    nights.write(a="titre 7")
    nights.run()
    nights.write(a="KILL")
    die(nights)
    (nights.inputs / "a.txt").write_text("REFUSE")
    nights.run()
    assert re.search(r"titre 7\]\(.*\| 1 \| 0 \| 0 \|.*failed", nights.index)


@pytest.mark.parametrize("n_seen", [0, 1])
def test_a_removed_page_does_not_come_back_because_its_source_was_too_young(
    nights: Nights, n_seen: int
) -> None:
    nights.write(a="un", b="deux")
    nights.run()
    nights.page("a").unlink()
    for _ in range(n_seen):
        assert nights.run().counts[Status.SKIPPED] == 1
    (nights.inputs / "a.txt").touch()
    make_old(nights.inputs / "b.txt")
    for _ in range(2):
        assert counts(nights.run(min_age=3600)) == {"deferred": 1, "unchanged": 1}
    assert nights.known()["a.txt"] == ("deferred", "too-young")
    make_old(nights.inputs / "a.txt")
    assert counts(nights.run(min_age=3600)) == {"skipped": 1, "unchanged": 1}
    assert nights.known()["a.txt"] == ("skipped", "removed")
    nights.write(a="autre")
    assert counts(nights.run()) == {"done": 1, "unchanged": 1}


def test_a_removed_page_comes_back_when_its_source_changed_while_it_was_too_young(nights: Nights) -> None:
    nights.write(a="un")
    nights.run()
    nights.page("a").unlink()
    nights.write(a="deux")
    nights.run(min_age=3600)
    make_old(nights.inputs / "a.txt")
    assert counts(nights.run(min_age=3600)) == {"done": 1}


def test_an_error_of_an_adopted_page_is_one_for_a_strict_run(nights: Nights) -> None:
    nights.write(a="titre 7")
    nights.run()
    text = nights.page("a").read_text()
    (nights.outputs / ".summarize" / "ledger.db").unlink()
    nights.page("a").write_text(text.replace("---\n", "---\nchecks:\n  errors: 1\n  notes: 2\n", 1))
    report = nights.run(is_strict=True)
    assert (counts(report), report.exit_code()) == ({"adopted": 1}, 3)
    assert (report.findings[Severity.ERROR], report.findings[Severity.NOTE]) == (1, 2)


@pytest.mark.parametrize("number", ["-3", "99999999999999999999999999"])
def test_a_count_that_no_page_of_ours_has_is_not_taken_from_an_edited_page(
    nights: Nights, number: str
) -> None:
    nights.write(a="titre 7")
    nights.run()
    text = nights.page("a").read_text()
    (nights.outputs / ".summarize" / "ledger.db").unlink()
    nights.page("a").write_text(text.replace("---\n", f"---\nchecks:\n  errors: {number}\n", 1))
    report = nights.run(is_strict=True)
    assert (counts(report), report.exit_code()) == ({"adopted": 1}, 0)


def test_what_has_neither_source_nor_page_is_forgotten(nights: Nights) -> None:
    nights.write(a="un", b="deux", c="REFUSE", d="quatre")
    nights.run()
    for name in ("a", "c", "d"):
        nights.remove(name)
    nights.page("a").unlink()
    nights.run()
    assert nights.known() == {"b.txt": ("done", ""), "d.txt": ("done", "")}
    assert "a.txt" not in nights.index
    assert "c.txt" not in nights.index
    assert nights.page("d").name in nights.index  # a page is a page, also without its source


def test_an_index_of_which_nothing_is_left_says_so(nights: Nights) -> None:
    nights.write(a="REFUSE")
    nights.run()
    nights.remove("a")
    nights.run()
    assert nights.known() == {}
    assert "a.txt" not in nights.index


def test_a_share_forgets_too(nights: Nights) -> None:
    nights.write(a="REFUSE", b="deux")
    nights.run(share=(1, 1))
    nights.remove("a")
    nights.run(share=(1, 1))
    assert nights.known() == {"b.txt": ("done", "")}


def test_an_input_folder_without_anything_makes_no_removed_page_forgotten(nights: Nights) -> None:
    """It may be a disk that is not mounted."""
    nights.write(a="un", b="deux")
    nights.run()
    nights.page("a").unlink()
    nights.run()
    away = nights.inputs.rename(nights.inputs.with_name("away"))
    nights.inputs.mkdir()
    nights.run()
    nights.inputs.rmdir()
    away.rename(nights.inputs)
    assert counts(nights.run()) == {"skipped": 1, "unchanged": 1}


def test_a_path_that_is_too_long_is_known_until_it_is_gone(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights.write(a="un")
    monkeypatch.setattr(find, "_MAX_PATH", len(os.fsencode(nights.inputs)) + len("/" + "b" * 20))
    nights.write(**{"b" * 30: "deux"})
    for _ in range(2):
        assert nights.run().exit_code() == 3
        assert nights.known() == {"a.txt": ("done", ""), "b" * 30 + ".txt": ("failed", "path-too-long")}
        assert "path-too-long" in nights.index
    nights.remove("b" * 30)
    assert nights.run().exit_code() == 0
    assert nights.known() == {"a.txt": ("done", "")}
    assert "path-too-long" not in nights.index


def test_a_path_that_the_system_does_not_take_is_known_until_it_is_gone(nights: Nights) -> None:
    nights.write(a="un")
    deepest = os.open(nights.inputs, os.O_RDONLY)
    for _ in range(17):
        os.mkdir("d" * 250, dir_fd=deepest)
        deeper = os.open("d" * 250, os.O_RDONLY, dir_fd=deepest)
        os.close(deepest)
        deepest = deeper
    os.close(deepest)
    for _ in range(2):
        assert nights.run().exit_code() == 3
        assert sorted(nights.known().values()) == [("done", ""), ("failed", "path-too-long")]
    shutil.rmtree(nights.inputs / ("d" * 250))
    assert nights.run().exit_code() == 0
    assert nights.known() == {"a.txt": ("done", "")}


@pytest.mark.parametrize("name", ["locked", "locked/a.txt"])
def test_what_the_scan_may_not_look_at_is_known_as_failed_with_its_page_until_it_may(
    nights: Nights, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (nights.inputs / "locked").mkdir()
    (nights.inputs / "locked" / "a.txt").write_text("titre 7")
    nights.write(b="deux")
    nights.run()
    with monkeypatch.context() as patch:
        lock(patch, nights.inputs / name)
        for _ in range(2):
            assert nights.run().exit_code() == 3
            assert nights.known()[name] == ("failed", "permission")
    assert "titre 7" in nights.index
    assert nights.known()["locked/a.txt"][0] == ("failed" if name == "locked/a.txt" else "done")
    assert nights.run().exit_code() == 0
    assert set(nights.known()) == {"b.txt", "locked/a.txt"}
    assert nights.known()["locked/a.txt"][0] in {"done", "adopted"}
    assert "permission" not in nights.index


def lock(patch: pytest.MonkeyPatch, path: Path) -> None:
    """Refuse to look at `path`, as the system would if the tests did not run as root."""
    for name in ("lstat", "scandir"):
        allowed = getattr(os, name)

        def refuse(asked: Any, *, allowed: Callable[..., Any] = allowed, name: str = name) -> Any:
            is_locked = os.fsencode(asked) == os.fsencode(path)
            if is_locked and (name == "scandir" or not path.is_dir()):
                raise PermissionError(13, "Permission denied")
            return allowed(asked)

        patch.setattr(os, name, refuse)


def test_the_ledger_says_that_the_index_is_due_until_it_is_told_otherwise(nights: Nights) -> None:
    nights.write(a="un")
    nights.run()
    path = nights.outputs / ".summarize" / "ledger.db"
    with Ledger(path) as ledger:
        assert not ledger.is_index_due
        (row,) = ledger.rows()
        ledger.put_many([replace(row, detail="news")])
    with Ledger(path) as ledger:
        assert ledger.is_index_due
        ledger.note_index()
        ledger.forget([row.id])
        assert ledger.is_index_due
