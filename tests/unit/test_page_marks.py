"""Marks: of findings and of what the translator is unsure of. A fact carries that of its sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from page_briefs import PROVENANCE, diplomacy

from summarize.page.body import write_facts, write_summary, write_translation
from summarize.page.head import expect, write_banner, write_front_matter, write_title
from summarize.records import Brief, Confidence, Finding, Origin, Passage, Severity


def test_a_fact_whose_evidence_is_flagged_is_flagged_too() -> None:
    brief = replace(diplomacy(), findings=())
    segment = brief.facts[0].evidence[0].segment
    finding = Finding(check="numbers", severity=Severity.ERROR, message="missing", segment=segment)
    clean = write_facts(brief).count("⚠")
    assert write_facts(replace(brief, findings=(finding,))).count("⚠") > clean


PLACE = diplomacy().facts[0].evidence[0].segment
"""Of a sentence that a fact is made from."""


def rated(*shares: tuple[float, float]) -> Brief:
    """The brief with a few targets rated right and wrong, the others not."""
    brief = replace(diplomacy(), findings=())
    targets = [replace(target, doubts=(), confidence=None) for target in brief.translation.targets]
    for place, (right, wrong) in enumerate(shares, PLACE):
        targets[place] = replace(targets[place], confidence=Confidence(right=right, wrong=wrong))
    return replace(brief, translation=replace(brief.translation, targets=tuple(targets)))


def test_a_sentence_that_more_likely_than_not_needs_a_correction_is_marked() -> None:
    for write in (write_translation, write_facts):
        assert write(rated((0.6, 0.1))).count("≈") == 0
        assert write(rated((0.4, 0.1))).count("≈") == 1


def test_a_finding_outweighs_the_mark_of_an_unsure_sentence() -> None:
    brief = rated((0.4, 0.1))
    finding = Finding(check="numbers", severity=Severity.ERROR, message="missing", segment=PLACE)
    assert write_translation(replace(brief, findings=(finding,))).count("≈") == 0


def test_the_page_says_how_many_sentences_should_be_right_and_wrong() -> None:
    brief = rated((0.9, 0.05), (0.8, 0.1), (0.2, 0.6))
    assert expect(brief) == {"sentences": 3, "right": 2, "wrong": 1}
    assert "Of 3 sentences about 2 should be right" in write_banner(brief, PROVENANCE)
    assert "expected:\n  sentences: 3\n  right: 2\n  wrong: 1\n" in write_front_matter(brief, PROVENANCE)


def test_nothing_is_expected_of_a_translator_that_nobody_has_read() -> None:
    assert expect(rated()) == {}
    assert "should be right" not in write_banner(rated(), PROVENANCE)
    assert "expected" not in write_front_matter(rated(), PROVENANCE)


@pytest.mark.parametrize("write", [write_summary, write_title])
def test_what_is_quoted_carries_links_and_the_marks_of_its_sentences(write: Callable[[Brief], str]) -> None:
    passage = Passage(text="Quoted.", origin=Origin.QUOTED, segments=(PLACE, PLACE + 1))
    sure, unsure = (
        write(replace(brief, headline=passage, summary=passage))
        for brief in (rated((0.9, 0.0), (0.9, 0.0)), rated((0.9, 0.0), (0.2, 0.3)))
    )
    assert (sure.count("](#s"), sure.count("≈")) == (2, 0)
    assert (unsure.count("](#s"), unsure.count("≈ [S")) == (2, 1)


def test_a_page_without_findings_is_commended_only_if_the_translator_is_sure_of_it() -> None:
    brief = rated((0.9, 0.0), (0.9, 0.0))
    targets = tuple(replace(target, is_translated=True) for target in brief.translation.targets)
    sure = replace(brief, translation=replace(brief.translation, targets=targets))
    unsure = replace(targets[PLACE], confidence=Confidence(right=0.3, wrong=0.1))
    doubted = (*targets[:PLACE], unsure, *targets[PLACE + 1 :])
    assert write_banner(sure, PROVENANCE).startswith("> [!TIP]")
    brief = replace(sure, translation=replace(sure.translation, targets=doubted))
    assert write_banner(brief, PROVENANCE).startswith("> [!NOTE]")


@pytest.mark.parametrize(("shares", "count"), [([(0.9, 0.05)], 1), ([], 0)], ids=["read", "not-read"])
def test_written_text_that_does_more_than_leave_words_out_is_marked(
    shares: list[tuple[float, float]], count: int
) -> None:
    brief = rated(*shares)
    target = brief.translation.targets[PLACE].text
    first, *rest = target.removesuffix(".").split()
    fact = replace(brief.facts[0], origin=Origin.WRITTEN)
    for text, n in ((target, 0), (" ".join([*rest[::-1], first]) + ".", count)):
        summary = Passage(text=text, origin=Origin.WRITTEN, segments=(PLACE,))
        made = replace(brief, facts=(replace(fact, statement=text),), summary=summary, headline=summary)
        for write in (write_facts, write_summary, write_title):
            assert write(made).count("≈") == n, (write, text)
