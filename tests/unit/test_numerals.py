from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.numerals import QuantityKind, quantities, same_quantities, write_ranks

Kind = QuantityKind


def values(text: str, language: str) -> list[str]:
    found = quantities(text, "fr" if language == "fr" else "en")
    return [f"{quantity.value.normalize():f}" for quantity in found]


def kinds(text: str, language: str) -> list[QuantityKind]:
    return [quantity.kind for quantity in quantities(text, "fr" if language == "fr" else "en")]


SAME = [
    ("1 200 personnes", "1,200 people"),
    ("1\u202f200 et 1\u00a0200 et 2.248", "1,200 and 1,200 and 2,248"),
    ("3,5 %", "3.5 percent"),
    ("3,5%", "3.5 per cent"),
    ("0,5 point", "0.5 points"),
    ("2,3 milliards d'euros", "€2.3bn"),
    ("2,3 Mds€", "2.3 billion euros"),
    ("3 M€", "3 million euros"),
    ("300.000 euros", "300,000 euros"),
    ("5 000 milliards de dollars", "5 trillion dollars"),
    ("mille milliards de dollars", "a thousand billion dollars"),
    ("7 milliards", "7 thousand million"),
    ("20h30", "8:30 pm"),
    ("20H30", "8.30 p.m."),
    ("à 20 heures", "at 8 pm"),
    ("20 heures", "8 p.m."),
    ("à 8h du soir", "at 8 in the evening"),
    ("18H00 GMT", "1800 GMT"),
    ("à midi", "at noon"),
    ("2h30 de course", "two and a half hours of racing"),
    ("2h30", "2 hours 30 minutes"),
    ("dix-sept morts", "17 dead"),
    ("quatre-vingt-dix-neuf", "ninety-nine"),
    ("soixante et onze", "seventy-one"),
    ("septante et un", "seventy-one"),
    ("quatre-vingts", "80"),
    ("deux cent mille", "two hundred thousand"),
    ("trois millions deux cent mille", "3.2 million"),
    ("une centaine de morts", "about a hundred dead"),
    ("une dizaine de milliers", "about 10,000"),
    ("des dizaines de milliers", "tens of thousands"),
    ("des douzaines", "dozens"),
    ("tous les quinze jours", "every fortnight"),
    ("les plus de 50 ans", "over-50s"),
    ("les moins de 17 ans", "the under-17s"),
    ("placés en quatorzaine", "placed in 14-day quarantine"),
    ("deux douzaines", "two dozen"),
    ("la septuagénaire", "the woman in her 70s"),
    ("deux millions et demi de passagers", "two and a half million passengers"),
    ("3 millions et demi", "3 and a half million"),
    ("les années 60 et 70", "the 1960s and 1970s"),
    ("son cinquantenaire", "its 50th anniversary"),
    ("3 nonagénaires", "3 people in their 90s"),
    ("en huitièmes de finale", "in the last 16"),
    ("les 8es de finale", "the last-16 ties"),
    ("en trente-deuxième de finale", "in the round of 64"),
    ("le 16e de finale", "the sixteenth-final"),
    ("ces 16 dernières années", "over the last 16 years"),
    ("Il emploie depuis de nombreuses années 80 salariés.", "For many years it has employed 80 people."),
    ("le XXIe siècle", "the 21st century"),
    ("le 2e et la deuxième", "the 2nd and the second"),
    ("vingt et unième", "twenty-first"),
    ("un tiers", "a third"),
    ("deux tiers", "two-thirds"),
    ("la moitié", "half"),
    ("trois quarts", "three quarters"),
    ("deux cinquièmes", "two fifths"),
    ("un million et demi", "1.5 million"),
    ("un demi-million", "half a million"),
    ("un an et demi", "a year and a half"),
    ("deux ans et demi", "two and a half years"),
    ("le 26 janvier 2022", "January 26, 2022"),
    ("le 1er mai", "May 1"),
    ("le 1er mai", "the 1st of May"),
    ("le 26/01/2022", "26 January 2022"),
    ("les années 90", "the 1990s"),
    ("les années trente", "the thirties"),
    ("(-3,2%)", "fell 3.2 percent"),
    ("moins 3 degrés", "minus 3 degrees"),
    ("l'A320, le G20, la Covid-19, un F-16", "the A320, G-20, COVID-19, an F16"),
    ("Paris-2024", "Paris 2024"),
    ("1m80", "1.80 m"),
    ("01 23 45 67 89", "01 23 45 67 89"),
    ("entre 10 et 15, de 10 à 15 %", "between 10 and 15, 10-15 percent"),
    ("6-4, 7-6 (7/4)", "6-4, 7-6 (7/4)"),
    ("2.000 km2", "2,000 square km"),
    ("19,000 barils", "19,000 barrels"),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_forms_of_one_value_are_the_same_number(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.is_same
    assert not comparison.soft
    assert comparison.matched


CHANGED = [
    ("1.200 personnes", "1.200 people"),
    ("2.248 foyers", "2,249 outbreaks"),
    ("3,5 %", "35 percent"),
    ("2,3 milliards", "2.3 million"),
    ("20h30", "9:30 pm"),
    ("le 26 janvier", "January 27"),
    ("le 26 janvier", "February 26"),
    ("dix-sept", "seventy"),
    ("trois morts", "four dead"),
    ("l'A320", "the A330"),
    ("en 1997", "in 1998"),
    ("en 8e de finale", "in the last 32"),
    ("la quatorzième hausse", "the fourth increase"),
]


@pytest.mark.parametrize(("source", "target"), CHANGED)
def test_a_changed_number_is_missing_and_added(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.missing
    assert comparison.added


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Les deux pays", "Both countries"),
        ("le premier ministre", "the prime minister"),
        ("la moitié des sièges", "many seats"),
        ("une quarantaine de jours", "some days"),
        ("12 en 2020, 13 en 2020", "12 then 13 in 2020"),
        ("la Covid-19", "coronavirus"),
    ],
)
def test_what_good_translations_leave_out_is_soft(source: str, target: str) -> None:
    comparison = same_quantities(source, target)
    assert comparison.is_same
    assert comparison.soft


def test_numbers_that_only_one_side_has_are_missing_or_added() -> None:
    assert [q.text for q in same_quantities("12 morts", "dead").missing] == ["12"]
    assert [q.text for q in same_quantities("des morts", "12 dead").added] == ["12"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("un homme, une femme, l'un", "fr", []),
        ("one man, a woman, an apple", "en", []),
        ("un pour cent", "fr", ["1"]),
        ("0.500 et 1,200,000 et 12.345,67", "fr", ["0.5", "1200000", "12345.67"]),
        ("1.5 and 1,234.5 and 5,5", "en", ["1.5", "1234.5", "5.5"]),
        ("50 cents", "fr", ["50"]),
        ("les dix premiers, les vingt premiers", "fr", ["10", "1", "20", "1"]),
        ("fifty seconds", "en", ["50"]),
        ("one thousand and five, twenty and thirty", "en", ["1005", "20", "30"]),
        ("l'après-midi", "fr", []),
        ("les Deux-Sèvres", "fr", []),
        ("May he march", "en", []),
        ("-5 °C, Lyon-3, 10-15", "fr", ["-5", "3", "10", "15"]),
        ("26h", "fr", ["26"]),
        ("3D et 4x4", "fr", ["3", "44"]),
        ("$5m and 5m", "en", ["5000000", "5"]),
    ],
)
def test_numbers_are_read(text: str, language: str, expected: list[str]) -> None:
    assert values(text, language) == expected


def test_kinds_are_told() -> None:
    assert kinds("3 %, 20h, 2e, un tiers, une dizaine, 1997, 26 mai, G20, 5", "fr") == [
        Kind.PERCENT,
        Kind.TIME,
        Kind.ORDINAL,
        Kind.FRACTION,
        Kind.APPROXIMATE,
        Kind.YEAR,
        Kind.NUMBER,
        Kind.MONTH,
        Kind.NAME,
        Kind.NUMBER,
    ]


def test_a_quantity_knows_its_place_unit_and_spelling() -> None:
    (digits, words) = quantities("Il a 5 000 euros et vingt ans.", "fr")
    assert (digits.text, digits.unit, digits.is_spelled) == ("5 000", "euro", False)
    assert (words.text, words.unit, words.is_spelled) == ("vingt", "year", True)
    assert (digits.start, digits.end) == (5, 10)


def test_very_long_digits_are_a_name() -> None:
    (name,) = quantities("9" * 50_000, "fr")
    assert name.kind is Kind.NAME
    assert name.value < Decimal(10) ** 15


@pytest.mark.parametrize(
    "unit", ["9", "9.", "1 000 ", "deux ", "cent-", "A", "A1", "1h", "-", "1:", "mille ", " ", "€1"]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_text_is_read_in_linear_time(unit: str, language: str) -> None:
    values(unit * (30_000 // len(unit)), language)


@pytest.mark.parametrize(
    ("roman", "arabic"),
    [
        ("au XVIIIe siècle", "au 18e siècle"),
        ("les XIXe et XXe siècles", "les 19e et 20e siècles"),
        ("la Ve République et le XVIème", "la 5e République et le 16ème"),
        ("François Ier", "François Ier"),
        ("à Ver-sur-Mer", "à Ver-sur-Mer"),
        ("Louis XIV et un CVe", "Louis XIV et un CVe"),
        ("Pie XII, le XV de France", "Pie XII, le XV de France"),
    ],
)
def test_a_roman_rank_is_written_in_arabic_numbers(roman: str, arabic: str) -> None:
    assert write_ranks(roman) == arabic
    assert [q.value for q in quantities(roman, "fr")] == [q.value for q in quantities(arabic, "fr")]


@pytest.mark.parametrize("text", ["0,000,000", "0,123.4", "0.000.000", "0 123,4 et 0,000.5"])
def test_zeros_in_front_of_groups_are_read_too(text: str) -> None:
    assert quantities(text, "fr")
    assert quantities(text, "en")


@given(st.text(alphabet="0019,.' \u202f-:/h%em", max_size=20))
@settings(deadline=None, derandomize=True, max_examples=400)
def test_any_row_of_digits_and_marks_is_read(text: str) -> None:
    assert same_quantities(text, text).is_same
