"""CTranslate2 and transformers give the same answers on the same weights, or the conversion is refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tiny_checkpoints import ENGLISH, FRENCH
from zoo import Zoo

from summarize.engines import hubconversion
from summarize.engines.chatmodels import CTranslate2Chat, TransformersChat
from summarize.engines.conversion import position_encodings
from summarize.engines.options import EngineOptions, resolve
from summarize.engines.running import cap
from summarize.engines.textmodels import CTranslate2Seq2Seq, TransformersSeq2Seq
from summarize.errors import ModelError
from summarize.records import Decoding, Task

DECODINGS = (
    Decoding(beam=1),
    Decoding(beam=4),
    Decoding(beam=3, length_penalty=0.6, no_repeat_ngram=2),
    Decoding(beam=4, no_repeat_ngram=3, task=Task.HEADLINE),
)


@pytest.mark.parametrize("decoding", DECODINGS, ids=str)
def test_both_engines_translate_alike_with_comparable_scores(zoo: Zoo, decoding: Decoding) -> None:
    sources = [*FRENCH, *(f"{a} {b}" for a, b in zip(FRENCH[4:], FRENCH, strict=False))]
    sources = [s for s in sources if zoo.translator("marian:ct2:float32").count_tokens([s])[0] < 100]
    ours = zoo.translator("marian:ct2:float32").translate(sources, decoding)
    theirs = zoo.translator("marian:transformers:float32").translate(sources, decoding)
    assert [h.text for h in ours] == [h.text for h in theirs]
    assert [h.truncated for h in ours] == [h.truncated for h in theirs]
    assert [h.score for h in ours] == pytest.approx([h.score for h in theirs], abs=1e-2)


def test_a_score_is_the_log_probability_of_the_target_divided_by_its_tokens(zoo: Zoo) -> None:
    import torch

    translator = zoo.translator("marian:transformers:float32")
    tokens, model = translator._tokens, translator._model
    for penalty in (1.0, 0.5):
        decoding = Decoding(beam=2, length_penalty=penalty)
        [found] = translator.translate([FRENCH[2]], decoding)
        source = torch.tensor([tokens.to_ids(tokens.encode(FRENCH[2]))])
        longest = cap(source.shape[1], Task.TRANSLATE, 128)
        start = model.config.decoder_start_token_id
        with torch.inference_mode():
            settings = translator._configure(longest, decoding)
            again = model.generate(source, generation_config=settings).sequences[:1]
            logits = model(input_ids=source, decoder_input_ids=again[:, :-1]).logits
        assert again[0, 0] == start
        each = logits.log_softmax(-1).gather(-1, again[:, 1:].unsqueeze(-1)).flatten()
        assert found.score == pytest.approx(float(each.mean()), abs=1e-3)


def test_batch_size_never_shows_in_the_text(zoo: Zoo) -> None:
    for engine in ("marian:ct2:int8", "marian:ct2:float32"):
        by_size = [
            zoo.translator(engine, batch_tokens=size).translate(FRENCH, Decoding()) for size in (1, 100, 4096)
        ]
        assert [h.text for h in by_size[0]] == [h.text for h in by_size[1]] == [h.text for h in by_size[2]]


def test_eight_bit_hypotheses_are_equal_to_the_last_bit_of_the_score(zoo: Zoo) -> None:
    by_size = [
        zoo.translator("marian:ct2:int8", batch_tokens=size).translate(FRENCH, Decoding())
        for size in (1, 4096)
    ]
    assert by_size[0] == by_size[1]


def test_reaching_the_cap_is_said(zoo: Zoo, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    spec = zoo.spec("marian")
    shutil.copytree(spec.path, tmp_path / "endless")
    weights = load_file(tmp_path / "endless" / "model.safetensors")
    weights["final_logits_bias"][0, 0] = -50.0
    save_file(weights, tmp_path / "endless" / "model.safetensors", metadata={"format": "pt"})
    endless = replace(spec, path=tmp_path / "endless", fingerprint="e" * 64)
    for engine in ("ct2", "transformers"):
        [found] = zoo.build(endless, engine).translate(["Non."], Decoding(beam=2))
        assert found.truncated
        assert found.text


def test_nothing_silent_is_ever_written(zoo: Zoo) -> None:
    found = zoo.translator("marian:ct2:int8").translate(FRENCH, Decoding(beam=1))
    assert not any(mark in h.text for h in found for mark in ("<pad>", "<unk>", "</s>", ">>", "▁"))


def test_position_encodings_are_those_of_transformers(zoo: Zoo) -> None:
    model = zoo.translator("marian:transformers:float32")._model
    wanted = model.model.encoder.embed_positions.weight.detach().numpy()
    assert position_encodings(*wanted.shape) == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize("checkpoint", ["bart", "t5", "t5-v1.1"])
def test_both_engines_summarise_alike(zoo: Zoo, checkpoint: str) -> None:
    spec = zoo.spec(checkpoint)
    texts = [*ENGLISH, "", "Short."]
    found = [
        model(spec, resolve(spec, zoo.options(engine, "float32"))).write(texts)
        for model, engine in ((CTranslate2Seq2Seq, "ct2"), (TransformersSeq2Seq, "transformers"))
    ]
    assert [h.text for h in found[0]] == [h.text for h in found[1]]
    assert found[0][4].text == ""


@pytest.mark.parametrize("checkpoint", ["llama", "qwen3"])
def test_both_engines_chat_alike(zoo: Zoo, checkpoint: str) -> None:
    spec = zoo.spec(checkpoint)
    conversations = [(text,) for text in ENGLISH] + [(ENGLISH[0], "No.", "Again.")]
    found = [
        model(spec, resolve(spec, zoo.options(engine, "float32"))).answer(conversations, 40)
        for model, engine in ((CTranslate2Chat, "ct2"), (TransformersChat, "transformers"))
    ]
    assert found[0] == found[1]
    assert any(h.text for h in found[0])


def test_a_conversion_that_answers_otherwise_is_refused(
    zoo: Zoo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubconversion, "_correct", lambda config: None)
    with pytest.raises(ModelError, match="does not answer like the original"):
        hubconversion.convert_seq2seq(zoo.spec("t5-v1.1").path, tmp_path / "out", "float32")


def test_a_model_that_ctranslate2_does_not_know_is_refused(zoo: Zoo, tmp_path: Path) -> None:
    shutil.copytree(zoo.spec("marian").path, tmp_path / "m")
    config = json.loads((tmp_path / "m" / "config.json").read_text())
    (tmp_path / "m" / "config.json").write_text(json.dumps({**config, "activation_function": "snake"}))
    spec = replace(zoo.spec("marian"), path=tmp_path / "m", fingerprint="f" * 64)
    with pytest.raises(ModelError, match="snake"):
        zoo.build(spec, "ct2")


def test_options_refuse_what_is_not_there(zoo: Zoo) -> None:
    spec = zoo.spec("marian")
    with pytest.raises(ModelError, match="compute type"):
        resolve(spec, EngineOptions(engine="transformers", device="cpu", compute_type="int8"))
    with pytest.raises(ModelError, match="unknown engine"):
        resolve(spec, EngineOptions(engine="onnx"))
