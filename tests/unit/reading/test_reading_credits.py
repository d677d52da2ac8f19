"""Which words at the end of a piece, or at its start, are a credit, and which only look like one."""

from __future__ import annotations

import pytest

from summarize.reading.credits import Caption, split_caption
from summarize.reading.shape import shape
from summarize.reading.text import parse_text
from summarize.records import Block, BlockKind

LEAD = "Le Premier ministre a présenté jeudi son plan pour les hôpitaux, qui manquent de personnel."
NEXT = "Les syndicats ne sont pas convaincus et appellent à la grève."
DATED = "Le président américain à Washington, le 12 mars 2024"
UNDATED = "Le président américain devant la Maison Blanche"


def blocks_of(*paragraphs: str) -> tuple[Block, ...]:
    return shape(parse_text("\n\n".join(paragraphs)).pieces)[0]


@pytest.mark.parametrize(
    "end",
    [
        "(ats/afp)",
        "(AFP/ATS)",
        "(ats/awp/afp)",
        "(Belga/AFP)",
        "(awp/afp)",
        "(AP/AFP)",
        "(APS/AFP)",
        "(images/seconde).",
        "(photo/vidéo)",
        "(crédit: 3%, débit: 1%).",
        "(crédit: taux fixe)",
        "(copyright compris).",
        "(PS / LP).",
        "(PS / DR)",
        "(photos et sons/lumières)",
    ],
)
@pytest.mark.parametrize("before", ["La banque a perdu de l'argent et ferme 40 agences", "Il a tout perdu."])
def test_a_parenthesis_that_ends_a_paragraph_makes_no_caption(before: str, end: str) -> None:
    assert split_caption(f"{before} {end}") is None
    block = blocks_of(LEAD, f"{before} {end}", NEXT)[1]
    assert (block.text, block.credit) == (f"{before} {end}", "")
    assert block.kind is not BlockKind.CAPTION


@pytest.mark.parametrize("end", ["(ats/afp)", "(Belga/AFP)", "(AP / AFP)"])
def test_a_line_signed_by_several_agencies_is_a_paragraph(end: str) -> None:
    paragraph = f"La banque a perdu de l'argent et ferme 40 agences {end}"
    assert blocks_of(LEAD, paragraph, NEXT)[1] == Block(kind=BlockKind.PARAGRAPH, text=paragraph)


@pytest.mark.parametrize("parties", ["(PS / EELV)", "(Renaissance / MoDem)"])
def test_a_coalition_after_a_date_is_no_credit(parties: str) -> None:
    assert split_caption(f"La ville est dirigée par une coalition depuis le 3 mars 2022 {parties}") is None


@pytest.mark.parametrize("credit", ["(AFP/ATS)", "(Belga/AFP)"])
def test_agencies_together_are_a_credit_where_the_text_is_dated_like_a_caption(credit: str) -> None:
    assert split_caption(f"{DATED} {credit}") == Caption(text=DATED, credit=credit)


@pytest.mark.parametrize(
    "headline",
    [
        "Crédit: les taux immobiliers repartent à la hausse",
        "Photo: Kodak sort de la faillite",
        "Photos: Instagram change ses règles",
        "Image: la France séduit moins",
        "Illustration: le festival d'Angoulême est annulé",
    ],
)
def test_a_headline_that_starts_like_a_credit_is_a_headline(headline: str) -> None:
    assert blocks_of(headline, LEAD, NEXT)[0] == Block(kind=BlockKind.HEADLINE, text=headline)
    assert blocks_of(headline)[0].kind is BlockKind.HEADLINE


@pytest.mark.parametrize(
    "credit",
    [
        "( GETTY IMAGES NORTH AMERICA / Joe RAEDLE )",
        "( AFP / - )",
        "( ANP / Robin van LONKHUIJSEN )",
        "( NTB / Terje PEDERSEN )",
        "( AFP TV / Jean DUPONT )",
        "( PRESS ASSOCIATION / Yui MOK )",
        "( Ritzau Scanpix / Liselotte SABROE )",
        "( LEHTIKUVA / Markku ULANDER )",
        "(AP Photo/Michel Euler)",
        "(AP Photo / Michel Euler, File)",
        "(Photo AFP)",
        "(photo Reuters)",
        "(Photo : mairie de Lille)",
        "(Photo by: Jean Dupont)",
        "(Crédit : Ville de Lille)",
        "(Crédit photo : mairie de Lille)",
        "(Illustration: dessin de Plantu)",
        "(Copyright Ville de Lille)",
    ],
)
@pytest.mark.parametrize("text", [DATED, UNDATED])
def test_a_credit_of_an_agency_is_found_with_or_without_a_date(text: str, credit: str) -> None:
    assert split_caption(f"{text} {credit}") == Caption(text=text, credit=credit)


@pytest.mark.parametrize(
    "credit", ["( ANP / X )", "( PRU / - )", "( Unknown Agency / Jean DUPONT )", "( La Une / - )"]
)
def test_any_two_holders_after_the_date_of_a_caption_are_a_credit(credit: str) -> None:
    assert split_caption(f"{DATED} {credit}") == Caption(text=DATED, credit=credit)


@pytest.mark.parametrize(
    "credit",
    [
        "AFP PHOTO / LUDOVIC MARIN",
        "PHOTO LUDOVIC MARIN, AFP",
        "PHOTO ARCHIVES AFP",
        "Photo d'archives/REUTERS/Gonzalo Fuentes",
        "Photo d’archives REUTERS/Gonzalo Fuentes",
        "Photo prise le 12 mars 2024/REUTERS/Gonzalo Fuentes",
    ],
)
def test_a_bare_credit_after_the_full_stop_is_found(credit: str) -> None:
    assert split_caption(f"{DATED}. {credit}") == Caption(text=f"{DATED}.", credit=credit)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Le maire a tout nié. Photo Service a déposé le bilan, a dit l'AFP",
        "Il a diffusé la photo prise par Jean Dupont, AFP",
        "Le crédit : une affaire de banques",
    ],
)
def test_words_about_photos_and_credit_are_no_credit(paragraph: str) -> None:
    assert split_caption(paragraph) is None


@pytest.mark.parametrize(
    "unit", ["( X / - ", "PHOTO A ", "Photo d'archives/", "GETTY IMAGES A", "Crédit: A "]
)
def test_hostile_lines_cost_little(unit: str) -> None:
    for length in range(0, 700, 7):
        split_caption((unit * 100)[:length])
