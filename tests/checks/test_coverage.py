from __future__ import annotations

from dataclasses import replace

from check_briefs import CLEAN, NAMES, make_brief

from summarize.checks.coverage import check
from summarize.records import Block, BlockKind, Severity, Target, Translation


def test_a_full_translation_passes() -> None:
    assert check(make_brief(), NAMES) == ()


def test_an_untranslated_segment_is_an_error_that_says_so() -> None:
    targets = [Target(text=target) for _, target in CLEAN]
    targets[1] = Target(text=CLEAN[1][0], is_translated=False, doubts=("truncated",))
    (found,) = check(make_brief(targets=targets), NAMES)
    assert (found.severity, found.segment) == (Severity.ERROR, 1)
    assert "shown in French" in found.message
    assert "truncated" in found.message


def test_an_empty_target_is_an_error() -> None:
    targets = [Target(text=target) for _, target in CLEAN]
    targets[2] = Target(text=" ")
    (found,) = check(make_brief(targets=targets), NAMES)
    assert (found.severity, found.segment) == (Severity.ERROR, 2)


def test_a_target_much_too_short_is_a_warning() -> None:
    targets = [Target(text=target) for _, target in CLEAN]
    targets[1] = Target(text="Some soldiers left.")
    (found,) = check(make_brief(targets=targets), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 1)


def test_a_dropped_segment_is_an_error() -> None:
    brief = make_brief()
    translation = Translation(segments=brief.translation.segments[1:], targets=brief.translation.targets[1:])
    (found,) = check(replace(brief, translation=translation), NAMES)
    assert found.severity is Severity.ERROR
    assert "block 1" in found.message


def test_bylines_and_datelines_need_no_segment() -> None:
    brief = make_brief()
    byline = Block(kind=BlockKind.BYLINE, text="Par Jean Dupont")
    document = replace(brief.document, blocks=(*brief.document.blocks, byline))
    assert check(replace(brief, document=document), NAMES) == ()
