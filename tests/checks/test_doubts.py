from __future__ import annotations

from check_briefs import CLEAN, NAMES, make_brief

from summarize.checks.doubts import check
from summarize.detector import Doubt
from summarize.records import Confidence, Severity, Target


def test_no_doubts_no_findings() -> None:
    assert check(make_brief(), NAMES) == ()


def test_doubts_about_a_target_that_was_kept_are_warnings_unless_another_check_tells_them() -> None:
    targets = [Target(text=target) for _, target in CLEAN]
    targets[0] = Target(text=CLEAN[0][1], doubts=(Doubt.LOW_SCORE, Doubt.TOO_SHORT))
    targets[1] = Target(text=CLEAN[1][0], is_translated=False, doubts=(Doubt.TRUNCATED,))
    (found,) = check(make_brief(targets=targets), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 0)
    assert Doubt.LOW_SCORE in found.message


def test_a_target_that_is_more_likely_wrong_is_a_warning_and_its_low_score_is_not_told_twice() -> None:
    targets = [Target(text=target) for _, target in CLEAN]
    targets[0] = Target(
        text=CLEAN[0][1], doubts=(Doubt.LOW_SCORE,), confidence=Confidence(right=0.05, wrong=0.62)
    )
    targets[1] = Target(text=CLEAN[1][1], confidence=Confidence(right=0.3, wrong=0.4))
    (found,) = check(make_brief(targets=targets), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 0)
    assert "62%" in found.message
