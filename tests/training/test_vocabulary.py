"""No character of a name is lost: not by a new vocabulary, not by the shipped one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sentencepiece as spm

from training.vocabulary import CHARACTERS, PAD, TASKS, Pieces, add_characters, write_vocab

SHIPPED = Path(__file__).parents[2] / "summarize" / "models" / "compact"
NAMES = ["Erdoğan", "Željko", "€", "—", "Łódź", "Nguyễn", "Саша", "漢字", "😀", "Ísafjörður", "3 €", "œuvre"]


@pytest.fixture(scope="module", params=["new", "shipped"])
def processor(request: pytest.FixtureRequest, prepared: Path) -> spm.SentencePieceProcessor:
    path = prepared / "source.spm" if request.param == "new" else SHIPPED / "source.spm"
    return spm.SentencePieceProcessor(model_file=str(path))


@pytest.mark.parametrize("text", NAMES)
def test_a_name_survives_the_pieces(processor: spm.SentencePieceProcessor, text: str) -> None:
    pieces = processor.encode(text, out_type=str)
    assert processor.decode(pieces) == text
    assert processor.unk_id() not in processor.encode(text)


def test_a_half_is_normalised_to_digits_and_a_fraction_slash(processor: spm.SentencePieceProcessor) -> None:
    # NFKC rewrites ½; nothing of it is lost, but it comes out as three characters.
    assert processor.decode(processor.encode("½", out_type=str)) == "1⁄2"


def test_every_byte_and_piece_of_the_shipped_model_has_an_id() -> None:
    vocab = json.loads((SHIPPED / "vocab.json").read_text(encoding="utf-8"))
    for name in ("source.spm", "target.spm"):
        shipped = spm.SentencePieceProcessor(model_file=str(SHIPPED / name))
        assert {shipped.id_to_piece(i) for i in range(shipped.get_piece_size())} <= set(vocab)
    assert {f"<0x{byte:02X}>" for byte in range(256)} <= set(vocab)
    assert set(TASKS) <= set(vocab)
    assert sorted(vocab.values()) == list(range(len(vocab)))


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
@pytest.mark.parametrize("text", ["Erdoğan", "Željko", "€", "—"])
def test_the_shipped_marian_tokenizer_gives_a_name_back(text: str) -> None:
    from transformers import MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(SHIPPED)
    ids = tokenizer(text).input_ids
    assert tokenizer.unk_token_id not in ids
    assert tokenizer.decode(ids, skip_special_tokens=True) == text


def test_padding_is_the_last_id_and_tasks_have_one(prepared: Path) -> None:
    pieces = Pieces(prepared)
    assert pieces.pad == len(pieces) - 1
    assert pieces.vocab[PAD] == pieces.pad
    (row,) = pieces.encode_source(["Le vote."], task=TASKS[0])
    assert row[0] == pieces.vocab[TASKS[0]]
    assert row[-1] == 0


def test_characters_added_later_go_behind_the_pieces_that_were_there(prepared: Path, tmp_path: Path) -> None:
    for name in ("source.spm", "target.spm", "vocab.json"):
        (tmp_path / name).write_bytes((prepared / name).read_bytes())
    old = json.loads((tmp_path / "vocab.json").read_text(encoding="utf-8"))
    assert add_characters(tmp_path / "target.spm", "ŋŋa") == ("ŋ",)
    write_vocab(tmp_path)
    new = json.loads((tmp_path / "vocab.json").read_text(encoding="utf-8"))
    assert [t for t in old if t != PAD] == list(new)[: len(old) - 1]
    assert new["ŋ"] == len(old) - 1
    assert new[PAD] == len(old)
    assert Pieces(tmp_path).target.encode("ŋ", out_type=str)[-1] == "ŋ"


def test_added_characters_are_one_piece(prepared: Path) -> None:
    processor = Pieces(prepared).target
    stable = [c for c in CHARACTERS if processor.normalize(c).strip("▁ ") == c]
    assert len(stable) > 100
    assert all(len([p for p in processor.encode(c, out_type=str) if p != "▁"]) == 1 for c in stable)
