"""The models command: what it lists, and that `summarize.toml` tells it where to look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summarize.cli.main import main

PROFILE = """\
[profiles.mine]
about = "a pair of mine"
translator = "compact"
summarizer = "acme/summariser"
"""


def models(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "profiles.toml").write_text(PROFILE)
    return tmp_path


def test_a_model_that_only_a_profile_names_is_listed_as_not_fetched(folder: Path) -> None:
    result = models("models", "list", "--models-dir", "m")
    assert result.exit_code == 0
    assert "mine: a pair of mine\n  compact  embedded" in result.stdout
    assert result.stdout.count("  acme/summariser  not fetched") == 1


def test_a_model_that_only_a_profile_names_has_its_json_line(folder: Path) -> None:
    rows = [
        json.loads(line)
        for line in models("models", "list", "--models-dir", "m", "--json").stdout.splitlines()
    ]
    (row,) = [row for row in rows if row["name"] == "acme/summariser"]
    assert (row["state"], row["profiles"]) == ("not fetched", ["mine"])


def test_a_profile_may_name_a_local_folder(folder: Path) -> None:
    (folder / "acme" / "summariser").mkdir(parents=True)
    assert "  acme/summariser  local folder" in models("models", "list", "--models-dir", "m").stdout


def test_list_looks_where_the_configuration_says(folder: Path) -> None:
    (folder / "summarize.toml").write_text('models-dir = "m"\n')
    assert "mine: a pair of mine" in models("models", "list").stdout


def test_fetch_writes_where_the_configuration_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "summarize.toml").write_text('models-dir = "m"\n')
    places: list[Path] = []

    def fetch(name: str, models_dir: Path, **_: Any) -> tuple[()]:
        places.append(models_dir)
        return ()

    monkeypatch.setattr("summarize.models.fetch.fetch", fetch)
    assert models("models", "fetch", "opus").exit_code == 0
    assert places == [folder / "m"]


def test_an_option_overrules_the_configuration(folder: Path) -> None:
    (folder / "summarize.toml").write_text('models-dir = "m"\n')
    assert "mine:" not in models("models", "list", "--models-dir", "other").stdout
