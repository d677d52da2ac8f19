"""Newer words, years and days: the same on both sides, with the articles and endings they need."""

from __future__ import annotations

import random
import re

import pytest

from training.agency import FIRST_YEAR, LAST_YEAR, modernise, newer_names
from training.corpus import Pair
from training.lexicon import Entry, Lexicon, read_lexicon

LEXICON = Lexicon(read_lexicon(), ["Le confinement et la pandémie."])
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def only(*entries: Entry) -> Lexicon:
    return Lexicon(entries, [])


def replace(lexicon: Lexicon, *pair: str) -> Pair:
    french, english = pair
    return lexicon.replace((french, english), random.Random(0))


def made(*pair: str, names: dict[str, int] | None = None, tries: int = 200) -> set[Pair]:
    french, english = pair
    return {
        new for seed in range(tries) for new in modernise([(french, english)], LEXICON, names or {}, 1, seed)
    }


@pytest.mark.parametrize(
    ("entry", "pair", "expected"),
    [
        (
            Entry("m", ("confinement", "confinements"), ("lockdown", "lockdowns")),
            ("Ils ont lu un rapport.", "They read a report."),
            ("Ils ont lu un confinement.", "They read a lockdown."),
        ),
        (
            Entry("m", ("confinement", "confinements"), ("lockdown", "lockdowns")),
            ("Les rapports sont bons.", "The reports are good."),
            ("Les confinements sont bons.", "The lockdowns are good."),
        ),
        (
            Entry("f", ("frappe aérienne", "frappes aériennes"), ("air strike", "air strikes")),
            ("C'est une mesure.", "This is a measure."),
            ("C'est une frappe aérienne.", "This is an air strike."),
        ),
        (
            Entry("v", ("interpellé", "interpellée", "interpellés", "interpellées"), ("arrested",) * 4),
            ("Elles ont été rejetées.", "They were rejected."),
            ("Elles ont été interpellées.", "They were arrested."),
        ),
        (
            Entry("a", ("prorusse", "prorusse", "prorusses", "prorusses"), ("pro-Russian",) * 4),
            ("Les partis européens.", "An European party, parties."),
            ("Les partis prorusses.", "A pro-Russian party, parties."),
        ),
    ],
)
def test_a_word_takes_the_place_the_form_and_the_article_of_another(
    entry: Entry, pair: Pair, expected: Pair
) -> None:
    assert replace(only(entry), *pair) == expected


@pytest.mark.parametrize(
    "pair",
    [
        ("Un rapport suit le rapport.", "A report follows the report."),
        ("Un rapport.", "An account."),
        ("Un accord.", "An agreement."),
        ("Des rapports.", "Reports."),
    ],
    ids=["twice", "another translation", "elided", "no plural"],
)
def test_a_word_that_does_not_fit_stays(pair: Pair) -> None:
    lexicon = only(Entry("m", ("parquet",), ("public prosecutor's office",)))
    assert replace(lexicon, *pair) == pair


def test_every_entry_of_the_lexicon_has_a_place_where_it_can_stand() -> None:
    hosts = {host.place for host, _ in LEXICON._hosts.values()}
    assert {entry.place for entry in read_lexicon() if entry.kind != "d"} - hosts == set()
    assert all(entry.french[0] and entry.english[0] for entry in read_lexicon())


def test_a_year_becomes_the_same_newer_one_on_both_sides() -> None:
    for french, english in made("Cela date de 1997, dit-on.", "That was in 1997, they say."):
        assert YEAR.findall(french) == YEAR.findall(english)
        assert all(FIRST_YEAR <= int(year) <= LAST_YEAR for year in YEAR.findall(french))


def test_a_day_stands_behind_the_verb_in_french_and_at_the_end_in_english() -> None:
    pairs = made("Le Sénat a rejeté le rapport.", "The Senate has rejected the report.")
    days = [pair for pair in pairs if re.search(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\.$", pair[1])]
    assert days
    assert all(re.search(r"a \w+é (?:lun|mar|mercre|jeu|vendre|same|diman)", french) for french, _ in days)


def test_a_date_is_written_as_each_language_writes_it() -> None:
    pairs = made("Il y avait 12 navires au port.", "There were 12 ships in the port.", tries=3000)
    dated = [pair for pair in pairs if re.search(r", le \d", pair[0])]
    assert dated
    for french, english in dated:
        day, year = re.findall(r", le (\d+)(?:er)? \w+ (\d{4})", french)[0]
        assert re.search(rf", on [A-Z]\w+ {day}, {year}", english)


def test_a_pair_with_nothing_to_replace_is_mostly_left_out() -> None:
    pair = ("Il y avait 12 navires.", "There were 12 ships.")
    assert sum(bool(list(modernise([pair], LEXICON, {}, 1, seed))) for seed in range(300)) < 30


def test_newer_names_are_frequent_in_articles_rare_in_corpora_and_no_words() -> None:
    articles = [f"Hier Emmanuel Macron a vu Paris et Economie {n}. L'économie." for n in range(70)]
    corpora = ["Il a vu Paris."] * 20
    assert newer_names(articles, corpora) == {"Emmanuel": 70, "Emmanuel Macron": 70, "Macron": 70}
