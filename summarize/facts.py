"""Key facts: drafts that their evidence supports; in place of others its sentence, in short or quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.checks.ground import Ground, ground_article, ground_sentences
from summarize.checks.grounding import Support, object_to, share_words
from summarize.checks.sentences import tidy
from summarize.names import NamesTable
from summarize.records import Article, Evidence, FactDraft, KeyFact, Origin, Sentence
from summarize.salience import rank_sentences
from summarize.written import repair

FEWEST, MOST = 3, 7
"""How many facts a page has; fewer only if the article has fewer sentences."""

USUAL = 5
"""How many sentences are quoted when nothing was written at all."""

SAME = 0.75
"""Share of content words from which on two facts say the same."""

_COMPETING = 20
_COPIED = "the writer was not sure of a shorter line"
"""Why a draft that says its sentence word for word is a quotation."""


def build_facts(article: Article, drafts: Sequence[FactDraft], *, names: NamesTable) -> tuple[KeyFact, ...]:
    """Return 3 to 7 facts: drafts that hold against their evidence, else the sentence they were made from.

    A draft none of whose segments is in the article has no evidence and is left out. There are fewer than
    three facts only if the article has no more sentences that differ.
    """
    facts: list[KeyFact] = []
    for fact in _check_drafts(article, drafts, names):
        if len(facts) < MOST and _is_new(fact, facts):
            facts.append(fact)
    least = FEWEST if facts else USUAL
    for place in rank_sentences(article, _COMPETING):
        fact = _quote(article.sentences[place], "one of the sentences that say most")
        if len(facts) < least and _is_new(fact, facts):
            facts.append(fact)
    return tuple(facts)


def _check_drafts(article: Article, drafts: Sequence[FactDraft], names: NamesTable) -> Iterator[KeyFact]:
    everything = ground_article(article)
    by_segment = {sentence.segment: sentence for sentence in article.sentences}
    for draft in drafts:
        segments = sorted({segment for segment in draft.segments if segment in by_segment})
        if segments:
            yield _check_draft(draft, [by_segment[segment] for segment in segments], everything, names)


def _check_draft(
    draft: FactDraft, sentences: Sequence[Sentence], everything: Ground, names: NamesTable
) -> KeyFact:
    statement = tidy(repair(draft.statement, everything.source, names))
    closest = max(
        sentences, key=lambda sentence: (share_words(statement, sentence.target), -sentence.segment)
    )
    evidence = ground_sentences(sentences)
    support = Support(
        evidence=evidence, claims=ground_sentences([closest]), particulars=evidence, article=everything
    )
    is_copy = statement == tidy(closest.target)
    objection = _COPIED if is_copy else object_to(statement, support, names)
    if objection:
        return _quote(closest, objection)
    return KeyFact(statement=statement, evidence=tuple(map(_cite, sentences)))


def _quote(sentence: Sentence, note: str) -> KeyFact:
    """Return what `sentence` says, in short where that is possible."""
    origin = Origin.SHORTENED if sentence.short else Origin.QUOTED
    statement = sentence.short or sentence.target.strip()
    return KeyFact(statement=statement, evidence=(_cite(sentence),), origin=origin, note=note)


def _cite(sentence: Sentence) -> Evidence:
    return Evidence(segment=sentence.segment, source=sentence.source, target=sentence.target)


def _is_new(fact: KeyFact, facts: Sequence[KeyFact]) -> bool:
    return not any(_says_same(fact, earlier) for earlier in facts)


def _says_same(fact: KeyFact, earlier: KeyFact) -> bool:
    return (
        max(share_words(fact.statement, earlier.statement), share_words(earlier.statement, fact.statement))
        >= SAME
    )
