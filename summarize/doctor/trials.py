"""Models at work on sentences whose translation is known, and on the characters of the input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from summarize.detector import FATAL, Doubt, find_doubts
from summarize.doctor.check import Check, judge
from summarize.engines.extractive import SIGNATURE as QUOTES
from summarize.engines.interface import Summarizer, Translator
from summarize.errors import ExitCode, SummarizeError
from summarize.reading.find import find
from summarize.reading.read import read_file
from summarize.records import Article, Decoding, Sentence
from summarize.translation.english import finish
from summarize.typography import normalise_source

CANARIES = (
    ("Le président français est arrivé mercredi à Berlin.", ("president", "wednesday", "berlin")),
    ("Au moins 1 200 personnes ont été évacuées près de Lyon.", ("1,200", "people", "lyon")),
    ("Trois soldats ont été tués en Ukraine en janvier 2022.", ("soldiers", "ukraine", "january", "2022")),
)
"""Sentences that every French-English model can do, with words that their translations have."""


def try_translator(translator: Translator) -> Check:
    """Translate the canaries: damaged weights and wrong vocabularies give confident nonsense.

    A sentence of which less than half the words came out is nonsense; a stumble is only told, for small
    models do. One sentence of nonsense is bad luck.
    """
    sources = [normalise_source(source) for source, _ in CANARIES]
    hypotheses = translator.translate(sources, Decoding())
    bad: list[str] = []
    n_nonsense = 0
    for source, (_, words), hypothesis in zip(sources, CANARIES, hypotheses, strict=True):
        text = finish(hypothesis.text, source)
        doubts = (FATAL | {Doubt.NUMBERS_DIFFER}).intersection(find_doubts(source, hypothesis))
        lacking = [word for word in words if word not in text.lower()]
        n_nonsense += bool(FATAL & doubts) or 2 * len(lacking) > len(words)
        if doubts or lacking:
            bad.append(f"{source!r} became {text!r} ({', '.join([*sorted(doubts), *lacking])})")
    return judge(
        "translator",
        "; ".join(bad) or f"{len(sources)} sentences came out right",
        is_ok=n_nonsense < 2,
        hint="Do not run with this model: fetch it again, or use another.",
        code=ExitCode.MODEL,
    )


def try_summarizer(summarizer: Summarizer) -> Check:
    """Let the summariser write about a tiny article; one that is meant to quote has nothing to show."""
    if summarizer.signature == QUOTES:
        return judge("summarizer", "none: pages quote the translation", is_ok=True, hint="")
    sentences = (
        ("Trois soldats ont été tués en Ukraine.", "Three soldiers were killed in Ukraine on Wednesday."),
        ("Le président est attendu à Kiev.", "The French president is expected in Kyiv on Thursday."),
    )
    article = Article(
        headline_source="",
        headline_target="",
        sentences=tuple(
            Sentence(segment=index, paragraph=index, source=source, target=target)
            for index, (source, target) in enumerate(sentences)
        ),
    )
    answers = {
        "headline": bool(summarizer.headlines([article])[0]),
        "summary": bool(summarizer.summaries([article])[0]),
        "key facts": bool(summarizer.key_facts([article])[0]),
    }
    silent = [name for name, is_there in answers.items() if not is_there]
    return judge(
        "summarizer",
        f"wrote no usable {' and no '.join(silent)}: pages would quote" if silent else "wrote all three",
        is_ok=len(silent) < len(answers),
        hint="Use another summariser.",
        code=ExitCode.MODEL,
    )


def examine_characters(root: Path, translator: Translator, *, n_files: int = 200) -> Check:
    """Say which characters of the first files the vocabulary lacks."""
    seen: Counter[str] = Counter()
    for text in _texts(root, n_files):
        seen.update(normalise_source(text))
    lost = [character for character, _ in seen.most_common() if translator.unknown_characters(character)]
    share = sum(seen[character] for character in lost) / max(1, sum(seen.values()))
    listed = f": {' '.join(lost[:30])}" if lost else ""
    return judge(
        "characters",
        f"{len(lost)} of {len(seen)} characters of {root} are unknown to it, {share:.2%} of all{listed}",
        is_ok=share < 0.01,
        hint="Is this French? Passages with such characters are flagged on the pages.",
    )


def _texts(root: Path, n_files: int) -> Iterator[str]:
    entries = (entry for entry in find(root) if entry.refused is None)
    for _, entry in zip(range(n_files), entries, strict=False):
        try:
            document = read_file(entry.root, entry.id)
        except SummarizeError:
            continue
        yield from (block.text for block in document.blocks)
