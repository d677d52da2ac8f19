"""What a model wrote, set as the page prints it: spacing, quotation marks, figures, names spelled right."""

from __future__ import annotations

from summarize.names import NameSpeller, NamesTable
from summarize.translation.english import set_type


def repair(text: str, source: str, names: NamesTable) -> str:
    """Return the English `text` on one line; `source` is the French it was written from.

    A model that writes from the French leaves its names French or misspells them, as the translator does.
    """
    return NameSpeller(names).apply(set_type(text, source), source)[0]
