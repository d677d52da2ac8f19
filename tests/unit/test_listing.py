"""Lines of results and tables pass through word for word; prose never does."""

from __future__ import annotations

import time

import pytest

from summarize.translation.preparation import is_listing, prepare


@pytest.mark.parametrize(
    "line",
    [
        "Brest - Lens 3-2",
        "Saint-Etienne - Paris SG 0-4",
        "1. Brest 23 pts",
        "2. Nice 21",
        "Toulouse 18",
        "Novak Djokovic (SRB) 2150",
        "Alcaraz - Sinner 6-4, 7-6 (7/4), 6-3",
        "URGENT",
    ],
)
def test_names_and_figures_are_the_same_in_both_languages(line: str) -> None:
    assert is_listing(line)
    assert prepare(line, {}, lambda text: ()) is None


@pytest.mark.parametrize(
    "text",
    [
        "Brest a battu Lens 3-2",
        "Résultats de la 10e journée:",
        "Le stade était presque plein: 51.312 spectateurs.",
        "Samedi 12",
        "Mardi 3 mars",
        "Il a 12 ans.",
        "",
        "Paris",
    ],
)
def test_prose_goes_to_the_model(text: str) -> None:
    assert not is_listing(text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Le président a lui salué cet accord.", "Le président a salué cet accord."),
        ("Ils ont eux aussi constaté l'absence.", "Ils ont aussi constaté l'absence."),
        ("L'opposition travailliste, elle, le juge naïf.", "L'opposition travailliste le juge naïf."),
        ("Ces élus, eux, se taisent.", "Ces élus se taisent."),
        ("Son frère, lui aussi, est parti.", "Son frère, lui aussi, est parti."),
        ("Il a vu Pierre, elle, et Paul.", "Il a vu Pierre, elle, et Paul."),
        ("C'est lui qui a tiré.", "C'est lui qui a tiré."),
        ("Ce sont eux qui ont tiré.", "Ce sont eux qui ont tiré."),
        ("Le problème, c'est eux, a dit le maire.", "Le problème, c'est eux, a dit le maire."),
        ("Il a vu Paul, elle, sa mère.", "Il a vu Paul, elle, sa mère."),
        ("Le ministre était lui absent.", "Le ministre était absent."),
        ("Elle est elle-même venue.", "Elle est elle-même venue."),
        ("Il l'a dit à lui seul.", "Il l'a dit à lui seul."),
        ("A-t-elle vu ?", "A-t-elle vu ?"),
    ],
)
def test_a_pronoun_that_only_stresses_the_subject_is_not_shown_to_the_model(source: str, text: str) -> None:
    prepared = prepare(source, {}, lambda _: ())
    assert prepared is not None
    assert prepared.text == text


def test_clock_times_reach_the_model_in_a_form_that_it_copies() -> None:
    prepared = prepare("Le match, prévu à 20h45, a commencé à 9 h 05.", {}, lambda text: ())
    assert prepared is not None
    assert prepared.text == "Le match, prévu à 20:45, a commencé à 9:05."


@pytest.mark.parametrize("hostile", ["A " * 50_000, "A-" * 50_000, "1-" * 50_000, "A. " * 40_000])
def test_a_hostile_line_takes_no_time(hostile: str) -> None:
    start = time.process_time()
    is_listing(hostile)
    is_listing(hostile[:119])
    assert time.process_time() - start < 0.5
