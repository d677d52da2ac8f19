"""Tables, input and ledgers: what stops a run before it begins, by the rules of the run itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from summarize.batch.audit import list_ledgers, remedy, share_of
from summarize.batch.interface import Folders
from summarize.batch.run import check_input, check_pages
from summarize.doctor.check import Check, fail
from summarize.errors import SummarizeError
from summarize.files import output_errors
from summarize.ledger import Ledger, UnusableLedgerError
from summarize.names import NamesTable
from summarize.prompts import load_prompts


def examine_prompts(folder: Path) -> str:
    """Load the prompts of a run. Raises `InputError`."""
    return f"{', '.join(prompt.label for prompt in load_prompts(folder).values())}, looked for in {folder}"


def examine_names(path: Path) -> str:
    """Load the names table of a run. Raises `InputError`."""
    NamesTable.load(path)
    return f"{path} can be read"


def examine_input(folders: Folders) -> str:
    """List the input, which must not be the output. Raises `InputError`."""
    check_input(folders)
    return f"{folders.inputs} can be read"


def examine_ledgers(folders: Folders) -> Iterator[Check]:
    """Read the ledger, and those of shares where there are some. Makes and changes none."""
    try:
        paths = list_ledgers(folders.state)
    except SummarizeError as error:
        yield fail("ledger", error)
        return
    for path in paths:
        share = share_of(path.parent)
        yield _examine_ledger(f"ledger of share {share.label}" if share else "ledger", path, folders)


def _examine_ledger(name: str, path: Path, folders: Folders) -> Check:
    try:
        with Ledger(path, is_read_only=True) as ledger:
            n_rows = sum(1 for _ in ledger.rows())
            with output_errors(folders.outputs):
                check_pages(folders, ledger)
    except UnusableLedgerError as error:
        if error.is_older:
            return Check(
                name=name, is_ok=True, detail="of an older version: the next run brings it up to date"
            )
        return replace(fail(name, error), hint=remedy(error, folders.outputs))
    except SummarizeError as error:
        return fail(name, error)
    known = f"{n_rows} {'dispatch is' if n_rows == 1 else 'dispatches are'} known"
    return Check(name=name, is_ok=True, detail=known if path.exists() else "none yet")
