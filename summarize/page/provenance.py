"""What a page says about the models and prompts behind it."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.frontmatter import Value
from summarize.records import Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelNote:
    """One model as a page names it. `score` is a line such as `newstest2013 BLEU 27.1`; empty is left out."""

    name: str
    signature: str
    revision: str = ""
    fingerprint: str = ""
    score: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the head of a page says that is not in its brief; `checks` are the names of those run."""

    tool: str
    translator: ModelNote
    summarizer: ModelNote
    recipe: Fingerprint
    prompts: tuple[tuple[str, Fingerprint], ...] = ()
    checks: tuple[str, ...] = ()


def describe_model(model: ModelNote) -> dict[str, Value]:
    """Return the front-matter fields of a model, without the empty ones."""
    fields = {
        "name": model.name,
        "revision": model.revision,
        "fingerprint": model.fingerprint,
        "signature": model.signature,
        "score": model.score,
    }
    return {name: value for name, value in fields.items() if value}
