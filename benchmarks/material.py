"""Articles to measure with: from the seeds, varied so that no sentence repeats, the same on every machine.

Equal segments are translated once, so repeated sentences would flatter us against everyone who repeats them.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarize.files import fingerprint_text
from summarize.reading.read import read_file
from summarize.records import Block, BlockKind, Document, DocumentId
from summarize.segments import split_document, split_sentences
from summarize.typography import normalise_source

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
ORANGESUM = Path("summaries") / "orangesum.valid.jsonl.xz"
LEAST_WORDS, MOST_WORDS = 6, 45
PARAGRAPH_SENTENCES = (1, 1, 2, 2, 3)
"""As long as in the seeds, where a paragraph has 1.6 sentences."""

FIRST_NAMES = (
    "Alice", "Bruno", "Camille", "Denis", "Elsa", "Farid", "Gaëlle", "Hugo", "Inès", "Julien", "Karim", "Léa",
    "Marc", "Nadia", "Olivier", "Paula", "Quentin", "Rachid", "Sophie", "Thomas", "Ursule", "Victor",
)  # fmt: skip
LAST_NAMES = (
    "Arnaud", "Bertin", "Caron", "Delmas", "Evrard", "Faure", "Guérin", "Hamel", "Imbert", "Joly", "Klein",
    "Lambert", "Marchand", "Navarro", "Ollivier", "Perrin", "Quéré", "Rousseau", "Simon", "Tissier",
)  # fmt: skip
TOWNS = (
    "Angers", "Brest", "Caen", "Dijon", "Évreux", "Foix", "Gap", "Hyères", "Istres", "Jarnac", "Laval",
    "Nevers", "Orange", "Pau", "Quimper", "Reims", "Sète", "Tours", "Uzès", "Vannes", "Limoges",
)  # fmt: skip
VERBS = ("a précisé", "a déclaré", "a expliqué", "a indiqué", "a rappelé", "a souligné")
_NUMBER = re.compile(r"(?<![\d.,h-])\d{1,3}(?![\d.,h]|\d)")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """Paragraphs of sentences, the first of which is the headline."""

    name: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def n_words(self) -> int:
        """Source words, the unit of all speeds."""
        return sum(count_words(sentence) for sentence in self.sentences)

    @property
    def text(self) -> str:
        """The dispatch as a file has it: an empty line between paragraphs."""
        return "\n\n".join(" ".join(paragraph) for paragraph in self.paragraphs) + "\n"

    @property
    def document(self) -> Document:
        """The dispatch as the reader would return it."""
        kinds = [BlockKind.HEADLINE] + [BlockKind.PARAGRAPH] * (len(self.paragraphs) - 1)
        blocks = tuple(
            Block(kind=kind, text=" ".join(paragraph))
            for kind, paragraph in zip(kinds, self.paragraphs, strict=True)
        )
        return Document(
            id=DocumentId(f"{self.name}.txt"),
            fingerprint=fingerprint_text(self.text),
            format="text",
            encoding="utf-8",
            blocks=blocks,
        )


def count_words(text: str) -> int:
    """Return the words of `text`: runs between white space with a letter or a digit in them."""
    return sum(1 for word in text.split() if _WORD.search(word))


def make_dispatches(count: int, *, words: int = 350, salt: int = 0) -> list[Dispatch]:
    """Return `count` dispatches of about `words` words; the first ones do not depend on `count`.

    Another `salt` makes other dispatches.
    """
    source = _sentences(random.Random(20_240 + salt), f"n° {salt}" if salt else "")
    return [_make_one(source, number, words) for number in range(count)]


def update(dispatch: Dispatch, *, salt: int) -> Dispatch:
    """Return the next version of a dispatch, as agencies send them: a new lead and one more sentence."""
    source = _sentences(random.Random(f"{dispatch.name}-{salt}"), f"{dispatch.name} {salt}")
    headline, lead, *others = dispatch.paragraphs
    newer = (headline, (next(source), *lead[1:]), *others, (next(source),))
    return Dispatch(name=dispatch.name, paragraphs=newer)


def load_dispatches(corpus: Path, count: int) -> list[Dispatch]:
    """Return the first real articles of a corpus folder (`summaries/orangesum.valid.jsonl.xz`)."""
    path = corpus / ORANGESUM
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        usable = (row for row in rows if 200 <= len(row["article"].split()) <= 600)
        return [_take_real(row, number) for number, row in zip(range(count), usable, strict=False)]


def _take_real(row: dict[str, str], number: int) -> Dispatch:
    paragraphs = [line for line in [row["title"], *row["article"].split("\n")] if line.strip()]
    split = (
        tuple(text[start:end] for start, end in split_sentences(text))
        for text in (normalise_source(paragraph) for paragraph in paragraphs)
    )
    return Dispatch(name=f"real-{number:05d}", paragraphs=tuple(part for part in split if part))


def _make_one(source: Iterator[str], number: int, words: int) -> Dispatch:
    chooser = random.Random(number)
    headline = next(source).rstrip(".")
    paragraphs: list[tuple[str, ...]] = [(headline,)]
    n_words = count_words(headline)
    while n_words < words or len(paragraphs) < 2:  # an update needs a lead
        paragraph = tuple(next(source) for _ in range(chooser.choice(PARAGRAPH_SENTENCES)))
        paragraphs.append(paragraph)
        n_words += sum(count_words(sentence) for sentence in paragraph)
    return Dispatch(name=f"dispatch-{number:05d}", paragraphs=tuple(paragraphs))


def _sentences(chooser: random.Random, mark: str) -> Iterator[str]:
    """Yield sentences without end, none twice; `mark` keeps those of several calls apart."""
    seen: set[str] = set()
    originals = seed_sentences()
    while True:
        for original in chooser.sample(originals, len(originals)):
            sentence = _vary(original, chooser, mark)
            if sentence not in seen:
                seen.add(sentence)
                yield sentence


def _vary(sentence: str, chooser: random.Random, mark: str) -> str:
    """Change the numbers, and name somebody at the end so that no two sentences are the same."""
    varied = _NUMBER.sub(lambda found: str(_like(int(found[0]), chooser)), sentence)
    who = f"{chooser.choice(FIRST_NAMES)} {chooser.choice(LAST_NAMES)}"
    tail = f"{chooser.choice(VERBS)} {who} à {chooser.choice(TOWNS)}"
    return f"{varied.rstrip(' .')}, {tail}{f' ({mark})' if mark else ''}."


def _like(number: int, chooser: random.Random) -> int:
    """Return a number that may stand where `number` stands: hours and days stay possible."""
    for edge in (12, 28, 99):
        if number <= edge:
            return chooser.randint(2, edge)
    return chooser.randint(100, 999)


@cache
def seed_sentences() -> Sequence[str]:
    """Return the body sentences of the seeds that are neither crumbs nor monsters, in a fixed order."""
    found: dict[str, None] = {}
    for path in sorted(SEEDS.iterdir()):
        document = read_file(SEEDS, DocumentId(path.name))
        for segment in split_document(document):
            text = normalise_source(segment.source)
            is_fit = LEAST_WORDS <= count_words(text) <= MOST_WORDS - 8 and text.count('"') % 2 == 0
            if segment.kind is BlockKind.PARAGRAPH and is_fit and text.endswith("."):
                found[text] = None
    return list(found)
