"""`models.lock`: what every file of a model folder must be, byte for byte.

The lock stands beside the model folders. `python -m summarize.models.lock FOLDER` writes or renews the entry
of one folder: after training for the embedded models, or for a model of one's own.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from summarize.errors import ModelError
from summarize.files import fingerprint_text, write_whole
from summarize.models.contents import list_files, refuse_hostile_settings
from summarize.models.profiles import EMBEDDED, default_folder, load_catalogue
from summarize.records import Fingerprint

FILE_NAME = "models.lock"
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedFile:
    """Size in bytes and fingerprint of one file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedModel:
    """A model folder and its files. `converted` names the files that our safetensors were made from."""

    name: str
    folder: str
    revision: str
    license: str
    files: Mapping[str, LockedFile] = field(hash=False)
    converted: Mapping[str, LockedFile] = field(hash=False)

    @property
    def fingerprint(self) -> Fingerprint:
        """One fingerprint over all files: weights, vocabulary and settings alike change a text."""
        sums = sorted((name, file.sha256) for name, file in self.files.items())
        return fingerprint_text(json.dumps(sums))

    @property
    def n_bytes(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files.values())


def read_lock(folder: Path) -> dict[str, LockedModel]:
    """Return the models locked in `folder` by name; without a lock there are none."""
    path = folder / FILE_NAME
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        if table["schema"] != SCHEMA:
            raise ValueError(f"schema {table['schema']} instead of {SCHEMA}")
        return {name: _load(name, row) for name, row in table["models"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(
            f"{path}: not a lock that this version reads: {type(error).__name__}: {error}",
            hint="Restore the file, or remove it and run: summarize models fetch PROFILE",
        ) from error


def write_lock(folder: Path, models: Mapping[str, LockedModel]) -> None:
    """Write the lock of `folder`, whole or not at all."""
    rows = {name: asdict(model) for name, model in sorted(models.items())}
    for row in rows.values():
        del row["name"]
    table = {"schema": SCHEMA, "models": rows}
    write_whole(folder / FILE_NAME, json.dumps(table, indent=1, sort_keys=True) + "\n")


def lock_file(path: Path) -> LockedFile:
    """Return what the lock says of a file as it is now."""
    with path.open("rb") as stream:
        return LockedFile(size=path.stat().st_size, sha256=hashlib.file_digest(stream, "sha256").hexdigest())


def lock_folder(
    folder: Path,
    *,
    name: str,
    revision: str = "",
    license: str = "unknown",
    converted: Mapping[str, LockedFile] | None = None,
) -> LockedModel:
    """Return the entry for `folder` as it is now; one with code, pickles or hostile settings has none."""
    names = list_files(folder)
    refuse_hostile_settings(folder, names)
    return LockedModel(
        name=name,
        folder=folder.name,
        revision=revision,
        license=license,
        files={file: lock_file(folder / file) for file in names},
        converted=converted or {},
    )


def relock(folder: Path) -> LockedModel:
    """Write the entry for `folder`, named after it, into the lock beside it."""
    folder = folder.resolve()
    known = load_catalogue(default_folder()).find_model(folder.name) if folder.parent == EMBEDDED else None
    entry = lock_folder(folder, name=folder.name, license=known.license if known else "unknown")
    write_lock(folder.parent, {**read_lock(folder.parent), entry.name: entry})
    return entry


def _load(name: str, row: Mapping[str, object]) -> LockedModel:
    files, converted = row["files"], row["converted"]
    if not isinstance(files, dict) or not isinstance(converted, dict):
        raise TypeError(f"{name}: files must be a table")
    return LockedModel(
        name=name,
        folder=str(row["folder"]),
        revision=str(row["revision"]),
        license=str(row["license"]),
        files={file: LockedFile(**values) for file, values in files.items()},
        converted={file: LockedFile(**values) for file, values in converted.items()},
    )


if __name__ == "__main__":
    relock(Path(sys.argv[1]))
