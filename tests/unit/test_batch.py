"""The run in this process, with a fake processor: what becomes of each kind of entry, and in which order."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_night import FakeProcessor, build_job, counts, render
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.batch import settle, work
from summarize.batch.audit import Condition, Standing, rebuild, survey, verify
from summarize.batch.interface import Processed, Share, Task
from summarize.batch.run import plan, run
from summarize.batch.scan import CHUNK, shown
from summarize.errors import InputError, LockedError, ModelError, OutputError
from summarize.files import lock_outputs
from summarize.frontmatter import dump
from summarize.publish.shelf import page_name
from summarize.records import Document, DocumentId, Outcome, Severity, Status
from summarize.report import Report


class Healthy(FakeProcessor):
    """Does not look at the text."""

    def process(self, documents: Sequence[Document], *, on_batch: Callable[[int], None]) -> Iterator[Any]:
        for document in documents:
            yield Processed(text=render(document, self.recipe), title="healthy")


class Suspicious(FakeProcessor):
    """Notes how many documents are under suspicion at each call."""

    def __init__(self, recipe: str, ledger: Path) -> None:
        super().__init__(recipe)
        self.ledger = ledger
        self.suspects: list[int] = []

    def process(self, documents: Sequence[Document], *, on_batch: Callable[[int], None]) -> Iterator[Any]:
        connection = sqlite3.connect(self.ledger)
        query = "SELECT count(*) FROM document WHERE started <> ''"
        self.suspects.append(connection.execute(query).fetchone()[0])
        connection.close()
        yield from super().process(documents, on_batch=on_batch)


class Night:
    """An input and an output folder, and the processors that were loaded."""

    def __init__(self, folder: Path) -> None:
        self.inputs = folder / "in"
        self.outputs = folder / "out"
        self.inputs.mkdir()
        self.loaded: list[FakeProcessor] = []

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.inputs / f"{name}.txt").write_text(text)

    def run(self, **given: Any) -> Report:
        job = build_job(self.inputs, self.outputs, self.load, **given)
        self.recipe = job.recipe
        return run(job)

    def load(self) -> FakeProcessor:
        self.loaded.append(FakeProcessor(self.recipe))
        return self.loaded[-1]

    def survey(self) -> list[Standing]:
        return list(survey(self.outputs, self.outputs / ".summarize"))

    def page(self, name: str) -> Path:
        return self.outputs / page_name(DocumentId(f"{name}.txt"))

    def pages(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in self.outputs.glob("*.md")}

    def rows(self) -> dict[str, dict[str, Any]]:
        lines = (self.outputs / ".summarize" / "report.jsonl").read_text().splitlines()
        return {row["path"]: row for row in map(json.loads, lines) if "path" in row}


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory where possible: most of a fake run is waiting for the disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path_factory.mktemp("night")
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def night(tmp_path: Path) -> Night:
    return Night(tmp_path)


def test_a_second_run_writes_no_page_and_loads_no_model(night: Night) -> None:
    night.write(a="un", b="deux")
    assert counts(night.run()) == {"done": 2}
    before = {path: path.stat().st_mtime_ns for path in night.outputs.glob("*.md")}
    assert len(before) == 3  # with the index
    assert counts(night.run()) == {"unchanged": 2}
    assert {path: path.stat().st_mtime_ns for path in night.outputs.glob("*.md")} == before
    assert len(night.loaded) == 1


def test_only_what_changed_is_done_again(night: Night) -> None:
    night.write(a="un", b="deux")
    night.run()
    night.write(b="trois")
    assert counts(night.run()) == {"unchanged": 1, "done": 1}
    assert night.loaded[-1].shards == [["b.txt"]]


def test_a_touched_file_is_compared_by_content(night: Night) -> None:
    night.write(a="un")
    night.run()
    os.utime(night.inputs / "a.txt", (1, 1))
    assert counts(night.run()) == {"unchanged": 1}


def test_a_change_that_hides_behind_size_and_time_is_found_on_request(night: Night) -> None:
    night.write(a="un")
    night.run()
    before = (night.inputs / "a.txt").stat()
    night.write(a="ma")
    os.utime(night.inputs / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert counts(night.run()) == {"unchanged": 1}
    assert counts(night.run(rehash=True)) == {"done": 1}


def test_another_recipe_or_force_does_all_again(night: Night) -> None:
    night.write(a="un", b="deux")
    night.run()
    assert counts(night.run(recipe="second")) == {"done": 2}
    assert counts(night.run(recipe="second", force=True)) == {"done": 2}


def test_without_the_ledger_pages_are_adopted_and_edits_are_still_edits(night: Night) -> None:
    night.write(a="un", b="deux", c="trois")
    night.run()
    night.page("b").write_text(night.page("b").read_text() + "checked by hand\n")
    edited = night.page("b").read_text()
    before = night.pages()
    (night.outputs / ".summarize" / "ledger.db").unlink()
    assert counts(night.run()) == {"adopted": 3}
    assert len(night.loaded) == 1
    assert night.pages() == before  # the index, too
    night.write(b="quatre")
    assert counts(night.run()) == {"unchanged": 2, "conflict": 1}
    assert night.page("b").read_text() == edited


def test_an_edited_page_is_left_alone_and_the_new_version_comes_beside_it_once(night: Night) -> None:
    night.write(a="un")
    night.run()
    night.page("a").write_text("edited")
    assert counts(night.run()) == {"unchanged": 1}
    night.write(a="deux")
    report = night.run()
    assert (counts(report), report.exit_code()) == ({"conflict": 1}, 4)
    beside = night.page("a").with_suffix(".new.md")
    assert night.page("a").read_text() == "edited"
    assert night.rows()["a.txt"]["detail"] == f"the new version is {beside.name}"
    assert beside.exists()
    again = night.run()
    assert (counts(again), again.exit_code()) == ({"unchanged": 1}, 0)
    beside.unlink()
    assert counts(night.run()) == {"unchanged": 1}
    assert not beside.exists()


def test_other_line_ends_are_not_an_edit(night: Night) -> None:
    night.write(a="un")
    night.run()
    night.page("a").write_bytes(night.page("a").read_bytes().replace(b"\n", b"\r\n"))
    night.write(a="deux")
    assert counts(night.run()) == {"done": 1}


def test_a_conflict_survives_the_loss_of_the_ledger(night: Night) -> None:
    night.write(a="un")
    night.run()
    night.page("a").write_text("edited")
    night.write(a="deux")
    night.run()
    (night.outputs / ".summarize" / "ledger.db").unlink()
    assert counts(night.run()) == {"adopted": 1}
    assert counts(night.run()) == {"unchanged": 1}
    assert [standing.row.status for standing in night.survey()] == [Status.CONFLICT]


def test_pages_of_another_recipe_are_not_adopted(night: Night) -> None:
    night.write(a="un")
    night.run()
    (night.outputs / ".summarize" / "ledger.db").unlink()
    assert counts(night.run(recipe="second")) == {"done": 1}


def test_an_accepted_new_version_is_ours_again(night: Night) -> None:
    night.write(a="un")
    night.run()
    night.page("a").write_text("edited")
    night.write(a="deux")
    night.run()
    night.page("a").with_suffix(".new.md").rename(night.page("a"))
    assert counts(night.run()) == {"unchanged": 1}
    night.write(a="trois")
    assert counts(night.run()) == {"done": 1}


def test_a_removed_page_is_not_made_again_unless_asked(night: Night) -> None:
    night.write(a="un", b="deux")
    night.run()
    night.page("a").unlink()
    for recipe in ("first", "first", "second"):
        report = night.run(recipe=recipe)
        assert (report.counts[Status.SKIPPED], night.rows()["a.txt"]["reason"]) == (1, "removed")
    assert report.exit_code() == 0
    assert not night.page("a").exists()
    assert night.run(recipe="second", restore=True).counts[Status.DONE] == 1
    assert night.page("a").exists()
    assert counts(night.run(recipe="second")) == {"unchanged": 2}


def test_a_removed_page_comes_back_when_its_source_changes(night: Night) -> None:
    night.write(a="un")
    night.run()
    night.page("a").unlink()
    night.run()
    night.write(a="deux")
    assert counts(night.run()) == {"done": 1}


def test_a_page_that_was_just_removed_can_be_restored_at_once(night: Night) -> None:
    night.write(a="un")
    night.run()
    night.page("a").unlink()
    assert counts(night.run(restore=True)) == {"done": 1}
    assert night.page("a").exists()


def test_a_page_that_comes_back_with_its_source_is_not_forgotten_by_a_run_that_stops(night: Night) -> None:
    night.write(a="un")
    night.run()
    night.page("a").unlink()
    night.write(a="DEVICE")
    assert night.run().exit_code() == 16
    (night.inputs / "a.txt").write_text("deux")
    assert counts(night.run()) == {"done": 1}
    night.page("a").unlink()
    night.write(a="DEVICE lost")
    night.run()
    job = build_job(night.inputs, night.outputs)  # the same content, now with a device that answers
    assert counts(run(replace(job, load=lambda: Healthy(job.recipe)))) == {"done": 1}


def test_a_removed_page_that_somebody_put_back_is_adopted(night: Night) -> None:
    night.write(a="un")
    night.run()
    kept = night.page("a").read_text()
    night.page("a").unlink()
    night.run()
    night.page("a").write_text(kept)
    assert counts(night.run()) == {"adopted": 1}


def test_every_entry_of_the_folder_is_in_exactly_one_class(night: Night) -> None:
    night.write(a="un", b="REFUSE", c="", d="BUG")
    (night.inputs / "link.txt").symlink_to("a.txt")
    (night.inputs / ".hidden.txt").write_text("x")
    (night.inputs / "picture.png").write_text("x")
    os.mkfifo(night.inputs / "fifo.txt")
    (night.inputs / "folder.txt").mkdir()
    (night.inputs / "folder.txt" / "e.txt").write_text("cinq")
    with (night.inputs / "sparse.txt").open("wb") as stream:
        stream.truncate(4 << 30)
    report = night.run()
    reasons = {path: (row["status"], row["reason"]) for path, row in night.rows().items()}
    assert reasons == {
        "a.txt": ("done", ""),
        "b.txt": ("failed", "model-error"),
        "c.txt": ("skipped", "empty"),
        "d.txt": ("failed", "bug"),
        "link.txt": ("skipped", "symlink"),
        ".hidden.txt": ("skipped", "hidden"),
        "picture.png": ("skipped", "unsupported-type"),
        "fifo.txt": ("skipped", "not-regular"),
        "folder.txt/e.txt": ("done", ""),
        "sparse.txt": ("failed", "too-large"),
    }
    assert (report.seen, report.exit_code()) == (10, 3)


def test_names_that_would_break_a_line_or_a_path_are_processed(night: Night) -> None:
    names = [b"a\nb.txt", b"\x1b[2J.txt", b"-rf.txt", b"\xff\xfe.txt", b"x" * 251 + b".txt", "‮e.txt".encode()]
    names += [b"A.txt", b"a.txt", b"a.md", "é.txt".encode(), "e\u0301.txt".encode()]
    for name in names:
        (Path(os.fsdecode(os.fsencode(night.inputs) + b"/" + name))).write_text("bonjour")
    report = night.run()
    assert counts(report) == {"done": len(names)}
    assert len(night.pages()) == len(names) + 1
    assert counts(night.run()) == {"unchanged": len(names)}


def test_one_failing_document_costs_only_itself(night: Night) -> None:
    night.write(**{f"d{number:02}": "ENGINE" if number == 5 else "bon" for number in range(12)})
    report = night.run()
    assert counts(report) == {"done": 11, "failed": 1}
    # the shard of eight is repeated from the failure on, one by one
    assert [len(shard) for shard in night.loaded[0].shards] == [2, 8, 1, 1, 1, 1, 1, 2]


def test_documents_that_are_repeated_come_under_suspicion_one_by_one(night: Night) -> None:
    night.write(a="BUG", b="deux")
    job = build_job(night.inputs, night.outputs)
    processor = Suspicious(job.recipe, night.outputs / ".summarize" / "ledger.db")
    assert counts(run(replace(job, load=lambda: processor))) == {"failed": 1, "done": 1}
    assert processor.suspects == [2, 1, 1]


def test_an_unexpected_error_is_named_by_type_and_place_without_article_text(night: Night) -> None:
    night.write(a="BUG")
    night.run()
    row = night.rows()["a.txt"]
    assert (row["reason"], row["detail"].split(":")[0]) == ("bug", "ZeroDivisionError in fake_night.py")
    assert "secret" not in (night.outputs / ".summarize" / "report.jsonl").read_text()


def test_a_lost_device_stops_the_run_and_blames_no_document(night: Night) -> None:
    night.write(a="un", b="DEVICE", c="trois")
    report = night.run()
    assert report.exit_code() == 16
    assert counts(report) == {"done": 1, "deferred": 2}
    night.write(b="deux")
    assert counts(night.run()) == {"unchanged": 1, "done": 2}


def test_a_missing_model_stops_the_run_before_any_document(night: Night) -> None:
    def load() -> FakeProcessor:
        raise ModelError("no such model", hint="fetch it")

    night.write(a="un")
    report = run(build_job(night.inputs, night.outputs, load))
    assert (report.exit_code(), counts(report)) == (12, {"deferred": 1})
    assert not night.pages()


def test_a_document_that_fails_three_times_is_left_alone_until_it_or_the_recipe_changes(night: Night) -> None:
    night.write(a="REFUSE", b="bon")
    assert [counts(night.run())["failed"] for _ in range(3)] == [1, 1, 1]
    report = night.run()
    assert (counts(report), report.exit_code()) == ({"unchanged": 1, "quarantined": 1}, 3)
    assert counts(night.run(recipe="second")) == {"done": 1, "failed": 1}
    assert counts(night.run(recipe="second", force=True)) == {"done": 1, "failed": 1}
    night.write(a="bien")
    assert counts(night.run(recipe="second")) == {"unchanged": 1, "done": 1}


def test_twenty_failures_in_a_row_stop_the_run_without_a_mark_against_them(night: Night) -> None:
    night.write(**{f"d{number:02}": "REFUSE" for number in range(30)})
    for _ in range(4):
        report = night.run()
        assert (report.exit_code(), counts(report)) == (17, {"failed": 20, "deferred": 10})
    for path in night.inputs.iterdir():
        path.write_text("bon")
    assert counts(night.run()) == {"done": 30}


def test_more_failures_than_successes_stop_the_run(night: Night) -> None:
    night.write(**{f"d{number:03}": "REFUSE" if number % 3 else "bon" for number in range(100)})
    report = night.run()
    assert report.exit_code() == 17
    assert report.counts[Status.FAILED] + report.counts[Status.DONE] == settle.MIN_SAMPLE
    assert report.seen == 100


def test_bad_documents_are_not_an_ill_machine(night: Night) -> None:
    for number in range(60):
        (night.inputs / f"{number}.txt").write_bytes(b"\0\1\2" * 100)
    assert night.run().exit_code() in {0, 3}


def test_a_limit_leaves_the_rest_for_another_time(night: Night) -> None:
    night.write(a="un", b="deux", c="trois")
    report = night.run(limit=2)
    assert (counts(report), report.exit_code()) == ({"done": 2, "deferred": 1}, 0)
    assert counts(night.run(limit=2)) == {"unchanged": 2, "done": 1}


def test_a_plan_writes_nothing_and_says_what_a_run_would_do(night: Night) -> None:
    night.write(a="un", b="deux")
    night.run()
    night.write(b="trois", c="quatre")
    before = sorted((path, path.stat().st_mtime_ns) for path in night.outputs.rglob("*"))
    entries = list(plan(build_job(night.inputs, night.outputs, night.load)))
    assert [(type(entry), entry.id) for entry in entries] == [
        (Outcome, "a.txt"),
        (Task, "b.txt"),
        (Task, "c.txt"),
    ]
    assert sorted((path, path.stat().st_mtime_ns) for path in night.outputs.rglob("*")) == before
    elsewhere = night.outputs / "nowhere"
    assert len(list(plan(build_job(night.inputs, elsewhere, night.load)))) == 3
    assert not elsewhere.exists()


def test_a_plan_takes_what_failed_before_last_and_leaves_what_is_over_the_limit(night: Night) -> None:
    night.write(a="REFUSE", b="deux", c="trois")
    night.run(limit=1)
    entries = list(plan(build_job(night.inputs, night.outputs, night.load, limit=2)))
    assert [(type(entry), entry.id) for entry in entries] == [
        (Task, "b.txt"),
        (Task, "c.txt"),
        (Outcome, "a.txt"),
    ]
    assert counts(night.run(limit=2)) == {"done": 2, "deferred": 1}


def test_shares_divide_the_work_and_a_whole_run_adopts_it(night: Night) -> None:
    night.write(**{f"d{number:02}": "bon" for number in range(20)})
    reports = [night.run(share=(index, 3)) for index in (1, 2, 3)]
    assert sum(report.counts[Status.DONE] for report in reports) == 20
    assert not (night.outputs / "index.md").exists()
    assert counts(night.run()) == {"adopted": 20}
    assert (night.outputs / "index.md").exists()


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.integers(1, 12), st.text(min_size=1))
def test_every_document_is_in_exactly_one_share(count: int, name: str) -> None:
    document = DocumentId(name)
    shares = [Share(index=index, count=count) for index in range(1, count + 1)]
    assert sum(share.holds(document) for share in shares) == 1


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.integers(0, 2), max_size=300))
def test_shards_hold_every_task_once_and_suspects_last_and_alone(attempts: list[int]) -> None:
    tasks = [Task(root=Path(), id=DocumentId(str(number)), attempts=n) for number, n in enumerate(attempts)]
    shards = list(work.cut_shards(tasks))
    flat = [task for shard in shards for task in shard]
    assert sorted(flat, key=lambda task: int(task.id)) == tasks
    assert [task.attempts for task in flat] == sorted(attempts)
    for number, shard in enumerate(shards):
        assert len(shard) <= (work.SIZES[min(number, 3)] if not shard[0].attempts else 1)


def test_standard_input_is_a_document_named_by_its_content(night: Night) -> None:
    for _ in range(2):
        report = run(build_job(Path("-"), night.outputs, content=b"bonjour"))
    assert counts(report) == {"unchanged": 1}
    assert run(build_job(Path("-"), night.outputs, content=b"bonsoir")).counts[Status.DONE] == 1
    assert len(night.pages()) == 3


def test_the_index_lists_pages_and_what_needs_a_look(night: Night) -> None:
    night.write(a="titre 7", b="REFUSE")
    report = night.run()
    index = (night.outputs / "index.md").read_text()
    assert report.findings[Severity.ERROR] == 1
    assert "titre 7" in index
    assert "b.txt" in index
    (night.inputs / "b.txt").unlink()
    (night.outputs / "index.md").unlink()
    night.run()
    assert "b.txt" not in (night.outputs / "index.md").read_text()


def test_an_edited_index_is_left_alone(night: Night) -> None:
    night.write(a="un")
    night.run()
    (night.outputs / "index.md").write_text("mine")
    night.write(b="deux")
    assert night.run().exit_code() == 0
    assert (night.outputs / "index.md").read_text() == "mine"
    assert "deux" in (night.outputs / "index.new.md").read_text()


def test_the_stamp_is_left_by_complete_runs_alone(night: Night) -> None:
    stamp = night.outputs / ".summarize" / "last-success"
    night.write(a="DEVICE")
    night.run()
    assert not stamp.exists()
    night.write(a="REFUSE")
    night.run()
    assert stamp.read_text()


def test_what_prevents_a_run_is_raised_before_anything_is_written(night: Night, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        run(build_job(tmp_path / "absent", night.outputs))
    with pytest.raises(InputError, match="taken for dispatches"):
        run(build_job(night.inputs, night.inputs))
    assert not night.outputs.exists()
    assert not list(night.inputs.iterdir())
    night.outputs.write_text("a file")
    with pytest.raises(OutputError):
        night.run()
    night.outputs.unlink()
    with lock_outputs(night.outputs), pytest.raises(LockedError):
        night.run()
    assert not night.loaded


def test_pages_inside_the_input_folder_are_not_taken_for_dispatches(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("un")
    assert counts(run(build_job(tmp_path, tmp_path / "pages"))) == {"done": 1}
    assert counts(run(build_job(tmp_path, tmp_path / "pages"))) == {"unchanged": 1}


def test_state_may_live_elsewhere(night: Night, tmp_path: Path) -> None:
    night.write(a="un")
    state = tmp_path / "state"
    night.run(state=state)
    assert {"ledger.db", "report.jsonl", "last-success"} <= {path.name for path in state.iterdir()}
    assert counts(night.run(state=state)) == {"unchanged": 1}


def test_an_output_folder_that_has_lost_every_page_is_refused(night: Night, tmp_path: Path) -> None:
    """It may be a disk that is not mounted, or another folder: nobody removes all of it, index and all."""
    night.write(a="Paris.", b="Lyon.")
    state = tmp_path / "state"
    night.run(state=state)
    night.outputs.rename(tmp_path / "away")
    with pytest.raises(OutputError, match="none of the 2 pages"):
        night.run(state=state)
    assert not (night.outputs / "index.md").exists()
    assert night.run(state=state, restore=True).counts[Status.DONE] == 2
    for page in night.outputs.glob("[ab]*.md"):
        page.unlink()
    assert night.run(state=state).counts[Status.SKIPPED] == 2


def test_a_run_on_one_file_or_standard_input_forgets_nothing_of_the_folder(night: Night) -> None:
    night.write(a="Paris.", b="REFUSE")
    night.run()
    alone = build_job(night.inputs / "a.txt", night.outputs, force=True)
    typed = build_job(night.inputs / "a.txt", night.outputs, content=b"Nice.")
    for job in (alone, typed):
        run(job)
        assert {standing.row.id for standing in night.survey()} >= {"a.txt", "b.txt"}


def test_what_failed_before_comes_behind_the_rest_when_there_is_a_limit(night: Night) -> None:
    night.write(a="x" * 500, b="Paris.", c="Lyon.")
    done = [night.run(limit=1, max_bytes=400).counts[Status.DONE] for _ in range(3)]
    assert done == [0, 1, 1]


def test_a_young_file_is_no_failure_and_its_page_keeps_its_place_in_the_index(night: Night) -> None:
    night.write(a="Paris 7.")
    night.run()
    night.write(a="Paris 7, Lyon.")
    report = night.run(min_age=3600)
    assert (report.counts[Status.DEFERRED], report.exit_code()) == (1, 0)
    line = next(
        line
        for line in (night.outputs / "index.md").read_text().splitlines()
        if line[0:1] == "|" and "a.txt" in line
    )
    assert re.search(r"Paris 7\\?\..*\| 1 \| 0 \| 0 \|.*deferred", line)


def test_what_was_skipped_as_not_french_is_done_without_the_language_gate(night: Night) -> None:
    night.write(a="The minister said on Tuesday that the talks with the unions would go on until the summer.")
    job = build_job(night.inputs, night.outputs, reader="isolated")
    gated = replace(job.options, reading=replace(job.options.reading, has_language_gate=True))
    assert run(replace(job, options=gated)).counts[Status.SKIPPED] == 1
    assert run(replace(job, options=gated)).counts[Status.SKIPPED] == 1
    assert run(job).counts[Status.DONE] == 1


def test_strict_is_in_every_trace_of_the_run(night: Night) -> None:
    night.write(a="Paris 7.")
    report = night.run(is_strict=True)
    assert report.file is not None
    last = json.loads(report.file.read_text().splitlines()[-1])
    assert (report.exit_code(), last["summary"]["exit"]) == (3, 3)


def test_a_portion_larger_than_one_query_is_seen_in_full(night: Night) -> None:
    (night.outputs).mkdir()
    for number in range(CHUNK + 3):
        (night.inputs / f".{number}").write_text("")
    assert counts(night.run()) == {"skipped": CHUNK + 3}


def test_a_survey_says_where_every_document_stands(night: Night) -> None:
    night.write(a="un", b="deux", c="trois", d="REFUSE", e="cinq")
    night.run()
    night.page("b").write_text(night.page("b").read_text() + "edit")
    night.page("c").unlink()
    night.page("e").write_text(night.page("e").read_text() + "edit")
    night.write(e="six")
    night.run()
    found = {
        standing.row.id: (standing.row.status, standing.condition, standing.beside)
        for standing in night.survey()
    }
    assert found == {
        "a.txt": (Status.DONE, Condition.FINE, ()),
        "b.txt": (Status.DONE, Condition.EDITED, ()),
        "c.txt": (Status.SKIPPED, Condition.REMOVED, ()),
        "d.txt": (Status.FAILED, None, ()),
        "e.txt": (Status.CONFLICT, Condition.EDITED, (night.page("e").with_suffix(".new.md").name,)),
    }


def test_every_page_is_verified_against_its_fingerprints(night: Night) -> None:
    night.write(a="un", b="deux", c="trois", d="quatre")
    night.run()
    night.page("b").write_text(night.page("b").read_text().replace("199", "999"))
    night.write(c="autre")
    (night.inputs / "d.txt").unlink()
    (night.outputs / "note.md").write_text("mine")
    (night.outputs / "raw.md").write_bytes(b"\xff")
    found = {verdict.page: verdict.condition for verdict in verify(night.outputs, night.inputs)}
    assert found == {
        "index.md": Condition.FINE,
        night.page("a").name: Condition.FINE,
        night.page("b").name: Condition.EDITED,
        night.page("c").name: Condition.SOURCE_CHANGED,
        night.page("d").name: Condition.SOURCE_MISSING,
        "note.md": Condition.FOREIGN,
        "raw.md": Condition.UNREADABLE,
    }


def test_what_the_index_says_of_a_page_is_read_back_from_its_head() -> None:
    checks = {"errors": 1, "warnings": 2, "notes": "many"}
    head = dump({"title": "T", "checks": checks, "expected": {"sentences": 12, "right": 8, "wrong": 1}})
    assert shown(head) == {"title": "T", "date": "", "errors": 1, "warnings": 2, "sentences": 12, "sure": 8}
    assert shown(dump({"title": "T", "checks": 3, "expected": [1]})) == {"title": "T", "date": ""}


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"bad"), Path.unlink])
def test_a_rebuilt_ledger_knows_every_page(night: Night, harm: Callable[[Path], object]) -> None:
    night.write(a="un", b="deux", c="trois")
    night.run()
    night.page("b").write_text(night.page("b").read_text() + "edit")
    night.write(b="quatre")
    night.run()
    harm(night.outputs / ".summarize" / "ledger.db")
    n_pages, kept = rebuild(night.outputs, night.outputs / ".summarize")
    assert n_pages == 4
    assert kept is None or kept.read_bytes() == b"bad"
    assert {standing.row.id: standing.row.status for standing in night.survey()} == {
        "a.txt": Status.ADOPTED,
        "b.txt": Status.CONFLICT,
        "c.txt": Status.ADOPTED,
    }
    assert counts(night.run()) == {"unchanged": 3}
    assert len(night.loaded) == 2
