"""Only French passes the gate; short and capital texts are judged by their words, captions not at all."""

from __future__ import annotations

import pytest

from summarize.errors import SkipDocument
from summarize.reading import language
from summarize.reading.language import check_language
from summarize.records import Block, BlockKind, Reason, Severity

FRENCH = (
    "Le Premier ministre a présenté jeudi son plan pour les hôpitaux, qui manquent de personnel depuis "
    "des années, mais les syndicats ne sont pas convaincus et appellent à la grève dans tout le pays."
)
FOREIGN = {
    "en": "The prime minister presented on Thursday his plan for the hospitals, which have been short of "
    "staff for years, but the unions are not convinced and call for a strike all over the country.",
    "es": "El primer ministro presentó el jueves su plan para los hospitales, que carecen de personal desde "
    "hace años, pero los sindicatos no están convencidos y convocan una huelga en todo el país.",
    "it": "Il primo ministro ha presentato giovedì il suo piano per gli ospedali, che mancano di personale "
    "da anni, ma i sindacati non sono convinti e proclamano uno sciopero in tutto il paese.",
    "ca": "El primer ministre va presentar dijous el seu pla per als hospitals, que fa anys que tenen falta "
    "de personal, però els sindicats no estan convençuts i convoquen una vaga a tot el país.",
    "de": "Der Premierminister stellte am Donnerstag seinen Plan für die Krankenhäuser vor, denen seit "
    "Jahren Personal fehlt, doch die Gewerkschaften sind nicht überzeugt und rufen zum Streik auf.",
    "ru": "Премьер-министр представил в четверг свой план для больниц, которым уже много лет не хватает "
    "персонала, но профсоюзы не убеждены и призывают к забастовке по всей стране.",
}


def paragraphs(*texts: str) -> list[Block]:
    return [Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts]


def test_french_passes_without_loading_the_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "detect", lambda _: pytest.fail("the detector was asked"))
    assert check_language(paragraphs(FRENCH)) == ()


@pytest.mark.parametrize("code", FOREIGN)
def test_another_language_is_skipped_and_named(code: str) -> None:
    with pytest.raises(SkipDocument) as caught:
        check_language(paragraphs(FOREIGN[code]))
    assert caught.value.reason is Reason.NOT_FRENCH
    assert repr(code) in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["import os\nfor x in range(10):\n    print(x)", "asdf qwer zxcv " * 20, "lorem ipsum dolor"]
)
def test_code_and_gibberish_are_skipped(text: str) -> None:
    with pytest.raises(SkipDocument):
        check_language(paragraphs(text))


def test_capitals_are_judged_like_small_letters() -> None:
    assert check_language(paragraphs(FRENCH.upper())) == ()


@pytest.mark.parametrize(
    "text", ["SÉISME AU LARGE DU JAPON", "Le ministre est mort dans la nuit.", "L’homme s’est rendu qu’hier"]
)
def test_a_short_text_with_french_words_passes(text: str) -> None:
    assert check_language([Block(kind=BlockKind.HEADLINE, text=text)]) == ()


def test_metadata_decide_only_where_the_text_cannot() -> None:
    names = paragraphs("Macron Scholz Meloni Sánchez Rutte Tusk Orbán")
    assert check_language(names, hint="fr-FR") == ()
    with pytest.raises(SkipDocument):
        check_language(names, hint="en")
    with pytest.raises(SkipDocument):
        check_language(paragraphs(FOREIGN["en"]), hint="fr")
    assert check_language(paragraphs(FRENCH), hint="en") == ()


def test_captions_do_not_decide() -> None:
    caption = Block(kind=BlockKind.CAPTION, text=FOREIGN["en"] * 3)
    assert check_language([caption, *paragraphs(FRENCH)]) == ()
    with pytest.raises(SkipDocument):
        check_language([Block(kind=BlockKind.CAPTION, text=FRENCH), *paragraphs(FOREIGN["en"])])


def test_a_foreign_paragraph_inside_french_is_a_warning() -> None:
    (finding,) = check_language(paragraphs(FRENCH, FOREIGN["en"], FRENCH))
    assert finding.severity is Severity.WARNING
    assert "en" in finding.message
