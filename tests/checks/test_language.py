"""The language check: words that are not English are told where they stand."""

from __future__ import annotations

from dataclasses import replace

from check_briefs import NAMES, make_brief, with_target

from summarize.checks.language import check
from summarize.records import Origin, Severity


def test_good_english_passes() -> None:
    assert check(make_brief(), NAMES) == ()


def test_a_made_up_word_is_a_warning_at_its_segment() -> None:
    (found,) = check(with_target(3, "NATO will pay the hopebooks to Kyiv."), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 3)
    assert "hopebooks" in found.message


def test_it_is_told_of_what_was_written_but_not_twice_of_a_quotation() -> None:
    found = check(make_brief(summary="NATO pays the hopebooks.", facts=[("NATO hopebooks.", 3)]), NAMES)
    assert {one.where for one in found} == {"summary", "fact 1"}
    brief = make_brief(summary="NATO pays the hopebooks.")
    quoted = replace(brief, summary=replace(brief.summary, origin=Origin.QUOTED))
    assert check(quoted, NAMES) == ()
