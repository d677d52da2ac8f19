"""Whether a written sentence may stand: the rules that headline, summary and facts share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarize.checks.attribution import loses_claimant
from summarize.checks.ground import Ground
from summarize.checks.language import object_to_words
from summarize.checks.names import unsupported_names
from summarize.checks.negation import negates_otherwise
from summarize.checks.numbers import unsupported_numbers
from summarize.checks.quotes import altered_quotes, count_marks
from summarize.checks.repetition import has_loop, split_words
from summarize.names import NamesTable, names_in, names_match
from summarize.words import content_words, share_content

MIN_OVERLAP = 0.5
"""Least share of a statement's content words that its evidence must have.

Of 1,287 sentences that editors wrote about CNN articles, 95 % reach it with the best three sentences of
their article and 1 % with those of another one; at 0.34 it would be 98 % and 3 %.
"""

FEWEST_WORDS, MOST_WORDS = 3, 40
"""Words of a statement; a sentence of a summary may have more."""

_FEWEST_SHARED = 2
_UNFINISHED = re.compile(
    r"(?:[,:;–-]|\b(?:a|an|the|and|or|but|of|to|in|on|for|with|by|that|which|who|from|as))[^\w\"”')\]]*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Where the rules look.

    `evidence` is for words and negation, `claims` for claimants, `particulars` for numbers and the last part
    of each name; its other parts and all quotes may come from anywhere in `article`.
    """

    evidence: Ground
    claims: Ground
    particulars: Ground
    article: Ground
    most_words: int = MOST_WORDS


def object_to(
    statement: str,
    support: Support,
    names: NamesTable,
    *,
    is_too_flat: Callable[[str, Ground], bool] = loses_claimant,
) -> str:
    """Return the first rule that `statement` breaks, or nothing."""
    rules: tuple[Callable[[], str], ...] = (
        lambda: find_malformed(statement, most_words=support.most_words),
        lambda: object_to_words(statement),
        lambda: _list("numbers not in the evidence", unsupported_numbers(statement, support.particulars)),
        lambda: _list("names not in the evidence", unsupported_names(statement, support.particulars, names)),
        lambda: _list("names not in the article", _strange_parts(statement, support.article, names)),
        lambda: _list("not quoted so in the article", altered_quotes(statement, support.article.target)),
        lambda: _say(is_too_flat(statement, support.claims), "the claim had lost its claimant"),
        lambda: _say(
            negates_otherwise(statement, support.evidence.target), "a negation differed from the evidence"
        ),
        lambda: _say(
            not _is_close(statement, support.evidence.target), "too far from the words of the evidence"
        ),
    )
    return next((objection for rule in rules if (objection := rule())), "")


def find_malformed(statement: str, *, most_words: int = MOST_WORDS) -> str:
    """Return what is wrong with the form of `statement`, or nothing."""
    n_words = len(split_words(statement))
    if not FEWEST_WORDS <= n_words <= most_words:
        return f"the model wrote {n_words} words" if n_words else "nothing was written"
    if has_loop(statement):
        return "words went round in circles"
    if _UNFINISHED.search(statement):
        return "the sentence was not finished"
    if count_marks(statement) % 2 or statement.count("(") != statement.count(")"):
        return "a quotation mark or bracket was left open"
    return ""


def share_words(statement: str, evidence: str) -> float:
    """Return the share of the content words of `statement` that `evidence` has."""
    return share_content(statement, evidence, "en")


def _strange_parts(statement: str, article: Ground, names: NamesTable) -> tuple[str, ...]:
    """A full name may come once in an article, but no first name is made up."""
    both = f"{article.target}\n{article.source}"
    found = (part for name in names_in(statement, "en") for part in name.split())
    return tuple(part for part in found if part[0].isupper() and not names_match(part, both, names))


def _is_close(statement: str, evidence: str) -> bool:
    """Whether enough words are shared; of a very short statement one shared word is not enough."""
    n_words = len(set(content_words(statement, "en")))
    share = share_words(statement, evidence)
    return share >= MIN_OVERLAP and share * n_words >= min(_FEWEST_SHARED, n_words)


def _say(is_broken: bool, objection: str) -> str:
    return objection if is_broken else ""


def _list(objection: str, culprits: Sequence[str]) -> str:
    return f"{objection}: {', '.join(culprits)}" if culprits else ""
