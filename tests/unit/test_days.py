import datetime as dt

import pytest

from summarize.days import annotate_days, resolve_days
from summarize.records import DateProvenance, Publication

THURSDAY = Publication(date=dt.date(2022, 1, 27), provenance=DateProvenance.CAPTION)


def days(text: str, language: str = "en") -> list[tuple[str, int]]:
    """Mentions with their distance in days from the publication."""
    assert THURSDAY.date is not None
    found = resolve_days(text, THURSDAY, "fr" if language == "fr" else "en")
    return [(mention.text, (mention.date - THURSDAY.date).days) for mention in found]


def test_a_bare_weekday_is_the_day_of_publication_or_one_of_the_six_before() -> None:
    names = ["Thursday", "Wednesday", "Tuesday", "Monday", "Sunday", "Saturday", "Friday"]
    assert [days(f"The tower fell {name}.")[0][1] for name in names] == [0, -1, -2, -3, -4, -5, -6]
    names = ["jeudi", "mercredi", "mardi", "lundi", "dimanche", "samedi", "vendredi"]
    assert [days(f"La tour est tombée {name}.", "fr")[0][1] for name in names] == [*range(0, -7, -1)]


def test_four_days_ago_and_more_needs_a_verb_in_the_past() -> None:
    assert days("They talked on Monday.") == [("Monday", -3)]
    assert days("They meet on Sunday.") == []
    assert days("Réunion des ministres dimanche", "fr") == []


@pytest.mark.parametrize(
    "text",
    [
        "They leave for Rome on Monday.",
        "The rider plays Ireland on Tuesday.",
        "He could be released on Wednesday.",
        "The trial must be held on Tuesday.",
        "The match is played on Wednesday.",
        "He will be tried from Monday to Wednesday.",
    ],
)
def test_a_day_without_a_verb_of_the_past_may_lie_ahead_and_has_no_date(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Tuesday, Moscow rejected the offer.", [("Tuesday", -2)]),
        ("They met on Wednesday evening.", [("Wednesday evening", -1)]),
        ("last Thursday and last Monday", [("last Thursday", -7), ("last Monday", -3)]),
        ("next Thursday and next Sunday", [("next Thursday", 7), ("next Sunday", 3)]),
        ("Talks will resume on Sunday.", [("Sunday", 3)]),
        ("He is due in Kyiv on Tuesday.", [("Tuesday", 5)]),
        ("Macron said Wednesday he will travel.", [("Wednesday", -1)]),
        ("He will, Macron said Wednesday, travel.", [("Wednesday", -1)]),
        ("Yesterday, tomorrow", [("Yesterday", -1), ("tomorrow", 1)]),
        ("It will last until Sunday.", [("Sunday", 3)]),
        ("It has been approved Tuesday.", [("Tuesday", -2)]),
        ("the day before yesterday", [("the day before yesterday", -2)]),
        ("He fell on Tuesday. The previous day, he ran.", [("Tuesday", -2), ("The previous day", -3)]),
        ("They had met the day before in Paris.", [("the day before", -1)]),
    ],
)
def test_english_days_are_resolved(text: str, expected: list[tuple[str, int]]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rejeté mercredi soir", [("mercredi soir", -1)]),
        ("jeudi dernier, dimanche prochain", [("jeudi dernier", -7), ("dimanche prochain", 3)]),
        ("Il se réunira dimanche.", [("dimanche", 3)]),
        ("Il a dit mercredi qu'il partira.", [("mercredi", -1)]),
        (
            "hier, avant-hier, demain, après-demain",
            [("hier", -1), ("avant-hier", -2), ("demain", 1), ("après-demain", 2)],
        ),
        ("Il a fui mardi. La veille, il dormait.", [("mardi", -2), ("La veille", -3)]),
        ("la rencontre de la veille à Paris", [("la veille", -1)]),
        ("Le texte sera adopté dimanche.", [("dimanche", 3)]),
        ("Le texte qui sera appliqué a été adopté mercredi.", [("mercredi", -1)]),
    ],
)
def test_french_days_are_resolved(text: str, expected: list[tuple[str, int]]) -> None:
    assert days(text, "fr") == expected


@pytest.mark.parametrize(
    "text",
    [
        "until Thursday, by Friday, every Sunday, from Monday",
        "On Friday, ministers will meet.",
        "They were expected to meet on Friday.",
        "last Wednesday",
        "The vote was scheduled for Sunday, it was expected Monday.",
        "He would leave on Sunday.",
        "Ukraine today is at war.",
        "The trial opens on Monday, polls open Sunday, the inquiry starts Tuesday.",
        "On the Monday after the vote, the Thursday before it.",
        "next Friday",
        "Thursday, January 20",
        "Thursday 20 January",
        "Thursday (20 January 2022)",
        "Thursday of last week",
        "Black Friday, Good Friday, the Sunday Times, Friday prayers",
        "Thursday's vote, on Sundays",
        "the day before the vote",
        "THURSDAY",
    ],
)
def test_an_uncertain_english_day_has_no_date(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "jeudi 20 janvier",
        "jusqu'à vendredi",
        "le dimanche",
        "chaque lundi",
        "la veille du vote",
        "les jeudis",
        "aujourd'hui",
        "est prévu lundi",
        "devrait partir mardi",
        "le procès s'ouvre lundi",
    ],
)
def test_an_uncertain_french_day_has_no_date(text: str) -> None:
    assert days(text, "fr") == []


def test_after_a_dated_day_the_day_before_is_unknown() -> None:
    assert days("On Thursday, January 20, he left. The previous day, he ran.") == []


def test_the_first_mention_of_each_day_gets_its_date_and_where_it_comes_from() -> None:
    assert annotate_days("They met Thursday, left Wednesday evening and met Thursday again.", THURSDAY) == (
        "They met Thursday (27 January 2022, inferred from a caption), left Wednesday evening "
        "(26 January 2022, inferred from a caption) and met Thursday again."
    )


@pytest.mark.parametrize(
    ("provenance", "words"),
    [
        (DateProvenance.METADATA, "from the metadata"),
        (DateProvenance.DATELINE, "from the dateline"),
        (DateProvenance.FILE_NAME, "from the file name"),
    ],
)
def test_the_provenance_is_said_in_words(provenance: DateProvenance, words: str) -> None:
    publication = Publication(date=dt.date(2022, 1, 27), provenance=provenance)
    assert annotate_days("He fell Thursday.", publication) == f"He fell Thursday (27 January 2022, {words})."


@pytest.mark.parametrize("publication", [Publication(), Publication(date=dt.date(2022, 1, 27))])
def test_without_a_known_date_nothing_changes(publication: Publication) -> None:
    assert annotate_days("He fell Thursday.", publication) == "He fell Thursday."


@pytest.mark.parametrize(
    "quote", ['"Until Monday? No, Monday"', "“Monday”", "« Monday »", '"Monday and then']
)
def test_quotations_stay_verbatim(quote: str) -> None:
    text = f"He said {quote}"
    assert annotate_days(text, THURSDAY) == text


def test_annotating_twice_changes_nothing_more() -> None:
    once = annotate_days("They met Thursday, left Wednesday evening.", THURSDAY)
    assert annotate_days(once, THURSDAY) == once


def test_the_ends_of_the_calendar_are_no_error() -> None:
    first = Publication(date=dt.date.min, provenance=DateProvenance.METADATA)
    assert annotate_days("Sunday, yesterday", first) == "Sunday, yesterday"


@pytest.mark.parametrize(
    "unit", ['"', "Monday ", "the day before ", "last ", "will Monday, ", "jeudi ", "la veille "]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    annotate_days(text, THURSDAY)
    resolve_days(text, THURSDAY, "fr")


def test_a_weekday_that_may_be_ahead_gets_no_date_whatever_tense_stands_beside_it() -> None:
    """`n'exclut pas de reconduire le mouvement vendredi`, of a Thursday: tomorrow, not six days ago."""
    thursday = Publication(date=dt.date(2024, 3, 14), provenance=DateProvenance.DATELINE)
    text = "62% of drivers have stopped working, which does not exclude the movement of Friday."
    assert resolve_days(text, thursday, "en") == ()
