"""Hand-built articles and briefs for the checks."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.names import NamesTable
from summarize.records import (
    Article,
    Block,
    BlockKind,
    Brief,
    Document,
    DocumentId,
    Evidence,
    Fingerprint,
    KeyFact,
    Origin,
    Passage,
    Segment,
    Sentence,
    Target,
    Translation,
)

NAMES = NamesTable.load()

CLEAN = (
    (
        'Le président ukrainien Volodymyr Zelensky a salué jeudi "une étape constructive".',
        'Ukrainian President Volodymyr Zelensky on Thursday hailed "a constructive step".',
    ),
    (
        "Quelque 1 200 soldats, soit 3,5 % du contingent, ont quitté la région à 20h30, selon l'armée.",
        "Some 1,200 soldiers, or 3.5 percent of the contingent, left the region at 8:30 pm, the army said.",
    ),
    (
        "La Russie n'a pas retiré ses chars, a affirmé Dmytro Kouleba à Bruxelles.",
        "Russia has not withdrawn its tanks, Dmytro Kuleba said in Brussels.",
    ),
    (
        "L'Otan versera 2,3 milliards d'euros à Kiev.",
        "NATO will pay 2.3 billion euros to Kyiv.",
    ),
)
"""A small dispatch and a good translation of it, a paragraph a sentence."""

Pairs = Sequence[tuple[str, str]]


def make_brief(
    pairs: Pairs = CLEAN,
    *,
    headline: str = "",
    summary: str = "",
    facts: Sequence[tuple[str, int]] = (),
    targets: Sequence[Target] = (),
    paragraphs: Sequence[int] = (),
    kind: BlockKind = BlockKind.PARAGRAPH,
) -> Brief:
    """Return a brief of `pairs`; `facts` are statements with the segment they rest on."""
    places = list(paragraphs) or list(range(len(pairs)))
    texts = [
        " ".join(s for p, (s, _) in zip(places, pairs, strict=True) if p == n) for n in sorted(set(places))
    ]
    segments = []
    for index, (place, (source, _)) in enumerate(zip(places, pairs, strict=True)):
        start = texts[place].index(source)
        segments.append(
            Segment(index=index, block=place, start=start, end=start + len(source), kind=kind, source=source)
        )
    return Brief(
        document=Document(
            id=DocumentId("a.txt"),
            fingerprint=Fingerprint("0" * 64),
            format="text",
            encoding="utf-8",
            blocks=tuple(Block(kind=kind, text=text) for text in texts),
        ),
        translation=Translation(
            segments=tuple(segments),
            targets=tuple(targets) or tuple(Target(text=target) for _, target in pairs),
        ),
        headline=Passage(text=headline, origin=Origin.WRITTEN),
        summary=Passage(text=summary, origin=Origin.WRITTEN),
        facts=tuple(
            KeyFact(
                statement=statement,
                evidence=(Evidence(segment=n, source=pairs[n][0], target=pairs[n][1]),),
            )
            for statement, n in facts
        ),
    )


def with_target(index: int, target: str) -> Brief:
    """Return the clean brief with another target in one place: the planted fault."""
    pairs = list(CLEAN)
    pairs[index] = (pairs[index][0], target)
    return make_brief(pairs)


def make_article(
    pairs: Pairs = CLEAN, *, headline: tuple[str, str] = ("", ""), first_segment: int = 0
) -> Article:
    """Return the article of `pairs`, a paragraph a sentence."""
    return Article(
        headline_source=headline[0],
        headline_target=headline[1],
        sentences=tuple(
            Sentence(segment=first_segment + n, paragraph=n, source=source, target=target)
            for n, (source, target) in enumerate(pairs)
        ),
    )
