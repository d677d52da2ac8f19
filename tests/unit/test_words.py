import pytest

from summarize.words import content_words, is_cut_from, tokenise


def test_elisions_are_cut_off_and_contractions_stay() -> None:
    assert tokenise("L'accord d’hier don't Kiev’s pro-russe") == (
        "L",
        "accord",
        "d",
        "hier",
        "don't",
        "Kiev's",
        "pro",
        "russe",
    )


def test_numbers_are_tokens_with_their_marks() -> None:
    assert tokenise("1,200 et 3.5 % (Covid-19)") == ("1,200", "et", "3.5", "Covid", "19")


def test_stop_words_are_left_out() -> None:
    assert content_words("The president of the republic has said that it is over.", "en") == (
        "president",
        "republic",
    )
    assert content_words("Le président de la République a dit que c'est fini.", "fr") == (
        "présid",
        "républiqu",
        "fini",
    )


@pytest.mark.parametrize(
    "forms",
    [
        "reject rejects rejected rejecting",
        "declare declares declared declaring",
        "plan plans planned planning",
        "country countries",
        "Kiev Kiev's",
        "attack attacks attacked",
        "church churches",
        "call calls called calling",
    ],
)
def test_forms_of_an_english_word_have_one_stem(forms: str) -> None:
    assert len(set(content_words(forms, "en"))) == 1


@pytest.mark.parametrize(
    "forms", ["rejeter rejeté rejetée rejetés rejetant", "national nationaux", "accord accords"]
)
def test_forms_of_a_french_word_have_one_stem(forms: str) -> None:
    assert len(set(content_words(forms, "fr"))) == 1


def test_short_words_keep_their_letters() -> None:
    assert content_words("bus red king sing G7 5 x", "en") == ("bus", "red", "king", "sing", "7", "5")


def test_order_and_repeats_are_kept() -> None:
    assert content_words("war peace war", "en") == ("war", "peac", "war")


def test_long_text_is_read_in_linear_time() -> None:
    for unit in ("a", "a'", "é ", "1,", "'", "_"):
        content_words(unit * 50_000, "fr")
        content_words(unit * 50_000, "en")


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("Brest beat Lens.", True),
        ("Brest, down 2-0, beat Lens.", True),
        ("Brest beat Lens 2-0.", False),
        ("Brest beat Nice.", False),
        ("", True),
    ],
)
def test_a_cut_text_has_words_left_out_and_no_other_order(text: str, is_cut: bool) -> None:
    assert is_cut_from(text, "Brest, who were down 2-0 at half-time, beat Lens on Sunday.") is is_cut
