"""Seasons, durations, days and months: forms that differ between the languages, and `neuf` that is no 9."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarize.numerals import quantities, same_quantities
from summarize.numerals.calendar import months, weekdays
from summarize.numerals.durations import split_duration


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La saison 2022-2023", "The 2022-23 season"),
        ("la saison 2022/2023", "the 2022/23 season"),
        ("la saison 2022-23", "the 2022-2023 season"),
        ("la saison 1999-2000", "the 1999-00 season"),
        ("la guerre de 1914-1918", "the 1914-18 war"),
    ],
)
def test_a_season_is_two_years_in_any_form(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.is_same
    assert len(comparison.matched) == 2


def test_another_season_and_no_season_are_told() -> None:
    assert not same_quantities("la saison 2022-2023", "the 2023-24 season").is_same
    assert [q.value for q in quantities("2022-95", "en")] == [2022, 95]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("en 9 sec 98", "in 9.98 seconds"),
        ("en 9 sec 98", "in 9.98sec"),
        ('en 9"98', "in 9.98s"),
        ("en 2h04'32\"", "in 2:04:32."),
        ("en 2 h 04 min 32 sec", "in 2:04:32"),
        ("en 2h04'32\"", "in 2hr 4min 32sec"),
        ("en 2 h 04 min 32 sec", "in 2 hours, 4 minutes and 32 seconds"),
        ("en 2 h 04 min 32 sec", "in two hours, four minutes and 32 seconds"),
        ("en deux heures, quatre minutes et 32 secondes", "in 2:04:32"),
        ("en 1 min 42 sec 12", "in 1:42.12."),
        ("en 14 min 30 sec", "in 14:30"),
        ("en 14 minutes 30 secondes", "in fourteen minutes 30 seconds"),
    ],
)
def test_a_duration_is_one_number_in_any_form(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.is_same
    assert not comparison.soft
    assert comparison.matched


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("en 9 sec 98", "in 9.89 seconds"),
        ("en 2h04'32\"", "in 2:04:23"),
        ("en 1 min 42 sec 12", "in 1:42.21"),
    ],
)
def test_another_duration_is_told(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.missing
    assert comparison.added


def test_what_only_looks_like_seconds_is_none() -> None:
    assert [q.value for q in quantities("in the 90s 20 people", "en")] == [1990, 20]
    assert [q.value for q in quantities('de "10" 20 fois', "fr")] == [10, 20]


def test_a_duration_falls_into_parts_without_nought() -> None:
    assert split_duration(Decimal(7472)) == (2, 4, 32)
    assert split_duration(Decimal("60")) == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "flambant neuf",
        "remis à neuf",
        "rien de neuf",
        "rien apporté de neuf aux marchés",
        "un navire neuf, souvent cher",
        "le résidentiel neuf au plus bas",
    ],
)
def test_neuf_that_means_new_is_no_number(text: str) -> None:
    assert quantities(text, "fr") == ()


@pytest.mark.parametrize(
    "text",
    [
        "neuf morts",
        "à neuf heures",
        "ils sont neuf",
        "neuf sur dix",
        "le lundi neuf mai",
        "un but neuf minutes",
    ],
)
def test_neuf_that_counts_is_nine(text: str) -> None:
    assert quantities(text, "fr")[0].value == 9


def test_days_and_months_are_told_in_both_languages() -> None:
    assert weekdays("Mardi et les dimanches") == weekdays("Tuesday and Sundays") == {2, 7}
    assert weekdays("le Black Friday, le Journal du Dimanche") == {5, 7}
    assert months("fin mai, début août") == months("in late May and early August") == {5, 8}
    assert months("sur Mars, Avril") == months("they may march") == weekdays("monday") == frozenset()
