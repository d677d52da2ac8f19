from __future__ import annotations

from check_briefs import CLEAN, NAMES, make_brief, with_target

from summarize.checks.repetition import check
from summarize.records import Severity


def test_plain_sentences_pass() -> None:
    assert check(make_brief(facts=[("NATO will pay.", 3), ("Russia stays.", 2)]), NAMES) == ()


def test_a_loop_is_an_error_at_its_segment() -> None:
    (found,) = check(with_target(3, "NATO will pay " + "and will pay again and again " * 6), NAMES)
    assert (found.severity, found.segment) == (Severity.ERROR, 3)


def test_a_loop_of_the_source_is_no_fault() -> None:
    pairs = [("Non, non, non, non, non, non !", "No, no, no, no, no, no!")]
    assert check(make_brief(pairs), NAMES) == ()


def test_a_word_that_stands_twice_in_a_row_is_a_warning_that_names_it() -> None:
    (found,) = check(with_target(3, "NATO will will pay."), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 3)
    assert found.message.endswith(": will")


def test_one_target_for_different_sources_is_a_warning() -> None:
    (found,) = check(with_target(2, CLEAN[1][1]), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 2)
    assert "segment 2" in found.message


def test_one_target_for_the_same_source_is_none() -> None:
    assert check(make_brief([CLEAN[1], CLEAN[1]]), NAMES) == ()


def test_a_fact_said_twice_and_a_summary_in_circles_are_seen() -> None:
    brief = make_brief(
        summary="They said that they said that they said that they said that they said that they left.",
        facts=[("NATO will pay.", 3), ("NATO will pay!", 3)],
    )
    assert [(one.where, one.severity) for one in check(brief, NAMES)] == [
        ("summary", Severity.ERROR),
        ("fact 2", Severity.WARNING),
    ]
