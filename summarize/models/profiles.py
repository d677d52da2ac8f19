"""Models and pairs of models by name, as the packaged `profiles.toml` and the user's own declare them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from summarize.errors import InputError, ModelError

EMBEDDED = Path(__file__).resolve().parent
"""The folder of the models inside the package."""

FILE_NAME = "profiles.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A pair of models with a name."""

    name: str
    about: str
    translator: str
    summarizer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model by name: a folder of the package, or a repository of the hub. No `revision` means `main`."""

    name: str
    revision: str = ""
    license: str = "unknown"
    embedded: bool = False


Row = TypeVar("Row", Profile, Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All profiles and models that have a name."""

    profiles: Mapping[str, Profile]
    models: Mapping[str, Model]

    def find_profile(self, name: str) -> Profile:
        """Return a profile, or raise with the names that there are."""
        if name not in self.profiles:
            raise ModelError(f"no profile {name!r}", hint=f"Profiles: {', '.join(self.profiles)}.")
        return self.profiles[name]

    def find_model(self, name: str) -> Model:
        """Return what is known of a model; any repository of the hub may be named."""
        return self.models.get(name) or Model(name=name)


def default_folder() -> Path:
    """Return the folder of fetched models: `$XDG_DATA_HOME/summarize/models`."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "summarize" / "models"


def load_catalogue(models_dir: Path) -> Catalogue:
    """Return the packaged catalogue with what `profiles.toml` in `models_dir` adds or overrules."""
    profiles: dict[str, Profile] = {}
    models: dict[str, Model] = {}
    for path in (EMBEDDED / FILE_NAME, models_dir / FILE_NAME):
        table = _parse(path)
        profiles |= {name: _row(path, Profile, name, row) for name, row in table["profiles"].items()}
        models |= {name: _row(path, Model, name, row) for name, row in table["models"].items()}
    return Catalogue(profiles=profiles, models=models)


def _parse(path: Path) -> dict[str, dict[str, Any]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        table = {}
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {error}", hint="Correct or remove the file.") from error
    parts = {"profiles": table.pop("profiles", {}), "models": table.pop("models", {})}
    if table or not all(isinstance(part, dict) for part in parts.values()):
        raise InputError(f"{path}: only tables [profiles.NAME] and [models.NAME] are known")
    return parts


def _row(path: Path, kind: type[Row], name: str, row: object) -> Row:
    known = {field.name for field in fields(kind)} - {"name"}
    if not isinstance(row, dict) or set(row) - known:
        raise InputError(f"{path}: {name!r} may have only the keys {', '.join(sorted(known))}")
    try:
        return kind(name=name, **row)
    except TypeError as error:
        raise InputError(f"{path}: {name!r} needs the keys {', '.join(sorted(known))}") from error
