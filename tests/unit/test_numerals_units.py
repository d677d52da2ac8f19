"""What a number is of: a changed unit is told, and so is a rough figure or a part that became another."""

from __future__ import annotations

import pytest

from summarize.numerals import same_quantities


@pytest.mark.parametrize(
    ("source", "target", "units"),
    [
        ("3 millions d'euros", "3 million dollars", ("euro", "dollar")),
        ("18 mois de prison", "18 years in prison", ("month", "year")),
        ("cinq ans", "five months", ("year", "month")),
        ("3 heures", "3 minutes", ("hour", "minute")),
        ("80 dollars", "80 cents", ("dollar", "cent")),
        ("5 %", "5 points", ("percent", "point")),
        ("5 points", "5 percent", ("point", "percent")),
        ("3 kilos", "3 tonnes", ("kilogram", "tonne")),
        ("1.200 hectares", "1,200 acres", ("hectare", "acre")),
        ("42 kilomètres", "42 miles", ("kilometre", "mile")),
        ("30 centimètres", "30 inches", ("centimetre", "inch")),
        ("trois siècles", "three decades", ("century", "decade")),
        ("-5 %", "fell 5 points", ("percent", "point")),
    ],
)
def test_another_unit_is_told(source: str, target: str, units: tuple[str, str]) -> None:
    comparison = same_quantities(source, target)
    assert [(had.unit, has.unit) for had, has in comparison.units] == [units]
    assert not comparison.is_same


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("recul de 1,8 %", "a 1.8-percent fall"),
        ("12 milles nautiques", "12 miles"),
        ("50 onces", "50 ounces"),
        ("18 mois", "aged 18"),
        ("0,5 point de pourcentage", "0.5 percentage points"),
        ("cinq ans, puis cinq mois", "five months, then five years"),
    ],
)
def test_one_unit_in_other_words_is_the_same(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.is_same
    assert not comparison.units


def test_a_unit_is_not_told_where_several_numbers_may_be_meant() -> None:
    assert same_quantities("après 3 longs jours, 3 heures", "3 days").units == ()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("des milliers", "hundreds"),
        ("des dizaines", "thousands"),
        ("des centaines de milliers", "hundreds"),
        ("la moitié", "a quarter"),
        ("la moitié", "a third of them"),
        ("deux tiers des sièges", "a third of the seats"),
        ("un cinquième des sièges", "a quarter of the seats"),
        ("2-1", "2-2"),
        ("1 %", "more"),
        ("une hausse de 1 %", "one rise"),
    ],
)
def test_a_rough_figure_a_part_or_a_figure_1_that_changed_is_missing(source: str, target: str) -> None:
    assert same_quantities(source, target).missing


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("un tiers des sièges", "a third of the seats"),
        ("un cinquième des sièges", "one fifth of the seats"),
        ("trois quarts des sièges", "three quarters of the seats"),
        ("trois baisses d'un quart de point", "three quarter-point cuts"),
        ("deux demi-finales", "two semi-finals"),
        ("le troisième de la liste", "the third of the list"),
    ],
)
def test_parts_in_other_words_are_the_same(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.is_same


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("la Formule 1", "Formula One"),
        ("le numéro 1 mondial", "the world number one"),
        ("1 mort", "one dead"),
        ("un mort", "1 dead"),
        ("1 euro le litre", "a euro a litre"),
        ("multiplié par quatre", "quadrupled"),
        ("multiplié par 4", "a fourfold rise"),
        ("multiplié par dix", "a tenfold rise"),
        ("son quinquennat", "his five-year term"),
        ("sept jours sur sept", "seven days a week"),
        ("une triangulaire", "a three-way contest"),
        ("au deuxième trimestre", "in the second quarter"),
        ("la deuxième mi-temps", "the second half"),
        ("une demi-finale", "a semi-final"),
    ],
)
def test_a_number_said_in_a_word_is_neither_missing_nor_soft(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.is_same
    assert not comparison.soft


@pytest.mark.parametrize(
    "source", ["multiplié par 4 en 12 ans", "multiplié par quatre en trois ans", "1 km", "1 pour 1.000"]
)
def test_only_the_number_that_is_said_is_excused(source: str) -> None:
    assert not same_quantities(source, "quadrupled in five months").is_same
