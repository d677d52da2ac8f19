"""The rules by which pairs are kept, changed and filtered."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from training.corpus import Story, clean_target, keep, read_marked, read_news, read_parallel, read_stories
from training.silver import Silver, has_invented_words, is_faithful, known_words, read_silver, repeats
from training.tasks import (
    FACT,
    HEADLINE,
    SUMMARY,
    build_examples,
    plain_title,
    share_said,
    short_facts,
    without_label,
)
from training.transplant import collect_names, transplant

KNOWN = known_words(
    ["Moscow Twelve twelve dead in on there are and more longer further than the line french Thursday"] * 3
)


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


@pytest.mark.parametrize(
    ("french", "english", "faithful"),
    [
        ("Douze morts à Moscou jeudi", "Twelve dead in Moscow on Thursday", True),
        ("12 morts à Moscou", "12 dead in Moscow", True),
        ("12 morts à Moscou", "13 dead in Moscow", False),
        (
            "12 morts à Moscou",
            "12 dead in Moscow and more and longer and further than the French line",
            False,
        ),
        ("12 morts à Moscou", "", False),
    ],
)
def test_silver_is_faithful_in_numbers_and_length(french: str, english: str, faithful: bool) -> None:
    assert is_faithful(french, english, KNOWN) is faithful


LEAD = "L'incendie d'un immeuble a fait 12 morts mardi soir à Brest, selon la police."
BODY = ("L'immeuble de Brest a pris feu mardi soir. La police parle de 12 morts.", "Un.")
STORY = Story(title="Incendie à Brest: 12 morts", summary=LEAD, paragraphs=BODY)
SILVER = Silver(title="Fire in Brest: 12 dead", summary="A fire in a building has killed 12 in Brest.")


def test_tasks_are_made_of_what_silver_has() -> None:
    made = build_examples(
        [(replace(STORY, title="12 morts à Brest"), replace(SILVER, title="12 dead in Brest"))]
    )
    assert made[HEADLINE] == ((" ".join((LEAD, *BODY)), "12 dead in Brest"),)
    assert made[FACT] == ((LEAD, "12 dead in Brest"),)
    assert made[SUMMARY] == ((" ".join(BODY), SILVER.summary),)
    assert build_examples([(STORY, Silver(title="", summary=""))]) == {HEADLINE: (), FACT: (), SUMMARY: ()}


def test_a_line_is_not_asked_of_a_text_that_does_not_say_it() -> None:
    story = replace(STORY, summary="", paragraphs=("Il pleut sur la ville.", *BODY[1:]))
    assert build_examples([(story, SILVER)]) == {HEADLINE: (), FACT: (), SUMMARY: ()}


def test_a_headline_whose_turn_is_without_the_lead_has_it_where_the_rest_does_not_say_it() -> None:
    story = replace(STORY, title="12 morts à Brest", paragraphs=("Il pleut sur la ville.",))
    made = build_examples([(STORY, Silver(title="", summary="")), (story, replace(SILVER, title="12 dead"))])
    assert made[HEADLINE] == ((f"{LEAD} Il pleut sur la ville.", "12 dead"),)


def test_a_fact_is_asked_of_the_sentence_that_says_it() -> None:
    story = replace(STORY, title="12 morts, dit la police", summary="Il pleut sur toute la ville de Brest.")
    made = build_examples([(story, replace(SILVER, title="12 dead, police say"))])
    assert made[FACT] == (("La police parle de 12 morts.", "12 dead, police say"),)


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("La police de Brest", 1.0),
        ("La police de Lyon", 0.0),  # another name
        ("La police et 13 morts", 0.0),  # another number
        ("La police et les pompiers", 0.5),
        ("", 0.0),
    ],
)
def test_the_share_that_a_source_says_is_nothing_where_a_name_or_number_is_not_its_own(
    line: str, share: float
) -> None:
    assert share_said(line, LEAD) == share


def test_a_title_is_compared_without_the_label_that_its_english_loses() -> None:
    assert without_label("Virus : un mort") == "un mort"
    assert without_label('Macron: "Trop tôt"') == 'Macron: "Trop tôt"'


@pytest.mark.parametrize(
    ("french", "english", "plain"),
    [
        ("Un mort à Brest", "One dead in Brest", "One dead in Brest"),
        ("Brest: un mort", "Brest: one dead", "One dead"),
        ("Virus : un mort", "Virus: one dead", "One dead"),
        ("Virus : un mort", "The virus is dead", ""),
        ('Macron: "Trop tôt"', 'Macron: "Too early"', 'Macron: "Too early"'),
        ("Bonhams : vendue : actualité automobile, infos, scoop", "Bonhams: sold: news", ""),
        ("Rendez-vous à 12:30", "Meeting at 12:30", "Meeting at 12:30"),
        ("Virus : un mort", "", ""),
    ],
)
def test_a_title_teaches_without_its_label(french: str, english: str, plain: str) -> None:
    assert plain_title(french, english) == plain


def test_a_short_sentence_is_a_fact_as_it_stands() -> None:
    short, long = ("Il pleut à Brest.", "It rains in Brest."), ("mot " * 30 + "fin.", "word " * 30 + "end.")
    assert short_facts([short, long, ("Un titre", "A title")]) == (short,)


def test_an_unfaithful_line_is_emptied(tmp_path: Path) -> None:
    story = Story(title="12 morts", summary="", paragraphs=("Un.",))
    path = tmp_path / "silver.jsonl"
    path.write_text('{"title": "13 dead", "summary": ""}\n')
    assert [silver for _, silver in read_silver([story], path, KNOWN)] == [Silver(title="", summary="")]


def test_the_least_probable_quarter_is_emptied(tmp_path: Path) -> None:
    story = Story(title="12 morts", summary="", paragraphs=("Un.",))
    path = tmp_path / "silver.jsonl"
    lines = [{"title": "12 dead", "summary": "", "title_score": -i / 10} for i in range(8)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    titles = [silver.title for _, silver in read_silver([story] * 8, path, KNOWN)]
    assert titles == ["12 dead"] * 6 + [""] * 2


def test_a_word_of_neither_language_is_invented_and_a_copied_name_is_not() -> None:
    assert has_invented_words("Morvan est là", "Morvan is there relitomally", {"there"})
    assert not has_invented_words("Morvan est là", "Morvan is There", {"there"})


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
