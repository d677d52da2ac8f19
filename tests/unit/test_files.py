from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarize import files
from summarize.errors import DiskFullError, LockedError, OutputError


def test_a_fingerprint_is_sha256_in_lower_case_hexadecimal() -> None:
    assert files.fingerprint_bytes(b"abc").startswith("ba7816bf8f01cfea")
    assert files.fingerprint_text("abc") == files.fingerprint_bytes(b"abc")


def test_a_path_that_is_not_utf8_has_the_fingerprint_of_its_bytes() -> None:
    assert files.fingerprint_text(os.fsdecode(b"a\xff")) == files.fingerprint_bytes(b"a\xff")


def test_only_regular_files_are_read_and_nothing_blocks(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"here")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "fifo")
    assert files.read_regular(tmp_path / "file") == b"here"
    for name in ("link", "fifo", ".", "absent"):
        with pytest.raises(OSError):
            files.read_regular(tmp_path / name)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EFBIG, DiskFullError),
        (errno.EIO, OutputError),
        (errno.EROFS, OutputError),
        (errno.EACCES, OutputError),
    ],
)
def test_errors_of_writing_say_what_the_operator_has_to_do(number: int, kind: type[OutputError]) -> None:
    with pytest.raises(OutputError) as caught, files.output_errors(Path("pages")):
        raise OSError(number, os.strerror(number))
    assert type(caught.value) is kind
    assert str(caught.value).startswith("pages: ")
    assert caught.value.hint


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        files.write_new(tmp_path / "page", b"text")
    assert list(tmp_path.iterdir()) == []


def test_a_state_file_is_replaced_whole(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "stamp", "one\n")
    files.write_whole(tmp_path / "stamp", "two \udcff\n")
    assert (tmp_path / "stamp").read_text() == "two \\udcff\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_runs_that_start_at_once_may_prepare_one_state_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write_new

    def write_with_a_rival(path: Path, content: bytes) -> None:
        write(path, content)
        monkeypatch.setattr(files, "write_new", write)
        files.prepare_state(tmp_path)

    monkeypatch.setattr(files, "write_new", write_with_a_rival)
    files.prepare_state(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_what_a_killed_write_left_goes_with_a_later_one_but_not_what_another_is_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(path: Path, name: Path) -> Path:
        raise KeyboardInterrupt

    for name in ("old", "fresh"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Path, "replace", die)
            files.write_whole(tmp_path / name, "lost\n")
    old, fresh = sorted(tmp_path.iterdir(), key=lambda path: path.name.endswith("fresh"))
    os.utime(old, (0, 0))
    (tmp_path / ".report.jsonl.part").touch()
    os.utime(tmp_path / ".report.jsonl.part", (0, 0))
    files.write_whole(tmp_path / "stamp", "one\n")
    assert {path.name for path in tmp_path.iterdir()} == {"stamp", fresh.name, ".report.jsonl.part"}


@pytest.mark.parametrize("has_links", [True, False])
def test_a_final_name_is_never_taken_from_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not has_links:
        monkeypatch.setattr(files.os, "link", refuse)
    part, name = tmp_path / "part", tmp_path / "name"
    part.write_text("ours")
    files.give_name(part, name)
    assert name.read_text() == "ours"
    assert not part.exists()
    part.write_text("new")
    with pytest.raises(FileExistsError):
        files.give_name(part, name)
    assert name.read_text() == "ours"


def test_two_names_are_exchanged(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    other.write_text("2")
    files.exchange(one, other)
    assert (one.read_text(), other.read_text()) == ("2", "1")
    with pytest.raises(FileNotFoundError):
        files.exchange(one, tmp_path / "absent")


def test_the_lock_admits_one_and_names_its_holder(tmp_path: Path) -> None:
    with files.lock(tmp_path / "lock"):
        with pytest.raises(LockedError, match=f"process {os.getpid()}"), files.lock(tmp_path / "lock"):
            pass
        assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
    with files.lock(tmp_path / "lock"):
        pass


def test_programs_that_we_start_do_not_inherit_the_lock(tmp_path: Path) -> None:
    with files.lock(tmp_path / "lock"):
        child = subprocess.Popen(
            [sys.executable, "-c", "print(flush=True); input()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            close_fds=False,
        )
    try:
        assert child.stdout
        child.stdout.readline()
        with files.lock(tmp_path / "lock"):
            pass
    finally:
        child.communicate(b"\n")


def test_shares_work_beside_one_another_but_not_beside_a_whole_run(tmp_path: Path) -> None:
    with files.lock_outputs(tmp_path, share="1of2"):
        with files.lock_outputs(tmp_path, share="2of2"):
            pass
        with pytest.raises(LockedError), files.lock_outputs(tmp_path, share="1of2"):
            pass
        with pytest.raises(LockedError), files.lock_outputs(tmp_path):
            pass
    with files.lock_outputs(tmp_path), pytest.raises(LockedError), files.lock_outputs(tmp_path, share="1of2"):
        pass


def test_a_folder_that_cannot_be_written_is_found_out_beforehand(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        files.check_writable(tmp_path / "file" / "below")
    files.check_writable(tmp_path / "new" / "folder")
    assert list((tmp_path / "new" / "folder").iterdir()) == []
