"""Wrapped text is joined to whole sentences; lists and results keep their lines."""

from __future__ import annotations

import pytest

from summarize.reading.text import parse_text

WRAPPED = (
    "PARIS, 27 jan 2022 (AFP) - Le Premier ministre a présenté jeudi son\n"
    "plan pour les hôpitaux, qui manquent de personnel depuis des années et\n"
    "ferment des lits, sans convaincre les syndicats du secteur public."
)
JOINED = WRAPPED.replace("\n", " ")
LONG = (
    "Hôpitaux: le plan du gouvernement ne convainc ni les syndicats ni les médecins,"
    " qui en demandent bien davantage"
)


def texts(text: str) -> list[str]:
    return [piece.text for piece in parse_text(text).pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n\n{WRAPPED}", [LONG, JOINED]),
        (f"{WRAPPED}\n\n{LONG}, le 26 janvier 2022", [JOINED, f"{LONG}, le 26 janvier 2022"]),
        (f"{LONG}\n{WRAPPED}", [LONG, JOINED]),
    ],
    ids=["headline", "caption", "headline without a blank line"],
)
def test_one_long_line_does_not_stop_the_joining_of_wrapped_ones(text: str, expected: list[str]) -> None:
    assert len(LONG) > 100
    assert texts(text) == expected


def test_a_head_of_short_lines_above_long_paragraphs_is_not_joined() -> None:
    head = ["Hôpitaux: le gouvernement présente son plan", "Les syndicats ne sont pas convaincus du tout"]
    head.append("Ils appellent à la grève dans tout le pays")
    assert texts("\n".join(head) + f"\n\n{JOINED}\n\n{JOINED}") == [*head, JOINED, JOINED]


def test_bullets_and_results_in_a_wrapped_file_keep_their_lines() -> None:
    bullets = ["- embaucher cent mille soignants", "- rouvrir les lits qui sont fermés"]
    numbered = ["1. Brest 55 pts", "2. Lens 52 pts"]
    results = [
        "Brest - Lens 3-2",
        "Paris Saint-Germain - Olympique de Marseille 2-0",
        "Lyon - Nice: 1-1 (a.p.)",
    ]
    lists = [*bullets, "Les résultats", *results, *numbered]
    assert texts(f"{WRAPPED}\n\n" + "\n".join(lists)) == [JOINED, *lists]
    assert texts(f"{WRAPPED}\n" + "\n".join(lists)) == [JOINED, *lists]


def test_a_bullet_that_is_wrapped_itself_is_joined() -> None:
    first = "- embaucher cent mille soignants avant la fin de l'année prochaine dans\n  tous les hôpitaux"
    second = "- rouvrir les lits"
    expected = [JOINED, " ".join(first.split()), second]
    assert texts(f"{WRAPPED}\n\n{first}\n{second}") == expected


def test_an_aside_whose_dash_starts_a_line_stays_in_its_sentence() -> None:
    aside = (
        "Le ministre, qui avait présenté sa démission une première fois en mai\n"
        "- elle avait été refusée - et que ses collègues ne soutenaient plus du\n"
        "tout, quitte le gouvernement."
    )
    assert texts(f"{WRAPPED}\n\n{aside}") == [JOINED, aside.replace("\n", " ")]


def test_a_score_at_the_end_of_a_wrapped_line_does_not_part_it() -> None:
    text = (
        "Samedi soir, devant plus de trente mille spectateurs, Brest a battu 3-2\n"
        "Lens, qui reste troisième du classement de la première division avant\n"
        "la prochaine journée."
    )
    assert texts(text) == [text.replace("\n", " ")]
