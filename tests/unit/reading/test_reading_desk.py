"""What the desk says is obeyed or shown: withdrawn items, embargoes, notes to editors, items without text."""

from __future__ import annotations

import json
import time

import pytest

from summarize.errors import SkipDocument
from summarize.reading.read import read_bytes
from summarize.records import BlockKind, DocumentId, Reason, Severity

LEAD = "Le Premier ministre a présenté jeudi son plan pour les hôpitaux, qui manquent de personnel."
TITLE = "Hôpitaux: le plan du gouvernement"
NINJS = {"type": "text", "headline": TITLE, "body_text": LEAD}
WARNING, NOTE = Severity.WARNING, Severity.NOTE


def g2(meta: str = "", content: str = f"<p>{LEAD}</p>", kind: str = "text") -> str:
    inline = f"<contentSet><inlineXML>{content}</inlineXML></contentSet>"
    return (
        f'<newsItem><itemMeta><itemClass qcode="ninat:{kind}"/>{meta}</itemMeta>'
        f"<contentMeta><headline>{TITLE}</headline><description>Un hôpital</description></contentMeta>"
        f"{inline if kind == 'text' else ''}</newsItem>"
    )


def newsml_1(content: str, management: str = "") -> str:
    return f"""<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20220127T203000Z</DateAndTime></NewsEnvelope>
<NewsItem xml:lang="fr"><NewsManagement><FirstCreated>20220127T203000+0100</FirstCreated>{management}
</NewsManagement><NewsComponent><NewsLines>
<HeadLine>{TITLE}</HeadLine><ByLine>Par Jean DUPONT</ByLine></NewsLines>
<NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent>{content}</DataContent></ContentItem>
</NewsComponent><NewsComponent><Role FormalName="Caption"/><ContentItem>
<DataContent><p>Un hôpital de Lille</p>
</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""


def read(content: object) -> tuple[list[tuple[str, str]], list[tuple[Severity, str]]]:
    text, suffix = (content, ".xml") if isinstance(content, str) else (json.dumps(content), ".json")
    document = read_bytes(text.encode(), id=DocumentId(f"x{suffix}"), suffix=suffix)
    blocks = [(block.kind.value, block.text) for block in document.blocks]
    return blocks, [(finding.severity, finding.message) for finding in document.notes]


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{LEAD}</p>",
        f"<![CDATA[<p>{LEAD}</p>]]>",
        LEAD,
        f"<nitf><body><body.content><p>{LEAD}</p></body.content></body></nitf>",
    ],
    ids=["markup", "CDATA", "text", "nitf"],
)
def test_newsml_1_is_read_with_its_body_and_its_captions(content: str) -> None:
    document = read_bytes(newsml_1(content).encode(), id=DocumentId("x.xml"), suffix=".xml")
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADLINE, TITLE),
        (BlockKind.BYLINE, "Par Jean DUPONT"),
        (BlockKind.PARAGRAPH, LEAD),
        (BlockKind.CAPTION, "Un hôpital de Lille"),
    ]
    assert (document.format, str(document.publication.date)) == ("newsml-1", "2022-01-27")
    assert document.notes == ()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<DataContent>", "</DataContent>"),
        ('<NewsComponent><Role FormalName="Caption"/>', "</NewsComponent>"),
    ],
)
def test_contents_nested_without_end_do_not_hang(start: str, end: str) -> None:
    started = time.process_time()
    read(newsml_1(start * 10_000 + end * 10_000))
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "item",
    [
        {"type": "text", "headline": TITLE},
        {"headline": TITLE, "body_text": " "},
        g2(content=""),
        newsml_1(""),
        f"<nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head></body></nitf>",
    ],
)
def test_a_headline_without_text_is_a_warning_with_a_remedy(item: object) -> None:
    ((severity, message),) = read(item)[1]
    assert severity is WARNING
    assert message.startswith("the item has a headline and no text that we can read: unless it is an alert")


def test_an_alert_that_says_so_is_only_noted() -> None:
    assert read({"headline": "URGENT Le ministre est mort"})[1] == [
        (NOTE, "the item has a headline and no text that we can read")
    ]


def test_a_picture_needs_no_text() -> None:
    assert read({"type": "picture", "headline": TITLE, "description_text": "Un hôpital"})[1] == []
    assert read(g2(kind="picture"))[1] == []


@pytest.mark.parametrize(
    ("item", "word"),
    [
        (NINJS | {"pubstatus": "canceled"}, "canceled"),
        (NINJS | {"pubStatus": "withheld", "embargoed": "2024-03-20T06:00:00Z"}, "withheld"),
        (g2('<pubStatus qcode="stat:canceled"/>'), "canceled"),
        (g2('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>'), "withheld"),
        (newsml_1(LEAD, '<Status FormalName="Canceled"/>'), "canceled"),
        (
            f'<nitf><head><docdata management-status="withheld"/></head><body><p>{LEAD}</p></body></nitf>',
            "withheld",
        ),
    ],
)
def test_what_its_agency_withdrew_or_holds_back_is_skipped_with_the_reason(item: object, word: str) -> None:
    with pytest.raises(SkipDocument, match=f": is {word} by its agency") as caught:
        read(item)
    assert caught.value.reason is Reason.NOT_USABLE
    assert caught.value.hint


def test_a_usable_item_beside_a_withdrawn_one_is_read_and_the_page_says_so() -> None:
    canceled = g2('<pubStatus qcode="stat:canceled"/>', f"<p>Faux. {LEAD}</p>")
    picture = g2('<pubStatus qcode="stat:withheld"/>', kind="picture")
    usable = g2('<pubStatus qcode="stat:usable"/>')
    blocks, notes = read(f"<newsMessage>{canceled}{usable}{picture}</newsMessage>")
    assert blocks == [("headline", TITLE), ("paragraph", LEAD)]
    assert notes == [(NOTE, "text items of the message left out because they are canceled or withheld: 1")]
    with pytest.raises(SkipDocument, match="canceled"):
        read(f"<newsMessage>{canceled}{g2(kind='picture')}</newsMessage>")


def test_a_withdrawn_picture_leaves_no_caption() -> None:
    picture = {"type": "picture", "description_text": "Un hôpital de Lille", "pubstatus": "canceled"}
    assert ("caption", "Un hôpital de Lille") not in read(NINJS | {"associations": {"main": picture}})[0]


STAMP = "2024-03-20T06:00:00+01:00"


@pytest.mark.parametrize(
    "item",
    [
        NINJS | {"pubstatus": "usable", "embargoed": STAMP, "ednote": "CORRIGE le\u202e montant"},
        g2(f"<embargoed>{STAMP}</embargoed><edNote>CORRIGE le montant</edNote>"),
    ],
)
def test_an_embargo_and_a_correction_are_warnings(item: object) -> None:
    assert read(item)[1] == [
        (WARNING, f"embargoed until {STAMP} in the metadata: not to be published before"),
        (WARNING, "the agency's note to editors: CORRIGE le montant"),
    ]


def test_other_notes_to_editors_are_notes_and_not_longer_than_a_page_bears() -> None:
    assert read(NINJS | {"edNote": "Avec photo"})[1] == [(NOTE, "the agency's note to editors: Avec photo")]
    ((_, message),) = read(NINJS | {"ednote": "photo " * 500})[1]
    assert message.endswith(" […]")
    assert len(message) < 450


def test_embargo_and_notes_of_older_formats_are_shown() -> None:
    change = '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20240320T0600</DateAndTime>'
    held = newsml_1(LEAD, f'<Status FormalName="Embargoed"/>{change}</StatusWillChange>')
    assert "embargoed until 20240320T0600" in read(held)[1][0][1]
    assert "without a time" in read(newsml_1(LEAD, '<Status FormalName="Embargoed"/>'))[1][0][1]
    nitf = (
        f'<nitf><head><docdata><ed-msg info="Avec photo"/></docdata></head><body><body.content><p>{LEAD}</p>'
    )
    assert "Avec photo" in read(f"{nitf}</body.content></body></nitf>")[1][0][1]


# Where there is no metadata


def read_text(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    document = read_bytes(text.encode(), id=DocumentId("a.txt"), suffix=".txt")
    warnings = [finding.message for finding in document.notes if finding.severity is WARNING]
    return [(block.kind.name, block.text) for block in document.blocks], warnings


@pytest.mark.parametrize(
    "line", ["EMBARGO jusqu'au mercredi 13 mars à 06h00 GMT", "SOUS EMBARGO JUSQU'AU 13 MARS 2024 À 6H"]
)
def test_an_embargo_in_the_head_of_a_text_is_a_warning_and_neither_title_nor_date(line: str) -> None:
    blocks, warnings = read_text(f"{line}\n\n{TITLE}\n\nPARIS, 12 mars 2024 (AFP) - {LEAD}\n")
    assert blocks[:3] == [("SUBHEAD", line), ("HEADLINE", TITLE), ("DATELINE", "PARIS, 12 mars 2024 (AFP) -")]
    assert warnings == [f"the text is under embargo: {line}"]


@pytest.mark.parametrize(
    "line",
    [
        "ANNULATION DE DEPECHE",
        "Prière de ne pas utiliser notre dépêche de 14h00, dont l'information est erronée.",
        "RECTIFICATIF - Dans notre dépêche de 14h00, bien lire 12 millions au deuxième paragraphe.",
    ],
)
def test_a_recall_or_correction_in_the_head_of_a_text_is_a_warning(line: str) -> None:
    _, warnings = read_text(f"{line}\n\n{LEAD}\n")
    assert warnings == [f"the text takes back or corrects a dispatch: {line}"]


def test_an_embargo_on_arms_is_a_title_like_others() -> None:
    title = "Embargo sur les armes: l'ONU prolonge d'un an"
    blocks, warnings = read_text(f"{title}\n\nPARIS, 12 mars 2024 (AFP) - {LEAD}\n")
    assert (blocks[0], warnings) == (("HEADLINE", title), [])


def test_a_second_dispatch_in_a_text_is_a_warning_that_says_where_it_begins() -> None:
    first = f"{TITLE}\n\nPARIS, 12 mars 2024 (AFP) - {LEAD}\n"
    second = f"Feu à Nantes\n\nNANTES, 12 mars 2024 (AFP) - {LEAD}\n"
    assert read_text(first)[1] == []
    [warning] = read_text(f"{first}\n{second}")[1]
    assert warning.startswith("2 dispatches in one file: give each a file of its own.")
    assert "NANTES, 12 mars 2024 (AFP)" in warning
    [warning] = read_text(f"{first}\n{second}\n{second}")[1]
    assert warning.startswith("3 dispatches")
