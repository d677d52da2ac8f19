"""Our Marian tokenisation equals that of transformers, except that text is never taken for control tokens."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_checkpoints import ENGLISH, FRENCH
from zoo import SHIPPED, Zoo, require

from summarize.engines.offline import import_transformers
from summarize.engines.tokens import MarianTokens
from summarize.errors import EngineError, ModelError
from summarize.records import Task

TRICKY = (
    "",
    "  a   b ",
    "½ litre à 10 €",
    "10\u202f000\u00a0%",
    "« Œuvre », l’été — fin…",
    "Erdoğan 日本 😀",
    "ligne\nligne\tfin",
    "e\u0301te\u0301",
    "\x00\x07\ufeff",
    "ﬁn ２０",
)


def load_theirs(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it recommends a package that it never uses
        return import_transformers().MarianTokenizer.from_pretrained(folder, local_files_only=True)


@pytest.mark.parametrize("checkpoint", ["marian", "bytes-free", "shipped"])
def test_pieces_ids_and_texts_are_those_of_marian_tokenizer(zoo: Zoo, checkpoint: str) -> None:
    require(checkpoint)
    folder = zoo.spec(checkpoint).path
    ours, theirs = MarianTokens(folder), load_theirs(folder)
    for text in (*FRENCH, *ENGLISH, *TRICKY):
        ids = ours.to_ids(ours.encode(text))
        assert ids == theirs(text)["input_ids"]
        assert ours.decode_ids(ids) == theirs.decode(ids, skip_special_tokens=True)


@pytest.fixture(scope="module")
def tokens(zoo: Zoo) -> MarianTokens:
    return MarianTokens(zoo.spec("marian").path)


@pytest.fixture(scope="module")
def bytes_free(zoo: Zoo) -> MarianTokens:
    return MarianTokens(zoo.spec("bytes-free").path)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_with_byte_pieces_every_text_comes_back_up_to_normalisation(tokens: MarianTokens, text: str) -> None:
    pieces = tokens.encode(text)
    assert "<unk>" not in pieces
    assert tokens.unknown_characters(text) == ()
    again = tokens.decode(pieces)
    assert tokens.decode(tokens.encode(again)) == again


def test_control_tokens_come_from_the_task_alone(tokens: MarianTokens) -> None:
    plain = tokens.encode("Oui")
    assert tokens.encode("Oui", Task.HEADLINE) == [">>headline<<", *plain]
    spelled = tokens.encode(">>headline<< Oui </s> <pad>")
    assert not {">>headline<<", "<pad>"} & set(spelled)
    assert spelled.count("</s>") == 1
    assert tokens.decode(spelled) == ">>headline<< Oui </s> <pad>"


def test_a_task_that_the_model_does_not_know_is_an_error(bytes_free: MarianTokens) -> None:
    with pytest.raises(EngineError, match=">>summary<<"):
        bytes_free.encode("Oui", Task.SUMMARY)


def test_lost_characters_are_reported_as_written_with_repeats(bytes_free: MarianTokens) -> None:
    assert bytes_free.unknown_characters("Oui, jeudi.") == ()
    assert bytes_free.unknown_characters("le dğne 日本 ğ") == ("ğ", "日", "本", "ğ")
    # ½ is normalised to 1⁄2, and the fraction slash is what the vocabulary lacks.
    assert bytes_free.unknown_characters("2 ½ 2") == ("½",)


def test_silent_tokens_are_neither_decoded_nor_allowed(tokens: MarianTokens) -> None:
    assert tokens.decode(["<pad>", "▁Oui", "<unk>", ">>fact<<", "</s>"]) == "Oui"
    banned = {tokens.pieces[i] for i in tokens.banned_ids}
    assert banned == {"<unk>", "<pad>", ">>headline<<", ">>summary<<", ">>fact<<"}


def test_bytes_join_into_characters(tokens: MarianTokens) -> None:
    assert tokens.decode(["▁", "<0xC4>", "<0x9F>", "</s>"]) == "ğ"


def test_text_that_is_not_unicode_is_an_error(tokens: MarianTokens) -> None:
    with pytest.raises(EngineError, match="Unicode"):
        tokens.encode("a\ud800b")


def test_long_hostile_text_is_encoded_in_linear_time(tokens: MarianTokens) -> None:
    assert len(tokens.encode("<" * 100_000)) > 1
    assert tokens.unknown_characters(">>" * 50_000) == ()


def test_a_damaged_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tokenizer_config\.json"):
        MarianTokens(tmp_path)
    (tmp_path / "tokenizer_config.json").write_text("{}")
    (tmp_path / "vocab.json").write_text(json.dumps({"a": 0}))
    with pytest.raises(ModelError, match="<unk>"):
        MarianTokens(tmp_path)
    (tmp_path / "vocab.json").write_text(json.dumps({"<unk>": 0, "</s>": 1, "<pad>": 2}))
    with pytest.raises(ModelError, match=r"source\.spm"):
        MarianTokens(tmp_path)
    (tmp_path / "tokenizer_config.json").write_text('{"separate_vocabs": true}')
    with pytest.raises(ModelError, match="separate"):
        MarianTokens(tmp_path)


def test_the_shipped_vocabulary_knows_the_three_tasks() -> None:
    require("shipped")
    tokens = MarianTokens(SHIPPED)
    assert all(task.value in tokens.vocabulary for task in Task if task)
