"""Fetching: pinned, checked, converted, locked, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from pickle import UnpicklingError

import pytest
from filelock import FileLock

from summarize.errors import DiskFullError, LockedError, ModelError
from summarize.models import fetch as module
from summarize.models.convert import convert_folder
from summarize.models.fetch import choose_files, fetch
from summarize.models.hub import HuggingFaceHub, RemoteFile, Snapshot
from summarize.models.locate import list_models, locate, verify
from summarize.models.lock import read_lock

NAME = "org/model"
MARIAN = {
    "config.json": b'{"model_type": "marian"}',
    "vocab.json": b'{"<unk>": 1, "</s>": 0}',
    "source.spm": b"spm",
    "model.safetensors": bytes(range(256)) * 20,
}


class DictHub:
    """Serves `files` as one commit of any repository."""

    def __init__(self, files: dict[str, bytes], commit: str = "a" * 40) -> None:
        self.files = files
        self.commit = commit
        self.asked: list[str] = []
        self.delivered: dict[str, bytes] = {}

    def describe(self, repository: str, revision: str) -> Snapshot:
        self.asked.append(revision)
        remote = {
            name: RemoteFile(
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest() if name.endswith(("bin", "safetensors")) else None,
            )
            for name, content in self.files.items()
        }
        return Snapshot(commit=revision or self.commit, license="cc-by-4.0", files=remote)

    def download(self, repository: str, commit: str, names: Sequence[str], folder: Path) -> None:
        for name in names:
            (folder / name).write_bytes({**self.files, **self.delivered}[name])
        cache = folder / ".cache" / "huggingface"
        cache.mkdir(parents=True)
        (cache / "x.lock").touch()


def test_a_fetched_model_is_locked_and_verifies(tmp_path: Path) -> None:
    steps: list[str] = []
    (entry,) = fetch(NAME, tmp_path, hub=DictHub({**MARIAN, "README.md": b"x"}), on_step=steps.append)
    assert entry == read_lock(tmp_path)[NAME]
    assert (entry.revision, entry.license) == ("a" * 40, "cc-by-4.0")
    spec = verify(locate(NAME, tmp_path))
    assert (spec.name, spec.revision) == (NAME, "a" * 12)
    assert sorted(path.name for path in spec.path.iterdir()) == sorted(MARIAN)
    assert [row.state for row in list_models(tmp_path) if row.name == NAME] == ["fetched"]
    assert steps[-1].startswith(f"{NAME}: locked")


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    hub = DictHub(MARIAN)
    assert fetch(NAME, tmp_path, hub=hub) == fetch(NAME, tmp_path, hub=hub)
    assert hub.asked == [""]


def test_a_damaged_model_is_fetched_again_at_the_commit_of_the_lock(tmp_path: Path) -> None:
    hub = DictHub(MARIAN)
    (entry,) = fetch(NAME, tmp_path, hub=hub)
    (tmp_path / entry.folder / "vocab.json").write_text("damage")
    hub.commit = "b" * 40
    assert fetch(NAME, tmp_path, hub=hub) == (entry,)
    assert hub.asked == ["", "a" * 40]
    verify(locate(NAME, tmp_path))


def test_a_locked_commit_cannot_change_its_content(tmp_path: Path) -> None:
    (entry,) = fetch(NAME, tmp_path, hub=DictHub(MARIAN))
    (tmp_path / entry.folder / "vocab.json").unlink()
    with pytest.raises(ModelError, match="not what was locked") as caught:
        fetch(NAME, tmp_path, hub=DictHub({**MARIAN, "source.spm": b"other"}))
    assert "--update" in caught.value.hint
    assert read_lock(tmp_path)[NAME] == entry


def test_a_lock_moves_only_with_update_and_the_old_folder_goes(tmp_path: Path) -> None:
    (old,) = fetch(NAME, tmp_path, hub=DictHub(MARIAN))
    newer = DictHub({**MARIAN, "source.spm": b"other"}, commit="b" * 40)
    assert fetch(NAME, tmp_path, hub=newer) == (old,)
    (new,) = fetch(NAME, tmp_path, hub=newer, is_update=True)
    assert new.revision == "b" * 40
    assert not (tmp_path / old.folder).exists()
    verify(locate(NAME, tmp_path))


def test_a_profile_that_names_another_commit_than_the_lock_is_refused(tmp_path: Path) -> None:
    fetch(NAME, tmp_path, hub=DictHub(MARIAN))
    (tmp_path / "profiles.toml").write_text(f'[models."{NAME}"]\nrevision = "{"c" * 40}"\n')
    with pytest.raises(ModelError, match="the profile names c") as caught:
        fetch(NAME, tmp_path, hub=DictHub(MARIAN))
    assert f"summarize models fetch {NAME} --update" in caught.value.hint


def test_a_pinned_commit_is_asked_for_and_nothing_else_accepted(tmp_path: Path) -> None:
    (tmp_path / "profiles.toml").write_text(f'[models."{NAME}"]\nrevision = "{"c" * 40}"\nlicense = "MIT"\n')
    hub = DictHub(MARIAN)
    (entry,) = fetch(NAME, tmp_path, hub=hub)
    assert hub.asked == ["c" * 40]
    assert entry.license == "MIT"

    (tmp_path / entry.folder / "vocab.json").unlink()

    class Other(DictHub):
        def describe(self, repository: str, revision: str) -> Snapshot:
            return super().describe(repository, "d" * 40)

    with pytest.raises(ModelError, match="instead of c"):
        fetch(NAME, tmp_path, hub=Other(MARIAN), is_update=True)


def test_a_profile_fetches_both_models_and_embedded_ones_need_no_hub(tmp_path: Path) -> None:
    assert [entry.name for entry in fetch("opus", tmp_path, hub=DictHub(MARIAN))] == [
        "Helsinki-NLP/opus-mt-fr-en",
        "sshleifer/distilbart-cnn-12-6",
    ]
    assert fetch("compact", tmp_path, hub=None) == ()


@pytest.mark.parametrize("delivered", [b"short", b"<html>log in</html>" * 400])
def test_what_was_not_declared_is_not_accepted_and_leaves_nothing(tmp_path: Path, delivered: bytes) -> None:
    hub = DictHub(MARIAN)
    hub.delivered = {"model.safetensors": delivered}
    with pytest.raises(ModelError, match="was delivered"):
        fetch(NAME, tmp_path, hub=hub)
    assert {path.name for path in tmp_path.iterdir()} <= {".fetch.lock"}


def test_a_file_that_does_not_come_is_noticed(tmp_path: Path) -> None:
    class Lossy(DictHub):
        def download(self, repository: str, commit: str, names: object, folder: Path) -> None:
            super().download(repository, commit, ["config.json"], folder)

    with pytest.raises(ModelError, match="was not delivered"):
        fetch(NAME, tmp_path, hub=Lossy(MARIAN))


def test_a_model_with_hostile_settings_is_not_installed(tmp_path: Path) -> None:
    hub = DictHub({**MARIAN, "config.json": b'{"auto_map": {}}'})
    with pytest.raises(ModelError, match="auto_map"):
        fetch(NAME, tmp_path, hub=hub)
    assert read_lock(tmp_path) == {}


def test_safetensors_are_preferred_and_only_needed_files_are_taken() -> None:
    files = [
        *MARIAN,
        "pytorch_model.bin",
        "tf_model.h5",
        "onnx/model.onnx",
        "modeling.py",
        "README.md",
        "training_args.bin",
    ]
    assert set(choose_files(NAME, files)) == set(MARIAN)
    without = [name for name in files if name != "model.safetensors"]
    assert set(choose_files(NAME, without)) == {*MARIAN, "pytorch_model.bin"} - {"model.safetensors"}
    with pytest.raises(ModelError, match="PyTorch weights"):
        choose_files(NAME, ["config.json", "tf_model.h5"])


def test_two_fetches_do_not_write_at_once(tmp_path: Path) -> None:
    with FileLock(tmp_path / ".fetch.lock"), pytest.raises(LockedError):
        fetch(NAME, tmp_path, hub=DictHub(MARIAN))


def test_lack_of_room_is_noticed_before_the_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        free = 1000

    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: Full)
    with pytest.raises(DiskFullError):
        fetch(NAME, tmp_path, hub=DictHub(MARIAN))


def test_without_network_there_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    import huggingface_hub

    class Unreachable:
        def model_info(self, *args: object, **options: object) -> None:
            raise RuntimeError("Name or service not known\nlong story")

    monkeypatch.setattr(huggingface_hub, "HfApi", Unreachable)
    with pytest.raises(ModelError) as caught:
        fetch(NAME, tmp_path)
    assert str(caught.value) == f"{NAME}: cannot be fetched: RuntimeError: Name or service not known"
    assert "network" in caught.value.hint


def test_an_offline_environment_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE"):
        HuggingFaceHub().describe(NAME, "")


def test_pickled_weights_become_safetensors_that_load_the_same(tmp_path: Path) -> None:
    import torch
    from transformers import MarianConfig, MarianMTModel

    config = MarianConfig(
        vocab_size=40, d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, max_position_embeddings=32,
        pad_token_id=39, decoder_start_token_id=39, eos_token_id=0, forced_eos_token_id=0, dtype="float16",
    )  # fmt: skip
    torch.manual_seed(1)
    model = MarianMTModel(config).eval()
    pickle = io.BytesIO()
    torch.save({name: tensor.half() for name, tensor in model.state_dict().items()}, pickle)
    settings = json.dumps(config.to_dict()).encode()
    hub = DictHub({"config.json": settings, "vocab.json": b"{}", "pytorch_model.bin": pickle.getvalue()})
    (entry,) = fetch(NAME, tmp_path, hub=hub)
    assert set(entry.files) == {"config.json", "vocab.json", "model.safetensors"}
    assert set(entry.converted) == {"pytorch_model.bin"}
    folder = verify(locate(NAME, tmp_path)).path
    assert (folder / "config.json").read_bytes() == settings
    loaded = MarianMTModel.from_pretrained(
        folder, local_files_only=True, use_safetensors=True, dtype="float32"
    )
    ids = torch.tensor([[5, 6, 0]])
    with torch.inference_mode():
        ours = loaded(input_ids=ids, decoder_input_ids=ids).logits
        theirs = model.half().float()(input_ids=ids, decoder_input_ids=ids).logits
    assert torch.allclose(ours, theirs, atol=1e-2)


def test_a_conversion_by_another_library_is_no_change_of_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {**MARIAN, "pytorch_model.bin": b"pickle"}
    del files["model.safetensors"]

    def convert(folder: Path) -> None:
        (folder / "pytorch_model.bin").unlink()
        (folder / "model.safetensors").write_bytes(version)

    monkeypatch.setattr(module, "convert", convert)
    version = b"one"
    (first,) = fetch(NAME, tmp_path, hub=DictHub(files))
    (tmp_path / first.folder / "vocab.json").unlink()
    version = b"two"
    (second,) = fetch(NAME, tmp_path, hub=DictHub(files))
    assert first.converted == second.converted
    verify(locate(NAME, tmp_path))
    (tmp_path / first.folder / "vocab.json").unlink()
    with pytest.raises(ModelError, match="not what was locked"):
        fetch(NAME, tmp_path, hub=DictHub({**files, "pytorch_model.bin": b"other"}))


def test_a_failed_conversion_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.sys, "executable", "/bin/false")
    with pytest.raises(ModelError, match="cannot be converted to safetensors: exit status 1"):
        fetch(NAME, tmp_path, hub=DictHub({"config.json": b"{}", "pytorch_model.bin": b"x"}))
    assert read_lock(tmp_path) == {}


def test_a_pickle_that_runs_code_is_refused(tmp_path: Path) -> None:
    import torch

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[Path]]:
            return Path.touch, (tmp_path / "ran",)

    folder = tmp_path / "model"
    folder.mkdir()
    torch.save({"model.shared.weight": Evil()}, folder / "pytorch_model.bin")
    (folder / "config.json").write_text(
        '{"model_type": "marian", "vocab_size": 8, "d_model": 8, "pad_token_id": 7}'
    )
    with pytest.raises((UnpicklingError, RuntimeError)):
        convert_folder(folder)
    assert not (tmp_path / "ran").exists()
