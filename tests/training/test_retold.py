"""What is told of a corpus is found again by the mark of its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from training import retold
from training.corpus import Story, read_stories
from training.retold import MOST, TEXTS, mark, openings, read_retold, read_rows, sentences
from training.tasks import FACT, HEADLINE

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
    tell["openings"].append([mark(BODY), "Strike in Quimper"])
    tell["sentences"].append([mark(LEAD), "Mayor awaits answer", "The mayor awaits an answer."])
    tell["sentences"].append([mark("Une phrase d'un autre corpus."), "Other", "Another one."])
    assert read_retold(read_stories(corpus, "train")) == {
        HEADLINE: ((BODY, "Strike in Quimper"), (LEAD, "Mayor awaits answer")),
        FACT: ((LEAD, "The mayor awaits an answer."),),
    }


def test_an_opening_has_its_lead_or_not() -> None:
    assert list(openings(Story(title="", summary=LEAD, paragraphs=(BODY,)))) == [f"{LEAD} {BODY}", BODY]


@pytest.mark.parametrize(
    ("lengths", "kept"),
    [((30, 30, 30), 2), ((130, 10), 1), ((50, 50, 3), 1), ((40, MOST - 40, 1), 2)],
    ids=["what-fits", "a-long-first-one-alone", "none-behind-one-too-long", "just-fits"],
)
def test_an_opening_is_the_first_sentences_that_fit(lengths: tuple[int, ...], kept: int) -> None:
    whole, _ = openings(story(*lengths))
    assert len(whole.split()) == sum(lengths[:kept])


@pytest.mark.parametrize(
    ("name", "row"), [("openings", ["0123456789ab", "Head", "More"]), ("sentences", ["0123456789ab", "Head"])]
)
def test_a_row_of_another_length_is_an_error(
    name: str, row: list[str], tell: dict[str, list[list[str]]]
) -> None:
    tell[name].append(row)
    with pytest.raises(ValueError, match=rf"retold/{name}\.tsv"):
        read_rows(name)


def test_headlines_have_no_full_stop_and_facts_have_one() -> None:
    rows = [row for name in TEXTS for row in read_rows(name).values()]
    assert len(rows) > 8000
    assert [head for head, *_ in rows if head.endswith(".")] == []
    assert [fact for _, *facts in rows for fact in facts if fact.rstrip('"')[-1] not in ".?!"] == []


def test_the_sentences_of_a_story_are_those_that_a_model_reads() -> None:
    texts = list(sentences("M. Morvan attend. Il dort.", "«Non»"))
    assert texts == ["M. Morvan attend.", "Il dort.", '"Non"']
