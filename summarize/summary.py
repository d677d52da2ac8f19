"""Headline and summary: what was written if the article supports it, what the article itself says if not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize.checks.attribution import loses_claimant, names_claimant, states_contested
from summarize.checks.ground import Ground, ground_article, ground_sentences
from summarize.checks.grounding import Support, object_to, share_words
from summarize.checks.quotes import count_marks
from summarize.checks.sentences import find_supporters, split_english, tidy
from summarize.names import NamesTable
from summarize.records import Article, Origin, Passage, Sentence
from summarize.salience import SUMMED, find_news, quote_sentence, rank_sentences
from summarize.written import repair

LONGEST_HEADLINE = 120
"""Characters above which a quoted headline is cut, if a clause ends there."""

SHORTEST_HEADLINE = 40
MOST_WORDS = 60
"""Words of one sentence of a summary."""

DOUBTFUL = 0.2
"""Penalty of a doubtful sentence as a headline: news that are doubtful are still the news.

Of 150 stories with their leads, headlines have ROUGE-L 21.9 with it and 22.1 without; their leads cut off,
14.0 and 13.9.
"""

_NOTHING = "nothing was translated"
_NEWS, _TELLING = "says most of the first sentences", "the sentences that say most"
"""Why a sentence is quoted where no model writes."""

_MADE_FROM = 0.6
"""Share of the content words of a written sentence that the one it was made from has."""

_CLAUSE = re.compile(
    r"[,;] (?=(?:which|who|whose|where|while|after|before|as|amid|despite|but|although|though|because|since"
    r"|when|following)\b)"
)
_POINTS_BACK = re.compile(
    r"(?:he|she|it|they|this|that|these|those|his|her|its|their|but|however)\b", re.IGNORECASE
)


def choose_headline(article: Article, written: str, *, names: NamesTable) -> Passage:
    """Return the dispatch's own headline in English, else the `written` one if it holds, else its lead."""
    if article.headline_target.strip():
        return Passage(text=article.headline_target.strip(), origin=Origin.TRANSLATED)
    if not article.sentences:
        return Passage(text="", origin=Origin.QUOTED, note=_NOTHING)
    everything = ground_article(article)
    text = repair(written, everything.source, names).removesuffix(".")
    objection = _object(text, article, everything, names, is_headline=True) if text else _NEWS
    if not objection:
        return Passage(text=text, origin=Origin.WRITTEN, segments=_cite(article, [text]))
    best = find_news(article, _penalise)
    if best.clause:
        text, origin = best.clause.removesuffix("."), Origin.SHORTENED
    else:
        text, origin = shorten(best.target), Origin.QUOTED
    return Passage(text=text, origin=origin, note=objection, segments=(best.segment,))


def _penalise(sentence: Sentence) -> float:
    """What is doubtful at length may be clear as a clause."""
    return DOUBTFUL * (sentence.is_doubtful and not sentence.is_clause_clear)


def choose_summary(article: Article, written: str, *, names: NamesTable) -> Passage:
    """Return the sentences of `written` that the article supports, else its own most telling ones.

    In place of one that is not supported stands the sentence of the article that it was made from, if plain.
    """
    if not article.sentences:
        return Passage(text="", origin=Origin.QUOTED, note=_NOTHING)
    kept: list[str] = []
    objections: list[str] = []
    everything = ground_article(article)
    sentences = [tidy(one) for one in split_english(repair(written, everything.source, names))]
    for place, sentence in enumerate(sentences):
        objection = _object(sentence, article, everything, names, is_headline=False)
        is_orphan = place > 0 and len(kept) < place and _POINTS_BACK.match(sentence) is not None
        if objection or is_orphan:
            objections.append(objection or "it pointed back to a sentence that was left out")
            sentence = _find_original(sentence, article)
        if sentence and sentence not in kept:
            kept.append(sentence)
    note = "; ".join(dict.fromkeys(objections)) or _TELLING
    if kept and len(objections) < len(sentences):
        replaced = (
            f"did without {len(objections)} of {len(sentences)} sentences: {note}" if objections else ""
        )
        return Passage(
            text=" ".join(kept), origin=Origin.WRITTEN, note=replaced, segments=_cite(article, kept)
        )
    telling = [article.sentences[place] for place in sorted(rank_sentences(article, SUMMED))]
    text = " ".join(tidy(sentence.short or sentence.target) for sentence in telling)
    return Passage(
        text=text,
        origin=Origin.SHORTENED if any(sentence.short for sentence in telling) else Origin.QUOTED,
        note=note,
        segments=tuple(sentence.segment for sentence in telling),
    )


def shorten(sentence: str) -> str:
    """Return `sentence` as a headline; a long one ends with a clause that keeps its claimant."""
    text = " ".join(sentence.split()).removesuffix(".")
    if len(text) <= LONGEST_HEADLINE:
        return text
    for clause in reversed(list(_CLAUSE.finditer(text, SHORTEST_HEADLINE, LONGEST_HEADLINE))):
        head, tail = text[: clause.start()], text[clause.end() :]
        is_whole = count_marks(head) % 2 == 0 and head.count("(") == head.count(")")
        if is_whole and not (names_claimant(tail) and not names_claimant(head)):
            return head
    return text


def _find_original(sentence: str, article: Article) -> str:
    """Return the sentence of the article that has most words of a written one, if it has most of them."""
    nearest = find_supporters(sentence, article.sentences)[:1]
    return next(
        (tidy(quote_sentence(one)) for one in nearest if share_words(sentence, one.target) >= _MADE_FROM),
        "",
    )


def _cite(article: Article, written: Iterable[str]) -> tuple[int, ...]:
    """Return the segments that hold most words of what was `written`, in the order of the article."""
    held = (one.segment for text in written for one in find_supporters(text, article.sentences))
    return tuple(sorted(set(held)))


def _object(text: str, article: Article, everything: Ground, names: NamesTable, *, is_headline: bool) -> str:
    """A headline may leave out who told it ("police said"), but not that it is only held or heard."""
    supporters = find_supporters(text, article.sentences)
    if not supporters:
        return "too far from the words of the article"
    support = Support(
        evidence=ground_sentences(sorted(supporters, key=lambda sentence: sentence.segment)),
        claims=ground_sentences(supporters[:1]),
        particulars=everything,
        article=everything,
        most_words=MOST_WORDS,
    )
    return object_to(text, support, names, is_too_flat=states_contested if is_headline else loses_claimant)
