"""The writing tasks: which French text asks for which English line.

An article of the corpus lacks its lead, which was cut off as the abstract; a dispatch has its lead, and often
its title. All forms are shown, because all occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from summarize.engines import compact
from training.corpus import Pair, Story
from training.silver import Silver
from training.vocabulary import TASKS

HEADLINE, SUMMARY, FACT = TASKS
WIDTHS: Mapping[str, int] = {task.value: width for task, width in compact.WIDTHS.items()}
"""How many pieces of the source a task reads in training, as in use; the rest of the article is cut off."""

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


def _headline_source(number: int, story: Story) -> str:
    """Return what a headline is asked for: half the time lead and text, else with title or without lead."""
    forms = (
        (story.summary, *story.paragraphs),
        story.paragraphs,
        (story.summary, *story.paragraphs),
        (story.title, story.summary, *story.paragraphs),
    )
    return _text(forms[number % len(forms)])


def build_examples(silver: Iterable[tuple[Story, Silver]]) -> dict[str, tuple[Pair, ...]]:
    """Return the pairs of each task."""
    made: dict[str, list[Pair]] = {task: [] for task in TASKS}
    for number, (story, english) in enumerate(silver):
        title = plain_title(story.title, english.title)
        if title:
            made[HEADLINE].append((_headline_source(number, story), title))
        if title and story.summary:
            made[FACT].append((story.summary, title))
        if english.summary:
            # With the lead in front a summary is what that says; without, it must be gathered: mostly that.
            lead = (story.summary,) if number % 3 == 1 else ()
            made[SUMMARY].append((_text((*lead, *story.paragraphs)), english.summary))
    return {task: tuple(pairs) for task, pairs in made.items()}


def short_facts(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the short sentences among `pairs`: a line that is short already is only translated."""
    return tuple(
        (french, english)
        for french, english in pairs
        if len(french.split()) <= SHORT and french.endswith(".") and english.endswith(".")
    )
