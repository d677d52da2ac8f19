"""Words set apart: `l'Ariège` and `"Ariège` in the pieces of `Ariège`, not in others.

In a SentencePiece vocabulary a word behind an apostrophe, a quotation mark, a bracket or a prefix with its
hyphen begins with other pieces than behind a space. The model knows neither half as well, and copies what it
does not know: "in theège", "ofours", `the "sponse positive"`. The normaliser of the source's vocabulary, a
part of its file, therefore sets a space behind elided words, opening marks and usual prefixes. Targets are
taught with a space behind opening marks (`the " positive response"`), which the tool takes back: a word that
had to be spelled out there was often not found at all, and became `"s visible` or `"ast"`.
"""

from __future__ import annotations

import io
import re
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
_INITIALS = _LETTERS + "háñåøšžčćłđ"
_OPENING = {'"': '" ', "(": "( ", "'\"": "' \" "}
"""Marks that open where a letter follows. What is quoted may be elided from: `l'"Ariège"`."""
_PREFIXES = ("ex", "anti", "non", "demi", "mi", "ultra", "sud", "nord")
"""Prefixes of anything; of nationalities and the like it is the last letter that tells: `russo-`, `pro-`."""
_NORMALISER, _NAME, _RULES = 0x1A, 0x0A, 0x12
_OPENS = re.compile(r"""(?<![^\W_])(["(\[])(?=[^\W\d_])""")


def part_openings(target: str) -> str:
    """Return an English text as it is taught: with a space between an opening mark and its word."""
    return _OPENS.sub(r"\1 ", target)


def set_apart(model: Path, out: Path) -> None:
    """Write the SentencePiece model at `model` to `out` with a normaliser that sets words apart too."""
    rules = _compile({**_known_rules(model), **dict(_elisions()), **dict(_openings()), **dict(_hyphens())})
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


def _openings() -> Iterator[tuple[str, str]]:
    """Yield an opening mark in front of a letter, and in front of an elision, with their spaces."""
    words = ((form, unicodedata.normalize("NFC", form)) for letter in _INITIALS for form in _forms(letter))
    for begin, put in (*words, *_elisions()):
        for mark, apart in _OPENING.items():
            yield f"{mark}{begin}", f"{apart}{put}"


def _hyphens() -> Iterator[tuple[str, str]]:
    """Yield a prefix in front of a letter, and the same with a space behind its hyphen.

    Names behind `o-` are of one kind (`Rio-Paris`), and are copied as they are.
    """
    for letter in _INITIALS:
        for form in _forms(letter):
            whole = unicodedata.normalize("NFC", form)
            if form.islower():
                yield f"o-{form}", f"o- {whole}"
            for prefix in _PREFIXES:
                yield f" {prefix}-{form}", f" {prefix}- {whole}"
                yield f"{prefix.capitalize()}-{form}", f"{prefix.capitalize()}- {whole}"
            for elided in ("l'", "d'", "L'", "D'"):
                yield f"{elided}ex-{form}", f"{elided} ex- {whole}"


def _elisions() -> Iterator[tuple[str, str]]:
    """Yield what stands around an apostrophe, and the same with a space: `l'a`, `l' a`."""
    for letter in _ELIDED:
        for begin in _VOWELS if letter != "d" else _behind_d():
            for elided in (letter, letter.upper()):
                for word in _forms(begin):
                    yield f"{elided}'{word}", f"{elided}' {unicodedata.normalize('NFC', word)}"


def _forms(begin: str) -> Iterator[str]:
    """Yield a beginning in all cases, and with accents of their own: the bare letter's rule cut them off."""
    for word in dict.fromkeys((begin, begin.capitalize(), begin.upper())):
        yield from dict.fromkeys((word, unicodedata.normalize("NFD", word)))


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
