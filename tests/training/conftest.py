"""A corpus of 200 made-up pairs, and a toy trained on it."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
import torch

from training.config import Config, load_config
from training.prepare import prepare

SUBJECTS = {
    "Le ministre": "The minister",
    "La police": "The police",
    "Le président turc": "The Turkish president",
    "Un témoin": "A witness",
    "La mairie": "The town hall",
}
VERBS = {
    "annonce": "announces",
    "refuse": "refuses",
    "prépare": "prepares",
    "attend": "awaits",
    "demande": "demands",
}
OBJECTS = {
    "une enquête": "an inquiry",
    "12 départs": "12 departures",
    "la grève": "the strike",
    "une réponse": "an answer",
    "deux réunions": "two meetings",
    "un accord à Paris": "a deal in Paris",
    "le vote de jeudi": "Thursday's vote",
    "la fin du match": "the end of the match",
}


def toy_pairs() -> list[tuple[str, str]]:
    """Two hundred sentences and their translations."""
    parts = itertools.product(SUBJECTS.items(), VERBS.items(), OBJECTS.items())
    return [(f"{s[0]} {v[0]} {o[0]}.", f"{s[1]} {v[1]} {o[1]}.") for s, v, o in parts]


def write_corpus(folder: Path) -> Path:
    """Write the pairs in the layout of a corpus folder."""
    for name in ("parallel", "news", "summaries"):
        (folder / name).mkdir(parents=True)
    pairs = toy_pairs()
    lines = "".join(f"{french}\t{english}\n" for french, english in pairs)
    (folder / "parallel" / "everyday.tsv").write_text(lines, encoding="utf-8")
    for name, some in {"agency": pairs[::9], "dev": pairs[::20]}.items():
        for side, place in {"fr": 0, "en": 1}.items():
            text = "".join(pair[place] + "\n" for pair in some)
            (folder / "news" / f"{name}.{side}").write_text(text, encoding="utf-8")
    story = {"title": "Une grève à Brest", "summary": "Le maire Morvan attend une réponse."}
    story["article"] = "Le maire de Brest, Yann Morvan, attend.\nLa grève de Quimper dure depuis 12 jours."
    text = json.dumps(story, ensure_ascii=False) + "\n"
    (folder / "summaries" / "orangesum.train.jsonl").write_text(text * 3, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def toy() -> Config:
    return load_config("toy")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus") / "toy")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, corpus: Path, toy: Config) -> Path:
    torch.set_num_threads(1)
    work = tmp_path_factory.mktemp("work")
    prepare(toy, corpus, work, None, lambda _: None)
    return work
