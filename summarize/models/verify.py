"""A model folder against its lock: nothing is loaded that was not checked byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.contents import list_files, refuse_hostile_settings
from summarize.models.lock import LockedFile, LockedModel, lock_file

_POINTER = b"version https://git-lfs"
_PAGES = (b"<!doctype html", b"<html")


def check_presence(folder: Path, locked: LockedModel, remedy: str) -> None:
    """Raise unless all files are there in their sizes, and nothing else: cheap, for each start of a run."""
    names = set(list_files(folder))
    for name, expected in locked.files.items():
        path = folder / name
        if name not in names:
            raise ModelError(f"{path}: missing", hint=remedy)
        if path.stat().st_size != expected.size:
            raise _altered(path, expected, remedy)
    for name in sorted(names - set(locked.files)):
        raise ModelError(
            f"{folder / name}: not in models.lock",
            hint=f"Remove the file; a loader could read it. Or: {remedy}",
        )


def verify_folder(
    folder: Path, locked: LockedModel, remedy: str, *, on_file: Callable[[str], None] | None = None
) -> None:
    """Raise `ModelError` unless every file of `folder` has the fingerprint of its lock.

    Reads everything: about a second a gigabyte when the disk is fast. `remedy` is the command to run then.
    """
    check_presence(folder, locked, remedy)
    for name, expected in locked.files.items():
        if on_file:
            on_file(name)
        if lock_file(folder / name) != expected:
            raise _altered(folder / name, expected, remedy)
    refuse_hostile_settings(folder, locked.files)


def _altered(path: Path, expected: LockedFile, remedy: str) -> ModelError:
    found = lock_file(path)
    return ModelError(
        f"{path}: {_describe(path, found, expected)}: "
        f"sha256 {found.sha256} ({found.size} bytes), expected {expected.sha256} ({expected.size} bytes)",
        hint=remedy,
    )


def _describe(path: Path, found: LockedFile, expected: LockedFile) -> str:
    with path.open("rb") as stream:
        start = stream.read(64).lstrip().lower()
    if start.startswith(_POINTER):
        return "a Git LFS pointer instead of the file"
    if start.startswith(_PAGES):
        return "a web page instead of the file"
    if found.size < expected.size:
        return "truncated"
    return "altered"
