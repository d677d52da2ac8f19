"""A glossary from parallel text: French words with the English that translators nearly always use for them.

The translations of a word are those that IBM model 1 gives it (Brown et al., "The Mathematics of Statistical
Machine Translation", Computational Linguistics 1993), on the stems of content words. A word is kept if hardly
any human translation of a sentence that has it does without all of them: what is missing from a target is
then most likely lost, and not put differently. What the corpora are too old to have comes from the lexicon.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from summarize import assets
from summarize.words import Language, content_words
from training.config import Corpus
from training.corpus import Pair, read_news, read_parallel
from training.lexicon import read_lexicon
from training.written import SLOT, read_written

GLOSSARY = Path(assets.__file__).parent / "glossary.tsv"
Say = Callable[[str], None]
Numbers = npt.NDArray[np.int32]
Glossary = dict[str, tuple[str, ...]]

LEAST_SEEN = 4
"""Sentences in which a stem must occur to be aligned."""

LEAST_KNOWN = 20
"""Sentences from which a French stem's translations are believed."""

LEAST_PROBABILITY, LEAST_COUNT = 0.003, 1.0
"""Of a translation: its probability given the French, and its expected count."""

MOST_MISSED = 0.08
"""Share of human translations that may do without all translations of a word.

Of 1,000 lines of newstest2013 by a model of 26 BLEU, 48 lack a word that may be missed in 0.03 of the
translations, 79 at 0.05, 124 at 0.08; of 22 lines looked at from each step to the next, two or three at most
say the word in another way.
"""

LEAST_JUDGED, MOST_LOOSE = 4, 0.5
"""A word of the lexicon in so many sentences is left out if more than this share of them say it otherwise."""

MOST_OTHERWISE = 1 / 3
"""So is one learnt from parliaments, if more of the pairs of dispatches written for the project do."""

_ROUNDS = 5
_LONGEST = 40


def read_pairs(corpus: Path, settings: Corpus) -> list[Pair]:
    """Return the parallel and the news pairs that the models learn from."""
    parallel = chain.from_iterable(read_parallel(corpus, *item) for item in settings.parallel.items())
    return [*parallel, *chain.from_iterable(read_news(corpus, name) for name in settings.news)]


def build_glossary(pairs: Sequence[Pair], say: Say) -> Glossary:
    """Return the French stems whose English stems can be relied on, with those, the most probable first."""
    french_words, french = _number((pair[0] for pair in pairs), "fr")
    english_words, english = _number((pair[1] for pair in pairs), "en")
    say(f"{len(pairs):,} pairs, {len(french_words):,} French and {len(english_words):,} English stems")
    table = _align(french, english, len(english_words))
    seen, missed = _count_missed(french, english, table)
    learnt = {
        french_words[word]: tuple(english_words[other] for other in others)
        for word, others in table.items()
        if word and seen[word] >= LEAST_KNOWN and missed[word] <= MOST_MISSED * seen[word]
    }
    counts = Counter(chain.from_iterable(row.tolist() for row in french))
    newer = find_newer({french_words[word] for word, n in counts.items() if n >= LEAST_KNOWN})
    glossary = {**drop_loose(newer, pairs, MOST_LOOSE), **learnt}
    # The name of a slot is no word: "person" would do for "personne".
    written = ((SLOT.sub(" ", french), SLOT.sub(" ", english)) for french, english in read_written())
    return dict(sorted(drop_loose(glossary, written, MOST_OTHERWISE).items()))


def find_newer(frequent: Collection[str]) -> Glossary:
    """Return the lexicon's adverbs, and its words that are no `frequent` stems, with their translations.

    Its own stem will do for a word: "confinement" is understood.
    """
    newer: dict[str, set[str]] = {}
    for entry in read_lexicon():
        stems = content_words(entry.french[0], "fr")
        is_sure = entry.kind == "d" or stems[0] not in frequent
        if len(stems) == 1 and entry.french[0].isalpha() and is_sure:
            newer.setdefault(stems[0], set()).update(stems, *(content_words(e, "en") for e in entry.english))
    return {stem: tuple(sorted(usual)) for stem, usual in newer.items()}


def drop_loose(newer: Mapping[str, Sequence[str]], pairs: Iterable[Pair], most: float) -> Glossary:
    """Return the entries that at `most` this share of the few sentences with them put otherwise.

    A free hand is at work in rare sentences; what has hardly been said is believed.
    """
    seen: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for french, english in pairs:
        for stem in newer.keys() & set(content_words(french, "fr")):
            seen[stem] += 1
            missed[stem] += set(newer[stem]).isdisjoint(content_words(english, "en"))
    return {
        stem: tuple(usual)
        for stem, usual in newer.items()
        if seen[stem] < LEAST_JUDGED or missed[stem] <= most * seen[stem]
    }


def write_glossary(glossary: Mapping[str, Sequence[str]], path: Path) -> None:
    """Write one French stem a line: stem, tab, English stems."""
    lines = (f"{french}\t{' '.join(english)}\n" for french, english in glossary.items())
    path.write_text("".join(lines), encoding="utf-8")


def read_glossary(path: Path = GLOSSARY) -> dict[str, tuple[str, ...]]:
    """Return the English stems of each French one, the most usual first."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {french: tuple(english.split()) for french, english in rows}


def _number(texts: Iterable[str], language: Language) -> tuple[list[str], list[Numbers]]:
    """Return the frequent stems, place 0 kept for none of them, and each text as a set of their places."""
    rows = [
        sorted({stem for stem in content_words(text, language) if not stem[0].isdigit()}) for text in texts
    ]
    counts = Counter(chain.from_iterable(rows))
    words = ["", *sorted(word for word, count in counts.items() if count >= LEAST_SEEN)]
    places = {word: place for place, word in enumerate(words)}
    return words, [np.array([places[stem] for stem in row if stem in places], np.int32) for row in rows]


def _align(
    french: Sequence[Numbers], english: Sequence[Numbers], n_english: int
) -> dict[int, tuple[int, ...]]:
    """Return the English stems that each French one is likely to cause."""
    causes, effects, tokens = _link(french, english)
    keys, at = np.unique(causes.astype(np.int64) * n_english + effects, return_inverse=True)
    cause = (keys // n_english).astype(np.int32)
    probability, count = np.ones(len(keys)), np.zeros(len(keys))
    for _ in range(_ROUNDS):
        share = probability[at]
        share /= np.bincount(tokens, weights=share)[tokens]
        count = np.bincount(at, weights=share, minlength=len(keys))
        probability = count / np.bincount(cause, weights=count)[cause]
    likely = np.flatnonzero((probability >= LEAST_PROBABILITY) & (count >= LEAST_COUNT))
    found: dict[int, list[int]] = {}
    for place in likely[np.argsort(-probability[likely], kind="stable")]:
        found.setdefault(int(cause[place]), []).append(int(keys[place] % n_english))
    return {word: tuple(others) for word, others in found.items()}


def _link(french: Sequence[Numbers], english: Sequence[Numbers]) -> tuple[Numbers, Numbers, Numbers]:
    """Return links of English stems to the French ones of their sentence and to none: from, to, whose."""
    rows = [
        (np.append(source, np.int32(0)), target)
        for source, target in zip(french, english, strict=True)
        if len(target) and len(source) <= _LONGEST and len(target) <= _LONGEST
    ]
    causes = np.concatenate([np.tile(source, len(target)) for source, target in rows])
    effects = np.concatenate([np.repeat(target, len(source)) for source, target in rows])
    widths = np.concatenate([np.full(len(target), len(source), np.int32) for source, target in rows])
    return causes, effects, np.repeat(np.arange(len(widths), dtype=np.int32), widths)


def _count_missed(
    french: Sequence[Numbers], english: Sequence[Numbers], table: Mapping[int, Sequence[int]]
) -> tuple[Counter[int], Counter[int]]:
    """Return in how many sentences each stem is, and in how many of those without a translation."""
    usual = {word: frozenset(others) for word, others in table.items()}
    seen: Counter[int] = Counter()
    missed: Counter[int] = Counter()
    for source, target in zip(french, english, strict=True):
        said = frozenset(target.tolist())
        known = [word for word in source.tolist() if word in usual]
        seen.update(known)
        missed.update(word for word in known if usual[word].isdisjoint(said))
    return seen, missed
