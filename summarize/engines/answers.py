"""What a chat model answered → a headline, a summary or key facts, or nothing: strict and linear."""

from __future__ import annotations

import re
from collections.abc import Collection

from summarize.engines.cleaning import keep_whole, tidy_headline
from summarize.records import FactDraft, Hypothesis

THINKING = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
LABEL = re.compile(r"^(?:headline|summary|title|answer)\s*:\s*", re.IGNORECASE)
MARKUP = re.compile(r"^[#>*\s]+|[*_`]{2,}")
MARK = re.compile(r"\[S\d{1,5}(?:, ?S\d{1,5}){0,20}\]")
NUMBER = re.compile(r"\d+")
BULLET = ("- ", "* ", "• ")
LONGEST_LINE = 400
MOST_FACTS = 7


def strip_thinking(answer: str) -> str:
    """Return `answer` without thinking blocks; one that was never closed takes the rest with it."""
    text = THINKING.sub("", answer)
    # Some templates open the block in the prompt, so that only its end is in the answer.
    return text.rpartition("</think>")[2].strip()


def read_headline(answer: Hypothesis, _: object = None) -> str:
    """Return the first line of an answer as a headline."""
    lines = [line for line in strip_thinking(answer.text).splitlines() if line.strip()]
    return tidy_headline(_plain(lines[0]), truncated=answer.truncated and len(lines) == 1) if lines else ""


def read_summary(answer: Hypothesis, _: object = None) -> str:
    """Return up to four whole sentences of an answer, its sentence numbers and labels removed."""
    lines = [_plain(line) for line in strip_thinking(answer.text).splitlines() if line.strip()]
    if lines and lines[0].endswith(":"):
        lines = lines[1:]  # "Here is the summary:"
    text = MARK.sub("", " ".join(lines))
    return keep_whole(re.sub(r" (?=[.,;:!?])", "", text), truncated=answer.truncated)


def read_facts(answer: str, segments: Collection[int]) -> tuple[FactDraft, ...]:
    """Return the lines of the form `- fact [S3,S7]`; all others are left out.

    Nothing is repaired: a line without evidence, or with a number that is not in `segments`, is no fact.
    """
    drafts: dict[str, FactDraft] = {}
    for line in strip_thinking(answer).splitlines():
        draft = _read_fact(line.strip(), segments)
        if draft is not None:
            drafts.setdefault(draft.statement.casefold(), draft)
    return tuple(drafts.values())[:MOST_FACTS]


def _read_fact(line: str, segments: Collection[int]) -> FactDraft | None:
    if not line.startswith(BULLET) or len(line) > LONGEST_LINE:
        return None
    statement, bracket, rest = line[2:].strip().rpartition("[")
    mark = (bracket + rest).rstrip(". ")
    if not MARK.fullmatch(mark):
        return None
    named = tuple(dict.fromkeys(int(number) for number in NUMBER.findall(mark)))
    text = " ".join(MARK.sub("", _plain(statement)).split())
    if not text or any(number not in segments for number in named):
        return None
    return FactDraft(statement=text, segments=named)


def _plain(line: str) -> str:
    return LABEL.sub("", MARKUP.sub("", line.strip())).strip()
