"""Fixtures of the engines."""

from __future__ import annotations

import pytest
from zoo import SUMMARIZERS, TRANSLATORS, Zoo, build_article, require

from summarize.engines.interface import Summarizer, Translator
from summarize.records import Article


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    return Zoo(tmp_path_factory.mktemp("zoo"))


@pytest.fixture(params=TRANSLATORS)
def translator(request: pytest.FixtureRequest, zoo: Zoo) -> Translator:
    require(request.param)
    return zoo.translator(request.param)


@pytest.fixture(params=SUMMARIZERS)
def summarizer(request: pytest.FixtureRequest, zoo: Zoo) -> Summarizer:
    require(request.param)
    return zoo.summarizer(request.param)


@pytest.fixture(scope="session")
def articles() -> tuple[Article, ...]:
    """A short article, an empty one, one longer than the tiny contexts, one with a headline."""
    return (
        build_article(0, 4),
        Article(headline_source="", headline_target="", sentences=()),
        build_article(0, 10, first=20),
        build_article(4, 5, headline=True),
    )
