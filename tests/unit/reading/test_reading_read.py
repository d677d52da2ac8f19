"""From a file to a document; the seeds as whole cases."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from pathlib import Path

import pytest

from summarize.errors import DocumentError, SkipDocument
from summarize.reading.find import find
from summarize.reading.options import ReadOptions
from summarize.reading.read import read_bytes, read_file
from summarize.records import BlockKind, DateProvenance, Document, DocumentId, Reason, Severity

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
TEXT = "Le Premier ministre a présenté jeudi son plan pour les hôpitaux dans une lettre aux élus.\n"


def seed(name: str) -> Document:
    return read_file(SEEDS, DocumentId(name))


def kinds(document: Document) -> list[str]:
    return [block.kind.value for block in document.blocks]


def test_a_file_becomes_a_document_with_its_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "a.TXT").write_bytes(TEXT.encode())
    document = read_file(tmp_path, DocumentId("a.TXT"))
    assert document.fingerprint == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (document.id, document.format, document.encoding) == ("a.TXT", "text", "utf-8")
    assert [block.text for block in document.blocks] == [TEXT.strip()]


@pytest.mark.parametrize(
    "content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u200b\u00a0".encode(), b"\x0c"]
)
def test_nothing_to_read_is_skipped_as_empty(content: bytes) -> None:
    with pytest.raises(SkipDocument) as caught:
        read_bytes(content, id=DocumentId("a.txt"), suffix=".txt")
    assert caught.value.reason is Reason.EMPTY
    assert str(caught.value).startswith("a.txt: ")


def test_an_unknown_suffix_is_skipped() -> None:
    with pytest.raises(SkipDocument) as caught:
        read_bytes(TEXT.encode(), id=DocumentId("a.pdf"), suffix=".pdf")
    assert caught.value.reason is Reason.UNSUPPORTED_TYPE


def test_the_language_gate_can_be_opened() -> None:
    english = b"The prime minister presented his plan for the hospitals on Thursday in a letter to mayors."
    with pytest.raises(SkipDocument):
        read_bytes(english, id=DocumentId("a.txt"), suffix=".txt")
    document = read_bytes(
        english, id=DocumentId("a.txt"), suffix=".txt", options=ReadOptions(has_language_gate=False)
    )
    assert len(document.blocks) == 1


def test_what_was_removed_or_guessed_is_on_the_document() -> None:
    document = read_bytes(
        (TEXT + "Zéro\u00ad dix\x07 \ufffd.").encode("utf-8"), id=DocumentId("a.txt"), suffix=".txt"
    )
    assert [finding.severity for finding in document.notes] == [
        Severity.NOTE,
        Severity.NOTE,
        Severity.WARNING,
    ]
    assert {finding.check for finding in document.notes} == {"reading"}


def test_reading_is_fast_once_warm() -> None:
    content = (SEEDS / "ukraine-moscou-otan.txt").read_bytes()
    read_bytes(content, id=DocumentId("a.txt"), suffix=".txt")
    started = time.process_time()
    for _ in range(50):
        read_bytes(content, id=DocumentId("a.txt"), suffix=".txt")
    assert (time.process_time() - started) / 50 < 0.005


# The seeds


def test_every_seed_is_read_without_an_error_or_a_warning() -> None:
    found = list(find(SEEDS))
    assert len(found) >= 9
    for entry in found:
        assert entry.refused is None
        document = read_file(entry.root, entry.id)
        assert all(finding.severity is Severity.NOTE for finding in document.notes)
        assert document.publication.date is not None


def test_the_sample_dispatch_has_three_captions_and_an_inferred_date() -> None:
    document = seed("ukraine-moscou-otan.txt")
    p = "paragraph"
    assert kinds(document) == ["caption", *[p] * 7, "caption", *[p] * 4, "caption"]
    assert document.publication.date == dt.date(2022, 1, 27)
    assert document.publication.provenance is DateProvenance.CAPTION
    credits = [block.credit for block in document.blocks if block.credit]
    assert credits == ["( AFP / Alexander NEMENOV )", "( POOL / Brendan Smialowski )", "( AFP / )"]


def test_the_photo_seed_has_a_caption_for_every_shape_of_credit() -> None:
    captions = [block for block in seed("crue-vallee-photos.txt").blocks if block.kind is BlockKind.CAPTION]
    assert len(captions) == 9
    assert all(caption.text and caption.credit for caption in captions)


def test_the_alert_seed_has_a_headline_in_capitals() -> None:
    assert kinds(seed("alerte-seisme-mer-egee.txt")) == ["subhead", "headline", "dateline", "paragraph"]


def test_the_update_seed_shares_most_paragraphs_with_the_first_version() -> None:
    first, second = (
        {block.text for block in seed(name).blocks if block.kind is BlockKind.PARAGRAPH}
        for name in ("incendie-entrepot-vitrolles.txt", "incendie-entrepot-vitrolles-2e-lead.txt")
    )
    assert len(first & second) >= len(first) // 2


def test_the_html_seed_has_no_boilerplate() -> None:
    text = " ".join(block.text for block in seed("musee-beaux-arts-reouverture.html").blocks)
    assert not any(
        word in text for word in ("cookie", "Accueil", "lire aussi", "newsletter", "Mentions", "Festival")
    )


@pytest.mark.parametrize(
    ("name", "format", "encoding"),
    [
        ("accord-peche-manche.txt", "text", "cp1252"),
        ("banque-centrale-taux.json", "ninjs", "utf-8"),
        ("port-autonome-corruption.xml", "newsml-g2", "utf-8"),
        ("lancement-satellite-meteo.md", "markdown", "utf-8"),
        ("musee-beaux-arts-reouverture.html", "html", "utf-8"),
    ],
)
def test_seeds_come_in_every_format(name: str, format: str, encoding: str) -> None:
    document = seed(name)
    assert (document.format, document.encoding) == (format, encoding)
    assert kinds(document)[:2] == ["headline", "byline"]


def test_errors_of_reading_name_the_file_once(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read_file(tmp_path, DocumentId("none.txt"))
    assert str(caught.value).count("none.txt") == 1
