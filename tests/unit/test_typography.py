import pytest

from summarize.typography import collect_forms, has_letters, is_all_caps, lower_caps, normalise_source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("«\u00a0Non\u00a0», dit-il", '"Non", dit-il'),
        ("“Non” et ‹ oui ›", '"Non" et "oui"'),
        ("l’été d‘hier", "l'été d'hier"),
        ("1\u202f200\u00a0euros,\u00a03,5\u202f%", "1 200 euros, 3,5 %"),
        ("a\u00adb\u200bc\ufeff", "abc"),
        ("oui…\n  non", "oui... non"),
        ("Moscou — Kiev – 2\u201110 − 3", "Moscou - Kiev - 2-10 - 3"),
        ("• un ► deux", "- un - deux"),
        ("2½ et ¾", "2 1/2 et 3/4"),
        ("e\u0301te\u0301", "été"),
        ("Il dit +non+ et +Jamais !+.", "Il dit 'non' et 'Jamais !'."),
        ("Canal+ et Disney+, +5% puis +3%", "Canal+ et Disney+, +5% puis +3%"),
        ("5 M€, 2,3 Mds€, 4 Md€", "5 millions d'euros, 2,3 milliards d'euros, 4 milliards d'euros"),
        ("1.200€ et 20 £", "1.200 euros et 20 livres sterling"),
        ("3 M$ et 3 $", "3 millions de dollars et 3 $"),
        ("L'Otan, l'Onu et l'Otane", "L'OTAN, l'ONU et l'Otane"),
    ],
)
def test_source_is_set_as_models_saw_it(source: str, expected: str) -> None:
    assert normalise_source(source) == expected


@pytest.mark.parametrize(
    "source", [">>fra<< Bonjour", "<<Non>>, dit-il", "a >>> b <<< c", ">\u200b> x <\u00ad<"]
)
def test_no_language_code_is_left_for_the_tokenizer_to_delete(source: str) -> None:
    plain = normalise_source(source)
    assert ">>" not in plain
    assert "<<" not in plain


def test_text_without_letters_is_known() -> None:
    assert has_letters("42 é")
    assert not has_letters("12.000 - (...) 3-1")


@pytest.mark.parametrize("text", ["LE PRESIDENT MACRON DÉCLARE", "URGENT: ATTAQUE À Kaboul", "FLASH - A B"])
def test_capitals_are_recognised(text: str) -> None:
    assert is_all_caps(text)


@pytest.mark.parametrize("text", ["OTAN ONU", "L'OTAN et l'ONU parlent", "", "12 000", "Le SAMU de Paris"])
def test_acronyms_alone_are_not_capitals(text: str) -> None:
    assert not is_all_caps(text)


def test_capitals_become_sentence_case_and_acronyms_stay() -> None:
    lowered = lower_caps("LE CHEF DE L'OTAN À MOSCOU. M. PESKOV, LE G20, F-16 ET LOUIS XIV: COVID-19 !", {})
    assert lowered == "Le chef de l'OTAN à Moscou. M. Peskov, le G20, F-16 et louis XIV: Covid-19 !"


def test_forms_of_the_document_come_back_with_accents_and_capitals() -> None:
    known = collect_forms(["Hier, M. Peskov a déclaré que Louis était là.", "LE TITRE EN CAPITALES DECLARE"])
    assert lower_caps("M. PESKOV A DECLARE À LOUIS", known) == "M. Peskov a déclaré à Louis"
    assert "TITRE" not in known
    assert "HIER" not in known, "a capital at the start of a sentence proves nothing"


def test_mixed_case_words_stay_as_they_are() -> None:
    assert lower_caps("LA MAIRIE d'Évry REÇOIT", {}) == "La mairie d'Évry reçoit"


def test_places_in_capitals_get_theirs_back() -> None:
    lowered = lower_caps("UN SÉISME EN MER ÉGÉE, PRÈS DE LA CRÈTE", {})
    assert lowered == "Un séisme en mer Egée, près de la Crète"


def test_capitals_without_accents_get_those_of_their_words() -> None:
    lowered = lower_caps("LES ETATS-UNIS ONT CONDAMNE LE TIR, UN SEISME A ETE RESSENTI A TOKYO", {})
    assert lowered == "Les Etats-Unis ont condamné le tir, un séisme a été ressenti à Tokyo"


def test_capitals_that_have_accents_somewhere_keep_what_they_have() -> None:
    assert lower_caps("SÉISME: IL TUE ET BLESSE À TOKYO", {}) == "Séisme: il tue et blesse à Tokyo"
