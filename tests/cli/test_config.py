"""`summarize.toml` fills option defaults; unknown keys are named; paths are relative to the file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from summarize.cli.config import find_config, load_defaults
from summarize.cli.main import COMMANDS, main
from summarize.errors import InputError


def load(folder: Path, text: str) -> dict[str, Any]:
    (folder / "summarize.toml").write_text(text, encoding="utf-8")
    return load_defaults(folder / "summarize.toml", COMMANDS)


def test_a_top_level_key_holds_for_every_command_that_has_the_option(tmp_path: Path) -> None:
    defaults = load(tmp_path, 'output = "pages"\n')
    assert defaults["run"]["output"] == defaults["status"]["output"] == str(tmp_path / "pages")


def test_a_table_holds_for_its_command_only_and_wins(tmp_path: Path) -> None:
    defaults = load(tmp_path, 'output = "a"\n[run]\noutput = "b"\nbeam = 2\n')
    assert defaults["run"]["output"] == str(tmp_path / "b")
    assert defaults["run"]["beam"] == 2
    assert defaults["status"]["output"] == str(tmp_path / "a")


def test_hyphens_and_underscores_in_keys_are_the_same(tmp_path: Path) -> None:
    assert load(tmp_path, "[run]\ndry-run = true\n")["run"]["dry_run"] is True


@pytest.mark.parametrize("text", ["beem = 2\n", "[run]\nbeem = 2\n"])
def test_an_unknown_key_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(click.UsageError, match="beem"):
        load(tmp_path, text)


def test_a_command_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="must be a table"):
        load(tmp_path, "run = 1\n")


def test_invalid_toml_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"summarize\.toml"):
        load(tmp_path, "run = = 1\n")


def test_the_nearest_file_upwards_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "summarize.toml").write_text("[run]\nbeam = 3\n", encoding="utf-8")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert load_defaults(find_config(None), COMMANDS)["run"]["beam"] == 3


def test_without_a_file_there_are_no_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_defaults(find_config(None), COMMANDS) == {}


@pytest.mark.parametrize(
    ("text", "command", "name", "value"),
    [
        ('[run]\npattern = ["a*"]\n', "run", "patterns", ["a*"]),
        ('[run]\npatterns = ["a*"]\n', "run", "patterns", ["a*"]),
        ("[run]\njson = true\n", "run", "is_json", True),
        ("[run]\nis_json = true\n", "run", "is_json", True),
        ("[run]\nlog-json = true\n", "run", "is_log_json", True),
        ("[run]\nlog_json = true\n", "run", "is_log_json", True),
        ("[run]\nis-log-json = true\n", "run", "is_log_json", True),
        ("[status]\nall = true\n", "status", "is_all", True),
        ('[schedule]\noption = ["--strict"]\n', "schedule", "options", ["--strict"]),
        ("json = true\n", "doctor", "is_json", True),
    ],
)
def test_a_key_is_the_long_flag_or_the_older_internal_name(
    tmp_path: Path, text: str, command: str, name: str, value: object
) -> None:
    assert load(tmp_path, text)[command] == {name: value}


def test_a_table_wins_also_where_the_shared_key_has_the_other_name(tmp_path: Path) -> None:
    defaults = load(tmp_path, "is_json = true\njson = true\n[run]\njson = false\n")
    assert (defaults["run"]["is_json"], defaults["status"]["is_json"]) == (False, True)


def test_one_value_of_an_option_that_may_be_repeated_is_a_list_of_one(tmp_path: Path) -> None:
    assert load(tmp_path, 'pattern = "afp-*.txt"\n')["run"]["patterns"] == ["afp-*.txt"]


def test_the_known_keys_are_named_like_the_flags(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match=r"json, .*log-json, .*pattern, ") as caught:
        load(tmp_path, "beem = 2\n")
    assert "is_json" not in str(caught.value)


def test_a_shared_key_reaches_the_commands_of_a_group(tmp_path: Path) -> None:
    models = load(tmp_path, 'models-dir = "m"\n')["models"]
    assert [models[name]["models_dir"] for name in ("list", "fetch", "verify")] == [str(tmp_path / "m")] * 3


def test_a_group_and_each_of_its_commands_may_have_a_table(tmp_path: Path) -> None:
    text = 'models-dir = "a"\n[models]\nmodels-dir = "b"\n[models.list]\nmodels-dir = "c"\njson = true\n'
    models = load(tmp_path, text)["models"]
    assert models["list"] == {"models_dir": str(tmp_path / "c"), "is_json": True}
    assert models["fetch"] == {"models_dir": str(tmp_path / "b")}


def test_an_unknown_key_in_the_table_of_a_group_is_named(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match=r"models\.list\.beem"):
        load(tmp_path, "[models.list]\nbeem = 2\n")


def test_the_names_table_is_no_list_of_models_to_verify(tmp_path: Path) -> None:
    assert load(tmp_path, 'names = "names.toml"\n')["models"]["verify"] == {}


@pytest.mark.parametrize("key", ["translator", "summarizer"])
def test_a_model_folder_beside_the_file_is_found_from_everywhere(tmp_path: Path, key: str) -> None:
    (tmp_path / "mymodel").mkdir()
    assert load(tmp_path, f'[run]\n{key} = "mymodel"\n')["run"][key] == str(tmp_path / "mymodel")


@pytest.mark.parametrize("value", ["Helsinki-NLP/opus-mt-fr-en", "compact", ""])
def test_the_name_of_a_model_stays_a_name(tmp_path: Path, value: str) -> None:
    assert load(tmp_path, f'translator = "{value}"\n')["doctor"]["translator"] == value


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (None, "No such file"),
        (b"run = = 1\n", "not valid TOML"),
        (b'output = "\xe9"\n', "not UTF-8"),
    ],
)
def test_a_configuration_that_is_missing_or_unreadable_ends_with_10(
    tmp_path: Path, content: bytes | None, cause: str
) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    result = CliRunner().invoke(main, ["--config", str(path), "status"])
    assert result.exit_code == 10
    assert f"error: {path}: " in result.stderr
    assert cause in result.stderr
    assert "\nhint: " in result.stderr


def test_a_folder_as_configuration_ends_with_10(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["--config", str(tmp_path), "status"]).exit_code == 10


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_configuration_that_we_may_not_read_ends_with_10(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.touch(mode=0)
    result = CliRunner().invoke(main, ["--config", str(path), "status"])
    assert (result.exit_code, "Permission denied" in result.stderr) == (10, True)


def test_a_working_folder_that_is_gone_ends_with_10(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = CliRunner().invoke(main, ["status", "-o", str(tmp_path)])
    assert (result.exit_code, "--config" in result.stderr) == (10, True)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("output = 5", "output must be a text in quotes"),
        ("names = true", "names must be a text in quotes"),
        ('state = ["a"]', "state must be a text in quotes"),
        ("share = 1", "share must be a text in quotes"),
        ("engine = {}", "engine must be a text in quotes"),
        ("limit = [1]", "limit must be a whole number"),
        ("limit = 1.5", "limit must be a whole number"),
        ("limit = true", "limit must be a whole number"),
        ("beam = 1979-05-27", "beam must be a whole number"),
        ("min-age = nan", "min-age must be a number"),
        ("min_age = true", "min_age must be a number"),
        ("strict = [1]", "strict must be true or false"),
        ("strict = 2", "strict must be true or false"),
        ("pattern = 5", "pattern must be a text in quotes or a list of such"),
        ('pattern = ["a*", 5]', "pattern must be a text in quotes or a list of such"),
    ],
)
def test_a_value_of_another_kind_is_a_matter_of_usage(tmp_path: Path, line: str, wanted: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"[run]\n{line}\n")
    result = CliRunner().invoke(main, ["--config", str(path), "status", "-o", str(tmp_path)])
    assert (result.exit_code, f"{path}: {wanted}\n" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("min-age = 60", "min_age", 60),
        ("time-limit = 2.5", "time_limit", 2.5),
        ("verbose = 2", "verbose", 2),
        ("recursive = false", "recursive", False),
        ('beam = "2"', "beam", "2"),  # for Click to convert
        ("pattern = []", "patterns", []),
    ],
)
def test_a_value_of_the_kind_of_its_option_is_taken(
    tmp_path: Path, line: str, name: str, value: object
) -> None:
    assert load(tmp_path, f"[run]\n{line}\n")["run"] == {name: value}


def test_an_unknown_key_is_a_matter_of_usage(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("beem = 2\n")
    result = CliRunner().invoke(main, ["--config", str(tmp_path / "mine.toml"), "status"])
    assert (result.exit_code, "beem" in result.stderr) == (2, True)
