"""Every directory entry is seen once, in a stable order, with its class; no link is followed."""

from __future__ import annotations

import os
import socket
import tracemalloc
from pathlib import Path

import pytest

from summarize.errors import InputError
from summarize.reading.find import STDIN, STDIN_ID, Entry, find, to_path
from summarize.records import Reason


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Le texte.", encoding="utf-8")


def refusals(root: Path, **options: object) -> dict[str, Reason | None]:
    return {entry.id: entry.refused for entry in find(root, **options)}  # type: ignore[arg-type]


def test_files_of_the_known_types_are_candidates_in_any_case(tmp_path: Path) -> None:
    names = ["a.txt", "b.md", "c.html", "d.htm", "e.json", "f.xml", "g.TXT"]
    write(tmp_path, *names)
    assert refusals(tmp_path) == dict.fromkeys(names)


def test_an_entry_carries_size_and_time(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    found = (tmp_path / "a.txt").stat()
    (entry,) = find(tmp_path)
    assert entry == Entry(root=tmp_path, id="a.txt", size=found.st_size, mtime_ns=found.st_mtime_ns)  # type: ignore[arg-type]


def test_order_is_that_of_the_bytes_of_the_names_folder_by_folder(tmp_path: Path) -> None:
    write(tmp_path, "b/z.txt", "b/a/x.txt", "a.txt", "é.txt", "Z.txt", "c.txt")
    assert [entry.id for entry in find(tmp_path)] == [
        "Z.txt",
        "a.txt",
        "b/a/x.txt",
        "b/z.txt",
        "c.txt",
        "é.txt",
    ]


def test_unsupported_types_are_refused_not_forgotten(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", "b", "c.txt.gz")
    assert set(refusals(tmp_path).values()) == {Reason.UNSUPPORTED_TYPE}


def test_hidden_and_unfinished_names_are_refused(tmp_path: Path) -> None:
    names = [".a.txt", "b.txt.tmp", "c.txt.part", "d.txt~", "~$e.txt", ".git"]
    write(tmp_path, *names[:-1], ".git/x.txt")
    assert refusals(tmp_path) == dict.fromkeys(names, Reason.HIDDEN)


def test_links_are_refused_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    root = tmp_path / "in"
    write(outside, "secret.txt")
    root.mkdir()
    (root / "a.txt").symlink_to(outside / "secret.txt")
    (root / "dangling.txt").symlink_to(root / "nothing")
    (root / "folder").symlink_to(outside)
    (root / "loop").symlink_to(root)
    (root / "self.txt").symlink_to(root / "self.txt")
    expected = dict.fromkeys(["a.txt", "dangling.txt", "folder", "loop", "self.txt"], Reason.SYMLINK)
    assert refusals(root) == expected


def test_pipes_sockets_and_folders_with_a_suffix_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path, "folder.txt/inner.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        found = refusals(tmp_path)
    assert found == {
        "folder.txt/inner.txt": None,
        "pipe.txt": Reason.NOT_REGULAR,
        "socket.txt": Reason.NOT_REGULAR,
    }


@pytest.mark.parametrize(
    "name", [b"caf\xe9.txt", b"line\nbreak.txt", b"esc\x1b[31m.txt", b"-rf.txt", b"a" * 251 + b".txt"]
)
def test_odd_names_come_back_to_the_same_bytes(tmp_path: Path, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_text("Le texte.", encoding="utf-8")
    (entry,) = find(tmp_path)
    assert entry.refused is None
    assert to_path(entry.root, entry.id) == path


def test_a_path_above_the_limit_of_the_system_is_refused(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    for _ in range(40):
        os.mkdir("d" * 200, dir_fd=folder)
        deeper = os.open("d" * 200, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = deeper
    os.close(folder)
    write(tmp_path, "z.txt")
    found = list(find(tmp_path))
    assert [entry.refused for entry in found] == [Reason.PATH_TOO_LONG, None]


def test_a_folder_that_is_not_recursive_shows_its_own_files_only(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt")
    assert refusals(tmp_path, is_recursive=False) == {"a.txt": None}


def test_patterns_choose_by_name_or_by_path(tmp_path: Path) -> None:
    write(tmp_path, "afp-1.txt", "x.txt", "sport/y.txt")
    assert list(refusals(tmp_path, patterns=["afp-*", "sport/*"])) == ["afp-1.txt", "sport/y.txt"]


def test_the_output_folder_inside_the_input_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "pages/old.md", "pages/deep/old.md")
    pages = tmp_path / "x" / ".." / "pages"
    (tmp_path / "x").mkdir()
    assert list(refusals(tmp_path, exclude=[pages, tmp_path / "nowhere"])) == ["a.txt"]


def test_one_file_can_be_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    (entry,) = find(tmp_path / "a.txt")
    assert (entry.root, entry.id, entry.refused) == (tmp_path, "a.txt", None)


def test_one_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (entry,) = find(tmp_path / "b.txt")
    assert entry.refused is Reason.SYMLINK


def test_standard_input_is_one_entry() -> None:
    assert [(entry.root, entry.id) for entry in find(STDIN)] == [(STDIN, STDIN_ID)]


@pytest.mark.parametrize("name", ["nowhere", "a\x00b"])
def test_a_missing_input_is_an_input_error_with_a_hint(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        list(find(tmp_path / name))
    assert caught.value.hint


def test_a_folder_without_permission_is_reported(shared_folder: Path, as_nobody: None) -> None:
    assert refusals(shared_folder) == {"a.txt": None, "locked": Reason.PERMISSION}


def test_a_file_that_vanishes_during_the_listing_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    entries = find(tmp_path)
    assert next(entries).refused is None
    (tmp_path / "b.txt").unlink()
    assert next(entries).refused is Reason.VANISHED


def peak_memory(root: Path) -> int:
    tracemalloc.start()
    n_found = sum(1 for _ in find(root))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n_found > 0
    return peak


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    for folder in range(40):
        (tmp_path / f"{folder:02}").mkdir()
        for number in range(100):
            (tmp_path / f"{folder:02}" / f"{number:03}.txt").touch()
    peak_memory(tmp_path)  # fills the interpreter's own free lists
    assert peak_memory(tmp_path) < 2 * peak_memory(tmp_path / "00") + 20_000
