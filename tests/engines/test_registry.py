"""Which engine runs which model, offline and without a word on stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from zoo import EXACT, Zoo

from summarize.engines import options as module
from summarize.engines.options import EngineOptions, Kind, resolve
from summarize.engines.registry import (
    FAKE,
    build_summarizer,
    build_translator,
    describe_summarizer,
    describe_translator,
)
from summarize.errors import DeviceError, ModelError
from summarize.prompts import load_prompts

ROOT = Path(__file__).resolve().parents[2]


def test_a_signature_is_known_without_building_anything(zoo: Zoo) -> None:
    prompts = load_prompts()
    for engine, compute_type in (("ct2", EXACT), ("transformers", "float32")):
        options = zoo.options(engine, compute_type)
        spec = zoo.spec("marian")
        assert describe_translator(spec, options) == build_translator(spec, options).signature
        compact = replace(spec, kind=Kind.COMPACT)
        assert describe_summarizer(compact, options) == build_summarizer(compact, options).signature
        for name in ("bart", "qwen3"):
            spec = zoo.spec(name)
            built = build_summarizer(spec, options, prompts=prompts)
            assert describe_summarizer(spec, options, prompts=prompts) == built.signature
    assert describe_translator(FAKE, options) == build_translator(FAKE, options).signature
    assert describe_summarizer(FAKE, options) == build_summarizer(FAKE, options).signature


def test_everything_that_changes_the_text_changes_the_signature(zoo: Zoo) -> None:
    spec, options = zoo.spec("marian"), zoo.options("ct2", "int8")
    others = [
        describe_translator(spec, replace(options, compute_type="float32")),
        describe_translator(spec, zoo.options("transformers", "float32")),
        describe_translator(replace(spec, revision="other"), options),
        describe_translator(replace(spec, fingerprint="a" * 64), options),
    ]
    assert len({describe_translator(spec, options), *others}) == 5
    same = describe_translator(spec, replace(options, threads=7, batch_tokens=9))
    assert same == describe_translator(spec, options)


def test_auto_takes_ctranslate2_on_a_cpu_and_transformers_elsewhere(
    zoo: Zoo, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = zoo.spec("marian")
    monkeypatch.setattr(module, "has_exact_int8", lambda: True)
    on_cpu = resolve(spec, EngineOptions(device="cpu"))
    assert (on_cpu.engine, on_cpu.compute_type) == ("ct2", "int8")
    monkeypatch.setattr(module, "_has_cuda", lambda: True)
    on_gpu = resolve(spec, EngineOptions())
    assert (on_gpu.engine, on_gpu.device, on_gpu.compute_type) == ("transformers", "cuda", "float16")
    assert resolve(replace(spec, kind=Kind.INSTRUCT), EngineOptions()).compute_type == "bfloat16"
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    without = resolve(spec, EngineOptions(device="cpu"))
    assert (without.engine, without.compute_type) == ("transformers", "float32")
    with pytest.raises(ModelError, match=r"not installed") as caught:
        resolve(spec, EngineOptions(engine="ct2", device="cpu"))
    assert "pip install" in caught.value.hint


def test_auto_leaves_to_transformers_what_ctranslate2_may_not_know(zoo: Zoo, tmp_path: Path) -> None:
    for config, engine in (
        ({"model_type": "bart"}, "ct2"),
        ({"model_type": "mamba"}, "transformers"),
        ({"model_type": "marian", "share_encoder_decoder_embeddings": False}, "transformers"),
    ):
        (tmp_path / "config.json").write_text(json.dumps(config))
        spec = replace(zoo.spec("marian"), path=tmp_path)
        assert resolve(spec, EngineOptions(device="cpu")).engine == engine
    (tmp_path / "config.json").unlink()
    with pytest.raises(ModelError, match=r"config\.json"):
        resolve(spec, EngineOptions(device="cpu"))


def test_an_absent_device_is_said(zoo: Zoo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CUDA_DRIVER", Path("/nonexistent"))
    with pytest.raises(DeviceError, match="no CUDA device"):
        resolve(zoo.spec("marian"), EngineOptions(device="cuda"))
    with pytest.raises(DeviceError, match="unknown device"):
        resolve(zoo.spec("marian"), EngineOptions(device="tpu"))


def test_a_model_of_another_kind_is_refused(zoo: Zoo) -> None:
    options = zoo.options("ct2", "int8")
    with pytest.raises(ModelError, match="no translator"):
        build_translator(zoo.spec("bart"), options)
    with pytest.raises(ModelError, match="needs prompts"):
        build_summarizer(zoo.spec("llama"), options)


SCRIPT = """
import socket, sys
from pathlib import Path
def refuse(*arguments): raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = refuse
from summarize.engines.options import EngineOptions, Kind, ModelSpec
from summarize.engines.registry import build_translator
from summarize.records import Decoding
spec = ModelSpec(name="tiny", kind=Kind.MARIAN, path=Path(sys.argv[1]), revision="test", fingerprint="0" * 64)
options = EngineOptions(engine="transformers", device="cpu", threads=1)
translator = build_translator(spec, options)
for beam in (1, 2):
    translator.translate(["Oui, jeudi.", "Non."], Decoding(beam=beam, no_repeat_ngram=3))
import os
print(*(os.environ[n] for n in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "DISABLE_SAFETENSORS_CONVERSION")))
"""


def test_transformers_runs_offline_and_without_a_word(zoo: Zoo) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(zoo.spec("marian").path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("HF_", "TRANSFORMERS_"))},
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.split() == ["1", "1", "1"]


def test_a_pickle_is_never_loaded(zoo: Zoo, tmp_path: Path) -> None:
    import shutil

    import torch

    shutil.copytree(zoo.spec("marian").path, tmp_path / "pickled")
    (tmp_path / "pickled" / "model.safetensors").unlink()
    torch.save({}, tmp_path / "pickled" / "pytorch_model.bin")
    spec = replace(zoo.spec("marian"), path=tmp_path / "pickled", fingerprint="b" * 64)
    for engine in ("transformers", "ct2"):
        with pytest.raises(ModelError):
            build_translator(spec, zoo.options(engine, "float32"))
