"""Right text or a clear refusal; never a guess in silence."""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import DocumentError
from summarize.reading.cleaning import clean, report
from summarize.reading.decode import decode
from summarize.records import Reason, Severity

FRENCH = "L’Élysée a jugé « très décevant » l'accord conclu à Pâques : 3,5 % de hausse, où qu'il soit né."


def refuse(data: bytes) -> Reason:
    with pytest.raises(DocumentError) as caught:
        decode(data)
    assert caught.value.hint
    return caught.value.reason


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
def test_unicode_with_or_without_a_mark_is_read_exactly_and_without_a_note(encoding: str) -> None:
    mark = "" if encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32") else "\ufeff"
    decoded = decode((mark + FRENCH).encode(encoding))
    assert decoded.text == FRENCH
    assert decoded.notes == ()


def test_cp1252_is_read_with_a_note() -> None:
    decoded = decode(FRENCH.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (FRENCH, "cp1252")
    assert [(finding.severity, finding.message) for finding in decoded.notes] == [
        (Severity.NOTE, "not UTF-8: read as cp1252")
    ]


def test_capitals_before_punctuation_in_cp1252_are_not_taken_for_utf_8() -> None:
    text = "CAFÉ\u00a0: «\u00a0PASSÉ\u00a0» et «FERMÉ», dit l’hôtelier"
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    "text",
    ["Un billet à 50 €.", "Un million d'€ déjà", "Le cœur a lâché", "Œuvre volée", "des œufs brouillés"],
)
def test_signs_of_latin_9_make_what_would_be_cp1252_latin_9_with_a_note(text: str) -> None:
    decoded = decode(text.encode("iso8859_15"))
    assert (decoded.text, decoded.encoding) == (text, "iso-8859-15")
    assert [finding.message for finding in decoded.notes] == ["not UTF-8: read as iso-8859-15"]


@pytest.mark.parametrize(
    "text",
    ["La ½ finale à 2½ contre 1¼", "Une ½ livre né", "c½ur et l’été", "¤ premier point", "1½h après l'été"],
)
def test_halves_and_what_latin_9_does_not_have_stay_cp1252(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


def page(charset: str, text: str, encoding: str) -> bytes:
    return f'<!doctype html><html><head><meta charset="{charset}"></head><p>{text}</p>'.encode(encoding)


@pytest.mark.parametrize(
    ("charset", "encoding", "expected"),
    [
        ("windows-1250", "cp1250", "windows-1250"),
        ("ISO-8859-2", "iso8859_2", "iso-8859-2"),
        ("macintosh", "mac_roman", "mac_roman"),
        ("iso-8859-1", "cp1252", "cp1252"),  # as browsers do
    ],
)
def test_the_encoding_that_a_page_declares_is_taken(charset: str, encoding: str, expected: str) -> None:
    text = "M. Duda a été réélu à l'été" + (" à Łódź" if "2" in encoding and encoding != "cp1252" else "")
    decoded = decode(page(charset, text.replace("à", "a"), encoding))
    assert text.replace("à", "a") in decoded.text
    assert decoded.encoding == expected
    assert decoded.notes[0].message == f"not UTF-8: read as {expected}"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-99", "utf-7", "rot13", "windows-1251", "iso-8859-15"])
def test_a_declared_encoding_that_does_not_fit_the_bytes_is_not_taken(charset: str) -> None:
    decoded = decode(page(charset, FRENCH, "cp1252"))
    assert FRENCH in decoded.text
    assert decoded.encoding == "cp1252"


def test_only_a_page_declares_its_encoding() -> None:
    text = 'Écrire <meta charset="windows-1250"> à la première ligne'
    assert decode(text.encode("cp1252")).text == text
    assert decode(page("cp1250", FRENCH, "utf-8")).encoding == "utf-8"


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_other_old_encodings_are_found_with_a_note(encoding: str) -> None:
    text = "Le président a déclaré à l'été que la rentrée était décalée, malgré les élèves inquiets. " * 5
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.notes


@pytest.mark.parametrize(
    "data",
    [
        FRENCH.encode()[:-1] + "é".encode()[:1],
        FRENCH.encode() + b"\r\n" + FRENCH.encode("cp1252"),
        b"\xff\xfea\x00b",
        b"\xff\xfe\x00\xd8a\x00",
        bytes(range(0x80, 0x100)) * 10,
    ],
    ids=["cut character", "mixed encodings", "odd UTF-16", "lone surrogate", "high bytes"],
)
def test_what_cannot_be_decoded_for_sure_is_refused(data: bytes) -> None:
    assert refuse(data) is Reason.UNDECODABLE


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", FRENCH)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(FRENCH.encode()),
        _zip(),
        pickle.dumps({"a": FRENCH}),
        pickle.dumps(1, protocol=2),
        b"%PDF-1.7 ...",
        b"{\\rtf1\\ansi bonjour}",
        b"\x89PNG\r\n",
        FRENCH.encode() + b"\x00",
        FRENCH.encode("utf-16-le"),
        b"\xff\xfea\x00\x00\x00",
        bytes(range(1, 9)) * 20,
    ],
    ids=[
        "gzip",
        "zip",
        "pickle",
        "pickle 2",
        "pdf",
        "rtf",
        "png",
        "nul",
        "utf-16 without mark",
        "nul in utf-16",
        "controls",
    ],
)
def test_binary_is_refused_and_never_unpacked(data: bytes) -> None:
    assert refuse(data) is Reason.BINARY


def test_a_cut_file_and_a_mixed_one_are_told_apart() -> None:
    for data, word in ((FRENCH.encode()[:-1] + b"\xc3", "cut"), (FRENCH.encode() + b" \xe9t\xe9", "mixes")):
        with pytest.raises(DocumentError, match=word):
            decode(data)


def test_utf_7_is_not_decoded() -> None:
    assert decode(b"+ADw-script+AD4-").text == "+ADw-script+AD4-"


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_document_error_and_no_new_replacement_character(data: bytes) -> None:
    try:
        decoded = decode(data)
    except DocumentError:
        return
    assert "\ufffd" not in decoded.text or "\ufffd" in data.decode(decoded.encoding)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
def test_any_utf_8_text_comes_back(text: str) -> None:
    if not text.startswith("\ufeff") and not text.encode().startswith(
        (b"PK", b"BZh", b"%PDF-", b"GIF8", b"{\\rtf")
    ):
        assert decode(text.encode()).text == text


def test_clean_gives_nfc_and_one_kind_of_line_end() -> None:
    assert clean("e\u0301te\u0301\r\na\rb\x0cc\u2028d\u2029e")[0] == "été\na\nb\nc\nd\n\ne"


def test_cp1252_that_was_declared_latin_1_is_what_it_was_written_for() -> None:
    cleaned, found = clean("L\x92eau manque au c\x9cur de la ville\x85 et co\xfbte 5 \x80")
    assert (cleaned, found.total()) == ("L’eau manque au cœur de la ville… et coûte 5 €", 0)


@pytest.mark.parametrize(
    ("text", "expected", "message"),
    [
        ("a\x07b\x81c\x7f", "abc", "3 control characters removed"),
        ("a\u202eb\u2066c\u200f", "abc", "3 direction marks removed"),
        ("so\u00adft\u200bno\u200dne\ufeff", "softnone", "4 invisible characters removed"),
        ("\x1b[31mrouge\x1b[0m", "rouge", "2 terminal sequences removed"),
        ("\x1b]8;;http://x\x07lien", "]8;;http://xlien", "2 control characters removed"),
        ("tag\U000e0041\U000e0042", "tag", "2 invisible characters removed"),
        ("z" + "\u0300" * 50, "z" + "\u0300" * 3, "1 stacked accent removed"),
        ("lone\ud800", "lone", "1 control character removed"),
    ],
)
def test_what_a_reader_cannot_see_is_removed_and_counted(text: str, expected: str, message: str) -> None:
    cleaned, found = clean(text)
    assert cleaned == expected
    (finding,) = report(found)
    assert message in finding.message
    assert finding.severity is Severity.NOTE


def test_replacement_characters_that_came_with_the_source_stay_with_a_warning() -> None:
    cleaned, found = clean("caf\ufffd")
    assert cleaned == "caf\ufffd"
    assert [finding.severity for finding in report(found)] == [Severity.WARNING]


def test_text_decoded_wrongly_upstream_is_pointed_out() -> None:
    _, found = clean(FRENCH.encode().decode("cp1252", "replace"))
    assert any("Ã©" in finding.message for finding in report(found))
    assert not report(clean(FRENCH)[1])


def test_tabs_and_typographic_spaces_stay() -> None:
    text = "a\tb\u00a0c\u202fd"
    assert clean(text) == (text, {})
