from pathlib import Path

import pytest

from summarize import typography
from summarize.errors import EngineError
from summarize.records import Block, BlockKind, Document, DocumentId, Fingerprint
from summarize.segments import SIGNATURE, split_clauses, split_document, split_sentences, split_to_fit

CASES = Path(__file__).parents[1] / "cases" / "segments" / "sentences.txt"
HOSTILE = (
    ".",
    '"',
    "A",
    "A. ",
    "(",
    "() ",
    "a(.",
    "1. ",
    ". ",
    "\n",
    "\n ",
    ". -",
    "M. (",
    "« ! » ",
    "…",
    ";",
    "a.A",
)


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def make(*blocks: Block) -> Document:
    return Document(
        id=DocumentId("a.txt"),
        fingerprint=Fingerprint("0" * 64),
        format="text",
        encoding="utf-8",
        blocks=blocks,
    )


def cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_sentences_end_where_the_case_says(case: str) -> None:
    text = case.replace(" | ", " ")
    assert cut(text, split_sentences(text)) == case.split(" | ")


def test_a_forgotten_space_still_separates_sentences() -> None:
    text = 'Il l\'a "rapporté".Le randonneur part, assure-t-elle ensuite.Elle lit Orange.Fr et www.afp.Com.'
    assert cut(text, split_sentences(text)) == [
        'Il l\'a "rapporté".',
        "Le randonneur part, assure-t-elle ensuite.",
        "Elle lit Orange.Fr et www.afp.Com.",
    ]


def test_blank_lines_and_list_dashes_separate_but_a_line_end_does_not() -> None:
    text = "Une ligne\nqui continue\n- un\n• deux\n\nFin\n2. Le second."
    assert cut(text, split_sentences(text)) == [
        "Une ligne\nqui continue",
        "- un",
        "• deux",
        "Fin\n2. Le second.",
    ]


def test_text_without_any_letter_has_no_sentence() -> None:
    assert split_sentences("") == split_sentences(" \n\u00a0") == ()


def test_segments_come_from_translated_blocks_in_order_with_their_offsets() -> None:
    blocks = (
        Block(kind=BlockKind.HEADLINE, text="Moscou dit non"),
        Block(kind=BlockKind.BYLINE, text="Par M. X"),
        Block(kind=BlockKind.DATELINE, text="PARIS (AFP)"),
        Block(kind=BlockKind.PARAGRAPH, text=" Il part. Elle reste."),
        Block(kind=BlockKind.CAPTION, text="Un char", credit="( AFP / X )"),
    )
    document = make(*blocks)
    segments = split_document(document)
    assert [s.source for s in segments] == ["Moscou dit non", "Il part.", "Elle reste.", "Un char"]
    assert [s.index for s in segments] == [0, 1, 2, 3]
    assert [s.block for s in segments] == [0, 3, 3, 4]
    assert all(blocks[s.block].text[s.start : s.end] == s.source for s in segments)
    assert all(blocks[s.block].kind is s.kind for s in segments)


def test_another_splitter_can_be_given() -> None:
    document = make(Block(kind=BlockKind.PARAGRAPH, text="Il part. Elle reste."))
    assert len(split_document(document, lambda text: ((0, len(text)),))) == 1


def test_the_signature_covers_the_typography() -> None:
    assert typography.SIGNATURE in SIGNATURE


def test_clauses_end_at_semicolons_colons_dashes_and_commas_with_a_conjunction() -> None:
    text = "Il a salué cet accord, mais ils hésitent encore; elle dit ceci: rien ne va plus – ni elle ni lui."
    assert cut(text, split_clauses(text)) == [
        "Il a salué cet accord,",
        "mais ils hésitent encore;",
        "elle dit ceci:",
        "rien ne va plus",
        "– ni elle ni lui.",
    ]


def test_no_clause_is_shorter_than_three_words() -> None:
    assert cut(
        "Oui, mais non; et puis quoi, et où ?", split_clauses("Oui, mais non; et puis quoi, et où ?")
    ) == [
        "Oui, mais non;",
        "et puis quoi, et où ?",
    ]


def test_a_text_that_fits_is_not_cut() -> None:
    assert split_to_fit(" Il part. ", lambda text: True) == ((1, 9),)


def test_the_best_place_near_the_middle_is_cut_first() -> None:
    text = "Le président a salué la veille; les négociateurs sont là (hier)."
    assert cut(text, split_to_fit(text, lambda part: len(part) < 40)) == [
        "Le président a salué la veille;",
        "les négociateurs sont là (hier).",
    ]


def test_a_word_that_does_not_fit_is_cut_between_characters() -> None:
    assert cut("abcdefgh", split_to_fit("abcdefgh", lambda part: len(part) <= 2)) == ["ab", "cd", "ef", "gh"]


def test_a_character_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(EngineError, match="no room for 'a'"):
        split_to_fit("ab", lambda part: False)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_cut_without_loss(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    bare = "".join(text.split())
    for spans in (
        split_sentences(text),
        split_clauses(text),
        split_to_fit(text, lambda part: len(part) < 999),
    ):
        assert "".join("".join(part.split()) for part in cut(text, spans)) == bare
