"""Behind an apostrophe or an opening mark a word has the pieces it has everywhere; nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import sentencepiece as spm
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.translation.english import finish
from training.apart import part_openings, set_apart
from training.pairs import pack
from training.vocabulary import Pieces

SHIPPED = Path(__file__).parents[2] / "summarize" / "models" / "compact"
BEFORE = spm.SentencePieceProcessor(model_file=str(SHIPPED / "target.spm"))


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> spm.SentencePieceProcessor:
    out = tmp_path_factory.mktemp("elisions") / "source.spm"
    set_apart(SHIPPED / "target.spm", out)
    return spm.SentencePieceProcessor(model_file=str(out))


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("dans l'Ariège", "dans l' Ariège"),
        ("L'ÉTAT D'ALERTE", "L' ÉTAT D' ALERTE"),
        ("jusqu'à ce qu'elle n'y aille", "jusqu' à ce qu' elle n' y aille"),
        ("l'huile d'humeur d'huissier d'hiver", "l' huile d' humeur d' huissier d' hiver"),
        ("l'e\u0301cole", "l' école"),
        ("l'œuvre d'Œdipe", "l' œuvre d' Œdipe"),
        ('une "réponse positive"', 'une " réponse positive"'),
        ('"Étonnant (à Paris)", dit-il', '" Étonnant ( à Paris)", dit-il'),
        ("\"L'école d'ici\"", "\" L' école d' ici\""),
        ('l\'"école" et l\'"E\u0301tat"', 'l\' " école" et l\' " État"'),
        ("russo-ukrainienne", "russo- ukrainienne"),
        ("l'ex-président, un ex-URSS", "l' ex- président, un ex- URSS"),
        ("les anti-gel et la mi-juin", "les anti- gel et la mi- juin"),
        ('Un "hangar" (Ševčenko)', 'Un " hangar" ( Ševčenko)'),
        ("\"qu'on (d'ici)\"", "\" qu' on ( d' ici)\""),
    ],
)
def test_a_word_behind_an_elision_a_mark_or_a_prefix_is_a_word(
    after: spm.SentencePieceProcessor, text: str, apart: str
) -> None:
    assert after.encode(text, out_type=str) == BEFORE.encode(apart, out_type=str)


@pytest.mark.parametrize(
    "text",
    [
        "aujourd'hui",
        "Aujourd'hui, rien.",
        "AUJOURD'HUI",
        "O'Brien",
        "N'Golo",
        "McDonald's",
        "l' ours",
        '3"',
        'il dit " oui"',
        "(3)",
        "oui)",
        "Rio-Paris",
        "eux-mêmes",
        "dit-il",
        "cet ami-là",
        'fin". ',
        "17(2)",
    ],
)
def test_what_is_no_elision_stays_as_it_is(after: spm.SentencePieceProcessor, text: str) -> None:
    assert after.encode(text) == BEFORE.encode(text)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_characters="'\"(-", exclude_categories=["Cs", "Mn", "Mc"]), max_size=30))
def test_a_text_without_apostrophes_and_marks_is_normalised_as_before(
    after: spm.SentencePieceProcessor, text: str
) -> None:
    assert after.normalize(text) == BEFORE.normalize(text)


def test_pieces_and_their_scores_are_the_same(after: spm.SentencePieceProcessor) -> None:
    size = BEFORE.get_piece_size()
    assert after.get_piece_size() == size
    assert [after.id_to_piece(i) for i in range(size)] == [BEFORE.id_to_piece(i) for i in range(size)]
    assert [after.get_score(i) for i in range(size)] == [BEFORE.get_score(i) for i in range(size)]


def test_sources_are_encoded_apart_and_targets_are_not(prepared: Path) -> None:
    pieces = Pieces(prepared)
    assert pieces.encode_source(["d'accord"])[0].tolist() == pieces.encode_target(["d' accord"])[0].tolist()
    assert pieces.encode_source(["d'accord"])[0].tolist() != pieces.encode_target(["d'accord"])[0].tolist()


@pytest.mark.parametrize(
    ("target", "taught"),
    [
        ('The "positive response" (WHO) came', 'The " positive response" ( WHO) came'),
        ('"We are ready," he said.', '" We are ready," he said.'),
        ('He is "ready". "Very", she said (53%).', 'He is " ready". " Very", she said (53%).'),
    ],
)
def test_quoted_words_of_targets_are_taught_in_the_pieces_they_have_elsewhere(
    prepared: Path, target: str, taught: str
) -> None:
    pieces = Pieces(prepared)
    assert part_openings(target) == taught
    assert part_openings(taught) == taught
    row = pieces.encode_target([target])[0]
    assert pieces.decode_target(pack([row], [row]), 1) == [taught]


@pytest.mark.parametrize(
    "target", ['The "positive response" (WHO) came.', '"We are ready.', 'Now "we" are (so).']
)
def test_the_tool_takes_the_spaces_behind_opening_marks_back(target: str) -> None:
    assert finish(part_openings(target), target) == target


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "target.spm").write_bytes(b"no model")
    with pytest.raises((OSError, RuntimeError)):
        set_apart(tmp_path / "target.spm", tmp_path / "source.spm")
    assert not (tmp_path / "source.spm").exists()
