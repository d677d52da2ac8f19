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


def test_a_half_that_is_lost_is_a_warning_and_one_that_is_kept_none() -> None:
    lost = make_brief([("Un an et demi de prison.", "A year in prison.")])
    assert [found.severity for found in check(lost, NAMES)] == [Severity.WARNING]
    kept = make_brief([("Un million et demi de réfugiés.", "One and a half million refugees.")])
    assert check(kept, NAMES) == ()


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


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Il a été condamné à 18 mois de prison.", "He was sentenced to 18 years in prison.", Severity.ERROR),
        (
            "Le contrat vaut 5 millions de couronnes.",
            "The contract is worth 5 million euros.",
            Severity.ERROR,
        ),
        ("Le parc produit 300 mégawatts.", "The farm produces 300 gigawatts.", Severity.ERROR),
        ("Le titre a perdu 5 %.", "The stock lost 5 points.", Severity.ERROR),
        ("Le maire a démissionné mardi.", "The mayor resigned on Thursday.", Severity.WARNING),
        ("Le scrutin aura lieu fin mai.", "The vote will take place in late March.", Severity.WARNING),
    ],
)
def test_another_unit_is_an_error_and_another_day_or_month_a_warning(
    source: str, target: str, severity: Severity
) -> None:
    (found,) = check(make_brief([(source, target)]), NAMES)
    assert found.severity is severity


def test_a_unit_is_named_once() -> None:
    (found,) = check(make_brief([("Le titre a perdu 5 %.", "The stock lost 5 points.")]), NAMES)
    assert found.message == "5 % became 5 point"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il a démissionné mardi.", "He has resigned."),
        ("Il a démissionné.", "He resigned on Tuesday."),
        ("Il est mort dans la nuit de mardi à mercredi.", "He died overnight Tuesday."),
        ("Le Black Friday a débuté jeudi.", "Black Friday began on Thursday."),
        ("La sonde est sur Mars depuis mai.", "The probe has been on Mars since May."),
    ],
)
def test_a_day_or_month_that_nothing_stands_against_is_no_finding(source: str, target: str) -> None:
    assert check(make_brief([(source, target)]), NAMES) == ()


def test_a_month_in_a_date_is_told_once() -> None:
    found = check(make_brief([("Il part le 12 mai.", "He leaves on March 12.")]), NAMES)
    assert not any("months" in one.message for one in found)
    assert found


def test_what_is_said_in_a_word_is_supported() -> None:
    ground = Ground(
        source="Un homme est mort. Les prix ont quadruplé.", target="A man died. Prices quadrupled."
    )
    assert unsupported_numbers("1 died as prices rose by a factor of 4.", ground) == ()
    assert unsupported_numbers("Prices rose by a factor of 5.", ground) == ("5",)


@pytest.mark.parametrize(
    ("statement", "strange"),
    [
        ("He resigned on Monday.", ()),
        ("He resigned on Tuesday.", ("Tuesday",)),
        ("He may march in March.", ()),
        ("He resigned in April.", ("April",)),
    ],
    ids=["same-day", "another-day", "same-month", "another-month"],
)
def test_what_is_written_names_no_day_or_month_of_its_own(statement: str, strange: tuple[str, ...]) -> None:
    ground = Ground(source="Il a démissionné lundi et défile en mars.", target="He resigned, will march.")
    assert unsupported_numbers(statement, ground) == strange
