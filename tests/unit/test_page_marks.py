"""A key fact carries the mark of the sentences behind it."""

from __future__ import annotations

from dataclasses import replace

from page_briefs import diplomacy

from summarize.page.body import write_facts
from summarize.records import Finding, Severity


def test_a_fact_whose_evidence_is_flagged_is_flagged_too() -> None:
    brief = replace(diplomacy(), findings=())
    segment = brief.facts[0].evidence[0].segment
    finding = Finding(check="numbers", severity=Severity.ERROR, message="missing", segment=segment)
    clean = write_facts(brief).count("⚠")
    assert write_facts(replace(brief, findings=(finding,))).count("⚠") > clean
