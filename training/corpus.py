"""Reading a corpus folder, and the rules by which a pair is kept.

CORPUS/parallel/NAME.tsv[.xz]   French<TAB>English a line
CORPUS/news/NAME.fr, NAME.en    aligned lines
CORPUS/summaries/*.jsonl.xz     articles: title, summary, article
"""

from __future__ import annotations

import itertools
import json
import lzma
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.numerals import write_ranks
from summarize.translation.english import double_quotes
from summarize.typography import normalise_source

Pair = tuple[str, str]
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_SPACE = re.compile(r"\s+")
LONGEST = 450


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One French article of the summaries, normalised as sources are."""

    title: str
    summary: str
    paragraphs: tuple[str, ...]


def clean_source(text: str) -> str:
    """Return a French side as a translator gets it: normalised, Roman ranks in Arabic numbers."""
    return write_ranks(normalise_source(text))


def clean_target(text: str) -> str:
    """Return an English side with the spacing and quotation marks that the tool prints."""
    return _SPACE.sub(" ", text.translate(_QUOTES)).strip()


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\xa0": " ", "…": "..."})


def _clean(french: str, english: str) -> Pair:
    """Return a pair as the tool has it; Europarl's English has single marks where its French has double."""
    source = clean_source(french)
    return source, double_quotes(clean_target(english), source)


def keep(french: str, english: str) -> bool:
    """Whether a pair is fit to learn from: length, letters, ratio, not the same text, the digits agree."""
    if not (3 <= len(french) <= LONGEST and 3 <= len(english) <= LONGEST):
        return False
    if french == english or not (_LETTER.search(french) and _LETTER.search(english)):
        return False
    if not 0.4 <= (len(english) + 8) / (len(french) + 8) <= 2.0:
        return False
    # Separators differ between the languages, so digits are compared as one string each.
    return sorted("".join(_DIGITS.findall(french))) == sorted("".join(_DIGITS.findall(english)))


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file that may be compressed."""
    packed = path.with_name(path.name + ".xz")
    if packed.exists():
        with lzma.open(packed, "rt", encoding="utf-8") as lines:
            yield from lines
    else:
        with path.open(encoding="utf-8") as lines:
            yield from lines


def read_parallel(corpus: Path, name: str, limit: int) -> Iterator[Pair]:
    """Yield the pairs that are kept among the first `limit` of a parallel file."""
    for line in itertools.islice(_lines(corpus / "parallel" / f"{name}.tsv"), limit):
        french, separator, english = line.rstrip("\n").partition("\t")
        pair = _clean(french, english)
        if separator and keep(*pair):
            yield pair


def read_marked(corpus: Path, names: Iterable[str]) -> Iterator[Pair]:
    """Yield the pairs of whole parallel files that have the same pairs of quotation marks on both sides."""
    for name in names:
        for french, english in read_parallel(corpus, name, sys.maxsize):
            marks = french.count('"')
            if marks and marks % 2 == 0 and english.count('"') == marks:
                yield french, english


def read_news(corpus: Path, name: str, *, filtered: bool = True) -> list[Pair]:
    """Return the pairs of an aligned set; a set to measure on is read unfiltered and untouched."""
    sides = [
        (corpus / "news" / f"{name}.{side}").read_text(encoding="utf-8").split("\n") for side in ("fr", "en")
    ]
    pairs = [(french, english) for french, english in zip(*sides, strict=True) if french and english]
    if not filtered:
        return pairs
    return [pair for pair in (_clean(*pair) for pair in pairs) if keep(*pair)]


def read_stories(corpus: Path, part: str) -> Iterator[Story]:
    """Yield the French articles of `part` ("train" or "valid")."""
    for line in _lines(corpus / "summaries" / f"orangesum.{part}.jsonl"):
        row = json.loads(line)
        paragraphs = (normalise_source(paragraph) for paragraph in row["article"].split("\n"))
        yield Story(
            title=normalise_source(row["title"]),
            summary=normalise_source(row["summary"]),
            paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        )
