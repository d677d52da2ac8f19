from __future__ import annotations

import pytest
from check_briefs import NAMES, make_brief, with_target

from summarize.checks.ground import Ground
from summarize.checks.numbers import check, unsupported_numbers
from summarize.records import Severity


def test_equal_values_in_other_forms_pass() -> None:
    assert check(make_brief(), NAMES) == ()


@pytest.mark.parametrize(
    ("index", "target"),
    [
        (
            1,
            "Some 1,300 soldiers, or 3.5 percent, left the region at 8:30 pm, the army said.",
        ),
        (
            1,
            "Some 1,200 soldiers, or 35 percent, left the region at 8:30 pm, the army said.",
        ),
        (
            1,
            "Some 1,200 soldiers, or 3.5 percent, left the region at 9:30 pm, the army said.",
        ),
        (3, "NATO will pay 2.3 million euros to Kyiv."),
        (3, "NATO will pay 2.3 billion dollars to Kyiv."),
        (3, "NATO will pay euros to Kyiv."),
    ],
)
def test_a_changed_or_lost_number_is_an_error_at_its_segment(index: int, target: str) -> None:
    found = check(with_target(index, target), NAMES)
    assert {(one.severity, one.segment) for one in found} == {(Severity.ERROR, index)}


def test_a_number_that_the_french_lacks_is_a_warning() -> None:
    (found,) = check(with_target(3, "NATO will pay 2.3 billion euros to Kyiv by 2031."), NAMES)
    assert (found.severity, found.segment) == (Severity.WARNING, 3)
    assert "2031" in found.message


def test_numbers_of_summary_and_facts_must_be_in_what_they_rest_on() -> None:
    brief = make_brief(summary="NATO will pay 2.3 billion euros.", facts=[("The army left at 8:30 pm.", 1)])
    assert check(brief, NAMES) == ()
    brief = make_brief(summary="NATO will pay 4 billion euros.", facts=[("NATO will pay 2.3 billion.", 1)])
    assert [(one.where, one.severity) for one in check(brief, NAMES)] == [
        ("summary", Severity.ERROR),
        ("fact 1", Severity.ERROR),
    ]


@pytest.mark.parametrize(
    ("statement", "strange"),
    [
        ("The two sides met.", ("two",)),
        ("Five people died.", ()),
        ("Six people died.", ("Six",)),
        ("5 people died in 2019.", ("2019",)),
        ("They paid 40 dollars.", ("40",)),
    ],
)
def test_what_may_be_counted_and_what_not(statement: str, strange: tuple[str, ...]) -> None:
    ground = Ground(
        source="Cinq personnes sont mortes, selon la Russie et l'Ukraine. Elles ont payé 40 euros.",
        target="Five people died, according to Russia and Ukraine. They paid 40 euros.",
    )
    assert unsupported_numbers(statement, ground) == strange


def test_one_side_with_the_number_is_enough() -> None:
    assert unsupported_numbers("7 died.", Ground(source="Sept morts.", target="Deaths.")) == ()
    assert unsupported_numbers("7 died.", Ground(source="Des morts.", target="Seven died.")) == ()


def test_a_writer_may_count_to_two_where_no_other_count_is_in_doubt() -> None:
    ground = Ground(source="La Russie et l'Ukraine négocient.", target="Russia and Ukraine are negotiating.")
    assert unsupported_numbers("The two countries are negotiating.", ground) == ()
    assert unsupported_numbers("The three countries are negotiating.", ground) == ("three",)
