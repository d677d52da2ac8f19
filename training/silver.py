"""Silver English: French titles and abstracts put into English by our own translator, and filtered.

No English reference exists for the French articles, so the writing tasks learn from these. A line is thrown
out when its numbers differ from the source's, when it is far shorter or longer, when it stutters, or when
it is of those that the translator itself found least probable: a quarter of the titles, a tenth of the
abstracts, whose score is that of their worst sentence and falls with their length.
"""

from __future__ import annotations

import json
import math
import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from summarize.numerals import same_quantities
from summarize.records import Decoding
from summarize.segments import split_sentences
from training.corpus import Story, read_stories
from training.decode import Decoder, Written

_WORD = re.compile(r"\w+")
_STUTTER = re.compile(r"(\w{2,6})\1\1")
_BLOCK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Silver:
    """English for one story; an empty string where the line was thrown out.

    The scores are those of the least probable sentence, as mean log-probability a piece.
    """

    title: str
    summary: str
    title_score: float | None = None
    summary_score: float | None = None


def choose_stories(corpus: Path, limit: int, seed: int) -> list[Story]:
    """Return `limit` stories of the training part that have an abstract, in an order that `seed` decides."""
    stories = [story for story in read_stories(corpus, "train") if story.summary and story.paragraphs]
    random.Random(seed).shuffle(stories)
    return stories[:limit]


def repeats(text: str) -> bool:
    """Whether a text stutters inside a word, says a word three times running, or four words twice."""
    if _STUTTER.search(text.lower()):
        return True
    words = _WORD.findall(text.lower())
    if any(a == b == c for a, b, c in zip(words, words[1:], words[2:], strict=False)):
        return True
    grams = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return any(count > 1 for count in grams.values())


def known_words(texts: Iterable[str], *, at_least: int = 3) -> frozenset[str]:
    """Return the words that `texts` have often enough to be words."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(text))
    return frozenset(word for word, count in counts.items() if count >= at_least)


def has_invented_words(french: str, english: str, known: Collection[str]) -> bool:
    """Whether a word is neither known English nor in the source: a weak translator makes words up."""
    source = set(_WORD.findall(french))
    words = (word for word in _WORD.findall(english) if len(word) > 2)
    return any(word not in known and word.lower() not in known and word not in source for word in words)


def is_faithful(french: str, english: str, known: Collection[str]) -> bool:
    """Whether a translation may teach: same numbers, like length, no repetition, no word made up."""
    if (
        not english
        or has_invented_words(french, english, known)
        or not 0.5 <= (len(english) + 10) / (len(french) + 10) <= 1.6
    ):
        return False
    return same_quantities(french, english).is_same and not repeats(english)


def translate_texts(decoder: Decoder, texts: Sequence[str], *, beam: int) -> list[str]:
    """Translate texts sentence by sentence and put each together again."""
    return [written.text for written in _translate(decoder, texts, beam)]


def _translate(decoder: Decoder, texts: Sequence[str], beam: int) -> list[Written]:
    """Return translations of whole texts, with the score of the least probable sentence of each."""
    spans = [[text[begin:end] for begin, end in split_sentences(text)] for text in texts]
    flat = iter(
        decoder.write([sentence for sentences in spans for sentence in sentences], Decoding(beam=beam))
    )
    return [_together([next(flat) for _ in sentences]) for sentences in spans]


def _together(sentences: Sequence[Written]) -> Written:
    """Return the sentences of one text as one."""
    scores = [sentence.score for sentence in sentences if sentence.score is not None]
    return Written(text=" ".join(sentence.text for sentence in sentences), score=min(scores, default=None))


def _blocks(stories: Sequence[Story], done: int) -> Iterator[Sequence[Story]]:
    """Yield the stories that are not done, some at a time."""
    for begin in range(done, len(stories), _BLOCK):
        yield stories[begin : begin + _BLOCK]


def make_silver(
    stories: Sequence[Story], decoder: Decoder, out: Path, *, beam: int, say: Callable[[str], None]
) -> None:
    """Write one line of silver a story to `out`, unfiltered; what is there already is kept."""
    out.parent.mkdir(parents=True, exist_ok=True)
    done = len(out.read_text(encoding="utf-8").splitlines()) if out.exists() else 0
    for block in _blocks(stories, done):
        titles = _translate(decoder, [story.title for story in block], beam)
        summaries = _translate(decoder, [story.summary for story in block], beam)
        lines = [
            asdict(Silver(title=t.text, summary=s.text, title_score=t.score, summary_score=s.score))
            for t, s in zip(titles, summaries, strict=True)
        ]
        with out.open("a", encoding="utf-8") as file:
            file.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        done += len(block)
        say(f"silver: {done:,} of {len(stories):,}")


def read_silver(
    stories: Sequence[Story], path: Path, known: Collection[str]
) -> Iterator[tuple[Story, Silver]]:
    """Yield stories with their silver; unfaithful lines and the least probable ones are emptied."""
    silver = [Silver(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    lowest_title = _lowest([line.title_score for line in silver], 4)
    lowest_summary = _lowest([line.summary_score for line in silver], 10)

    def keep(french: str, english: str, score: float | None, lowest: float) -> str:
        is_probable = score is None or score >= lowest
        return english if french and is_probable and is_faithful(french, english, known) else ""

    for story, line in zip(stories, silver, strict=False):
        yield (
            story,
            Silver(
                title=keep(story.title, line.title, line.title_score, lowest_title),
                summary=keep(story.summary, line.summary, line.summary_score, lowest_summary),
            ),
        )


def _lowest(scores: Sequence[float | None], parts: int) -> float:
    """Return the score that one of so many equal parts of the texts does not reach."""
    known = [score for score in scores if score is not None]
    return statistics.quantiles(known, n=parts)[0] if len(known) >= parts else -math.inf
