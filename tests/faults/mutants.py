"""Faults planted into the code, to see that the fault tests catch them."""

from __future__ import annotations

from collections.abc import Callable

from summarize.batch import settle
from summarize.publish import place
from summarize.publish.place import Placed
from summarize.publish.shelf import Shelf, page_name


def write_in_place() -> None:
    """Write straight into the final file, in two halves as a large write would be."""

    def put(shelf: Shelf, name: str, content: bytes) -> Placed | None:
        target = shelf.folder / name
        if target.exists() and not shelf.owns_file(target):
            return None
        with target.open("wb") as stream:
            stream.write(content[:100])
            stream.flush()
            stream.write(content[100:])
        return Placed.REPLACED

    place._place = put


def ledger_first() -> None:
    """Enter a page as done before it is there."""
    finish = settle.Desk.finish

    def finish_late(self: settle.Desk, task, document, processed) -> None:  # type: ignore[no-untyped-def]
        row = self._row(task, document.fingerprint)
        self.ledger.put_many([settle.replace(row, status=settle.Status.DONE, page=page_name(task.id))])
        finish(self, task, document, processed)

    settle.Desk.finish = finish_late  # type: ignore[method-assign]


def no_edit_check() -> None:
    """Replace whatever stands under the name."""
    Shelf.owns = lambda self, content: True  # type: ignore[method-assign]


def no_second_look() -> None:
    """Check before the exchange, but not what came out of it."""

    def replace(shelf: Shelf, target, content: bytes) -> bool:  # type: ignore[no-untyped-def]
        part = place._write_part(shelf, target, content)
        part.replace(target)
        return True

    place._replace = replace


def careless_cleaning() -> None:
    """Remove everything in flight unread when a run starts."""
    from summarize.batch import run

    def tidy(shelf: Shelf) -> tuple[str, ...]:
        for path in shelf.folder.glob(f"{shelf.prefix}*"):
            path.unlink()
        return ()

    run.tidy = tidy


MUTANTS: dict[str, Callable[[], None]] = {
    "": lambda: None,
    "write_in_place": write_in_place,
    "ledger_first": ledger_first,
    "no_edit_check": no_edit_check,
    "no_second_look": no_second_look,
    "careless_cleaning": careless_cleaning,
}


def plant(name: str) -> None:
    """Change the code of this process."""
    MUTANTS[name]()
