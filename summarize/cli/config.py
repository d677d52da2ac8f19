"""`summarize.toml`: defaults for the options of the commands.

A key is the long name of an option without its dashes. Top-level keys hold for every command that has the
option; a table named after a command holds for that command only, `[models]` for all of its commands and
`[models.list]` for one. Paths are relative to the file. Unknown keys are named.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from math import isnan
from pathlib import Path
from typing import Any

import click
from click.types import BoolParamType, FloatParamType, IntParamType

from summarize.errors import InputError

FILE_NAME = "summarize.toml"
IN_FORCE = "summarize.config"
"""Where the context of Click keeps the absolute path of the file that filled the defaults, or `None`."""

MODELS = {"translator", "summarizer"}
"""Options whose value is the name of a model or a local folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What a table of the file may hold: keys of options, and tables of commands."""

    keys: Mapping[str, click.Parameter]
    tables: Mapping[str, Section]


def find_config(config: Path | None) -> Path | None:
    """Return the absolute path of `config`, or of the nearest `summarize.toml` upwards, if there is one.

    Raises `InputError` where the working folder is gone or a folder upwards cannot be looked into.
    """
    try:
        if config is not None:
            return config.absolute()
        folder = Path.cwd()
        places = (place / FILE_NAME for place in (folder, *folder.parents))
        found = next((place for place in places if place.is_file()), None)
    except OSError as error:
        raise InputError(
            f"{FILE_NAME}: cannot be looked for from the working folder upwards: {error.strerror or error}",
            hint="Start in a folder that you may read, or name the file: summarize --config FILE.",
        ) from error
    return found


def load_defaults(path: Path | None, commands: Mapping[str, str]) -> dict[str, Any]:
    """Return Click's default map from the file at `path`; empty without a file.

    Raises `InputError` for a file that cannot be read, `click.UsageError` for what it may not hold.
    """
    if path is None:
        return {}
    table = _parse(path)
    modules = {name: import_module(module) for name, module in commands.items()}
    root = _group({name: _section(module.command) for name, module in modules.items()})
    if unknown := list(_unknown(path, root, table)):
        raise click.UsageError(
            f"{path}: unknown {'key' if len(unknown) == 1 else 'keys'} {', '.join(unknown)}; "
            f"known are {', '.join(sorted({_flags(parameter)[0] for parameter in root.keys.values()}))}"
        )
    return _defaults(path, root, (table,))


def defaults_of_runs(ctx: click.Context) -> Mapping[str, Any]:
    """Return what the configuration in force gives to `summarize run`."""
    defaults: Mapping[str, Any] = (ctx.find_root().default_map or {}).get("run", {})
    return defaults


def _parse(path: Path) -> dict[str, Any]:
    hint = "Correct the file, or name another: summarize --config FILE."
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8: {error}", hint=hint) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not valid TOML: {error}", hint=hint) from error


def _section(command: click.Command) -> Section:
    if isinstance(command, click.Group):
        # without arguments: the `names` of `summarize models verify` are models, not the table of names
        options = {
            name: [parameter for parameter in one.params if isinstance(parameter, click.Option)]
            for name, one in command.commands.items()
        }
        return _group({name: Section(keys=_keys(known), tables={}) for name, known in options.items()})
    return Section(keys=_keys(command.params), tables={})


def _group(tables: Mapping[str, Section]) -> Section:
    keys = {key: parameter for table in tables.values() for key, parameter in table.keys.items()}
    return Section(keys=keys, tables=tables)


def _keys(parameters: Iterable[click.Parameter]) -> dict[str, click.Parameter]:
    """Return parameters by long name, and by the name of Python's variable, which was the key once."""
    return {
        _key(name): parameter
        for parameter in parameters
        for name in (*_flags(parameter), parameter.name)
        if name
    }


def _flags(parameter: click.Parameter) -> list[str]:
    """Return the long names without dashes; an argument has its own name only."""
    flags = [flag.removeprefix("--") for flag in parameter.opts if flag.startswith("--")]
    return flags or [str(parameter.name)]


def _unknown(path: Path, section: Section, table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if key in section.tables:
            if not isinstance(value, dict):
                raise click.UsageError(f"{path}: {name!r} must be a table: [{name}]")
            yield from _unknown(path, section.tables[key], value, f"{name}.")
        elif _key(key) not in section.keys:
            yield name


def _defaults(path: Path, section: Section, tables: tuple[Mapping[str, Any], ...]) -> dict[str, Any]:
    """Return the defaults of a command, or of all of a group; of `tables`, the later ones win."""
    if section.tables:
        return {
            name: _defaults(path, below, (*tables, tables[-1].get(name, {})))
            for name, below in section.tables.items()
        }
    return {
        str(section.keys[_key(key)].name): _value(path, key, section.keys[_key(key)], value)
        for table in tables
        for key, value in table.items()
        if _key(key) in section.keys
    }


def _value(path: Path, key: str, parameter: click.Parameter, value: object) -> object:
    """Paths in the file are relative to the file, not to the folder where a scheduler starts us."""
    several = value if parameter.multiple and isinstance(value, list) else [value]
    if not all(_fits(parameter.type, one) for one in several):
        more = " or a list of such" if parameter.multiple else ""
        raise click.UsageError(f"{path}: {key} must be {_describe(parameter.type)}{more}")
    if not isinstance(value, str):
        return value
    if parameter.multiple:
        return [value]
    anchored = path.resolve().parent / Path(value).expanduser()
    is_path = isinstance(parameter.type, click.Path) and value != "-"
    is_folder = parameter.name in MODELS and value and anchored.is_dir()
    return str(anchored) if is_path or is_folder else value


def _fits(type: click.ParamType[Any], value: object) -> bool:
    """Say whether a value can be given to Click, which converts text itself but breaks on other kinds."""
    if isinstance(value, str):
        return True
    if isinstance(value, bool):
        return isinstance(type, BoolParamType)
    if isinstance(value, int):
        return isinstance(type, IntParamType | FloatParamType)
    return isinstance(value, float) and isinstance(type, FloatParamType) and not isnan(value)


def _describe(type: click.ParamType[Any]) -> str:
    if isinstance(type, BoolParamType):
        return "true or false"
    if isinstance(type, IntParamType):
        return "a whole number"
    return "a number" if isinstance(type, FloatParamType) else "a text in quotes"


def _key(name: str) -> str:
    return name.replace("-", "_")
