"""Converted weights: made once, whole, checked, and safe for several processes; starting needs no torch."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from zoo import Zoo

from summarize.engines import cache as module
from summarize.engines.cache import cached, is_intact
from summarize.engines.options import EngineOptions, ModelSpec, Runtime, resolve
from summarize.errors import DiskFullError, ModelError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def runtime(zoo: Zoo, tmp_path: Path) -> Runtime:
    return resolve(zoo.spec("marian"), EngineOptions(engine="ct2", device="cpu", cache=tmp_path / "cache"))


@pytest.fixture
def spec(zoo: Zoo) -> ModelSpec:
    return zoo.spec("marian")


class Converter:
    """Writes two files and counts."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, folder: Path, out: Path, quantization: str) -> None:
        self.calls += 1
        (out / "model.bin").write_bytes(b"weights")
        (out / "config.json").write_text(quantization)


def test_weights_are_converted_once(spec: ModelSpec, runtime: Runtime) -> None:
    convert = Converter()
    folders = {cached(spec, runtime, "v", convert) for _ in range(3)}
    assert len(folders) == 1
    assert convert.calls == 1


def test_other_weights_types_and_versions_have_other_folders(spec: ModelSpec, runtime: Runtime) -> None:
    convert = Converter()
    folders = {
        cached(spec, runtime, "v", convert),
        cached(spec, runtime, "w", convert),
        cached(spec, replace(runtime, compute_type="bfloat16"), "v", convert),
        cached(replace(spec, fingerprint="a" * 64), runtime, "v", convert),
    }
    assert len(folders) == convert.calls == 4


@pytest.mark.parametrize("damage", ["flip", "truncate", "remove", "add", "manifest"])
def test_damaged_weights_are_converted_anew(spec: ModelSpec, runtime: Runtime, damage: str) -> None:
    convert = Converter()
    folder = cached(spec, runtime, "v", convert)
    weights = folder / "model.bin"
    {
        "flip": lambda: weights.write_bytes(b"weighty"),
        "truncate": lambda: weights.write_bytes(b""),
        "remove": weights.unlink,
        "add": lambda: (folder / "vmap.txt").write_text("x"),
        "manifest": lambda: (folder / module.MANIFEST).write_text("{"),
    }[damage]()
    assert not is_intact(folder)
    assert is_intact(cached(spec, runtime, "v", convert))
    assert convert.calls == 2


def test_a_conversion_that_fails_leaves_nothing(spec: ModelSpec, runtime: Runtime) -> None:
    def fail(folder: Path, out: Path, quantization: str) -> None:
        (out / "model.bin").write_bytes(b"half")
        raise ModelError("no")

    with pytest.raises(ModelError, match="no"):
        cached(spec, runtime, "v", fail)
    assert [path.name for path in runtime.cache.iterdir() if not path.name.endswith(".lock")] == []


def test_a_cache_that_cannot_be_written_is_said(spec: ModelSpec, runtime: Runtime, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="cannot be kept") as caught:
        cached(spec, replace(runtime, cache=tmp_path / "file" / "cache"), "v", Converter())
    assert "XDG_CACHE_HOME" in caught.value.hint


def test_a_full_disk_is_said_as_such(spec: ModelSpec, runtime: Runtime) -> None:
    def fill(folder: Path, out: Path, quantization: str) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(DiskFullError):
        cached(spec, runtime, "v", fill)


SCRIPT = """
import sys
from pathlib import Path
from summarize.engines.options import EngineOptions, Kind, ModelSpec
from summarize.engines.registry import build_translator
from summarize.records import Decoding
folder, fingerprint = Path(sys.argv[1]), sys.argv[2]
spec = ModelSpec(name="tiny", kind=Kind.MARIAN, path=folder, revision="test", fingerprint=fingerprint)
options = EngineOptions(engine="ct2", device="cpu", threads=1, cache=Path(sys.argv[3]))
[found] = build_translator(spec, options).translate(["Oui, jeudi."], Decoding())
print(sorted({"torch", "transformers", "numpy"} & set(sys.modules)), ascii(found.text))
"""


def start(spec: ModelSpec, cache: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SCRIPT, str(spec.path), spec.fingerprint, str(cache)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_two_processes_convert_once_and_later_starts_need_no_torch(spec: ModelSpec, tmp_path: Path) -> None:
    both = [start(spec, tmp_path / "cache") for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert all(err == "" for _, err in said)
    folders = [path for path in (tmp_path / "cache").iterdir() if path.is_dir()]
    assert len(folders) == 1
    out, err = start(spec, tmp_path / "cache").communicate(timeout=60)
    assert (out.split(" ")[0], err) == ("[]", "")
    assert {text.split(" ", 1)[1] for text in (out,)} <= {text.split("] ", 1)[1] for text, _ in said}
