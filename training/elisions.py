"""French elisions apart: `l'Ariège` in the pieces of `Ariège`, not in others that only follow an apostrophe.

In a SentencePiece vocabulary a word behind an apostrophe begins with other pieces than behind a space. The
model knows neither half as well, and leaves spaces out where it copies a rare one: "in theège", "ofours".
The normaliser of the source's vocabulary, a part of its file, therefore sets a space behind an elided word.
"""

from __future__ import annotations

import io
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import sentencepiece as spm

from training.protobuf import field, fields

_ELIDED = "ldnsjmtcu"
"""Last letters of `l'`, `d'`, `n'`, `s'`, `j'`, `m'`, `t'`, `c'` and of `qu'`, `jusqu'`, `lorsqu'`."""
_VOWELS = "aeiouyhàâäáéèêëîïíôöóùûüúœæ"
_LETTERS = "abcdefgijklmnopqrstuvwxyzàâäéèêëîïíôöóùûüúœæç"
_NORMALISER, _NAME, _RULES = 0x1A, 0x0A, 0x12


def split_elisions(model: Path, out: Path) -> None:
    """Write the SentencePiece model at `model` to `out` with a normaliser that splits elisions too."""
    rules = _compile({**_known_rules(model), **dict(_elisions())})
    data = model.read_bytes()
    parts = []
    for start, body, end in fields(data):
        part = data[start:end]
        if data[start] == _NORMALISER:
            kept = b"".join(
                part[s:e] for s, _, e in fields(part, body - start) if part[s] not in (_NAME, _RULES)
            )
            part = field(_NORMALISER, field(_NAME, b"nmt_nfkc_fr") + field(_RULES, rules) + kept)
        parts.append(part)
    out.write_bytes(b"".join(parts))


def _elisions() -> Iterator[tuple[str, str]]:
    """Yield what stands around an apostrophe, and the same with a space: `l'a`, `l' a`."""
    for letter in _ELIDED:
        for begin in _VOWELS if letter != "d" else _behind_d():
            for elided in (letter, letter.upper()):
                for word in (begin, begin.capitalize(), begin.upper()):
                    yield f"{elided}'{word}", f"{elided}' {word}"
                    # An accent of its own would be cut off by the rule for the bare letter.
                    yield f"{elided}'{unicodedata.normalize('NFD', word)}", f"{elided}' {word}"


def _behind_d() -> Iterator[str]:
    """Yield how words behind `d'` begin, all but the end of `aujourd'hui`: `d'huile`, `d'humour`."""
    yield from _VOWELS.replace("h", "")
    yield from (f"h{letter}" for letter in _LETTERS.replace("u", ""))
    yield from (f"hu{letter}" for letter in _LETTERS.replace("i", ""))
    yield from (f"hui{letter}" for letter in "lst")


def _known_rules(model: Path) -> Mapping[str, str]:
    """Return what the normaliser of a model makes of each character that it changes."""
    processor = spm.SentencePieceProcessor(model_file=str(model))
    characters = [chr(code) for code in range(1, sys.maxunicode) if not 0xD800 <= code < 0xE000]
    texts = [*characters, *(two for c in characters if len(two := unicodedata.normalize("NFD", c)) > 1)]
    # Between letters nothing is stripped; a mark of the beginning and a letter stand in front.
    written = processor.normalize([f"a{text}b" for text in texts])
    plain = (line[2:-1].replace("▁", " ") for line in written)
    return {text: put for text, put in zip(texts, plain, strict=True) if put != text}


def _compile(rules: Mapping[str, str]) -> bytes:
    """Return rules as SentencePiece stores them: only its trainer makes that."""
    model = io.BytesIO()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "rules.tsv"
        lines = (f"{_codes(text)}\t{_codes(put)}\n" for text, put in rules.items())
        path.write_text("".join(lines), encoding="ascii")
        spm.SentencePieceTrainer.train(
            sentence_iterator=iter(["a b"]),
            model_writer=model,
            model_type="char",
            vocab_size=8,
            hard_vocab_limit=False,
            normalization_rule_tsv=str(path),
            minloglevel=2,
        )
    data = model.getvalue()
    for start, body, end in fields(data):
        if data[start] == _NORMALISER:
            spec = data[start:end]
            for s, b, e in fields(spec, body - start):
                if spec[s] == _RULES:
                    return spec[b:e]
    raise ValueError("SentencePiece has written no rules")


def _codes(text: str) -> str:
    return " ".join(f"{ord(character):X}" for character in text)
