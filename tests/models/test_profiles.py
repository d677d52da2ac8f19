"""Profiles: packaged ones are complete and pinned, the user's add to them, mistakes are named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarize.errors import InputError
from summarize.models.profiles import default_folder, load_catalogue


def test_every_packaged_profile_names_known_models_pinned_to_a_commit(tmp_path: Path) -> None:
    catalogue = load_catalogue(tmp_path)
    assert list(catalogue.profiles) == ["compact", "opus", "instruct"]
    for profile in catalogue.profiles.values():
        for name in (profile.translator, profile.summarizer):
            model = catalogue.models[name]
            assert model.embedded or re.fullmatch("[0-9a-f]{40}", model.revision)
            assert model.license != "unknown"


def test_profiles_of_the_user_add_and_overrule(tmp_path: Path) -> None:
    (tmp_path / "profiles.toml").write_text(
        '[profiles.house]\nabout = "ours"\ntranslator = "compact"\nsummarizer = "org/writer"\n'
        '[models."org/writer"]\nlicense = "MIT"\n'
    )
    catalogue = load_catalogue(tmp_path)
    assert catalogue.find_profile("house").summarizer == "org/writer"
    assert catalogue.find_model("org/writer").license == "MIT"
    assert catalogue.find_profile("compact").translator == "compact"


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "[other]\n",
        "profiles = 1\n",
        "[profiles]\nhouse = 1\n",
        '[profiles.house]\nabout = "x"\n',
        '[profiles.house]\nabout = "x"\ntranslator = "a"\nsummarizer = "b"\nbeam = 4\n',
        '[models.a]\nname = "b"\n',
    ],
)
def test_mistakes_in_the_file_of_the_user_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "profiles.toml").write_text(text)
    with pytest.raises(InputError, match=r"profiles\.toml"):
        load_catalogue(tmp_path)


def test_fetched_models_live_in_the_data_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert default_folder() == Path("/data/summarize/models")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/home/x")
    assert default_folder() == Path("/home/x/.local/share/summarize/models")
