"""From a corpus folder to a working folder: vocabulary, encoded pairs, start embeddings. Deterministic.

WORK/source.spm, target.spm     the vocabulary: the same pieces, elided and quoted words apart in the source
WORK/vocab.json                 ids of the pieces
WORK/pairs/NAME.npz             encoded pairs: parallel, news, and what is made of them
WORK/start.npy                  bilingual embeddings
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from training.agency import modernise, newer_names
from training.config import Config
from training.corpus import Pair, read_marked, read_news, read_parallel, read_stories
from training.fragments import quote_fragments
from training.glossary import read_glossary
from training.joined import join_neighbours
from training.lexicon import Lexicon, read_lexicon
from training.pairs import load_pairs, pack, save_pairs
from training.quoted import quote
from training.reported import report
from training.retold import read_retold
from training.start import bilingual_embeddings
from training.tasks import file_name
from training.titles import entitle
from training.transplant import collect_names, transplant
from training.vocabulary import Pieces, complete_vocabulary, train_pieces
from training.written import fill_in, read_told, read_written

Say = Callable[[str], None]


def prepare(config: Config, corpus: Path, work: Path, start: Path | None, say: Say) -> None:
    """Make everything that training reads; with `start` the vocabulary of those exported weights is kept."""
    work.mkdir(parents=True, exist_ok=True)
    seed = config.optimiser.seed
    names = config.corpus.parallel.items()
    parallel = list(chain.from_iterable(read_parallel(corpus, name, limit) for name, limit in names))
    random.Random(seed).shuffle(parallel)
    say(f"{len(parallel):,} parallel pairs kept")
    news = list(chain.from_iterable(read_news(corpus, name) for name in config.corpus.news))
    say(f"{len(news):,} news pairs kept")
    stories = list(read_stories(corpus, "train"))
    paragraphs = [text for story in stories for text in story.paragraphs]
    if start is None:
        texts = [side for pair in chain(parallel, news) for side in pair]
        train_pieces(chain(texts, paragraphs), config.vocabulary, work, seed)
    else:
        for name in ("target.spm", "vocab.json"):
            shutil.copyfile(start / name, work / name)
        complete_vocabulary(work)
    pieces = Pieces(work)
    sets = {"parallel": parallel, "news": news}
    people = collect_names(paragraphs)
    sets["transplants"] = list(transplant(parallel + news * 5, people, config.corpus.transplants, seed))
    sets["quoted"] = list(quote(parallel, people, config.corpus.quoted, seed))
    sets["fragments"] = list(quote_fragments(parallel, read_glossary(), config.corpus.fragments, seed))
    sets["reported"] = list(report(parallel, people, config.corpus.reported, seed))
    newer = newer_names(paragraphs, (french for french, _ in parallel))
    lexicon = Lexicon(read_lexicon(), paragraphs)
    sets["agency"] = list(modernise(parallel, lexicon, newer, config.corpus.agency, seed))
    sets["titles"] = list(entitle(parallel, lexicon, newer, config.corpus.titles, seed))
    sets["written"] = list(fill_in(read_written(), people, config.corpus.written, seed))
    sets["marked"] = list(read_marked(corpus, config.corpus.marked))
    whole = config.corpus.joined // 3
    sets["joined"] = [
        *join_neighbours(news, whole, seed),
        *join_neighbours(parallel, config.corpus.joined - whole, seed),
    ]
    for name, pairs in sets.items():
        save_set(pieces, pairs, work / "pairs" / f"{name}.npz", say)
    made_up = read_told()
    for task, found in read_retold(stories).items():
        told = [*fill_in(made_up[task], people, config.corpus.written, seed), *found]
        out = work / "pairs" / f"told_{file_name(task)}.npz"
        save_set(pieces, told, out, say, task=task)
    if start is None:
        _save_start(config, work, len(pieces), say)


def save_set(pieces: Pieces, pairs: Sequence[Pair], path: Path, say: Say, *, task: str = "") -> None:
    """Encode and write one set of pairs."""
    sources = pieces.encode_source([pair[0] for pair in pairs], task=task)
    encoded = pack(sources, pieces.encode_target([pair[1] for pair in pairs]))
    save_pairs(encoded, path)
    say(f"{path.stem}: {len(pairs):,} pairs, {len(encoded.source):,} + {len(encoded.target):,} pieces")


def _save_start(config: Config, work: Path, vocab: int, say: Say) -> None:
    """Write the bilingual embeddings."""
    rows = bilingual_embeddings(load_pairs(work / "pairs" / "parallel.npz"), vocab, config.shape.dim)
    np.save(work / "start.npy", rows)
    say(f"start embeddings: {rows.shape[0]:,} × {rows.shape[1]}")
