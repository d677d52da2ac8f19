"""Which sentences of an article say most, without saying the same twice: a score that can be explained.

`score = 1.0 position + 1.6 centrality + 0.1 figures + 0.1 names - penalties`, each part between 0 and 1:

- *position*: 1 / sqrt(place), because agencies put the news first;
- *centrality*: mean weight of the sentence's content words, a word weighing log(1 + sentences that have it),
  relative to the heaviest word, so that what the article keeps coming back to counts;
- *figures*, *names*: 1 with one or more;
- *penalties*: 0.3 shorter than 6 words, 0.2 longer than 45, 0.3 nearly all quotation, 0.3 a piece of one,
  0.2 a question, 0.2 opening with a word that points back ("He", "But", "This"), and doubts of the
  translation: what is said first should be what can be relied on. Where confidence is known they are the
  share of such targets that are wrong, and 0.2 for a doubt; where not, 0.5 for a doubt.

Sentences are then taken one by one by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998):
0.6 score - 0.4 greatest similarity to a sentence already taken. On 500 English articles with editors'
highlights three such sentences have ROUGE-1/2 of 29.3/11.4, the first three 28.2/10.9.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

from summarize.records import Article, Sentence
from summarize.words import content_words

CENTRALITY = 1.6
"""Weight of centrality beside position."""

DOUBTFUL = 0.5
"""Penalty of a doubtful translation.

Of 150 articles of OrangeSum validation put into English by a model of 26 BLEU, 39 % of the sentences are
doubtful. Of three that say most it was 46 % without a penalty, 20 % with 0.4 and 12 % with 0.6; ROUGE-2
against the translated abstracts 5.5, 5.4 and 5.2 (the first three sentences 5.4).
"""

UNSURE, DOUBTFUL_TOO = 1.0, 0.2
"""Penalty in proportion to the share of such translations found wrong, and of a doubtful one beside it.

Of 100 such articles 37 % of the sentences behind key facts should be wrong without them, 34 % with them (and
0.1), 30 % with twice the first (and 0.3); ROUGE-2 of the summaries is 5.9, 6.1 and 5.4.
"""

LEAD = 3
"""The first sentences, one of which makes the headline."""

SUMMED = 3
"""Sentences of a summary."""

RELEVANCE = 0.6
"""Share of the score against redundancy in maximal marginal relevance."""

NEAR_COPY = 0.75
"""Similarity from which on a sentence comes after all others."""

LONGEST_SEARCH = 400
"""Sentences of a very long article that compete; the others are never among the few that say most."""

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[\"“”«»]")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"[\"“«][^\"“”«»]*[\"”»]")
_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z]|\b[A-Z]{2,}\b")
_POINTERS = """
he she it they we i this that these those his her its their but and also however meanwhile then so there
"""
_POINTS_BACK = frozenset(_POINTERS.split())
_FEWEST_WORDS, _MOST_WORDS = 6, 45


def rank_sentences(article: Article, limit: int) -> tuple[int, ...]:
    """Return the positions in `article.sentences` of up to `limit` sentences, the most informative first."""
    words = _split(article)
    scores = score_sentences(article)
    waiting = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:LONGEST_SEARCH]
    likeness = dict.fromkeys(waiting, 0.0)
    taken: list[int] = []

    def gain(place: int) -> tuple[bool, float, int]:
        marginal = RELEVANCE * scores[place] - (1 - RELEVANCE) * likeness[place]
        return likeness[place] < NEAR_COPY, marginal, -place

    while waiting and len(taken) < limit:
        best = max(waiting, key=gain)
        waiting.remove(best)
        taken.append(best)
        for place in waiting:
            likeness[place] = max(likeness[place], _overlap(words[place], words[best]))
    return tuple(taken)


def find_news(article: Article, penalty: Callable[[Sentence], float] = lambda _: 0.0) -> Sentence:
    """Return which of the first sentences says most, less its penalty. There is one at least."""
    scores = zip(score_news(article), article.sentences[:LEAD], strict=False)
    penalised = [score - penalty(sentence) for score, sentence in scores]
    return article.sentences[penalised.index(max(penalised))]


def quote_sentence(sentence: Sentence) -> str:
    """Return what may stand between written sentences: in short, unless that quotes, perhaps other words."""
    return sentence.short if sentence.short and '"' not in sentence.short else sentence.target


def score_sentences(article: Article) -> tuple[float, ...]:
    """Return the score of each sentence by itself, redundancy apart."""
    scores = score_news(article)
    return tuple(score - _doubt(one) for score, one in zip(scores, article.sentences, strict=True))


def score_news(article: Article) -> tuple[float, ...]:
    """Return how much each sentence says, whatever the translation is like."""
    words = _split(article)
    counts = Counter(word for sentence in words for word in sentence)
    heaviest = math.log(1 + max(counts.values(), default=1))
    weights = {word: math.log(1 + count) / heaviest for word, count in counts.items()}
    return tuple(
        1 / math.sqrt(1 + place)
        + CENTRALITY * _mean([weights[word] for word in sorted(words[place])])
        + 0.1 * bool(_DIGIT.search(sentence.target))
        + 0.1 * bool(_INNER_CAPITAL.search(sentence.target))
        - _penalise(sentence.target)
        for place, sentence in enumerate(article.sentences)
    )


def _split(article: Article) -> list[frozenset[str]]:
    return [frozenset(content_words(sentence.target, "en")) for sentence in article.sentences]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set that is in the other."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0


def _doubt(sentence: Sentence) -> float:
    if sentence.confidence is None:
        return DOUBTFUL * sentence.is_doubtful
    return UNSURE * sentence.confidence.wrong + DOUBTFUL_TOO * sentence.is_doubtful


def _penalise(text: str) -> float:
    tokens = _WORD.findall(text)
    n_quoted = sum(len(quote) for quote in _QUOTED.findall(text))
    reasons = (
        (0.3, len(tokens) < _FEWEST_WORDS),
        (0.2, len(tokens) > _MOST_WORDS),
        (0.3, n_quoted > 0.8 * len(text)),
        (0.3, len(_MARK.findall(text)) % 2 == 1),
        (0.2, text.rstrip('"”» ').endswith("?")),
        (0.2, bool(tokens) and tokens[0].lower() in _POINTS_BACK),
    )
    return sum(weight for weight, applies in reasons if applies)
