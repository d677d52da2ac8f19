"""What is told of a corpus is found again by the mark of its text, and says no number that the text lacks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from training import retold
from training.corpus import Story
from training.retold import ENOUGH, HEADED, MOST, mark, openings, read_retold, read_rows, sentences
from training.tasks import FACT, HEADLINE, SUMMARY

LEAD = "Le maire Morvan attend une réponse."
BODY = "Le maire de Brest, Yann Morvan, attend. La grève de Quimper dure depuis 12 jours."


def story(*lengths: int) -> Story:
    """A story whose sentences have so many words."""
    texts = tuple(" ".join(["Oui", *["non"] * (length - 1)]) + "." for length in lengths)
    return Story(title="", summary=texts[0], paragraphs=texts[1:])


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[list[str]]]]:
    """Tables in place of those of the project."""
    tables: dict[str, list[list[str]]] = {"openings": [], "sentences": []}
    monkeypatch.setattr(retold, "read_table", lambda name: iter(tables[Path(name).stem]))
    yield tables


def test_an_opening_and_a_sentence_are_found_by_their_marks(
    corpus: Path, tell: dict[str, list[list[str]]]
) -> None:
    tell["openings"].append([mark(BODY), "Strike in Quimper", "The strike goes on."])
    tell["sentences"].append([mark(LEAD), "Mayor awaits answer", "The mayor awaits an answer."])
    tell["sentences"].append([mark("Une phrase d'un autre corpus."), "Other", "Another one."])
    assert read_retold(corpus) == {
        HEADLINE: ((BODY, "Strike in Quimper"), (LEAD, "Mayor awaits answer")),
        SUMMARY: ((BODY, "The strike goes on."),),
        FACT: ((LEAD, "The mayor awaits an answer."),),
    }


def test_an_opening_has_its_lead_or_not() -> None:
    corpus_story = Story(title="", summary=LEAD, paragraphs=(BODY,))
    whole, bare = openings(corpus_story)
    assert whole == (LEAD, *bare)
    assert " ".join(bare) == BODY


@pytest.mark.parametrize(
    ("lengths", "kept"),
    [((30, 30, 30, 30), 3), ((50, 50, 50), 2), ((130, 10), 1), ((40, 46, 9), 2)],
    ids=["enough", "none-that-is-too-much", "a-long-first-one-alone", "just-enough"],
)
def test_an_opening_ends_where_it_has_enough_words(lengths: tuple[int, ...], kept: int) -> None:
    assert ENOUGH == 85 and MOST == 120
    whole, _ = openings(story(*lengths))
    assert [len(text.split()) for text in whole] == list(lengths[:kept])


def test_a_headline_is_asked_of_the_first_sentences_alone(
    tmp_path: Path, tell: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    long = story(30, 30, 30)
    monkeypatch.setattr(retold, "read_stories", lambda *_: iter([long]))
    whole, _ = openings(long)
    tell["openings"].append([mark(" ".join(whole)), "Head", "All."])
    told = read_retold(tmp_path)
    assert told[HEADLINE] == ((" ".join(whole[:2]), "Head"),)
    assert sum(len(text.split()) for text in whole[:2]) <= HEADED
    assert told[SUMMARY] == ((" ".join(whole), "All."),)


def test_a_row_that_is_not_a_mark_and_two_texts_is_an_error(tell: dict[str, list[list[str]]]) -> None:
    tell["openings"].append(["0123456789ab", "Head"])
    with pytest.raises(ValueError, match=r"retold/openings\.tsv"):
        read_rows("openings")


@pytest.mark.parametrize("name", ["openings", "sentences"])
def test_headlines_have_no_full_stop_and_the_other_lines_have_one(name: str) -> None:
    rows = read_rows(name)
    assert len(rows) > 2000
    assert [head for head, _ in rows.values() if head.endswith(".")] == []
    assert [line for _, line in rows.values() if line.rstrip('"')[-1] not in ".?!"] == []


def test_the_sentences_of_a_story_are_those_that_a_model_reads() -> None:
    assert list(sentences("M. Morvan attend. Il dort.", "«Non»")) == [
        "M. Morvan attend.",
        "Il dort.",
        '"Non"',
    ]
