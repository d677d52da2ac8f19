"""What may stand above, inside and below the head of a dispatch without hiding its headline and dateline."""

from __future__ import annotations

import pytest

from summarize.reading.openings import is_label, is_sign_off, is_slug, split_dateline
from summarize.reading.shape import shape
from summarize.reading.text import parse_text
from summarize.records import Block, BlockKind

H, B, D, S, P, C = (
    BlockKind.HEADLINE,
    BlockKind.BYLINE,
    BlockKind.DATELINE,
    BlockKind.SUBHEAD,
    BlockKind.PARAGRAPH,
    BlockKind.CAPTION,
)
HEADLINE = "Electricité: les prix vont augmenter"
DATELINE = "PARIS, 12 mars 2024 (AFP) -"
LEAD = "Le gouvernement a annoncé mardi une hausse des tarifs réglementés de l'électricité."
NEXT = "Les associations de consommateurs protestent."
DECK = "Les tarifs réglementés progresseront de dix pour cent en février, a annoncé Bercy mardi."


def blocks_of(*paragraphs: str) -> tuple[Block, ...]:
    return shape(parse_text("\n\n".join(paragraphs)).pieces)[0]


def kinds(*paragraphs: str) -> list[BlockKind]:
    return [block.kind for block in blocks_of(*paragraphs)]


LABELS = [
    "CORRECTION",
    "REFILE",
    "RECTIFICATIF",
    "(2e leader)",
    "(Lead)",
    "ACTUALISATION",
    "Mise à jour",
    "1er LEAD",
    "3EME LEAD",
    "3ème lead",
    "2E LEAD",
    "ENCADRE",
    "ENCADRÉ",
    "PAPIER D'ANGLE",
    "PAPIER D’ANGLE",
    "(Infographie)",
    "=(PHOTO+VIDEO)=",
    "URGENT - 2e lead",
    "ATTENTION - AJOUTE réactions ///",
    "(Actualisé avec la réaction de l'opposition)",
    "(Répétition sans changement d'une dépêche de lundi)",
]
SLUGS = ["France-énergie-prix", "FRS0034 3 I 0198 FRA /AFP-VX45", "AFP 121530 MAR 24"]


@pytest.mark.parametrize("line", LABELS)
def test_a_line_of_desk_work_is_a_label(line: str) -> None:
    assert is_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "Correction du brevet: les élèves attendent",
        "Photos volées: trois arrestations",
        "Attention aux arnaques",
        "Leader incontesté",
        "Attention !",
        "(Ces propos ont été tenus avant la grève)",
    ],
)
def test_a_title_that_starts_with_a_word_of_the_desk_is_no_label(line: str) -> None:
    assert not is_label(line)
    assert kinds(line, LEAD)[0] is H or line.startswith("(")


@pytest.mark.parametrize("line", SLUGS)
def test_a_slug_or_a_reference_is_told_from_a_title(line: str) -> None:
    assert is_slug(line)


@pytest.mark.parametrize(
    "line", ["Saint-Étienne", "LOGEMENT", "SÉISME AU JAPON: 12 MORTS", "Brest - Lens 3-2"]
)
def test_a_short_title_is_no_slug(line: str) -> None:
    assert not is_slug(line)


def test_a_slug_alone_is_the_headline() -> None:
    assert kinds("Saint-Germain-en-Laye", f"{DATELINE} {LEAD}", NEXT) == [H, D, P, P]


@pytest.mark.parametrize("line", LABELS + SLUGS)
def test_a_line_above_the_headline_hides_neither_headline_nor_dateline(line: str) -> None:
    assert blocks_of(line, HEADLINE, f"{DATELINE} {LEAD}", NEXT) == (
        Block(kind=S, text=line),
        Block(kind=H, text=HEADLINE),
        Block(kind=D, text=DATELINE),
        Block(kind=P, text=LEAD),
        Block(kind=P, text=NEXT),
    )


@pytest.mark.parametrize(
    "between",
    [
        [DECK],
        ["Une hausse de dix pour cent en février"],
        ["de dix pour cent en février, selon Bercy"],  # the second line of the headline
        [DECK, DECK],
        ["* Hausse de dix pour cent", "* Bercy promet des aides", "* L'opposition proteste"],
        ["(Actualisé avec la réaction de l'opposition)"],
        ["Une ligne à haute tension près de Lille, dans le nord de la France."],
        [*LABELS[:2], DECK],
    ],
)
def test_lines_between_headline_and_dateline_hide_neither(between: list[str]) -> None:
    blocks = blocks_of(HEADLINE, *between, f"{DATELINE} {LEAD}", NEXT)
    assert blocks[0] == Block(kind=H, text=HEADLINE)
    assert [block.text for block in blocks if block.kind is H] == [HEADLINE]
    assert blocks[-3:-1] == (Block(kind=D, text=DATELINE), Block(kind=P, text=LEAD))


@pytest.mark.parametrize("deck", [DECK, "Une hausse de dix pour cent en février"])
def test_a_byline_below_a_deck_is_a_byline(deck: str) -> None:
    found = kinds(HEADLINE, deck, "Par Jean DUPONT", f"{DATELINE} {LEAD}", NEXT)
    assert found == [H, P if deck is DECK else S, B, D, P, P]


def test_an_alert_above_the_headline_keeps_the_dateline() -> None:
    assert D in kinds("ALERTE - Hausse de dix pour cent", HEADLINE, f"{DATELINE} {LEAD}", NEXT)


@pytest.mark.parametrize("end", [".", "...", "…", " ..."])
def test_a_line_right_above_the_dateline_is_the_headline_whatever_its_end(end: str) -> None:
    expected = [H, D, P, P]
    assert kinds(f"{HEADLINE}{end}", f"{DATELINE} {LEAD}", NEXT) == expected
    assert kinds(f"{HEADLINE}{end}", "Par Jean DUPONT", f"{DATELINE} {LEAD}") == [H, B, D, P]


def test_a_short_title_may_name_the_day_but_a_lead_is_no_title() -> None:
    assert kinds("Les prix vont augmenter mardi.", f"{DATELINE} {LEAD}", NEXT) == [H, D, P, P]
    assert kinds(LEAD, f"{DATELINE} {LEAD}", NEXT) == [P, P, P]


def test_a_sentence_above_the_headline_is_not_taken_for_it() -> None:
    caption = "Une ligne à haute tension près de Lille."
    assert kinds(caption, HEADLINE, f"{DATELINE} {LEAD}", NEXT) == [P, H, D, P, P]


@pytest.mark.parametrize(
    "paragraph", ["AFP - Que demandez-vous au gouvernement ?", "Paris, 12 avril - Procès"]
)
def test_below_a_paragraph_only_a_full_dateline_counts(paragraph: str) -> None:
    assert split_dateline(paragraph) is not None
    assert D not in kinds(HEADLINE, DECK, paragraph, NEXT)


def test_a_dateline_deep_in_the_body_stays_there() -> None:
    assert D not in kinds(HEADLINE, LEAD, NEXT, LEAD, NEXT, f"{DATELINE} {LEAD}", NEXT)


def test_a_deck_is_a_subhead_although_the_headline_is_short_and_open_too() -> None:
    deck = "Une hausse de dix pour cent en février"
    assert blocks_of(HEADLINE, deck, LEAD, NEXT)[1] == Block(kind=S, text=deck)


# The foot


@pytest.mark.parametrize(
    "lines",
    [
        ["clg/mob/rl", "© Agence France-Presse"],
        ["clg/mob/rl", "© Agence France-Presse", "economie@afp.com"],
        ["clg/mob/rl", "AFP"],
        ["clg/mob/rl", "(ats/afp)"],
        ["clg/mob/rl", "Un pompier à Lille ( AFP / Jean DUPONT )", "© Agence France-Presse"],
    ],
)
def test_every_line_of_the_foot_is_no_text(lines: list[str]) -> None:
    feet = [C if "pompier" in line else B for line in lines]
    assert kinds(LEAD, NEXT, *lines) == [P, P, *feet]


def test_desk_initials_above_more_text_stay_text() -> None:
    assert B not in kinds(LEAD, "oui/non", NEXT)


@pytest.mark.parametrize("line", ["(ats/afp)", "(Belga/AFP)", "AFP/ATS", "/ATS/AFP", "desk.eco@afp.com"])
def test_agencies_together_and_an_address_sign_off(line: str) -> None:
    assert is_sign_off(line)
