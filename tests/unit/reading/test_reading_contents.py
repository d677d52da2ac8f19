"""Bytes are read from a regular file that holds still, or not at all."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from summarize.errors import DeferDocument, DocumentError, SkipDocument
from summarize.reading import contents
from summarize.reading.contents import check_size, read_contents
from summarize.reading.options import ReadOptions
from summarize.records import DocumentId, Reason

A = DocumentId("a.txt")


def refuse(root: Path, id: str = "a.txt", options: ReadOptions = ReadOptions()) -> DocumentError:  # noqa: B008
    with pytest.raises(DocumentError) as caught:
        read_contents(root, DocumentId(id), options)
    assert id in str(caught.value)
    return caught.value


def test_the_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(b"\xff\x00texte")
    assert read_contents(tmp_path, DocumentId("sub/a.txt")) == b"\xff\x00texte"


def test_a_name_that_is_not_utf_8_is_found(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(b"x")
    assert read_contents(tmp_path, DocumentId("caf\udce9.txt")) == b"x"


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    error = refuse(tmp_path)
    assert isinstance(error, SkipDocument)
    assert error.reason is Reason.NOT_REGULAR


def test_a_folder_is_not_regular(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert refuse(tmp_path).reason is Reason.NOT_REGULAR


def test_a_link_is_not_read_nor_a_file_behind_a_linked_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_bytes(b"secret")
    (tmp_path / "a.txt").symlink_to(tmp_path / "b" / "x.txt")
    (tmp_path / "c").symlink_to(tmp_path / "b")
    assert refuse(tmp_path).reason is Reason.SYMLINK
    assert refuse(tmp_path, "c/x.txt").reason is Reason.SYMLINK


def test_a_sparse_file_of_4_gib_is_refused_by_its_size_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(4 << 30)
    monkeypatch.setattr(contents.os, "read", lambda *_: pytest.fail("it was read"))
    error = refuse(tmp_path)
    assert error.reason is Reason.TOO_LARGE
    assert not isinstance(error, SkipDocument)


def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    assert read_contents(tmp_path, A, ReadOptions(max_bytes=10)) == b"x" * 10
    assert refuse(tmp_path, options=ReadOptions(max_bytes=9)).reason is Reason.TOO_LARGE


@pytest.mark.parametrize("change", [b"more", b""], ids=["grown", "cut"])
def test_a_file_that_changes_while_it_is_read_is_deferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: bytes
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"first")
    read = os.read

    def read_and_change(file: int, size: int) -> bytes:
        chunk = read(file, size)
        path.write_bytes(b"first" * bool(change) + change)
        return chunk

    monkeypatch.setattr(contents.os, "read", read_and_change)
    error = refuse(tmp_path)
    assert isinstance(error, DeferDocument)
    assert error.reason is Reason.CHANGED


def test_a_file_that_vanished_is_deferred(tmp_path: Path) -> None:
    error = refuse(tmp_path)
    assert isinstance(error, DeferDocument)
    assert error.reason is Reason.VANISHED


def test_a_file_without_permission_is_an_error_with_a_remedy(shared_folder: Path, as_nobody: None) -> None:
    error = refuse(shared_folder)
    assert error.reason is Reason.PERMISSION
    assert not isinstance(error, SkipDocument | DeferDocument)
    assert error.hint


def test_a_failing_disk_is_an_error_that_names_the_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(contents.os, "read", fail)
    error = refuse(tmp_path)
    assert error.reason is Reason.UNREADABLE
    assert "Input/output error" in str(error)


def test_a_path_too_long_for_the_system_is_named_so(tmp_path: Path) -> None:
    assert refuse(tmp_path, "n" * 300 + ".txt").reason is Reason.PATH_TOO_LONG


def test_a_young_file_waits_and_a_file_from_the_future_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    os.utime(tmp_path / "a.txt", (1000, 1000))
    error = refuse(tmp_path, options=ReadOptions(min_age_s=60, now=1059))
    assert error.reason is Reason.TOO_YOUNG
    assert read_contents(tmp_path, A, ReadOptions(min_age_s=60, now=1060)) == b"x"
    assert read_contents(tmp_path, A, ReadOptions(min_age_s=60, now=900)) == b"x"
    assert read_contents(tmp_path, A, ReadOptions(min_age_s=time.time() - 2000)) == b"x"


def n_open() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    before = n_open()
    for id in ("a.txt", "none.txt", "a.txt/b", "../a.txt\x00"):
        with suppress(DocumentError, ValueError):
            read_contents(tmp_path, DocumentId(id))
    assert n_open() == before


def test_standard_input_has_the_same_limit() -> None:
    check_size(A, 3, ReadOptions(max_bytes=3))
    with pytest.raises(DocumentError) as caught:
        check_size(A, 4, ReadOptions(max_bytes=3))
    assert caught.value.reason is Reason.TOO_LARGE
