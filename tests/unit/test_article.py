"""The article as a summariser sees it."""

from __future__ import annotations

import pytest

from summarize.pipeline import build_article
from summarize.records import BlockKind, Segment, Target, Translation


@pytest.mark.parametrize(
    ("target", "is_doubtful"),
    [
        (Target(text="The bank raised its rates."), False),
        (Target(text="The bank raised its rates.", doubts=("words-lost",)), True),
        (Target(text="The bank hopebooks its rates."), True),
    ],
)
def test_a_sentence_is_doubtful_if_the_detector_or_its_words_say_so(
    target: Target, is_doubtful: bool
) -> None:
    source = "La banque a relevé ses taux."
    segment = Segment(index=0, block=0, start=0, end=len(source), kind=BlockKind.PARAGRAPH, source=source)
    (sentence,) = build_article(Translation(segments=(segment,), targets=(target,))).sentences
    assert sentence.is_doubtful is is_doubtful
