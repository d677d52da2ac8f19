from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.names import NamesTable, missing_names, names_in, names_match
from summarize.names.spelling import sound_key
from summarize.records import Replacement
from summarize.words import fold

NAMES = NamesTable.load()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le chef de la diplomatie Dmytro Kouleba a parlé jeudi à Paris.", ("Dmytro Kouleba", "Paris")),
        ("M. Dominique de Villepin et Mme Merkel", ("Dominique de Villepin", "Merkel")),
        ("Mohammed ben Salmane et Bachar al-Assad", ("Mohammed ben Salmane", "Bachar al-Assad")),
        ("l'Otan, l'ONU et le G20", ("Otan", "ONU", "G20")),
        ("les Etats-Unis d'Amérique", ("Etats-Unis d'Amérique",)),
        ("Jean-Pierre Raffarin", ("Jean-Pierre Raffarin",)),
        ("Les soldats russes sont partis. Hier, rien. Explosion. Il pleut.", ()),
        ("En janvier, les combats ont repris. Mais Kiev tient.", ("Kiev",)),
        ("L'Ukraine et la Russie", ("Ukraine", "Russie")),
        ("OTAN: rien de neuf", ("OTAN",)),
        ("URGENT", ()),
        ("SÉISME EN CRÈTE", ()),
        ("", ()),
    ],
)
def test_french_names_are_runs_of_capitals_with_their_particles(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text, "fr", known={"Kiev"}) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "On Thursday the Russian President Vladimir Putin met Americans in Geneva.",
            ("Vladimir Putin", "Geneva"),
        ),
        ("The U.S. and NATO said in May that I was right.", ("U.S.", "NATO")),
        ("French Prime Minister Elisabeth Borne resigned.", ("Elisabeth Borne",)),
        ("Troops left. They went home.", ()),
        ("Parliament Does Not Support Amendment Freeing Tymoshenko", ()),
    ],
)
def test_english_days_peoples_and_titles_are_no_names(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text, "en") == names


def test_a_lone_word_at_the_head_of_a_sentence_counts_when_it_is_known() -> None:
    assert names_in("Odessa tient. Soldats partis.", "fr") == ()
    assert names_in("Odessa tient. Soldats partis.", "fr", known={"Odessa"}) == ("Odessa",)
    assert names_in("Parliament Does Not Free Tymoshenko Today", "en", known={"Tymoshenko"}) == (
        "Tymoshenko",
    )


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Kouleba", "Kuleba"), ("Sergueï", "Sergei"), ("Eltsine", "Yeltsin"), ("Poutine", "Putin"),
        ("Khrouchtchev", "Khrushchev"), ("Gorbatchev", "Gorbachev"), ("Zelensky", "Zelenskyy"),
        ("Netanyahou", "Netanyahu"), ("Djokovic", "Jokovic"), ("Kaboul", "Kabul"), ("Irak", "Iraq"),
        ("Loukachenko", "Lukashenko"), ("Prigojine", "Prigozhin"), ("Téhéran", "Tehran"),
    ],
)  # fmt: skip
def test_transliterations_share_a_key(french: str, english: str) -> None:
    assert sound_key(french) == sound_key(english)


@pytest.mark.parametrize(("one", "other"), [("Paris", "Press"), ("Macron", "Merkel"), ("Iran", "Irak")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Otan", "NATO's chief spoke."),
        ("ONU", "the U.N. said"),
        ("OTAN", "OTAN or NATO"),
        ("Etats-Unis", "US troops"),
        ("Etats-Unis", "American troops"),
        ("Russie", "Russian troops"),
        ("Volodymyr Zelensky", "President Zelenskyy said"),
        ("Alexandre", "Alexander the Great"),
        ("Bosnie-Herzégovine", "in Bosnia and Herzegovina"),
        ("Conseil", "the Council said"),
        ("Moscou", "MOSCOW SAYS NO"),
        ("CGPM", "the GCPM met"),
        ("Corée du Nord", "a North Korean test"),
        ("Corée du sud", "South Koreans vote"),
        ("Corée du Nord", "between North and South Korea"),
        ("Corée du Sud", "between North and South Korea"),
        ("Corée", "South Korea won"),
        ("Irlande du Nord", "a Northern Irish party"),
        ("Indiens d'Amérique du Nord", "the Indians of North America"),
        ("Guinée", "in Equatorial Guinea"),
        ("Amérique", "across Latin America"),
        ("Bosnie", "in Bosnia-Herzegovina"),
        ("Etats-Unis", "the States"),
        ("Royaume-Uni", "the United Kingdom"),
        ("Niger", "a Nigerien soldier"),
        ("Nouvelle-Zélande", "the New Zealanders"),
        ("Slovénie", "Slovenian voters"),
        ("Africa", "South Africa"),
        ("Noire", "in the Black Sea"),
        ("Rouge", "ships in the Red Sea"),
        ("Sceaux", "Justice Minister Garbovin"),
        ("Rassemblement", "the National Rally"),
        ("JO-2024", "the 2024 Olympics"),
        ("JO-2024", "the 2024 Paris Games"),
        ("Mondial-2022", "the 2022 World Cup"),
    ],
)
def test_a_name_is_found_in_the_forms_that_english_gives_it(name: str, target: str) -> None:
    assert names_match(name, target, NAMES)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Etats-Unis", "it told us so"),
        ("Otan", "the union"),
        ("Macron", "Merkel said"),
        ("Emmanuel Macron", "Emmanuel said"),
        ("Paris", "press reports"),
        ("Ukraine", ""),
    ],
)
def test_another_word_does_not_stand_for_it(name: str, target: str) -> None:
    assert not names_match(name, target, NAMES)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Etats-Unis", "United Kingdom"), ("Royaume-Uni", "United States"), ("ONU", "United States"),
        ("Etats-Unis", "United Arab Emirates"), ("BCE", "Bangladesh"), ("Etats-Unis", "Unicef"),
        ("Autriche", "Australia"), ("Autriche", "Australians"), ("Australie", "Austria"),
        ("Niger", "Nigeria"), ("Niger", "Nigerians"), ("Nigeria", "Niger"), ("Slovénie", "Slovakia"),
        ("Canada", "Ghana"), ("Ghana", "Canada"), ("Cambodge", "Gambia"), ("Gambie", "Cambodia"),
        ("Islande", "New Zealand"), ("Nouvelle-Zélande", "Iceland"), ("Libye", "Liberia"),
        ("Lettonie", "Lithuania"), ("Malawi", "Malaysia"), ("Turquie", "Turkmenistan"),
        ("Corée du Nord", "South Korea"), ("Corée du Sud", "North Korea"), ("Corée du sud", "North Koreans"),
        ("Soudan", "South Sudan"), ("Soudan du Sud", "Sudan"), ("Afrique", "South Africa"),
        ("Afrique du Sud", "Central African Republic"), ("Austria", "Australia"), ("Serbie", "Russia"),
    ],
)  # fmt: skip
def test_no_country_stands_for_one_that_sounds_like_it(french: str, english: str) -> None:
    assert not names_match(french, f"The head of {english} voted.", NAMES)
    assert names_match(french, f"Not the head of {english}: {french}'s.", NAMES)


def test_a_country_beside_its_rival_is_still_found() -> None:
    assert missing_names("Le Soudan, l'Autriche", "Sudan and South Sudan, Austria and Australia", NAMES) == ()


def test_no_country_of_the_table_stands_for_another() -> None:
    places = {
        form: put for form, put in NAMES.places.items() if form.endswith(("ie", "e du Nord", "e du Sud"))
    }
    confused = [
        (form, put)
        for form, own in places.items()
        for put in places.values()
        if own not in put and put not in own and names_match(form, f"The head of {put} voted.", NAMES)
    ]
    assert confused == []


@pytest.mark.parametrize(
    "text",
    ["Au XIXe siècle", "Dans le XVIe arrondissement", "Sous la Ve République", "Le Ve, le Ie et la Ire"],
)
def test_a_roman_rank_is_no_name(text: str) -> None:
    assert [name for name in names_in(text, "fr") if name != "République"] == []


def test_the_rank_of_a_king_is() -> None:
    assert names_in("Le roi François Ier est mort.", "fr") == ("François Ier",)
    assert names_in("Elle vit à Ver depuis mardi.", "fr") == ("Ver",)


def test_a_place_is_found_without_the_article_that_french_gives_it() -> None:
    table = NamesTable.load()
    assert missing_names("Il est arrivé au Caire.", "He arrived in Cairo.", table) == ()
    assert missing_names("La Haye abrite la cour.", "The Hague hosts the court.", table) == ()
    assert missing_names("Il est arrivé au Caire.", "He arrived in Rome.", table) == ("Caire",)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Française", "Frenchwoman"), ("Britannique", "Briton"), ("Gallois", "Welshman"),
        ("Allemande", "German"), ("Espagnole", "Spaniard"), ("Néerlandaise", "Dutchwoman"),
        ("Suissesse", "Swiss"), ("Autrichien", "Austrian"), ("Polonais", "Pole"), ("Polonaises", "Poles"),
        ("Roumain", "Romanian"), ("Russe", "Russian"), ("Russes", "Russians"), ("Biélorusse", "Belarusian"),
        ("Danoise", "Dane"), ("Suédoise", "Swede"), ("Finlandais", "Finn"), ("Chinoise", "Chinese"),
        ("Ivoiriennes", "Ivorian"), ("Néo-Zélandais", "New Zealander"), ("Sud-Coréenne", "South Korean"),
    ],
)  # fmt: skip
def test_men_and_women_of_a_people_are_found(french: str, english: str) -> None:
    assert missing_names(f"Battu par {french} hier.", f"Beaten by the {english}.", NAMES) == ()


def test_peoples_replace_nothing() -> None:
    """A "Polonaise" and a "Danois" may be a dance and a dog: only the checks know them."""
    text = "A Polonaise, a Danois, the Suissesse and the JO-2024"
    assert NAMES.apply(text, text) == (text, ())


def test_serbia_is_a_country_and_not_a_people() -> None:
    assert names_in("He went to Serbia.", "en") == ("Serbia",)


def test_missing_names_are_those_of_the_source_that_no_form_shows() -> None:
    assert missing_names("Kouleba et Lavrov à Genève", "Kuleba in Geneva", NAMES) == ("Lavrov",)


def test_the_table_replaces_what_the_source_has_too_and_says_so() -> None:
    text, done = NAMES.apply("Otan's Kouleba is in Moscou.", "Kouleba, de l'Otan, est à Moscou.")
    assert text == "NATO's Kuleba is in Moscow."
    assert done == (
        Replacement(found="Otan", put="NATO"),
        Replacement(found="Kouleba", put="Kuleba"),
        Replacement(found="Moscou", put="Moscow"),
    )


@pytest.mark.parametrize(
    ("target", "source", "text"),
    [
        ("Otan is a word.", "L'Alliance", "Otan is a word."),
        ("Otan in Moscou", "L'Otan", "NATO in Moscou"),
        ("Moscoubank and Otanesque", "Moscou, Otan", "Moscoubank and Otanesque"),
        ("Credit Suisse fell", "Crédit Suisse, en Suisse", "Credit Suisse fell"),
        ("In Suisse it rains", "En Suisse", "In Switzerland it rains"),
        ("the Etats-Unis", "les États-Unis et les Etats-Unis", "the United States"),
        ("and MOSCOU, KOULEBA", "MOSCOU KOULEBA", "and MOSCOW, KULEBA"),
        ("Paris-Londres", "Paris-Londres et Londres", "Paris-Londres"),
        ("in Corée du Nord", "Corée du Nord, Corée", "in North Korea"),
        ("Bale scored", "Bale a marqué à Bâle", "Bale scored"),
        ("Sergueï Lavrov", "Sergueï Lavrov", "Sergei Lavrov"),
    ],
)
def test_only_whole_words_that_the_source_has_are_replaced(target: str, source: str, text: str) -> None:
    assert NAMES.apply(target, source)[0] == text


@given(text=st.text(max_size=80), source=st.text(max_size=80))
@settings(deadline=None, derandomize=True, max_examples=80)
def test_replacing_twice_changes_nothing_more_and_every_change_is_recorded(text: str, source: str) -> None:
    once, done = NAMES.apply(text, source)
    assert (once == text) is (done == ())
    assert NAMES.apply(once, source)[0] == once


def test_no_english_form_of_the_packaged_table_is_itself_a_french_one() -> None:
    french = {**NAMES.places, **NAMES.names}
    assert {put for put in french.values() if put in french} == set()
    assert all(form != put for form, put in french.items())


def test_a_file_of_ones_own_wins_and_an_empty_text_takes_away(tmp_path: Path) -> None:
    own = tmp_path / "names.toml"
    own.write_text('[names]\n"Otan" = "Nato"\n"Moscou" = ""\n"Zig" = "Zag"\n[equivalents]\n"UE" = []\n')
    table = NamesTable.load(own)
    assert table.apply("Otan Moscou Zig Kouleba", "Otan Moscou Zig Kouleba")[0] == "Nato Moscou Zag Kuleba"
    assert not names_match("UE", "the European Union", table)
    assert table.fingerprint != NAMES.fingerprint


def test_the_fingerprint_ignores_order_and_sees_every_entry(tmp_path: Path) -> None:
    one, other = tmp_path / "a.toml", tmp_path / "b.toml"
    one.write_text('[names]\n"Aa" = "Bb"\n"Cc" = "Dd"\n')
    other.write_text('[names]\n"Cc" = "Dd"\n"Aa" = "Bb"\n')
    assert NamesTable.load(one).fingerprint == NamesTable.load(other).fingerprint
    other.write_text('[names]\n"Cc" = "Dd"\n"Aa" = "Be"\n')
    assert NamesTable.load(one).fingerprint != NamesTable.load(other).fingerprint


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[names]\nOtan = NATO\n", "line 2"),
        ('[names]\n"Otan" = "NATO"\n[nomes]\n"a" = "b"\n', "names.toml:3: unknown table 'nomes'"),
        ('[names]\n"Otan" = "NATO"\n"Onu" = 3\n', "names.toml:3: the entry 'Onu'"),
        ('[names]\n"Otan" = "NA\\nTO"\n', "names.toml:2: the entry 'Otan'"),
        ('[equivalents]\n"Otan" = "NATO"\n', "names.toml:2: the entry 'Otan'"),
        ("names = 3\n", "names.toml:1: 'names' must be a table"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    own = tmp_path / "names.toml"
    own.write_text(content)
    with pytest.raises(InputError) as caught:
        NamesTable.load(own)
    assert says in str(caught.value)
    assert str(own) in str(caught.value)
    assert caught.value.hint


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.toml: cannot be read: No such file"):
        NamesTable.load(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes(b'[names]\n"\xc9tat" = "State"\n')
    with pytest.raises(InputError, match="not UTF-8"):
        NamesTable.load(tmp_path / "latin.toml")


def test_folding_leaves_plain_small_letters() -> None:
    assert fold("ÉLYSÉE Łódź Cœur") == "elysee lodz coeur"


@pytest.mark.parametrize("unit", ["A", "Ab ", "A.", "al-", "Otan ", "Suisse ", "de ", "'", "Ab-", "ÉÉ "])
def test_time_grows_with_length_alone(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    started = time.process_time()
    missing_names(text, text, NAMES)
    names_in(text, "en")
    NAMES.apply(text, text)
    assert time.process_time() - started < 4
