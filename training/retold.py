"""What a large language model told of articles of a corpus folder: what the writing tasks learn.

The tables of `training/retold/` are English alone: a headline of the first sentences of an article
(`openings.tsv`), or a headline and a fact of one sentence (`sentences.tsv`). No text of the corpus is kept
here: a row begins with the mark of its text, by which it is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import accumulate

from summarize.segments import split_sentences
from training.corpus import Pair, Story, clean_source, clean_target
from training.lexicon import read_table
from training.tasks import FACT, HEADLINE

MOST = 62
"""Words of an opening: the first sentence, and those that follow as far as they fit."""

TEXTS: Mapping[str, int] = {"openings": 1, "sentences": 2}
"""The tables, and how many English texts stand in a row."""


def read_retold(stories: Iterable[Story]) -> dict[str, tuple[Pair, ...]]:
    """Return, by task, the texts of the stories of training with what is told of them.

    Raises `ValueError` for a row that is not a mark and its texts.
    """
    headlines: dict[str, str] = {}
    facts: dict[str, str] = {}
    of_openings, of_sentences = read_rows("openings"), read_rows("sentences")
    for story in stories:
        for opening in openings(story):
            if told := of_openings.get(mark(opening)):
                (headlines[opening],) = told
        for sentence in sentences(story.summary, *story.paragraphs):
            if told := of_sentences.get(mark(sentence)):
                headlines[sentence], facts[sentence] = told
    return {HEADLINE: tuple(headlines.items()), FACT: tuple(facts.items())}


def read_rows(name: str) -> dict[str, list[str]]:
    """Return the English texts of each mark in a table of `training/retold/`."""
    rows: dict[str, list[str]] = {}
    for row in read_table(f"retold/{name}.tsv"):
        if len(row) != TEXTS[name] + 1:
            raise ValueError(f"training/retold/{name}.tsv: not a mark and its texts: {' | '.join(row)}")
        rows[row[0]] = [clean_target(text) for text in row[1:]]
    return rows


def mark(french: str) -> str:
    """Return by what a French text is found again: 12 hexadecimal digits."""
    return blake2b(french.encode(), digest_size=6).hexdigest()


def openings(story: Story) -> Iterator[str]:
    """Yield the first sentences of an article, with the lead that was cut off as its abstract and without."""
    for parts in ((story.summary, *story.paragraphs), story.paragraphs):
        yield " ".join(_begin(list(sentences(*parts))))


def sentences(*paragraphs: str) -> Iterator[str]:
    """Yield the sentences of paragraphs, as a model reads them."""
    for text in paragraphs:
        for begin, end in split_sentences(text):
            yield clean_source(text[begin:end])


def _begin(texts: list[str]) -> Iterable[str]:
    lengths = accumulate(len(text.split()) for text in texts)
    return (
        text for n, (text, total) in enumerate(zip(texts, lengths, strict=True)) if not n or total <= MOST
    )
