"""Plain text becomes typed blocks: nothing but white space is lost, and captions leave the body."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.cleaning import clean
from summarize.reading.credits import split_caption
from summarize.reading.openings import is_byline, split_dateline
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
LEAD = "Le Premier ministre a présenté jeudi son plan pour les hôpitaux, qui manquent de personnel."
NEXT = "Les syndicats ne sont pas convaincus et appellent à la grève."


def blocks_of(text: str) -> tuple[Block, ...]:
    return shape(parse_text(text).pieces)[0]


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in blocks_of(text)]


def only(text: str) -> Block:
    (block,) = blocks_of(text)
    return block


# Captions and credits

CAPTION = "Le ministre visite un hôpital, le 26 janvier 2022 à Lille"
CREDITS = [
    "( AFP / Alexander NEMENOV )",
    "(AFP/Alexander NEMENOV)",
    "( POOL / Brendan Smialowski )",
    "( AFP / )",
    "(AFP/Archives)",
    "(AFP/Archives / Thomas COEX)",
    "( Ukrainian presidential press service / Handout )",
    "(Ludovic MARIN/POOL/AFP)",
    "(AFP / Olivier Douliery, Nicholas Kamm)",
    "AFP/Archives",
    "AFP/Archives / Thomas COEX",
    "AFP / Thomas COEX",
    "Thomas COEX / AFP",
    "Reuters/Gleb Garanich",
    "REUTERS/Pool",
    "via REUTERS",
    "Sputnik/Kremlin via REUTERS",
    "© AFP / Thomas COEX",
    "© Ville de Lille",
    "(c) AFP",
    "(© AFP)",
    "(Crédit : Ville de Lille)",
    "(Crédits photo : Jean Dupont)",
    "(Photo: Jean Dupont)",
    "(photo AFP/Jean Dupont)",
    "(Photo by Jean Dupont / AFP)",
    "(DR)",
    "(AFP)",
    "(Photo d'illustration)",
    "Crédit photo : Ville de Lille",
]


@pytest.mark.parametrize("credit", CREDITS)
def test_a_credit_in_any_shape_makes_a_caption_and_stays_verbatim(credit: str) -> None:
    block = blocks_of(f"{LEAD}\n\n{CAPTION} {credit}\n\n{NEXT}")[1]
    assert block == Block(kind=C, text=CAPTION, credit=credit)


@pytest.mark.parametrize(
    "credit", ["REUTERS/Gleb Garanich", "Photo: Jean Dupont", "Photo : Jean Dupont / AFP"]
)
def test_a_credit_after_the_full_stop_of_its_caption_is_found(credit: str) -> None:
    assert split_caption(f"{CAPTION}. {credit}") is not None
    assert blocks_of(f"{LEAD}\n\n{CAPTION}. {credit}")[1] == Block(kind=C, text=f"{CAPTION}.", credit=credit)


def test_a_dash_before_the_credit_goes_with_the_credit() -> None:
    for credit in ("- Crédit : Ville de Lille", "- Handout via REUTERS", "– AFP / Thomas COEX"):
        assert only(f"{CAPTION} {credit}") == Block(kind=C, text=CAPTION, credit=credit)


def test_a_credit_on_the_next_line_belongs_to_the_caption_above() -> None:
    expected = Block(kind=C, text=CAPTION, credit="© AFP / Thomas COEX")
    assert blocks_of(f"{LEAD}\n\n{CAPTION}\n\n© AFP / Thomas COEX\n\n{NEXT}")[1] == expected
    assert blocks_of(f"{CAPTION}\n© AFP / Thomas COEX\n{LEAD}\n{NEXT}")[0] == expected


def test_a_labelled_picture_without_credit_is_a_caption() -> None:
    assert kinds(f"{LEAD}\n\nPhoto : le ministre à son arrivée\n\n{NEXT}") == [P, C, P]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Le ministre ne savait pas, a-t-il dit jeudi (AFP).",
        "Le ministre a démissionné, selon son entourage (AFP)",
        "« Je ne savais pas », a dit le ministre. (AFP)",
        "Une photo du ministre, prise le 3 mars 2022, circule depuis mercredi.",
        "Il a reçu les élus (PS / EELV / PCF)",
        "Le groupe compte autant de salariés (hommes / femmes)",
        "La photo : voilà ce qui a tout déclenché, a raconté le maire à l'AFP.",
        "Il travaille pour l'AFP/Reuters",
        "Le bilan de la catastrophe a été établi par Reuters/AFP",
        "Ce crédit : personne n'en veut, à en croire le directeur de la banque, M. Dupont, interrogé lundi.",
        "Le texte prévoit (article 3) un contrôle de la Cour des comptes (chaque année)",
        "Le logiciel Windows © de Microsoft a été mis en cause par les enquêteurs lundi dernier à Paris.",
        "Il vit à Paris depuis 2019 avec sa famille, selon le 3 mars AFP",
    ],
)
def test_a_text_that_only_looks_like_a_credit_stays_in_the_body(paragraph: str) -> None:
    block = blocks_of(f"{LEAD}\n\n{paragraph}\n\n{NEXT}")[1]
    assert (block.text, block.credit) == (paragraph, "")
    assert block.kind is not C


@pytest.mark.parametrize("end", [" (AFP)", ". (AFP)", " (AFP)."])
def test_a_sentence_signed_by_its_agency_is_a_paragraph(end: str) -> None:
    assert kinds(f"{LEAD}\n\nLe ministre a démissionné, selon son entourage{end}\n\n{NEXT}") == [P, P, P]


def test_a_long_paragraph_is_never_a_caption() -> None:
    assert split_caption("Le texte continue. " * 60 + "( AFP / Jean DUPONT )") is None


def test_a_file_may_start_with_a_caption() -> None:
    assert kinds(f"{CAPTION} ( AFP / )\n\n{LEAD}\n\n{NEXT}") == [C, P, P]


# The head


def test_headline_byline_and_dateline_are_told_apart() -> None:
    text = (
        f"Hôpitaux: le plan du gouvernement\n\nPar Jean DUPONT\n\nPARIS, 27 jan 2022 (AFP) - {LEAD}\n\n{NEXT}"
    )
    assert blocks_of(text) == (
        Block(kind=H, text="Hôpitaux: le plan du gouvernement"),
        Block(kind=B, text="Par Jean DUPONT"),
        Block(kind=D, text="PARIS, 27 jan 2022 (AFP) -"),
        Block(kind=P, text=LEAD),
        Block(kind=P, text=NEXT),
    )


def test_a_title_may_stand_below_the_date_of_a_web_page() -> None:
    title = "Grève: le trafic perturbé mercredi"
    assert blocks_of(f"Publié le 12 mars 2024 à 14h05\n\n{title}\n\n{LEAD}\n\n{NEXT}")[:2] == (
        Block(kind=D, text="Publié le 12 mars 2024 à 14h05"),
        Block(kind=H, text=title),
    )


def test_the_same_head_with_one_line_a_paragraph_gives_the_same_blocks() -> None:
    parts = [
        "Hôpitaux: le plan du gouvernement",
        "Par Jean DUPONT",
        f"PARIS, 27 jan 2022 (AFP) - {LEAD}",
        NEXT,
    ]
    assert blocks_of("\n".join(parts)) == blocks_of("\n\n".join(parts))


@pytest.mark.parametrize(
    "headline",
    [
        "Faut-il craindre une sixième vague ?",
        "Paris dit « non »",
        "Victoire !",
        "VIDÉO. Le chat de M. Durand",
        "Qui est-il ? Sa mère répond",
    ],
)
def test_a_question_a_quotation_or_a_cry_can_be_a_headline(headline: str) -> None:
    assert kinds(f"{headline}\n\n{LEAD}") == [H, P]


@pytest.mark.parametrize(
    "opening",
    [
        LEAD,
        "Le maire a dit : « Non. »",
        "Il est parti hier. Personne ne sait où !",
        "- Premier point",
        "x" * 300,
    ],
)
def test_a_sentence_a_list_or_a_long_text_is_no_headline(opening: str) -> None:
    assert kinds(f"{opening}\n\n{LEAD}\n\n{NEXT}")[0] is P


@pytest.mark.parametrize(
    "byline",
    [
        "Par Jean DUPONT",
        "Par Jean DUPONT et Marie-Anne LE GOFF",
        "Par Jean DUPONT, avec Olga IVANOVA à Moscou",
        "De notre correspondant à Moscou",
        "De notre envoyée spéciale Claire MARTIN",
        "Jean Dupont (AFP)",
        "Jean Dupont avec AFP",
        "Propos recueillis par Jean DUPONT",
        "AFP",
        "(AFP)",
    ],
)
def test_bylines(byline: str) -> None:
    assert is_byline(byline)
    assert kinds(f"Titre de la dépêche\n\n{byline}\n\n{LEAD}") == [H, B, P]


@pytest.mark.parametrize(
    "line", ["Par ailleurs, le ministre a démissionné.", "Par le passé, rien", "De Paris à Kiev"]
)
def test_a_line_that_starts_with_par_or_de_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "dateline",
    [
        "PARIS, 27 jan 2022 (AFP) -",
        "PARIS, 27 janvier 2022 (AFP) –",
        "Kiev (Ukraine), 3 mars (Reuters) —",
        "SAINT-ÉTIENNE (Loire), 1er avr 2023 (AFP) -",
        "Aix-en-Provence, 12 avril -",
        "KIEV/MOSCOU, 3 mars (Reuters) -",
        "Paris, le jeudi 27 janvier 2022 -",
        "WASHINGTON (AFP) -",
        "Genève (awp/ats) -",
        "(AFP) -",
        "MOSCOU, 27 janv. 2022 (AFP)",
        "BRUXELLES (Belgique) 12 avr 2023",
    ],
)
def test_a_dateline_is_split_off_the_first_paragraph(dateline: str) -> None:
    opening = split_dateline(f"{dateline} {LEAD}")
    assert opening is not None
    assert (opening.text, opening.rest) == (dateline, LEAD)


@pytest.mark.parametrize(
    "line",
    [
        "BRUXELLES (Belgique) 12 avr 2023",
        "Paris, France | AFP | 27/01/2022 20:30 UTC",
        "Publié le 27/01/2022 à 20h30",
        "jeudi 27 janvier 2022",
        "Mis à jour le 27 janvier 2022 à 18h04",
        "2022-01-27",
    ],
)
def test_a_line_with_place_or_date_alone_is_a_dateline(line: str) -> None:
    assert kinds(f"Titre de la dépêche\n\n{line}\n\n{LEAD}") == [H, D, P]


@pytest.mark.parametrize(
    "paragraph",
    [
        LEAD,
        "Paris, 12 avril 2023: le jour où tout a basculé.",
        "Le 27 janvier 2022, le ministre a démissionné.",
        "Paris et Berlin - les deux capitales - se sont mises d'accord.",
        "Emmanuel Durand (PS) - maire depuis 2008 - ne se représente pas.",
        "Drame à Aigues-Mortes (Gard) samedi 6 octobre.",
        "Moscou, 27 morts - un bilan provisoire - et des blessés.",
    ],
)
def test_an_ordinary_opening_is_no_dateline(paragraph: str) -> None:
    assert split_dateline(paragraph) is None


def test_only_the_head_has_datelines() -> None:
    assert kinds(f"{LEAD}\n\nPARIS, 27 jan 2022 (AFP) - {NEXT}") == [P, P]


# Alerts


def test_an_alert_alone_is_a_headline() -> None:
    assert only("ALERTE - SÉISME DE MAGNITUDE 6,8 AU LARGE DU JAPON").kind is H
    assert only("ALERTE - Séisme au Japon: le bilan s'alourdit.").kind is H
    assert only("LE PREMIER MINISTRE A DÉMISSIONNÉ.").kind is H
    assert only("Le Premier ministre a démissionné.").kind is P


def test_a_word_of_urgency_stands_above_the_headline() -> None:
    assert kinds(f"URGENT\n\nSÉISME AU LARGE DU JAPON\n\n{LEAD}") == [S, H, P]
    assert kinds("URGENT\nSÉISME AU LARGE DU JAPON") == [S, H]


# The body


@pytest.mark.parametrize(
    "subhead", ['- "Je vais mourir" -', "– Un premier cas –", "Un premier cas à Nice", "LOGEMENT"]
)
def test_a_subhead_stands_between_paragraphs(subhead: str) -> None:
    assert blocks_of(f"{LEAD}\n\n{subhead}\n\n{NEXT}")[1] == Block(kind=S, text=subhead)


@pytest.mark.parametrize(
    "rows",
    [
        "Brest - Lens 3-2\nLyon - Reims 0-4",
        "- un point\n- un autre",
        "• Paris\n• Lyon",
        "1. Brest\n2. Nice",
        "Brest\nNice\nReims",
    ],
)
def test_lists_and_results_are_no_subheads(rows: str) -> None:
    assert set(kinds(f"{LEAD}\n\n{rows}\n\n{NEXT}")) == {P}


@pytest.mark.parametrize(
    "line", ["clg/mob/rl", "bur-rma/kaf/je", "© Agence France-Presse", "Source : Reuters", "(AFP)"]
)
def test_desk_initials_and_source_at_the_end_are_no_text(line: str) -> None:
    assert kinds(f"{LEAD}\n\n{NEXT}\n\n{line}") == [P, P, B]


def test_lines_wrapped_at_a_fixed_width_are_joined() -> None:
    text = (
        "Hôpitaux: le plan du gouvernement\n\n"
        "PARIS, 27 jan 2022 (AFP) - Le Premier ministre a présenté jeudi\n"
        "son plan pour les hôpitaux, qui manquent de personnel depuis des\n"
        "années, sans convaincre les syndicats.\n\n"
        "Une infirmière traverse la cour d'un hôpital de Lille, dans le\n"
        "nord de la France, le 26 janvier 2022 ( AFP / Jean DUPONT )\n\n"
        "Les syndicats appellent à la grève dès mardi et demandent que le\n"
        "gouvernement embauche cent mille soignants.\n"
    )
    assert kinds(text) == [H, D, P, C, P]
    assert "jeudi son plan" in blocks_of(text)[2].text


def test_wrapped_paragraphs_without_blank_lines_part_after_a_short_last_line() -> None:
    line = "Le Premier ministre a présenté jeudi son plan pour les hôpitaux et il\n"
    assert kinds(line * 3 + "part.\n" + line * 3 + "reste.\n") == [P, P]


# For every text


PARTS = [
    *CREDITS,
    LEAD,
    NEXT,
    CAPTION,
    "Par Jean DUPONT",
    "URGENT",
    "PARIS, 27 jan 2022 (AFP) -",
    '- "Non" -',
]
PARTS += [
    "Photo:",
    "a/b",
    "\n",
    "\n\n",
    " ",
    "\t",
    "\r\n",
    "\u2028",
    "\u00a0",
    "é",
    "12",
    "-",
    "« ",
    "AFP",
    "(",
    "©",
]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join) | st.text(max_size=120))
def test_nothing_but_white_space_and_invisible_characters_is_lost(text: str) -> None:
    kept = "".join(block.text + block.credit for block in blocks_of(text))
    assert "".join(kept.split()) == "".join(clean(text)[0].split())
    assert all(block.text == block.text.strip() and "\n" not in block.text for block in blocks_of(text))


PATHOLOGICAL = [
    "(",
    "( AFP / ",
    "A ",
    "Aa / ",
    "AFP/",
    "© ",
    "Photo: ",
    "- ",
    "1er mars ",
    "PARIS, ",
    "Par Jean ",
    "Aa-",
    "\n",
    " \n",
    ".",
]


@pytest.mark.parametrize(
    "unit", [*PATHOLOGICAL, "URGENT\n", "a ( AFP / B )\n", "Aa\n", "\x1b[0", "e\u0301" + "\u0301" * 9]
)
def test_long_hostile_texts_cost_linear_time(unit: str) -> None:
    started = time.process_time()
    blocks_of((unit * 100_000)[:100_000])
    assert time.process_time() - started < 3
