"""What a large language model told of articles of a corpus folder: what the writing tasks learn.

The tables of `training/retold/` are English alone. The model read the first sentences of an article and told
them as a headline and a summary (`openings.tsv`), or one sentence as a headline and a fact (`sentences.tsv`).
No text of the corpus is kept here: a row begins with the mark of its text, by which it is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

from summarize.segments import split_sentences
from training.corpus import Pair, Story, clean_source, clean_target, read_stories
from training.lexicon import read_table
from training.tasks import FACT, HEADLINE, SUMMARY

ENOUGH, MOST = 85, 120
"""Words of an opening: sentences are added until it has more than enough, and none that makes it too long."""

HEADED = 62
"""Words of the first sentences that a headline is asked for: about as many as a model reads for one."""


def read_retold(corpus: Path) -> dict[str, tuple[Pair, ...]]:
    """Return, by task, the texts of a corpus folder with what is told of them.

    Raises `ValueError` for a row that is not a mark and two texts.
    """
    made: dict[str, dict[str, str]] = {HEADLINE: {}, SUMMARY: {}, FACT: {}}
    of_openings, of_sentences = read_rows("openings"), read_rows("sentences")
    for story in read_stories(corpus, "train"):
        for parts in openings(story):
            if told := of_openings.get(mark(" ".join(parts))):
                made[HEADLINE][" ".join(_begin(parts))], made[SUMMARY][" ".join(parts)] = told
        for sentence in sentences(story.summary, *story.paragraphs):
            if told := of_sentences.get(mark(sentence)):
                made[HEADLINE][sentence], made[FACT][sentence] = told
    return {task: tuple(pairs.items()) for task, pairs in made.items()}


def read_rows(name: str) -> Mapping[str, tuple[str, str]]:
    """Return the two English texts of each mark in a table of `training/retold/`."""
    rows: dict[str, tuple[str, str]] = {}
    for row in read_table(f"retold/{name}.tsv"):
        if len(row) != 3:
            raise ValueError(f"training/retold/{name}.tsv: not a mark and two texts: {' | '.join(row)}")
        rows[row[0]] = (clean_target(row[1]), clean_target(row[2]))
    return rows


def mark(french: str) -> str:
    """Return by what a French text is found again: 12 hexadecimal digits."""
    return blake2b(french.encode(), digest_size=6).hexdigest()


def openings(story: Story) -> Iterator[tuple[str, ...]]:
    """Yield the first sentences of an article, with the lead that was cut off as its abstract and without."""
    for parts in ((story.summary, *story.paragraphs), story.paragraphs):
        yield tuple(_take(sentences(*parts)))


def sentences(*paragraphs: str) -> Iterator[str]:
    """Yield the sentences of paragraphs, as a model reads them."""
    for text in paragraphs:
        for begin, end in split_sentences(text):
            yield clean_source(text[begin:end])


def _begin(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the first sentences, as many as a headline is asked for; one at least."""
    lengths = accumulate(len(text.split()) for text in texts)
    return tuple(
        text
        for place, (text, length) in enumerate(zip(texts, lengths, strict=True))
        if length <= HEADED or not place
    )


def _take(texts: Iterable[str]) -> Iterator[str]:
    n_words = 0
    for text in texts:
        length = len(text.split())
        if n_words > ENOUGH or (n_words and n_words + length > MOST):
            return
        yield text
        n_words += length
