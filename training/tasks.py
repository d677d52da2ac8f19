"""The writing tasks: which French text asks for which English line.

An article of the corpus lacks its lead, which was cut off as the abstract; a dispatch has its lead, and often
its title. All forms are shown, because all occur. A line is asked of a text only where that text says it,
French compared with French: half the titles say something that is not in the first lines, and a writer that
learns from those learns to invent (Nan et al., "Entity-level Factual Consistency", EACL 2021).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from summarize.engines import compact
from summarize.segments import split_sentences
from summarize.words import share_content, tokenise
from training.corpus import Pair, Story
from training.silver import Silver
from training.vocabulary import TASKS

HEADLINE, SUMMARY, FACT = TASKS
WIDTHS: Mapping[str, int] = {task.value: width for task, width in compact.WIDTHS.items()}
"""How many pieces of the source a task reads in training, as in use; the rest of the article is cut off."""

PIECES_A_WORD = 1.4
"""Of French news."""

LEAST_SHARE: Mapping[str, float] = {HEADLINE: 0.5, SUMMARY: 0.4, FACT: 0.5}
"""Least share of the content words of a line that its source must have."""

SHORTEST_SUMMARY = 12
"""Words; a shorter abstract is a title or a remark."""

SHORT = 16
"""Words of a sentence that stands for itself as a fact."""

# A topic or place in front of a title: "Coronavirus : …", "Paris: …". Half the titles of the corpus have one.
_LABEL = re.compile(r"^[^:]+:\s+")
_SPEAKER = re.compile(r'^[^:]+:\s+"')


def file_name(task: str) -> str:
    """Return the name of a task's set of pairs."""
    return task.strip("<>")


def _text(parts: Iterable[str]) -> str:
    """Return paragraphs as one text."""
    return " ".join(part for part in parts if part)


def plain_title(french: str, english: str) -> str:
    """Return an English title without the label in front that its French has; nothing if that cannot be told.

    A writer that learns labels puts them in front of everything, "Coronavirus:" most of all. What stands
    before a quotation may be its speaker and stays.
    """
    if french.count(": ") > 1:
        return ""
    if _LABEL.match(french) and not _SPEAKER.match(french):
        label = _LABEL.match(english)
        english = english[label.end() :] if label else ""
    return english[:1].upper() + english[1:]


def without_label(title: str) -> str:
    """Return a French title without the label in front that `plain_title` takes from the English."""
    label = _LABEL.match(title)
    return title[label.end() :] if label and not _SPEAKER.match(title) else title


def share_said(line: str, source: str) -> float:
    """Return the share of the content words of a French line that its source has.

    It is 0 where a number or a name is not in the source.
    """
    said = {word.lower() for word in tokenise(source)}
    particulars = (word for word in tokenise(line)[1:] if not word.islower())
    if any(word.lower() not in said for word in particulars):
        return 0.0
    return share_content(line, source, "fr")


def _read(parts: Sequence[str], task: str) -> str:
    """Return about as much of a text as the task reads."""
    words = _text(parts).split()
    return " ".join(words[: round(WIDTHS[task] / PIECES_A_WORD)])


def _asks(parts: Sequence[str], line: str, task: str) -> bool:
    """Whether the part of a text that the task reads says `line`."""
    return share_said(line, _read(parts, task)) >= LEAST_SHARE[task]


def _headline_source(number: int, story: Story) -> tuple[str, ...]:
    """Return what a headline is asked for: half the time lead and text, else with title or without lead."""
    forms = (
        (story.summary, *story.paragraphs),
        story.paragraphs,
        (story.summary, *story.paragraphs),
        (story.title, story.summary, *story.paragraphs),
    )
    return forms[number % len(forms)]


def build_examples(silver: Iterable[tuple[Story, Silver]]) -> dict[str, tuple[Pair, ...]]:
    """Return the pairs of each task."""
    made: dict[str, list[Pair]] = {task: [] for task in TASKS}
    for number, (story, english) in enumerate(silver):
        title = plain_title(story.title, english.title)
        if title:
            made[HEADLINE].extend(_headline(number, story, title))
            made[FACT].extend(_facts(story, title))
        if len(story.summary.split()) >= SHORTEST_SUMMARY and english.summary:
            made[SUMMARY].extend(_summary(number, story, english.summary))
    return {task: tuple(pairs) for task, pairs in made.items()}


def _headline(number: int, story: Story, title: str) -> Iterator[Pair]:
    """Yield the first form of a story that says its title, beginning with the one that is its turn."""
    for parts in (_headline_source(number, story), (story.summary, *story.paragraphs)):
        if _asks(parts, without_label(story.title), HEADLINE):
            yield _text(parts), title
            return


def _summary(number: int, story: Story, summary: str) -> Iterator[Pair]:
    """With the lead in front a summary is what that says; without, it must be gathered: mostly that."""
    lead = (story.summary,) if number % 4 == 1 else ()
    parts = (*lead, *story.paragraphs)
    if _asks(parts, story.summary, SUMMARY):
        yield _text(parts), summary


def _facts(story: Story, title: str) -> Iterator[Pair]:
    """Yield the sentence of a story that says most of its title, if one says enough."""
    french = without_label(story.title)
    texts = (story.summary, *story.paragraphs)
    sentences = [text[begin:end] for text in texts for begin, end in split_sentences(text)]
    best = max(sentences, key=lambda sentence: share_said(french, sentence), default="")
    if _asks((best,), french, FACT):
        yield best, title


def short_facts(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the short sentences among `pairs`: a line that is short already is only translated."""
    return tuple(
        (french, english)
        for french, english in pairs
        if len(french.split()) <= SHORT and french.endswith(".") and english.endswith(".")
    )
