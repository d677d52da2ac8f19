"""The sentences that a page may quote, in short: condensed in French, then translated as all segments are.

A short sentence stands only where the checks find no more in it, beside the French that it was made from,
than in the whole sentence, and where it keeps the claimant.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.checks.attribution import loses_claimant, states_contested
from summarize.checks.ground import Ground
from summarize.checks.registry import run_checks
from summarize.condense import condense, condense_to_clause
from summarize.errors import EngineError
from summarize.names import NamesTable
from summarize.records import (
    Article,
    BlockKind,
    Brief,
    Confidence,
    Document,
    DocumentId,
    Finding,
    Fingerprint,
    Origin,
    Passage,
    Segment,
    Severity,
    Target,
    Translation,
)
from summarize.salience import LEAD, rank_sentences
from summarize.typography import normalise_source

QUOTABLE = 8
"""How many of the most telling sentences of an article are shortened: about as many as a page quotes."""

_CLEAR = (0, 0, 0)

Translate = Callable[[Sequence[Segment]], Sequence[Target]]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The French that a sentence is shortened to; the same as the sentence where nothing can be left out."""

    whole: str
    short: str
    clause: str


@dataclass(frozen=True, slots=True)
class _Shorter:
    """The English of a French text, and how many errors, findings and words named in them the checks have."""

    text: str
    faults: tuple[int, int, int]
    confidence: Confidence | None


def shorten_articles(articles: Sequence[Article], translate: Translate, names: NamesTable) -> list[Article]:
    """Return the articles with `short` and `clause` of the sentences that their pages may quote.

    `translate` is given the shorter texts of all articles at once, each article a document of its own. What
    it cannot translate at all stays as long as it was.
    """
    wanted = [dict(_condense(article)) for article in articles]
    segments = [_list_segments(one.values()) for one in wanted]
    targets = _translate(segments, translate)
    return [
        _put(article, one, _assess(some, theirs, names), names)
        for article, one, some, theirs in zip(articles, wanted, segments, targets, strict=True)
    ]


def _list_segments(wanted: Collection[_Wanted]) -> list[Segment]:
    """Return a segment for each text that is shorter than its sentence."""
    wholes = {want.whole for want in wanted}
    texts = dict.fromkeys(text for want in wanted for text in (want.short, want.clause))
    return [_segment(index, text) for index, text in enumerate(text for text in texts if text not in wholes)]


def _translate(documents: Sequence[Sequence[Segment]], translate: Translate) -> list[Sequence[Target]]:
    """Translate all at once; where the model fails on a document, one by one, and that one not at all."""
    try:
        targets = iter(translate([segment for segments in documents for segment in segments]))
    except EngineError:
        if len(documents) > 1:
            return [target for one in documents for target in _translate([one], translate)]
        return [[Target(text=segment.source, is_translated=False) for segment in documents[0]]]
    return [[next(targets) for _ in segments] for segments in documents]


def _condense(article: Article) -> Iterator[tuple[int, _Wanted]]:
    """Yield the place of each sentence to shorten and what to; a clause only of those that may lead."""
    # What is doubtful at length may be clear in short, so doubts do not count yet.
    trusted = replace(article, sentences=tuple(replace(one, is_doubtful=False) for one in article.sentences))
    for place in sorted({*range(min(LEAD, len(article.sentences))), *rank_sentences(trusted, QUOTABLE)}):
        source = normalise_source(article.sentences[place].source)
        clause = condense_to_clause(source) if place < LEAD else source
        yield place, _Wanted(whole=source, short=condense(source), clause=clause)


def _segment(index: int, text: str) -> Segment:
    return Segment(index=index, block=index, start=0, end=len(text), kind=BlockKind.PARAGRAPH, source=text)


def _assess(segments: Sequence[Segment], targets: Sequence[Target], names: NamesTable) -> dict[str, _Shorter]:
    """Return the English of each French text, as far as there is any."""
    nothing = Passage(text="", origin=Origin.QUOTED)
    brief = Brief(
        document=Document(id=DocumentId(""), fingerprint=Fingerprint(""), format="", encoding="", blocks=()),
        translation=Translation(segments=tuple(segments), targets=tuple(targets)),
        headline=nothing,
        summary=nothing,
        facts=(),
    )
    found: dict[int | None, list[Finding]] = {}
    for finding in run_checks(brief, names):
        found.setdefault(finding.segment, []).append(finding)
    return {
        segment.source: _Shorter(target.text.strip(), _count(found.get(segment.index, ())), target.confidence)
        for segment, target in zip(segments, targets, strict=True)
        if target.is_translated
    }


def _count(findings: Sequence[Finding]) -> tuple[int, int, int]:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    told = [finding for finding in findings if finding.severity is not Severity.NOTE]
    # One finding of a check names all words that are lost: "jeudi, froidement" is worse than "jeudi".
    return errors, len(told), sum(finding.message.count(", ") for finding in told)


def _put(
    article: Article, wanted: Mapping[int, _Wanted], english: Mapping[str, _Shorter], names: NamesTable
) -> Article:
    """Return the article with what is no worse than the whole sentence."""
    sentences = list(article.sentences)
    shorter = {p: want for p, want in wanted.items() if want.short in english or want.clause in english}
    segments = [_segment(place, sentences[place].source) for place in shorter]
    targets = [Target(text=sentences[p].target, confidence=sentences[p].confidence) for p in shorter]
    wholes = _assess(segments, targets, names)
    for place, want in shorter.items():
        sentence = sentences[place]
        ground = Ground(source=sentence.source, target=sentence.target)
        whole = wholes[sentence.source]
        short, clause = english.get(want.short), english.get(want.clause)
        if short and short.faults <= whole.faults and not loses_claimant(short.text, ground):
            is_doubtful = short.faults > _CLEAR
            sentence = replace(
                sentence, short=short.text, is_doubtful=is_doubtful, confidence=short.confidence
            )
        if clause and clause.faults <= whole.faults and not states_contested(clause.text, ground):
            sentence = replace(sentence, clause=clause.text, is_clause_clear=clause.faults == _CLEAR)
        sentences[place] = sentence
    return replace(article, sentences=tuple(sentences))
