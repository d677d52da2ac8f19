"""The writing tasks: a control token in front of a French text asks for an English line of its own kind."""

from __future__ import annotations

from training.vocabulary import TASKS

HEADLINE, SUMMARY, FACT = TASKS


def file_name(task: str) -> str:
    """Return the name of a task's set of pairs."""
    return task.strip("<>")
