"""Nothing is loaded that is not, byte for byte, what was locked; nothing that could run code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.engines.options import Kind
from summarize.errors import ExitCode, ModelError
from summarize.models import lock as lock_module
from summarize.models.locate import detect_kind, list_models, locate, locate_pair, verify
from summarize.models.lock import lock_folder, read_lock, relock, write_lock
from summarize.models.profiles import EMBEDDED, load_catalogue

MakeModel = Callable[..., Path]


def test_the_shipped_lock_matches_the_shipped_files() -> None:
    locked = read_lock(EMBEDDED)
    embedded = {name for name, model in load_catalogue(Path("none")).models.items() if model.embedded}
    assert set(locked) == embedded
    for name in embedded:
        located = locate(name, Path("none"))
        assert verify(located).fingerprint == locked[name].fingerprint, (
            f"after new weights run: python -m summarize.models.lock summarize/models/{name}"
        )


def test_a_local_folder_is_found_by_path_and_verified(make_model: MakeModel, tmp_path: Path) -> None:
    folder = make_model()
    files: list[str] = []
    spec = verify(locate(str(folder), tmp_path / "models"), on_file=files.append)
    assert (spec.name, spec.kind, spec.path) == ("mine", Kind.MARIAN, folder)
    assert files == ["config.json", "model.safetensors", "source.spm", "vocab.json"]


def test_a_local_folder_without_a_lock_is_refused_with_the_command(
    make_model: MakeModel, tmp_path: Path
) -> None:
    folder = make_model(locked=False)
    with pytest.raises(ModelError) as caught:
        locate(str(folder), tmp_path / "models")
    assert f"python -m summarize.models.lock {folder}" in caught.value.hint


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda content: content[:-7],
    "a Git LFS pointer": lambda content: b"version https://git-lfs.github.com/spec/v1\noid sha256:12\n",
    "a web page": lambda content: b"  <!DOCTYPE html><html>log in</html>",
    "altered": lambda content: content[:100] + bytes([content[100] ^ 1]) + content[101:],
}


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.json"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_named_with_file_both_hashes_and_remedy(
    make_model: MakeModel, tmp_path: Path, name: str, damage: str
) -> None:
    path = make_model(**{"vocab.json": b'{"<unk>": 1}' + b" " * 200}) / name
    expected = read_lock(tmp_path)["mine"].files[name]
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    with pytest.raises(ModelError) as caught:
        verify(locate(str(path.parent), tmp_path / "models"))
    message = str(caught.value)
    assert str(path) in message
    assert damage in message
    assert expected.sha256 in message
    assert lock_module.lock_file(path).sha256 in message
    assert "python -m summarize.models.lock" in caught.value.hint
    assert caught.value.code is ExitCode.MODEL


def test_a_missing_file_is_named(make_model: MakeModel, tmp_path: Path) -> None:
    folder = make_model()
    (folder / "source.spm").unlink()
    with pytest.raises(ModelError, match=r"source\.spm: missing"):
        locate(str(folder), tmp_path)


def test_a_file_that_was_added_is_refused(make_model: MakeModel, tmp_path: Path) -> None:
    folder = make_model()
    (folder / "added_tokens.json").write_text("{}")
    with pytest.raises(ModelError, match=r"added_tokens\.json: not in models\.lock"):
        locate(str(folder), tmp_path)


def test_papers_and_hidden_files_are_no_part_of_a_model(make_model: MakeModel, tmp_path: Path) -> None:
    folder = make_model()
    for name in ("MODEL_CARD.md", "LICENSE", ".gitattributes"):
        (folder / name).write_text("text")
    verify(locate(str(folder), tmp_path))


@pytest.mark.parametrize(
    "name", ["pytorch_model.bin", "modeling.py", "x.pkl", "model.pt", "tf_model.h5", "a.so"]
)
def test_files_that_may_run_code_are_refused(make_model: MakeModel, tmp_path: Path, name: str) -> None:
    folder = make_model()
    (folder / name).touch()
    with pytest.raises(ModelError, match="are refused"):
        locate(str(folder), tmp_path)
    with pytest.raises(ModelError, match="are refused"):
        relock(folder)


@pytest.mark.parametrize("is_folder", [False, True])
def test_links_are_refused(make_model: MakeModel, tmp_path: Path, is_folder: bool) -> None:
    folder = make_model()
    other = tmp_path / "other"
    other.mkdir() if is_folder else other.write_text("{}")
    (folder / "linked.json").symlink_to(other)
    with pytest.raises(ModelError, match="not a regular file"):
        locate(str(folder), tmp_path)


@pytest.mark.parametrize(
    "settings",
    [
        {"auto_map": {"AutoModel": "evil.Model"}},
        {"_attn_implementation_internal": "evil/kernel"},
        {"attn_implementation": "evil/kernel"},
        {"quantization_config": {}},
        {"custom_pipelines": {}},
        {"trust_remote_code": True},
        {"encoder": [{"deep": {"auto_map": {}}}]},
    ],
    ids=lambda settings: next(iter(settings)),
)
@pytest.mark.parametrize("name", ["config.json", "generation_config.json", "tokenizer_config.json"])
def test_settings_that_fetch_or_run_code_are_refused(
    make_model: MakeModel, tmp_path: Path, name: str, settings: dict[str, object]
) -> None:
    plain = {"model_type": "marian", "is_encoder_decoder": True}
    folder = make_model(**{name: json.dumps(plain).encode()})
    (folder / name).write_text(json.dumps({**plain, **settings}))
    with pytest.raises(ModelError, match="is refused"):
        relock(folder)
    # and where a lock was made by other means
    names = [path.name for path in folder.iterdir()]
    entry = lock_folder_unchecked(folder, names)
    write_lock(tmp_path, {"mine": entry})
    with pytest.raises(ModelError, match="is refused"):
        verify(locate(str(folder), tmp_path / "models"))


def lock_folder_unchecked(folder: Path, names: list[str]) -> lock_module.LockedModel:
    return lock_module.LockedModel(
        name="mine",
        folder="mine",
        revision="",
        license="",
        files={name: lock_module.lock_file(folder / name) for name in names},
        converted={},
    )


def test_a_hostile_json_of_great_depth_is_refused_without_a_crash(make_model: MakeModel) -> None:
    folder = make_model(locked=False, **{"config.json": b"[" * 200_000})
    with pytest.raises(ModelError, match="not a JSON file"):
        lock_folder(folder, name="mine")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"schema": 99, "models": {}}', '{"schema": 1, "models": {"a": {"files": 1}}}']
)
def test_a_lock_that_cannot_be_read_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "models.lock").write_text(content)
    with pytest.raises(ModelError, match="not a lock"):
        read_lock(tmp_path)


def test_every_file_counts_in_the_fingerprint(make_model: MakeModel, tmp_path: Path) -> None:
    before = lock_folder(make_model(), name="x").fingerprint
    for name in ("config.json", "vocab.json", "source.spm", "model.safetensors"):
        folder = make_model()
        (folder / name).write_bytes((folder / name).read_bytes() + b" ")
        assert lock_folder(folder, name="x").fingerprint != before


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        ({"model_type": "marian"}, Kind.MARIAN),
        ({"model_type": "bart", "is_encoder_decoder": True}, Kind.SEQ2SEQ),
        ({"model_type": "qwen3"}, Kind.INSTRUCT),
    ],
)
def test_the_kind_of_a_model_is_read_from_its_settings(
    make_model: MakeModel, settings: dict[str, object], kind: Kind
) -> None:
    files = {"config.json": json.dumps(settings).encode(), "tokenizer_config.json": b'{"chat_template": "x"}'}
    assert detect_kind(make_model(**files)) is kind


@pytest.mark.parametrize(("writes", "kind"), [(b"true", Kind.COMPACT), (b"false", Kind.MARIAN)])
def test_a_marian_model_that_was_taught_the_control_tokens_is_compact(
    make_model: MakeModel, writes: bytes, kind: Kind
) -> None:
    config = b'{"model_type": "marian", "writes": ' + writes + b"}"
    files = {"config.json": config, "vocab.json": b'{">>headline<<": 5}'}
    assert detect_kind(make_model(**files)) is kind


def test_a_decoder_without_chat_template_is_refused(make_model: MakeModel) -> None:
    folder = make_model(**{"config.json": b'{"model_type": "gpt2"}', "tokenizer_config.json": b"{}"})
    with pytest.raises(ModelError, match="chat"):
        detect_kind(folder)


def test_a_model_that_was_not_fetched_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        locate_pair("opus", tmp_path)
    assert "summarize models fetch opus" in caught.value.hint
    with pytest.raises(ModelError) as caught:
        locate_pair("compact", tmp_path, translator="org/other")
    assert "summarize models fetch org/other" in caught.value.hint


def test_an_unknown_profile_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        locate_pair("opsu", tmp_path)
    assert "compact, opus, instruct" in caught.value.hint


def test_translator_and_summarizer_can_be_overruled_each(make_model: MakeModel, tmp_path: Path) -> None:
    folder = make_model()
    translator, summarizer = locate_pair("compact", tmp_path / "models", translator=str(folder))
    assert (translator.spec.name, summarizer.spec.name) == ("mine", "compact-writer")
    assert len({translator, summarizer, translator}) == 2


def test_all_declared_models_are_listed(tmp_path: Path) -> None:
    rows = {row.name: row for row in list_models(tmp_path)}
    assert rows["compact"].state == "embedded"
    assert rows["compact"].n_bytes > 10**6
    assert rows["Helsinki-NLP/opus-mt-fr-en"].state == "not fetched"
    assert rows["Helsinki-NLP/opus-mt-fr-en"].profiles == ("opus",)
