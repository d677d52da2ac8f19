"""The memory: kept between runs, never a reason to fail, never a wrong answer."""

from __future__ import annotations

import logging
import multiprocessing
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import memory as module
from summarize.memory import Memory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "memory.db"


def test_answers_are_there_in_the_next_run(path: Path) -> None:
    with Memory(path) as memory:
        memory.put_many({"a": "Été", "b": ""})
    with Memory(path) as memory:
        assert memory.get_many(["b", "a", "missing", "a"]) == {"a": "Été", "b": ""}


def test_a_later_answer_replaces_an_earlier_one(path: Path) -> None:
    with Memory(path) as memory:
        memory.put_many({"a": "old"})
        memory.put_many({"a": "new"})
        assert memory.get_many(["a"]) == {"a": "new"}


def test_without_a_path_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Memory(None) as memory:
        memory.put_many({"a": "x"})
        assert memory.get_many(["a"]) == {"a": "x"}
    assert list(tmp_path.iterdir()) == []


def test_asking_and_putting_nothing_opens_no_file(path: Path) -> None:
    with Memory(path) as memory:
        assert memory.get_many([]) == {}
        memory.put_many({})
    assert not path.exists()


def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    with Memory(path) as memory:
        memory.put_many({"a": "x"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_more_keys_than_one_query_takes(path: Path) -> None:
    answers = {str(i): f"answer {i}" for i in range(1_700)}
    with Memory(path) as memory:
        memory.put_many(answers)
        assert memory.get_many(list(answers)) == answers


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))))
def test_any_text_comes_back_as_it_was_put(answers: dict[str, str]) -> None:
    with Memory(None) as memory:
        memory.put_many(answers)
        assert memory.get_many(list(answers)) == answers


@pytest.mark.parametrize(
    "damage",
    [b"", b"not a database, but long enough to look like one" * 100, b"SQLite format 3\0" + bytes(500)],
    ids=["empty", "foreign", "zeros"],
)
def test_a_damaged_file_is_set_aside_and_begun_anew(
    path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with caplog.at_level(logging.WARNING), Memory(path) as memory:
        assert memory.get_many(["a"]) == {}
        memory.put_many({"a": "x"})
    with Memory(path) as memory:
        assert memory.get_many(["a"]) == {"a": "x"}
    if damage:
        assert path.with_name("memory.db.corrupt").read_bytes() == damage
        assert "begun anew" in caplog.text


def test_damage_in_the_middle_of_a_run_costs_the_file_alone(path: Path) -> None:
    with Memory(path) as memory:
        memory.put_many({str(i): "x" * 1000 for i in range(500)})
        memory.close()
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * 65536)
        memory.put_many({"new": "y"})
        assert memory.get_many(["new"]) == {"new": "y"}
    assert path.with_name("memory.db.corrupt").exists()


def test_a_newer_schema_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with Memory(path) as memory:
        memory.put_many({"a": "x"})
        assert memory.get_many(["a"]) == {"a": "x"}
    assert path.with_name("memory.db.corrupt").exists()


def test_a_file_without_our_table_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {module.SCHEMA}")
    connection.close()
    with Memory(path) as memory:
        assert memory.get_many(["a"]) == {}
    assert path.with_name("memory.db.corrupt").exists()


def test_a_flipped_bit_in_an_answer_makes_it_unknown(path: Path) -> None:
    with Memory(path) as memory:
        memory.put_many({"a": "The minister resigned.", "b": "other"})
    content = path.read_bytes()
    assert content.count(b"resigned") == 1
    path.write_bytes(content.replace(b"resigned", b"resignee"))
    with Memory(path) as memory:
        assert memory.get_many(["a", "b"]) == {"b": "other"}


def test_a_full_disk_does_not_fail_the_run(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    script = (
        "import logging, resource, signal, sys; from pathlib import Path\n"
        "from summarize.memory import Memory\n"
        "logging.basicConfig(stream=sys.stdout)\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "memory = Memory(Path(sys.argv[1]))\n"
        "for i in range(30): memory.put_many({f'{i}-{j}': 'x' * 1000 for j in range(10)})\n"
        "assert memory.get_many(['29-9']) == {'29-9': 'x' * 1000}\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("going on without the file") == 1
    with Memory(path) as memory:
        assert memory.get_many(["0-0"]) == {"0-0": "x" * 1000}


@pytest.mark.parametrize("place", ["file-as-folder", "link", "folder"])
def test_a_place_that_cannot_be_used_does_not_fail_the_run(
    tmp_path: Path, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "memory.db"
    if place == "file-as-folder":
        (tmp_path / "state").touch()
        path = tmp_path / "state" / "memory.db"
    elif place == "link":
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.mkdir()
    with caplog.at_level(logging.WARNING), Memory(path) as memory:
        memory.put_many({"a": "x"})
        memory.put_many({"b": "y"})
        assert memory.get_many(["a", "b"]) == {"a": "x", "b": "y"}
    assert caplog.text.count("going on without the file") == 1
    assert not (tmp_path / "elsewhere").exists()


def test_growth_is_bounded_and_what_was_used_last_stays(path: Path) -> None:
    with Memory(path, limit=400_000) as memory:
        memory.put_many({"old but used": "o", "old": "o"})
    for run in range(8):
        with Memory(path, limit=400_000) as memory:
            assert memory.get_many(["old but used"])
            for part in range(4):
                memory.put_many({f"{run}-{part}-{i}": "x" * 1000 for i in range(50)})
    with Memory(path) as memory:
        assert set(memory.get_many(["old but used", "old", "7-3-49"])) == {"old but used", "7-3-49"}
    assert path.stat().st_size < 700_000


def test_in_one_process_growth_is_bounded_too() -> None:
    with Memory(None, limit=200_000) as memory:
        for i in range(1_000):
            memory.put_many({str(i): "x" * 1000})
        known = memory.get_many([str(i) for i in range(1_000)])
    assert "999" in known
    assert len(known) < 300


def test_threads_share_one_memory(path: Path) -> None:
    with Memory(path) as memory:
        threads = [
            threading.Thread(target=lambda i=i: memory.put_many({f"{i}-{j}": str(j) for j in range(50)}))
            for i in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(memory.get_many([f"{i}-{j}" for i in range(4) for j in range(50)])) == 200


def _fill(path: Path, start: int) -> None:
    with Memory(path) as memory:
        for i in range(20):
            memory.put_many({str(start + i): "x"})


def test_two_processes_lose_nothing(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_fill, args=(path, start)) for start in (0, 100)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with Memory(path) as memory:
        assert len(memory.get_many([str(i) for i in (*range(20), *range(100, 120))])) == 40


def test_what_was_put_survives_a_kill(path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from summarize.memory import Memory\n"
        "memory = Memory(Path(sys.argv[1])); memory.put_many({'a': 'x'})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert run.returncode == -9
    with Memory(path) as memory:
        assert memory.get_many(["a"]) == {"a": "x"}


def test_a_misuse_is_not_hidden() -> None:
    with Memory(None) as memory, pytest.raises(sqlite3.Error):
        memory.put_many({"a": "x"})
        memory._attempt(lambda connection: connection.execute("SELECT nothing FROM nowhere"))
