"""`summarize.toml`: defaults for the options of the commands.

Top-level keys hold for every command that has the option; a table named after a command holds for that
command only. Paths are relative to the file. Unknown keys are named.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

FILE_NAME = "summarize.toml"


def load_defaults(config: Path | None, commands: Mapping[str, str]) -> dict[str, Any]:
    """Return Click's default map from `config`, or from the nearest `summarize.toml` upwards, or empty."""
    path = config or _find(Path.cwd())
    if path is None:
        return {}
    table = _parse(path)
    parameters = {name: _parameters(module) for name, module in commands.items()}
    _refuse_unknown(path, table, parameters)
    shared = {key: value for key, value in table.items() if key not in commands}
    return {
        name: _for_command(path, {**shared, **table.get(name, {})}, known)
        for name, known in parameters.items()
    }


def _find(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
    return None


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"{path}: not valid TOML: {error}") from error


def _parameters(module: str) -> dict[str, click.Parameter]:
    command: click.Command = import_module(module).command
    return {parameter.name: parameter for parameter in command.params if parameter.name}


def _refuse_unknown(
    path: Path, table: Mapping[str, Any], parameters: Mapping[str, Mapping[str, click.Parameter]]
) -> None:
    everywhere = {key for known in parameters.values() for key in known}
    unknown = [key for key in table if key not in parameters and _name(key) not in everywhere]
    for name, known in parameters.items():
        if name in table and not isinstance(table[name], dict):
            raise click.UsageError(f"{path}: {name!r} must be a table: [{name}]")
        unknown += [f"{name}.{key}" for key in table.get(name, {}) if _name(key) not in known]
    if unknown:
        raise click.UsageError(
            f"{path}: unknown {'key' if len(unknown) == 1 else 'keys'} {', '.join(unknown)}; "
            f"known are {', '.join(sorted(everywhere))}"
        )


def _for_command(
    path: Path, values: Mapping[str, Any], known: Mapping[str, click.Parameter]
) -> dict[str, Any]:
    return {
        _name(key): _anchored(path, known[_name(key)], value)
        for key, value in values.items()
        if _name(key) in known
    }


def _anchored(path: Path, parameter: click.Parameter, value: object) -> object:
    """Paths in the file are relative to the file, not to the folder where a scheduler starts us."""
    if isinstance(parameter.type, click.Path) and isinstance(value, str) and value != "-":
        return str(path.resolve().parent / Path(value).expanduser())
    return value


def _name(key: str) -> str:
    return key.replace("-", "_")
