"""The top of a page: front matter, headline, origin line, byline and review banner."""

from __future__ import annotations

import math

from summarize.frontmatter import Value, dump, encode_source
from summarize.inert import inert, plain
from summarize.page.labels import (
    UNSURE,
    count_findings,
    describe_counts,
    label_segments,
    link_marked,
    mark_segments,
    mark_written,
)
from summarize.page.provenance import Provenance, describe_model
from summarize.records import BlockKind, Brief, DateProvenance, Origin, Publication, Severity

UNTITLED = "Untitled dispatch"
_HEADLINE_ORIGIN = {
    Origin.TRANSLATED: "Headline translated from the French",
    Origin.WRITTEN: "Headline written by the model",
    Origin.SHORTENED: "Headline translated from a sentence of the lead, shortened",
    Origin.QUOTED: "Headline quoted from the translation",
}
# Not strftime: its names follow the locale of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_BANNER = {Severity.ERROR: "CAUTION", Severity.WARNING: "WARNING", Severity.NOTE: "NOTE"}


def write_front_matter(brief: Brief, provenance: Provenance) -> str:
    """Return the YAML head. No field depends on the clock: same source and recipe, same bytes."""
    document, counts = brief.document, count_findings(brief.findings)
    fields: dict[str, Value] = {
        "title": plain(brief.headline.text) or UNTITLED,
        "source": encode_source(document.id),
    }
    if document.publication.date is not None:
        fields["date"] = document.publication.date.isoformat()
    fields |= {
        "date_provenance": document.publication.provenance.value,
        "language": "en",
        "translated_from": "fr",
        "checks": {f"{severity}s": n for severity, n in counts.items()},
    }
    if expected := expect(brief):
        fields["expected"] = dict(expected)
    fields |= {
        "models": {
            "translator": describe_model(provenance.translator),
            "summarizer": describe_model(provenance.summarizer),
        },
        "prompts": dict(provenance.prompts),
        "tool": provenance.tool,
        "source_sha256": document.fingerprint,
        "recipe_sha256": provenance.recipe,
    }
    return dump(fields)


def write_title(brief: Brief) -> str:
    """Return the headline and, in small, what it was made from, the date and the source of the dispatch."""
    note = f" ({inert(brief.headline.note)})" if plain(brief.headline.note) else ""
    facts = f"{describe_date(brief.document.publication)} · {inert(encode_source(brief.document.id))}"
    origin = f"*{_HEADLINE_ORIGIN[brief.headline.origin]}{note}* {_link_headline(brief)}".rstrip()
    return f"# {inert(brief.headline.text) or UNTITLED}\n\n{origin} · {facts}"


def _link_headline(brief: Brief) -> str:
    """Return links to what the headline was taken from, with the marks that a title has no room for."""
    segments = brief.headline.segments
    if brief.headline.origin is Origin.TRANSLATED:
        blocks = enumerate(brief.translation.segments)
        segments = tuple(i for i, segment in blocks if segment.kind is BlockKind.HEADLINE)
    marks = mark_segments(brief)
    mark = mark_written(brief.headline.text, brief.headline.origin, brief)
    own = {segment: mark for segment in segments if mark}
    return link_marked(segments, label_segments(brief.translation), own | marks)


def describe_date(publication: Publication) -> str:
    """Return the publication date in words with its provenance."""
    if publication.date is None:
        return "Publication date unknown"
    day = f"{publication.date.day} {_MONTHS[publication.date.month - 1]} {publication.date.year}"
    if publication.provenance in {DateProvenance.CAPTION, DateProvenance.UNKNOWN}:
        return f"{day} ({publication.provenance})"
    return f"{day} (from the {publication.provenance})"


def write_bylines(brief: Brief) -> str:
    """Return bylines and datelines word for word, empty when there are none."""
    lines = []
    for block in brief.document.blocks:
        if block.kind is BlockKind.BYLINE and (text := inert(block.text)):
            lines.append(f"*{text}*")
        elif block.kind is BlockKind.DATELINE and (text := inert(block.text)):
            lines.append(text)
    return ", ".join(lines)


def expect(brief: Brief) -> dict[str, int]:
    """Return how many of the sentences that are rated should be right, and wrong; empty if none is."""
    rated = [target.confidence for target in brief.translation.targets if target.confidence]
    if not rated:
        return {}
    right, wrong = (math.fsum(shares) for shares in zip(*((r.right, r.wrong) for r in rated), strict=True))
    return {"sentences": len(rated), "right": round(right), "wrong": round(wrong)}


def _expect(brief: Brief) -> str:
    expected = expect(brief)
    if not expected:
        return ""
    return (
        f" Of {expected['sentences']} sentences about {expected['right']} should be right as they stand, and"
        f" {expected['wrong']} say something else; {UNSURE} marks those that probably need a correction."
    )


def write_banner(brief: Brief, provenance: Provenance) -> str:
    """Return the review banner: an alert on GitHub, a callout in Obsidian, a quotation elsewhere."""
    counts = count_findings(brief.findings)
    worst = next((severity for severity, n in counts.items() if n), None)
    n_french = sum(not target.is_translated for target in brief.translation.targets)
    is_sure = UNSURE not in mark_segments(brief).values()
    kind = _BANNER[worst] if worst else "TIP" if is_sure else "NOTE"
    found = describe_counts(counts)
    text = f"**{found}**: see [Checks](#checks)." if found else "**No findings.**"
    if n_french:
        text += f" {n_french} {'sentence is' if n_french == 1 else 'sentences are'} left in French."
    text += _expect(brief)
    model = provenance.translator
    who = f"{model.name} ({model.score})" if model.score else model.name
    return f"> [!{kind}]\n> {text} Machine translation by {inert(who)}: compare with the French before use."
