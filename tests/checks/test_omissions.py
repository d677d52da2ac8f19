"""The omissions check: lost words are told at their segment."""

from __future__ import annotations

from dataclasses import replace

from check_briefs import NAMES, make_brief, with_target

from summarize.checks.omissions import check
from summarize.records import Severity


def test_a_whole_translation_passes() -> None:
    assert check(make_brief(), NAMES) == ()


def test_a_lost_word_is_a_warning_at_its_segment() -> None:
    brief = with_target(3, "NATO will act.")
    segments = tuple(
        replace(segment, source="L'Otan agira mercredi.") if segment.index == 3 else segment
        for segment in brief.translation.segments
    )
    brief = replace(brief, translation=replace(brief.translation, segments=segments))
    (found,) = check(brief, NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 3)
    assert found.message == "may be lost in the English: mercredi"


def test_a_word_of_an_alert_in_capitals_is_judged_too() -> None:
    brief = with_target(3, "NATO will act.")
    segments = tuple(
        replace(segment, source="L'OTAN AGIRA MERCREDI.") if segment.index == 3 else segment
        for segment in brief.translation.segments
    )
    (found,) = check(replace(brief, translation=replace(brief.translation, segments=segments)), NAMES)
    assert found.message == "may be lost in the English: mercredi"
