from __future__ import annotations

import html
import time

import pytest

from summarize.inert import MAX_SLUG, ZERO_WIDTH_SPACE, inert, log_safe, plain, slug

PROSE = [
    "L'Otan a dit \"non\" (3,5 %) – 1 200 €, aujourd'hui; c'est-à-dire: 20h30…",
    "«Nous tiendrons», a dit M. J.-P. Dupont, à 12:30:45 heures, l'U.S. Army & l'Élysée.",
    "The president said: 'We won't', at 8:30 pm; 5.5% of GDP – well-known, isn't it?",
    "-5 degrees and +3 points; 1/2; 27. January 2022 isn't a list inside a sentence",
    "Score: 6-3, 7-6 (7/5), 6-4!",
    "dossier/alerte.txt and page.html are no domains",
    "Two\u00a0fixed\u202fspaces stay",
]


@pytest.mark.parametrize("text", PROSE)
def test_plain_prose_stays_readable_in_the_source(text: str) -> None:
    assert inert(text).replace("27&#46;", "27.") == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("[x](y)", "&#91;x&#93;(y)"),
        ("![[Note]]", "!&#91;&#91;Note&#93;&#93;"),
        ("`= dv`", "&#96;&#61; dv&#96;"),
        ("{{ x }}", "&#123;&#8203;&#123; x &#125;&#125;"),
        ("{% x %}", "&#123;&#8203;% x %&#125;"),
        ("%%hidden%%", "&#37;&#37;hidden&#37;&#37;"),
        ("==mark==", "&#61;&#61;mark&#61;&#61;"),
        ("++ctrl++", "&#43;&#43;ctrl&#43;&#43;"),
        ("$3", "&#36;3"),
        ("\\(x\\)", "&#92;&#8203;(x&#92;&#8203;)"),
        ("https://a", "https&#58;&#47;&#47;a"),
        ("www.x", "www&#46;x"),
        ("lemonde.fr", "lemonde&#46;fr"),
        ("☂.fr", "☂&#46;fr"),
        ("a@b", "a&#64;&#8203;b"),
        ("#tag", "&#35;tag"),
        ("#12", "&#35;&#8203;12"),
        ("GH-12", "GH&#45;&#8203;12"),
        (":smile:", "&#58;&#8203;smile:"),
        (":100:", "&#58;&#8203;100:"),
        ("a:: b", "a&#58;&#58; b"),
        ("a | b", "a &#124; b"),
    ],
)
def test_signs_that_mean_something_become_entities(text: str, source: str) -> None:
    assert inert(text) == source


@pytest.mark.parametrize(
    "start", ["- ", "+ ", "---", "1. ", "27) ", ": ", "!!! ", "??? ", "% ", ":::", "- [ ] "]
)
def test_a_text_cannot_open_a_block(start: str) -> None:
    assert not inert(f"{start}x").startswith(start.rstrip())


def test_plain_text_is_one_line_without_controls() -> None:
    assert plain("  a\r\n\tb\x0bc\x85d\u2028e\x00\x1b[31mf\x7f\x9bg ") == "a b c d e[31mfg"


def test_bidi_zero_width_and_tag_characters_are_removed() -> None:
    tags = "".join(chr(0xE0000 + ord(c)) for c in "hidden")
    hidden = "\u202a\u202e\u2066\u2069\u200b\u200d\u200e\u2060\ufeff\u00ad\u061c\ufe0f\u3164" + tags
    assert plain(f"a{hidden}b\ud800") == "ab"


def test_marks_on_one_letter_are_bounded_and_accents_kept() -> None:
    assert plain("e\u0301te\u0301") == "été"
    assert plain("Vi" + "e\u0323\u0302" + "t") == "Việt"
    assert len(plain("z" + "\u0335" * 500)) == 4


def test_decoded_source_is_the_plain_text() -> None:
    for text in [*PROSE, "a@b #12 {{ \\x :smile: GH-1"]:
        assert html.unescape(inert(text)).replace(ZERO_WIDTH_SPACE, "") == plain(text)


def test_log_text_is_ascii_on_one_line_and_unambiguous() -> None:
    assert (
        log_safe("é\n\x1b[0m\u202e\\n\udce9\U0001f600~")
        == "\\xe9\\x0a\\x1b[0m\\u202e\\\\n\\udce9\\U0001f600~"
    )


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("L'Élysée: œuvre à 5,5 %", "l-elysee-oeuvre-a-5-5"),
        ("../../etc/passwd", "etc-passwd"),
        ("\x1b\u202e", "dispatch"),
        ("日本", "dispatch"),
        ("", "dispatch"),
        ("-rf", "rf"),
    ],
)
def test_slug_is_lower_case_ascii(text: str, stem: str) -> None:
    assert slug(text) == stem


def test_slug_is_bounded() -> None:
    assert len(slug("mot " * 1000)) <= MAX_SLUG


@pytest.mark.parametrize(
    "hostile",
    [
        ":a",
        ":",
        "&",
        "@a",
        "a.b",
        "1",
        "gh-",
        "\u0301\u0316",
        "\u0344",
        " \n\x00",
        "\\",
        "{",
        "[",
        "www.",
        ":" + "a" * 39,
        "\u1100\u1161\u11a8",
    ],
)
def test_time_grows_with_length_alone(hostile: str) -> None:
    text = (hostile * 100_000)[:100_000]
    started = time.process_time()
    inert(text), slug(text), log_safe(text)
    assert time.process_time() - started < 3
