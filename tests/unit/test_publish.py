from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.publish import place
from summarize.publish.place import Placed, publish
from summarize.publish.shelf import STAMP, Shelf, names_beside, page_name, tidy
from summarize.records import DocumentId

NAME = "page-0123456789.md"


def page(text: str) -> str:
    return f"OURS {text}\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "pages"
    folder.mkdir()
    return Shelf(
        folder=folder,
        history=tmp_path / "state" / "history",
        is_pristine=lambda text: text.startswith("OURS") and text.endswith("\n"),
    )


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_a_new_page_is_put_and_the_same_page_is_not_written_again(shelf: Shelf) -> None:
    assert publish(shelf, NAME, page("1")).placed is Placed.NEW
    before = (shelf.folder / NAME).stat()
    assert publish(shelf, NAME, page("1")).placed is Placed.SAME
    after = (shelf.folder / NAME).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert contents(shelf.folder) == {NAME: page("1")}


def test_a_page_of_ours_is_replaced_and_the_old_one_kept_for_a_while(shelf: Shelf) -> None:
    publish(shelf, NAME, page("1"))
    (shelf.folder / NAME).chmod(0o640)
    assert publish(shelf, NAME, page("2")).placed is Placed.REPLACED
    assert contents(shelf.folder) == {NAME: page("2")}
    assert list(contents(shelf.history).values()) == [page("1")]
    assert (shelf.folder / NAME).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("edit", ["edited", "OURS but cut", "", "\udcff"])
def test_an_edited_page_is_never_written_to(shelf: Shelf, edit: str) -> None:
    content = edit.encode("utf-8", "surrogateescape")
    (shelf.folder / NAME).write_bytes(content)
    first = publish(shelf, NAME, page("2"))
    assert first.is_beside
    assert first.name == "page-0123456789.new.md"
    assert (shelf.folder / NAME).read_bytes() == content
    assert publish(shelf, NAME, page("3")).name == first.name
    assert (shelf.folder / first.name).read_text() == page("3")
    (shelf.folder / first.name).write_text("edited too")
    assert publish(shelf, NAME, page("4")).name == "page-0123456789.new-2.md"
    assert (shelf.folder / first.name).read_text() == "edited too"


@pytest.mark.parametrize("kind", ["symlink", "dangling", "folder", "fifo"])
def test_what_is_not_a_file_of_ours_keeps_its_place(shelf: Shelf, kind: str, tmp_path: Path) -> None:
    target = shelf.folder / NAME
    (tmp_path / "elsewhere").write_text(page("1"))
    match kind:
        case "symlink":
            target.symlink_to(tmp_path / "elsewhere")
        case "dangling":
            target.symlink_to(tmp_path / "absent")
        case "folder":
            target.mkdir()
        case "fifo":
            os.mkfifo(target)
    before = target.lstat()
    assert publish(shelf, NAME, page("2")).is_beside
    assert target.lstat().st_ino == before.st_ino
    assert (tmp_path / "elsewhere").read_text() == page("1")


def save_by_rename(target: Path, text: str) -> None:
    target.with_name("editor.tmp").write_text(text)
    target.with_name("editor.tmp").rename(target)


def interfere(monkeypatch: pytest.MonkeyPatch, *actions: Callable[[], object]) -> None:
    """Do one action before each exchange, in turn."""
    waiting, real = list(actions), place.exchange

    def exchange(one: Path, other: Path) -> None:
        if waiting:
            waiting.pop(0)()
        real(one, other)

    monkeypatch.setattr(place, "exchange", exchange)


def test_an_edit_saved_between_check_and_exchange_gets_its_place_back(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = shelf.folder / NAME
    publish(shelf, NAME, page("1"))
    interfere(monkeypatch, lambda: save_by_rename(target, "edit"))
    assert publish(shelf, NAME, page("2")).is_beside
    assert contents(shelf.folder) == {NAME: "edit", "page-0123456789.new.md": page("2")}


def test_a_second_edit_saved_while_the_first_is_given_back_is_kept_too(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = shelf.folder / NAME
    publish(shelf, NAME, page("1"))
    interfere(monkeypatch, lambda: save_by_rename(target, "edit 1"), lambda: save_by_rename(target, "edit 2"))
    publish(shelf, NAME, page("2"))
    assert {"edit 1", "edit 2", page("2")} == set(contents(shelf.folder).values())


def test_a_link_that_replaces_the_page_in_between_is_given_back(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = shelf.folder / NAME
    (tmp_path / "elsewhere").write_text(page("1"))

    def link() -> None:
        target.unlink()
        target.symlink_to(tmp_path / "elsewhere")

    publish(shelf, NAME, page("1"))
    interfere(monkeypatch, link)
    assert publish(shelf, NAME, page("2")).is_beside
    assert target.is_symlink()


def test_a_page_removed_in_between_is_put_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    target = shelf.folder / NAME
    publish(shelf, NAME, page("1"))
    interfere(monkeypatch, target.unlink)
    assert publish(shelf, NAME, page("2")).placed is Placed.NEW
    assert contents(shelf.folder) == {NAME: page("2")}


def test_a_page_that_appears_in_between_is_not_overwritten(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = place.give_name

    def give_name(part: Path, name: Path) -> None:
        if name.name == NAME and not name.exists():
            name.write_text("edit")
        real(part, name)

    monkeypatch.setattr(place, "give_name", give_name)
    assert publish(shelf, NAME, page("1")).is_beside
    assert (shelf.folder / NAME).read_text() == "edit"
    assert not [name for name in contents(shelf.folder) if name.startswith(".")]


def test_without_exchange_pages_are_replaced_and_edits_kept(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise OSError(errno.EINVAL, "not on this file system")

    monkeypatch.setattr(place, "exchange", refuse)
    publish(shelf, NAME, page("1"))
    assert publish(shelf, NAME, page("2")).placed is Placed.REPLACED
    assert contents(shelf.folder) == {NAME: page("2")}
    assert list(contents(shelf.history).values()) == [page("1")]
    (shelf.folder / NAME).write_text("edit")
    assert publish(shelf, NAME, page("3")).is_beside
    assert (shelf.folder / NAME).read_text() == "edit"


def test_without_exchange_an_edit_saved_before_the_link_is_kept(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(one: Path, other: Path) -> None:
        save_by_rename(other, "edit")
        raise OSError(errno.ENOSYS, "old kernel")

    publish(shelf, NAME, page("1"))
    monkeypatch.setattr(place, "exchange", refuse)
    assert publish(shelf, NAME, page("2")).is_beside
    assert (shelf.folder / NAME).read_text() == "edit"


def test_a_failing_exchange_leaves_the_old_page_and_nothing_in_flight(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(one: Path, other: Path) -> None:
        raise OSError(errno.EIO, "ill disk")

    publish(shelf, NAME, page("1"))
    monkeypatch.setattr(place, "exchange", fail)
    with pytest.raises(Exception, match="ill disk"):
        publish(shelf, NAME, page("2"))
    assert contents(shelf.folder) == {NAME: page("1")}


def test_what_a_killed_run_left_in_flight_is_removed_unless_it_is_an_edit(shelf: Shelf) -> None:
    leftovers = {
        f"{shelf.prefix}{NAME}.part": "half",
        f"{shelf.prefix}a{NAME}.swap": page("old"),
        f"{shelf.prefix}b{NAME}.swap": "edit 1",
        f"{shelf.prefix}{NAME}.old.swap": "edit 2",
        ".tmp-of-somebody-else.part": "not ours",
    }
    for name, text in leftovers.items():
        (shelf.folder / name).write_text(text)
    (shelf.folder / f"{shelf.prefix}folder.part").mkdir()
    assert sorted(tidy(shelf)) == [f"recovered-b{NAME}", f"recovered-{NAME}"]
    assert contents(shelf.folder) == {
        f"recovered-{NAME}": "edit 2",
        f"recovered-b{NAME}": "edit 1",
        ".tmp-of-somebody-else.part": "not ours",
    }


def test_a_leftover_that_is_a_second_name_of_a_page_is_not_written_into(shelf: Shelf) -> None:
    publish(shelf, NAME, page("1"))
    os.link(shelf.folder / NAME, shelf.folder / f"{shelf.prefix}{NAME}.part")
    assert publish(shelf, NAME, page("2")).placed is Placed.REPLACED
    assert list(contents(shelf.history).values()) == [page("1")]


def test_recovered_edits_never_take_the_place_of_one_another(shelf: Shelf) -> None:
    (shelf.folder / f"recovered-{NAME}").write_text("earlier")
    (shelf.folder / f"{shelf.prefix}{NAME}.swap").write_text("later")
    assert len(tidy(shelf)) == 1
    assert {"earlier", "later"} == set(contents(shelf.folder).values())


def test_an_edit_that_was_saved_into_a_replaced_page_comes_back(shelf: Shelf) -> None:
    publish(shelf, NAME, page("1"))
    with (shelf.folder / NAME).open("r+") as editor:
        publish(shelf, NAME, page("2"))
        editor.write("an editor had it open")
    assert tidy(shelf) == (f"recovered-{NAME}",)
    assert "an editor had it open" in (shelf.folder / f"recovered-{NAME}").read_text()
    assert (shelf.folder / NAME).read_text() == page("2")


def test_replaced_pages_are_forgotten_after_a_month_but_edits_are_not(shelf: Shelf) -> None:
    shelf.history.mkdir(parents=True)
    now = dt.datetime.now(dt.UTC)
    for days, text in ((29, page("young")), (31, page("old")), (32, "edit")):
        stamp = (now - dt.timedelta(days=days)).strftime(STAMP)
        kept = shelf.history / f"{stamp}-{NAME}"
        kept.write_text(text)
        os.utime(kept, (0, 0))
    assert tidy(shelf) == (f"recovered-{NAME}",)
    assert list(contents(shelf.history).values()) == [page("young")]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.binary(min_size=1, max_size=40), min_size=2, max_size=8, unique=True))
def test_every_path_has_a_safe_page_name_of_its_own(paths: list[bytes]) -> None:
    names = [page_name(DocumentId(path.decode("utf-8", "surrogateescape"))) for path in paths]
    assert len({name.lower() for name in names}) == len(paths)
    for name in names:
        assert name.isascii()
        assert len(name) <= 80
        assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert name[0] not in "-."


def test_twins_by_suffix_case_form_and_folder_have_pages_of_their_own() -> None:
    twins = ["a.txt", "a.html", "A.txt", "b/a.txt", "caf\u00e9.txt", "cafe\u0301.txt"]
    assert len({page_name(DocumentId(twin)) for twin in twins}) == len(twins)


def test_names_beside_a_page_are_its_own_first() -> None:
    names = list(names_beside(NAME))
    assert names[:3] == [NAME, "page-0123456789.new.md", "page-0123456789.new-2.md"]
    assert len(set(names)) == len(names)
