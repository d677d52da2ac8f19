from __future__ import annotations

import pytest
from check_briefs import CLEAN, NAMES, make_brief, with_target

from summarize.checks.ground import Ground
from summarize.checks.names import check, unsupported_names
from summarize.records import Severity


def test_translated_and_transliterated_names_pass() -> None:
    assert check(make_brief(), NAMES) == ()


@pytest.mark.parametrize(
    ("index", "target", "lost"),
    [
        (0, 'The Ukrainian president on Thursday hailed "a constructive step".', "Volodymyr Zelensky"),
        (2, "Russia has not withdrawn its tanks, Dmytro Kuleba said.", "Bruxelles"),
        (3, "The EU will pay 2.3 billion euros to Kyiv.", "Otan"),
    ],
)
def test_a_lost_name_is_a_warning_at_its_segment(index: int, target: str, lost: str) -> None:
    (found,) = check(with_target(index, target), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, index)
    assert lost in found.message


def test_a_lone_name_at_the_head_of_a_sentence_counts_if_the_dispatch_has_it_elsewhere() -> None:
    pairs = [("Il vit à Odessa.", "He lives in Odessa."), ("Odessa a été touchée.", "The port was hit.")]
    assert [one.segment for one in check(make_brief(pairs), NAMES)] == [1]


def test_a_name_that_the_article_lacks_is_an_error_in_summary_and_facts() -> None:
    brief = make_brief(
        summary="Aid from Emmanuel Macron will go to Kyiv.", facts=[("The army of Belarus left.", 1)]
    )
    assert [(one.where, one.severity) for one in check(brief, NAMES)] == [
        ("summary", Severity.ERROR),
        ("fact 1", Severity.ERROR),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "Ukraine's foreign minister Dmytro Kuleba spoke in Brussels on Thursday.",
        "The minister Kouleba spoke.",
        "A Russian withdrawal has not begun, Prime Minister or not.",
        "Kyiv will get money from NATO.",
    ],
)
def test_peoples_titles_days_and_either_spelling_are_supported(statement: str) -> None:
    ground = Ground(
        source="\n".join(source for source, _ in CLEAN), target="\n".join(target for _, target in CLEAN)
    )
    assert unsupported_names(statement, ground, NAMES) == ()
