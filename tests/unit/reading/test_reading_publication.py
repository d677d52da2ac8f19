"""The publication date says where it comes from, and is never the day of the run."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.dates import find_dates, parse_timestamp
from summarize.reading.publication import date_in_name, find_publication
from summarize.records import Block, BlockKind, DateProvenance, DocumentId, Publication

THURSDAY = dt.date(2022, 1, 27)


def block(kind: str, text: str, credit: str = "") -> Block:
    return Block(kind=BlockKind(kind), text=text, credit=credit)


def publish(*blocks: Block, id: str = "x.txt", metadata: dt.date | None = None) -> Publication:
    return find_publication(blocks, id=DocumentId(id), metadata=metadata)


def test_metadata_wins_over_dateline_over_file_name_over_caption() -> None:
    dateline = block("dateline", "PARIS, 26 jan 2022 (AFP) -")
    caption = block("caption", "Le ministre, le 24 janvier 2022 à Paris")
    found = [
        publish(block("dateline", "PARIS, 19 jan 2022 (AFP) -"), id="20220125.txt", metadata=THURSDAY),
        publish(dateline, caption, id="20220125.txt"),
        publish(caption, id="20220125.txt"),
        publish(caption),
        publish(),
    ]
    assert [(one.date and one.date.day, one.provenance) for one in found] == [
        (27, DateProvenance.METADATA),
        (26, DateProvenance.DATELINE),
        (25, DateProvenance.FILE_NAME),
        (24, DateProvenance.CAPTION),
        (None, DateProvenance.UNKNOWN),
    ]


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("PARIS, 28 jan 2022 (AFP) -", (28, DateProvenance.DATELINE)),  # 23:30 UTC in the metadata
        ("PARIS, 26 jan (AFP) -", (26, DateProvenance.DATELINE)),  # a correction, sent a day later
        ("PARIS, 20 jan 2022 (AFP) -", (20, DateProvenance.DATELINE)),
        ("PARIS, 19 jan 2022 (AFP) -", (27, DateProvenance.METADATA)),
        ("PARIS, 27 jan 2022 (AFP) -", (27, DateProvenance.METADATA)),
        ("PARIS, 28 jan 2021 (AFP) -", (27, DateProvenance.METADATA)),
        ("PARIS (AFP) -", (27, DateProvenance.METADATA)),
        ("Mis à jour le 29 janvier 2022", (27, DateProvenance.METADATA)),
    ],
)
def test_a_dateline_within_a_week_of_the_metadata_is_the_day_that_the_text_counts_from(
    dateline: str, expected: tuple[int, DateProvenance]
) -> None:
    found = publish(block("dateline", dateline), metadata=THURSDAY)
    assert (found.date and found.date.day, found.provenance) == expected


def test_a_dateline_around_new_year_takes_its_year_from_the_metadata() -> None:
    found = publish(block("dateline", "PARIS, 31 déc (AFP) -"), metadata=dt.date(2024, 1, 1))
    assert found == Publication(date=dt.date(2023, 12, 31), provenance=DateProvenance.DATELINE)


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("afp-20220127.txt", THURSDAY),
        ("2022-01-27-titre.txt", THURSDAY),
        ("2022_01_27.txt", THURSDAY),
        ("2022/01/27/titre.txt", THURSDAY),
        ("20220127T153000Z-titre.txt", THURSDAY),
        ("202201271530.txt", THURSDAY),
        ("archive-20210101/20220127.txt", THURSDAY),
        ("20220231.txt", None),
        ("20221327.txt", None),
        ("120220127.txt", None),
        ("202201275.txt", None),
        ("33445566.txt", None),
        ("titre.txt", None),
    ],
)
def test_dates_in_file_names(id: str, expected: dt.date | None) -> None:
    assert date_in_name(DocumentId(id)) == expected


def test_a_dateline_without_year_takes_the_year_that_puts_it_next_to_another_date() -> None:
    dateline = block("dateline", "KIEV, 31 décembre (Reuters) -")
    caption = block("caption", "Le ministre, le 2 janvier 2023 à Kiev")
    assert publish(dateline, caption).date == dt.date(2022, 12, 31)
    assert publish(dateline, id="20220102.txt").date == dt.date(2021, 12, 31)
    assert publish(dateline, id="depeches-2019/x.txt").date == dt.date(2019, 12, 31)


def test_a_dateline_without_year_alone_is_unknown() -> None:
    assert publish(block("dateline", "KIEV, 3 mars (Reuters) -")) == Publication()


def test_the_day_named_in_the_lead_moves_the_date_of_the_latest_caption() -> None:
    captions = (
        block("caption", "Le 18 janvier 2022 à Donetsk"),
        block("caption", "Le 26 janvier 2022 à Washington"),
    )
    lead = block("paragraph", "Moscou a accueilli jeudi le rejet américain de ses exigences.")
    assert publish(captions[0], lead, captions[1]).date == THURSDAY
    assert publish(*captions).date == dt.date(2022, 1, 26)


@pytest.mark.parametrize("day", ["jeudi prochain", "jeudi dernier", "jeudi 3"])
def test_a_day_of_another_week_moves_nothing(day: str) -> None:
    caption = block("caption", "Le 26 janvier 2022 à Washington")
    assert publish(caption, block("paragraph", f"Il part {day}.")).date == dt.date(2022, 1, 26)


def test_a_picture_from_the_archives_says_nothing() -> None:
    assert (
        publish(block("caption", "Le ministre, le 26 janvier 2015", "( AFP/Archives / X )")) == Publication()
    )
    assert publish(block("caption", "Photo d'archives du ministre, le 26 janvier 2015")) == Publication()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1er mars 2022", dt.date(2022, 3, 1)),
        ("27 janv. 2022", THURSDAY),
        ("27 JANVIER 2022", THURSDAY),
        ("3 août 2023", dt.date(2023, 8, 3)),
        ("3 aout 2023", dt.date(2023, 8, 3)),
        ("12 fév 2023", dt.date(2023, 2, 12)),
        ("12 juil. 2023", dt.date(2023, 7, 12)),
        ("12 juin 2023", dt.date(2023, 6, 12)),
        ("31 déc 2023", dt.date(2023, 12, 31)),
        ("27/01/2022", THURSDAY),
        ("2022-01-27", THURSDAY),
        ("27\u00a0janvier\u00a02022", THURSDAY),
        ("30 février 2022", None),
        ("0 mars 2022", None),
        ("39 mars 2022", None),
        ("31/13/2022", None),
        ("3 mars 0000", None),
    ],
)
def test_dates_in_text_and_impossible_ones(text: str, expected: dt.date | None) -> None:
    assert [date.date for date in find_dates(text)] == [expected]


@pytest.mark.parametrize(
    "text", ["le 3 marsouin 2022", "en mars 2022", "127 mars", "2022-01-275", "3 maître"]
)
def test_no_date_where_there_is_none(text: str) -> None:
    assert list(find_dates(text)) == []


def test_a_timestamp_gives_the_day_where_it_was_written() -> None:
    assert parse_timestamp("2022-01-27T23:30:00+01:00") == THURSDAY
    assert parse_timestamp("20220127T0000Z") == THURSDAY
    assert parse_timestamp("2022-02-31T00:00:00Z") is None
    assert parse_timestamp("hier") is None


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.lists(st.sampled_from(["dateline", "caption", "paragraph"]), max_size=4),
    st.text(alphabet="0123456789/-. janviermarsoûtédclu", max_size=40),
)
def test_no_text_crashes_the_search_and_no_date_comes_from_nowhere(kinds: list[str], text: str) -> None:
    found = publish(*(block(kind, text) for kind in kinds), id=text)
    assert (found.date is None) == (found.provenance is DateProvenance.UNKNOWN)
