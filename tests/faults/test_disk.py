"""Full, ill and read-only disks, with real limits and injected errors."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import Scene, Zygote, attach, can_mount, can_trace, mounted

needs_mount = pytest.mark.skipif(not can_mount(), reason="mounting is not permitted")
needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is missing or may not trace")


@pytest.fixture
def small(tmp_path: Path, zygote: Zygote, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """A scene whose output folder is a small file system of its own."""
    scene = Scene(tmp_path, zygote)
    scene.write(**{f"d{number:02}": f"texte {number}" for number in range(30)})
    with mounted(scene.outputs, "-t", "tmpfs", "-o", request.param, "tmpfs"):
        yield scene


@needs_mount
@pytest.mark.parametrize("small", ["size=200k", "nr_inodes=25"], indirect=True)
def test_a_full_disk_ends_the_run_early_and_room_lets_it_go_on(small: Scene) -> None:
    assert small.run(recipe="first") == 14
    small.check_whole()
    pages = small.pages()
    assert 5 < len(pages) < 30
    assert "hint: Free space" in small.last.log
    subprocess.run(["mount", "-o", "remount,size=10m,nr_inodes=1000", str(small.outputs)], check=True)
    assert small.run(recipe="first") == 0
    assert {path: path.read_text() for path in pages} == pages
    small.check_final("first")


@needs_mount
@pytest.mark.parametrize("small", ["size=200k"], indirect=True)
def test_a_disk_that_is_full_night_after_night_puts_no_document_in_quarantine(small: Scene) -> None:
    for _ in range(5):
        assert small.run(recipe="first") == 14
        small.check_whole()
    subprocess.run(["mount", "-o", "remount,size=10m", str(small.outputs)], check=True)
    assert small.run(recipe="first") == 0
    small.check_final("first")


def test_a_limit_on_file_size_is_a_full_disk(scene: Scene) -> None:
    scene.write(a="un", b="deux LONG", c="trois")
    assert scene.run(recipe="first", fsize=60_000) == 14
    scene.check_whole()
    assert list(scene.pages()) == [scene.page("a")]
    assert scene.run(recipe="first") == 0
    scene.check_final("first")


@needs_strace
@pytest.mark.parametrize(
    ("injected", "code"),
    [
        ("fsync:error=EIO:when=2", 13),
        ("fsync:error=ENOSPC:when=2", 14),
        ("linkat:error=EDQUOT:when=2", 14),
        ("linkat:error=EIO:when=2", 13),
        ("write:error=ENOSPC:when=4+", 14),
        ("renameat2:error=EIO:when=1", 13),
        ("rename:error=ENOSPC:when=2", 14),
        ("fdatasync:error=EIO:when=9", 13),
        ("pwrite64:error=ENOSPC:when=20", 14),
    ],
)
def test_an_error_of_the_disk_has_its_code_and_leaves_valid_pages(
    scene: Scene, injected: str, code: int
) -> None:
    scene.write(**{f"d{number}": f"texte {number}" for number in range(4)})
    if injected.startswith("rename"):
        assert scene.run(recipe="first") == 0
    run = scene.start(recipe="second", is_traced=True)
    call = injected.partition(":")[0]
    strace = attach(run.pid, "-e", f"trace={call}", "-e", f"inject={injected}", "-o", "/dev/null")
    found = run.wait()
    strace.wait()
    assert found == code, run.log
    assert "Traceback" not in run.log
    assert "\nhint: " in run.log or call == "write"  # the log is written with it too
    scene.check_whole()
    assert scene.run(recipe="second") == 0
    scene.check_final("second")


@needs_strace
def test_where_names_cannot_be_exchanged_pages_are_still_replaced(scene: Scene) -> None:
    scene.write(a="un", b="deux")
    assert scene.run(recipe="first") == 0
    scene.edit("b")
    run = scene.start(recipe="second", is_traced=True)
    strace = attach(
        run.pid, "-e", "trace=renameat2", "-e", "inject=renameat2:error=EINVAL", "-o", "/dev/null"
    )
    code = run.wait()
    strace.wait()
    assert code == 4
    scene.check_final("second")


@needs_mount
def test_a_read_only_output_folder_is_found_out_before_the_model_is_loaded(scene: Scene) -> None:
    scene.write(a="un")
    scene.outputs.mkdir()
    with mounted(scene.outputs, "--bind", str(scene.outputs)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(scene.outputs)], check=True)
        assert scene.run() == 13
    assert "models loaded" not in scene.last.log
    assert "Read-only file system" in scene.last.log


@pytest.mark.skipif(
    not shutil.which("capsh") or os.geteuid() != 0, reason="needs root, to drop its privileges with capsh"
)
def test_permissions_hold_for_a_process_without_privileges(scene: Scene) -> None:
    scene.write(a="un", b="deux")
    (scene.inputs / "a.txt").chmod(0)
    (scene.inputs / "shut").mkdir(mode=0)
    unprivileged = ("capsh", "--drop=cap_dac_override,cap_dac_read_search", "--", "-c", '"$@"', "sh")
    done = scene.spawn(prefix=unprivileged)
    assert done.returncode == 3, done.stderr
    assert scene.rows() == {
        "a.txt": ("failed", "permission"),
        "b.txt": ("done", ""),
        "shut": ("failed", "permission"),
    }
    scene.page("b").chmod(0)
    scene.outputs.chmod(0o555)
    done = scene.spawn(prefix=unprivileged, recipe="second")
    assert done.returncode == 13
    assert "models loaded" not in done.stderr


def test_lines_that_nobody_takes_do_not_stop_the_run(scene: Scene) -> None:
    scene.write(a="un", b="deux")
    with Path("/dev/full").open("w") as full:
        assert scene.spawn(stderr=full).returncode == 0
    scene.check_final("first")


@pytest.mark.parametrize("content", [b"not a ledger", b"SQLite format 3\0" + bytes(4000)])
def test_a_corrupt_ledger_stops_the_run_and_is_kept(scene: Scene, content: bytes) -> None:
    scene.write(a="un")
    assert scene.run() == 0
    (scene.state / "ledger.db").write_bytes(content)
    for _ in range(2):
        assert scene.run() == 15
        assert "summarize status --rebuild" in scene.last.log
    assert (scene.state / "ledger.db").read_bytes() == content
    assert "models loaded" not in scene.last.log
