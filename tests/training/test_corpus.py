"""The rules by which pairs are kept, changed and filtered."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.corpus import clean_target, keep, read_marked, read_news, read_parallel, read_stories
from training.texts import repeats
from training.transplant import collect_names, transplant


@pytest.mark.parametrize(
    ("french", "english", "kept"),
    [
        ("Le vote a lieu jeudi.", "The vote is on Thursday.", True),
        ("Il y a 1 200 blessés.", "There are 1,200 injured.", True),
        ("Il y a 1 200 blessés.", "There are 1,300 injured.", False),
        ("Oui", "Yes, of course, and there is much more to say about it than that.", False),
        ("Le même texte.", "Le même texte.", False),
        ("12 345", "12 345.", False),
        ("x" * 500, "y" * 500, False),
    ],
)
def test_a_pair_is_kept_when_length_letters_and_digits_agree(french: str, english: str, kept: bool) -> None:
    assert keep(french, english) is kept


def test_english_sides_have_plain_quotes_and_spaces() -> None:
    assert clean_target("“It’s\xa0over…”  he said") == '"It\'s over..." he said'


def test_parallel_files_are_cut_and_filtered(corpus: Path) -> None:
    pairs = list(read_parallel(corpus, "everyday", 50))
    assert len(pairs) == 50
    assert pairs[0] == ("Le ministre annonce une enquête.", "The minister announces an inquiry.")


def test_a_set_to_measure_on_is_left_as_it_is(corpus: Path) -> None:
    assert len(read_news(corpus, "dev", filtered=False)) == 10


def test_stories_are_normalised(corpus: Path) -> None:
    story = next(read_stories(corpus, "train"))
    assert story.title == "Une grève à Brest"
    assert len(story.paragraphs) == 2


def test_names_are_words_that_never_begin_in_lower_case() -> None:
    names = collect_names(["Le maire Morvan attend Hier.", "Puis Morvan attend hier."])
    assert names == ("Morvan",)


def test_a_transplant_changes_both_sides_alike() -> None:
    pairs = [("Le maire Dupont a 45 ans.", "Mayor Dupont is 45 years old.")]
    ((french, english),) = transplant(pairs, ("Erdoğan",), 5, 0)
    assert "Erdoğan" in french
    assert "Erdoğan" in english
    assert "Dupont" not in french + english
    number = next(word for word in french.split() if word.isdigit())
    assert number in english.split()


def test_a_pair_with_nothing_shared_is_not_transplanted() -> None:
    assert list(transplant([("Il pleut.", "It rains.")], ("Morvan",), 5, 0)) == []


@pytest.mark.parametrize(
    "text", ["Florezezeze said", "the the the end", "he said on Monday that he said on Monday"]
)
def test_stutters_are_seen(text: str) -> None:
    assert repeats(text)


@pytest.mark.parametrize(
    "text", ["He had had enough.", "Mississippi and Honolulu", "It was a long, long way."]
)
def test_words_that_repeat_by_nature_are_not_stutters(text: str) -> None:
    assert not repeats(text)


def test_quotations_have_the_same_marks_on_both_sides(tmp_path: Path) -> None:
    (tmp_path / "parallel").mkdir()
    lines = [
        "Il parle d'un « homme sympathique ».\tHe speaks of a 'nice man'.",
        "Il parle du « mot » juste.\tHe speaks of the right word.",
        "Il parle beaucoup.\tHe speaks a lot.",
    ]
    (tmp_path / "parallel" / "all.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert list(read_parallel(tmp_path, "all", 1)) == [
        ('Il parle d\'un "homme sympathique".', 'He speaks of a "nice man".')
    ]
    assert len(list(read_marked(tmp_path, ["all"]))) == 1
