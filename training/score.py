"""BLEU on a fixed sample of the dev set, to watch a training by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarize.typography import normalise_source
from training.corpus import read_news
from training.decode import Decoder


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score and one line to look at."""

    bleu: float
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Some lines of a dev set."""

    french: tuple[str, ...]
    english: tuple[str, ...]

    def score(self, folder: Path) -> Score:
        """Return greedy BLEU of the model in `folder`."""
        import sacrebleu

        written = Decoder(folder).decode(self.french)
        bleu = sacrebleu.corpus_bleu(written, [list(self.english)]).score
        return Score(bleu=round(bleu, 2), shown=written[3 % len(written)][:160])


def dev_sample(corpus: Path, name: str, count: int) -> Sample:
    """Return `count` lines spread over a set; sources normalised as the tool does, references not.

    Neighbouring lines are of one article: the first ones alone may be far easier than the whole.
    """
    pairs = read_news(corpus, name, filtered=False)
    chosen = pairs[:: max(1, len(pairs) // count)][:count]
    return Sample(
        french=tuple(normalise_source(pair[0]) for pair in chosen), english=tuple(e for _, e in chosen)
    )
