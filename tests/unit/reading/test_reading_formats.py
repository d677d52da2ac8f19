"""HTML, ninjs, NewsML-G2, NITF and Markdown: the article, its metadata, its captions, and hostile input."""

from __future__ import annotations

import builtins
import datetime as dt
import json
import sys
import time
from xml.etree.ElementTree import Comment, Element, ProcessingInstruction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import DocumentError, SkipDocument
from summarize.reading.flow import fragment_pieces, tree_pieces
from summarize.reading.read import guess_suffix, read_bytes
from summarize.records import Block, BlockKind, DateProvenance, Document, DocumentId, Reason

LEAD = "Le Premier ministre a présenté jeudi son plan pour les hôpitaux, qui manquent de personnel."
NEXT = "Les syndicats ne sont pas convaincus et appellent à la grève dans tout le pays dès mardi."
TITLE = "Hôpitaux: le plan du gouvernement"
CAPTION = "Un hôpital de Lille, le 26 janvier 2022"


def read(content: str | bytes, suffix: str) -> Document:
    encoded = content.encode() if isinstance(content, str) else content
    return read_bytes(encoded, id=DocumentId(f"x{suffix}"), suffix=suffix)


def rows(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.text, block.credit) for block in document.blocks]


def refuse(content: str | bytes, suffix: str) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read(content, suffix)
    assert str(caught.value).startswith(f"x{suffix}: ")
    return caught.value


EXPECTED = [
    ("headline", TITLE, ""),
    ("byline", "Par Jean DUPONT", ""),
    ("dateline", "PARIS, 27 jan 2022 (AFP) -", ""),
    ("paragraph", LEAD, ""),
    ("subhead", "Trop peu", ""),
    ("paragraph", NEXT, ""),
    ("caption", CAPTION, "( AFP / Jean MARTIN )"),
]

# HTML

PAGE = f"""<!doctype html><html lang="fr"><head><title>{TITLE} - Le Journal</title>
<meta property="og:title" content="{TITLE}">
<meta property="article:published_time" content="2022-01-27T20:30:00+01:00">
</head><body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>
<div class="cookie-banner">Nous utilisons des cookies</div>
<article><h1>{TITLE}</h1>
<figure><img src="x.jpg"><figcaption>{CAPTION} ( AFP / Jean MARTIN )</figcaption></figure>
<p>Par Jean DUPONT</p><p>PARIS, 27 jan 2022 (AFP) - {LEAD}</p><h2>Trop peu</h2><p>{NEXT}</p></article>
<aside><figure><figcaption>Une autre histoire</figcaption></figure><a href="/y">À lire aussi</a></aside>
<footer>© 2022 Le Journal</footer></body></html>"""


def test_an_html_page_gives_the_article_without_its_surroundings() -> None:
    document = read(PAGE, ".html")
    assert rows(document) == EXPECTED
    assert document.format == "html"
    assert document.publication.date == dt.date(2022, 1, 27)
    assert document.publication.provenance is DateProvenance.METADATA


TABLE = "<table><tr><td>Brest</td><td>55</td></tr><tr><td>Lens</td><td>52</td></tr></table>"
SAID = "Je ne partirai jamais de cette ville, quoi que disent les juges."


@pytest.mark.parametrize(
    ("figure", "paragraphs", "captions"),
    [
        (f'<figure class="wp-block-table">{TABLE}</figure>', ["Brest 55", "Lens 52"], []),
        (
            f'<figure class="wp-block-table">{TABLE}<figcaption>Le classement</figcaption></figure>',
            ["Brest 55", "Lens 52"],
            ["Le classement"],
        ),
        (
            f'<figure class="wp-block-pullquote"><blockquote><p>{SAID}</p></blockquote></figure>',
            [SAID],
            [],
        ),
        (f'<figure class="wp-block-quote"><blockquote>{SAID}</blockquote></figure>', [SAID], []),
        (f"<figure><p>{SAID}</p></figure>", [SAID], []),
        (f"<figure><img src='x'><figcaption><p>{CAPTION}</p></figcaption></figure>", [], [CAPTION]),
        (f"<figure><img src='x'><p>{CAPTION}</p></figure>", [], [CAPTION]),
        (
            f'<div class="wp-caption"><img src="x"><p class="wp-caption-text">{CAPTION}</p></div>',
            [],
            [CAPTION],
        ),
    ],
)
def test_a_figure_around_a_table_or_a_quotation_is_text(
    figure: str, paragraphs: list[str], captions: list[str]
) -> None:
    body = f"<article><h1>{TITLE}</h1><p>{LEAD}</p>{figure}<p>{NEXT}</p></article>"
    found = read(f"<html><body>{body}</body></html>", ".html").blocks
    assert [block.text for block in found if block.kind is BlockKind.PARAGRAPH] == [LEAD, *paragraphs, NEXT]
    assert [block.text for block in found if block.kind is BlockKind.CAPTION] == captions


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"datePublished": "2022-01-27T08:00:00Z"}</script>',
        '<meta name="date" content="2022-01-27">',
        '<meta itemprop="datePublished" content="2022-01-27">',
    ],
)
def test_the_date_is_found_in_other_metadata(head: str) -> None:
    page = f"<html><head>{head}</head><body><article><p>{LEAD}</p><p>{NEXT}</p></article></body></html>"
    assert read(page, ".html").publication.date == dt.date(2022, 1, 27)


def test_no_date_is_made_up_for_a_page_without_one() -> None:
    page = f"<html><body><article><p>{LEAD}</p><p>{NEXT}</p></article><footer>© 2021</footer></body></html>"
    assert read(page, ".html").publication.date is None


def test_a_page_in_cp1252_or_with_an_xml_declaration_is_read() -> None:
    assert LEAD in [block.text for block in read(PAGE.encode("cp1252"), ".htm").blocks]
    assert rows(read('<?xml version="1.0" encoding="iso-8859-1"?>\n' + PAGE, ".html")) == EXPECTED


def test_without_the_extra_html_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    error = refuse(PAGE, ".html")
    assert error.reason is Reason.MISSING_EXTRA
    assert error.hint == "pip install 'summarize[html]'"


@pytest.mark.parametrize("page", ["", "<html></html>", "<p></p><div><br></div>", "\ufeff", "<!-- x -->"])
def test_tags_without_text_are_empty(page: str) -> None:
    assert refuse(page, ".html").reason is Reason.EMPTY


@pytest.mark.parametrize(
    "bomb",
    [
        "<a " * 20_000,
        "<![" * 20_000,
        "<div>" * 20_000,
        "<!--" * 20_000,
        "\n" * 60_000 + "<p>",
        "<figure><p>" * 20_000,
    ],
)
def test_an_html_bomb_does_not_hang(bomb: str) -> None:
    started = time.process_time()
    for page in (bomb, f"<html><body><article><p>{LEAD}</p><p>{NEXT}</p>{bomb}"):
        try:
            read(page, ".html")
        except DocumentError:
            continue
    assert time.process_time() - started < 3


def test_a_page_with_more_tags_than_any_article_is_refused() -> None:
    error = refuse("<p>a" * 70_000, ".html")
    assert error.reason is Reason.MALFORMED


def test_a_failure_inside_the_extractor_costs_the_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    monkeypatch.setattr(trafilatura, "load_html", lambda _: builtins.int("x"))
    assert refuse(PAGE, ".html").reason is Reason.MALFORMED


# ninjs

NINJS_1 = {
    "type": "text",
    "versioncreated": "2022-01-27T20:30:00+01:00",
    "language": "fr",
    "urgency": 1,
    "headline": TITLE,
    "byline": "Par Jean DUPONT",
    "located": "Paris",
    "body_xhtml": f"<p>PARIS, 27 jan 2022 (AFP) - {LEAD}</p><h2>Trop peu</h2><p>{NEXT}</p>",
    "associations": {"main": {"type": "picture", "description_text": f"{CAPTION} ( AFP / Jean MARTIN )"}},
}
NINJS_3 = {
    "standard": {"name": "ninjs", "version": "3.0"},
    "versioncreated": "2022-01-27T20:30:00+01:00",
    "headlines": [{"role": "short", "value": "Hôpitaux"}, {"role": "main", "value": TITLE}],
    "by": "Par Jean DUPONT",
    "bodies": [
        {"role": "other", "contenttype": "text/plain", "value": "x"},
        {"role": "main", "contenttype": "application/xhtml+xml", "value": NINJS_1["body_xhtml"]},
    ],
    "associations": [
        {"name": "main", "descriptions": [{"role": "caption", "value": f"{CAPTION} ( AFP / Jean MARTIN )"}]}
    ],
}


@pytest.mark.parametrize("item", [NINJS_1, NINJS_3], ids=["1.x", "3.x"])
def test_a_ninjs_item_of_any_version(item: dict[str, object]) -> None:
    document = read(json.dumps(item), ".json")
    assert rows(document) == EXPECTED
    assert document.publication.date == dt.date(2022, 1, 27)
    assert [finding.message for finding in document.notes] == (
        ["urgency 1 in the metadata (1 is the most urgent)"] if "urgency" in item else []
    )


def test_a_ninjs_body_in_plain_text_and_a_credit_of_its_own() -> None:
    picture = {"type": "picture", "description_text": CAPTION, "creditline": "NTB / Ole NYGAARD"}
    item = {
        "headline": TITLE,
        "located": "Paris",
        "body_text": f"{LEAD}\n\n{NEXT}",
        "associations": [picture],
    }
    assert rows(read(json.dumps(item), ".json")) == [
        ("headline", TITLE, ""),
        ("dateline", "Paris", ""),
        ("paragraph", LEAD, ""),
        ("paragraph", NEXT, ""),
        ("caption", CAPTION, "NTB / Ole NYGAARD"),
    ]


def test_an_alert_is_a_headline_alone() -> None:
    assert rows(read(json.dumps({"headline": "Le ministre est mort dans la nuit"}), ".json")) == [
        ("headline", "Le ministre est mort dans la nuit", "")
    ]


@pytest.mark.parametrize("item", ['{"a": 1}', "[]", '"texte"', "3", "null"])
def test_other_json_is_not_for_us(item: str) -> None:
    error = refuse(item, ".json")
    assert isinstance(error, SkipDocument)
    assert error.reason is Reason.UNSUPPORTED_TYPE


@pytest.mark.parametrize(
    "item", ["", "{", "[" * 100_000, '{"a":' * 100_000, '{"headline": ' + "9" * 5000 + "}", "{'a': 1}"]
)
def test_broken_or_hostile_json_is_malformed(item: str) -> None:
    assert refuse(item, ".json").reason is Reason.MALFORMED


@settings(deadline=None, derandomize=True, max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from([*NINJS_1, *NINJS_3, "title", "body_text", "creditline"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["value", "role", "description_text", "type"]), inner, max_size=3
                )
            ),
            max_leaves=8,
        ),
        max_size=6,
    )
)
def test_fields_of_any_type_never_crash_the_reader(item: dict[str, object]) -> None:
    try:
        read(json.dumps(item), ".json")
    except DocumentError as error:
        assert error.reason is not Reason.BUG


# NewsML-G2 and NITF

NITF = f"""<nitf><head><title>t</title></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>
<byline>Par Jean DUPONT</byline></body.head><body.content><p>PARIS, 27 jan 2022 (AFP) - {LEAD}</p>
<hl2>Trop peu</hl2><p>{NEXT}</p><media media-type="image"><media-reference source="x.jpg">x</media-reference>
<media-caption>{CAPTION}</media-caption><media-producer>( AFP / Jean MARTIN )</media-producer>
</media></body.content></body></nitf>"""
XHTML = f"""<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><h1>{TITLE}</h1>
<p>PARIS, 27 jan 2022 (AFP) - {LEAD}</p><h2>Trop peu</h2><p>{NEXT}</p>
<figure><figcaption>{CAPTION} ( AFP / Jean MARTIN )</figcaption></figure></body></html>"""


def newsml(content: str, n_items: int = 1) -> str:
    item = f"""<newsItem xml:lang="fr"><itemMeta><itemClass qcode="ninat:text"/>
<versionCreated>2022-01-27T20:30:00+01:00</versionCreated></itemMeta>
<contentMeta><headline>{TITLE}</headline><by>Par Jean DUPONT</by><language tag="fr"/></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
    items = f"<itemSet>{item * n_items}</itemSet>"
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">{items}</newsMessage>'


@pytest.mark.parametrize(
    "content",
    [
        f"<inlineXML>{NITF}</inlineXML>",
        f"<inlineXML>{XHTML}</inlineXML>",
        f"<inlineData contenttype='text/plain'>PARIS, 27 jan 2022 (AFP) - {LEAD}\n\nTrop peu\n\n{NEXT}\n\n"
        f"{CAPTION} ( AFP / Jean MARTIN )</inlineData>",
        f"<inlineData contenttype='text/html'><![CDATA[{XHTML}]]></inlineData>",
    ],
    ids=["nitf", "xhtml", "text", "html"],
)
def test_newsml_with_every_kind_of_content(content: str) -> None:
    document = read(newsml(content), ".xml")
    assert rows(document) == EXPECTED
    assert (document.format, document.notes) == ("newsml-g2", ())
    assert document.publication.date == dt.date(2022, 1, 27)


def test_the_first_of_several_items_is_read_and_the_page_says_so() -> None:
    document = read(newsml(f"<inlineXML>{XHTML}</inlineXML>", n_items=3), ".xml")
    assert rows(document) == EXPECTED
    assert ["3 text items" in finding.message for finding in document.notes] == [True]


def test_nitf_alone_is_read_with_its_date() -> None:
    issue = '<docdata><date.issue norm="20220127T203000+0100"/></docdata></head>'
    document = read('<!DOCTYPE nitf SYSTEM "nitf.dtd">' + NITF.replace("</head>", issue), ".xml")
    assert rows(document) == EXPECTED
    assert document.publication.date == dt.date(2022, 1, 27)


def test_xml_in_its_declared_encoding_is_read_exactly() -> None:
    text = newsml(f"<inlineXML>{XHTML}</inlineXML>")
    for encoding in ("iso-8859-15", "windows-1252", "utf-16"):
        document = read(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding), ".xml")
        assert rows(document) == EXPECTED
    assert (
        read(f'<?xml version="1.0" encoding="iso-8859-15"?>{text}'.encode("iso-8859-15"), ".xml").encoding
        == "iso-8859-15"
    )


def test_other_xml_is_not_for_us() -> None:
    error = refuse("<rss><item>x</item></rss>", ".xml")
    assert isinstance(error, SkipDocument)
    assert error.reason is Reason.UNSUPPORTED_TYPE


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><newsItem>&b;</newsItem>'
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><newsItem><headline>&a;</headline></newsItem>'
)


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS,
        OUTSIDE,
        "",
        "<a>",
        "texte",
        "<a" * 50_000,
        '<?xml version="1.0" encoding="utf-7"?><a/>',
        newsml("é").encode("cp1252"),
    ],
    ids=["entities", "outside entity", "empty", "open", "text", "bomb", "utf-7", "wrong encoding"],
)
def test_broken_or_hostile_xml_is_malformed(content: str | bytes) -> None:
    assert refuse(content, ".xml").reason is Reason.MALFORMED


def test_entities_are_named_as_what_they_may_be() -> None:
    for content in (LAUGHS, OUTSIDE):
        assert "entities" in str(refuse(content, ".xml"))


def test_comments_and_instructions_in_a_tree_are_no_text() -> None:
    paragraph = Element("p")
    paragraph.text = "a"
    for node in (Comment("b"), ProcessingInstruction("c")):
        node.tail = "d"
        paragraph.append(node)
    assert [piece.text for piece in tree_pieces(paragraph)] == ["add"]


def test_xml_nested_without_end_neither_crashes_nor_hangs() -> None:
    deep = newsml("<inlineXML>" + "<p>" * 50_000 + LEAD + "</p>" * 50_000 + "</inlineXML>")
    assert LEAD in [block.text for block in read(deep, ".xml").blocks]


# Markdown

MARKDOWN = f"""---
title: "{TITLE}"
date: 2022-01-27
author: Par Jean DUPONT
tags: [!!python/object:os.system x]
---

# {TITLE}

PARIS, 27 jan 2022 (AFP) - {LEAD}

## Trop peu

{NEXT}

![{CAPTION} ( AFP / Jean MARTIN )](javascript:alert)
"""


def test_markdown_with_front_matter() -> None:
    document = read(MARKDOWN, ".md")
    assert rows(document) == EXPECTED
    assert document.publication.date == dt.date(2022, 1, 27)


def test_markdown_without_front_matter_takes_the_first_heading() -> None:
    document = read(MARKDOWN.split("---\n")[2], ".md")
    assert [row for row in rows(document) if row[0] != "byline"] == [
        row for row in EXPECTED if row[0] != "byline"
    ]


def test_emphasis_links_and_tags_leave_their_text_alone() -> None:
    document = read(
        f"**Le** ministre a [présenté](http://x) `son` <b>plan</b> dans la nuit.\n\n<div>{NEXT}</div>\n",
        ".md",
    )
    assert [block.text for block in document.blocks] == [
        "Le ministre a présenté son plan dans la nuit.",
        NEXT,
    ]


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(alphabet="#*_[]()!<>-\n `'\"aé:&;", max_size=80))
def test_no_markup_crashes_the_readers(text: str) -> None:
    for suffix in (".md", ".html", ".txt"):
        try:
            document = read(text, suffix)
        except DocumentError:
            continue
        assert all(isinstance(block, Block) for block in document.blocks)


# Fragments


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a</p><p>b</p>", ["a", "b"]),
        ("a<br/><br/>b", ["a", "b"]),
        ("a &amp; b &eacute;", ["a & b é"]),
        ("<script>x</script>a<style>y</style>", ["a"]),
        ("3 < 4 et 5 > 2", ["3 < 4 et 5 > 2"]),
        ("a<!-- b -->c<!-- d", ["ac"]),
        ("<table><tr><td>Brest</td><td>3</td></tr><tr><td>Lens</td></tr></table>", ["Brest 3", "Lens"]),
        ("<ul><li>un</li><li>deux<ul><li>trois</li></ul></li></ul>", ["un", "deux", "trois"]),
        ("</div></p>a</b>", ["a"]),
    ],
)
def test_fragments_become_paragraphs(markup: str, expected: list[str]) -> None:
    assert [piece.text for piece in fragment_pieces(markup)] == expected


@pytest.mark.parametrize("unit", ["<a ", "<!--", "<![", "<p>", "</p>", "<", "&", "<script>", "<ul><li>"])
def test_fragments_cost_linear_time(unit: str) -> None:
    started = time.process_time()
    fragment_pieces((unit * 400_000)[:400_000])
    assert time.process_time() - started < 1.5


def test_tags_that_never_close_cost_linear_time_in_a_large_fragment() -> None:
    started = time.process_time()
    fragment_pieces("<a " * 500_000)
    assert time.process_time() - started < 5


def test_captions_and_credits_in_a_fragment_stay_out_of_the_text() -> None:
    pieces = fragment_pieces(f"<p>{LEAD}</p><figure><img src='x'><figcaption>{CAPTION}</figcaption></figure>")
    assert [piece.kind for piece in pieces] == [None, BlockKind.CAPTION]


# Standard input


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"Le texte", ".txt"),
        (b'\xef\xbb\xbf {"headline": 1}', ".json"),
        (b"\n<!DOCTYPE html><html>", ".html"),
        (b"<?xml version='1.0'?>", ".xml"),
        (b"<newsItem xmlns=''>", ".xml"),
        (b"<NewsML Version='1.2'>", ".xml"),
        (b"<!DOCTYPE NewsML>", ".xml"),
        (b"<!-- made by hand -->\n<html>", ".html"),
        (b"<article><h1>Titre</h1>", ".html"),
        ("<html>".encode("utf-16"), ".html"),
        (b"<parti pris>", ".txt"),
        (b"", ".txt"),
    ],
)
def test_content_without_a_name_is_known_by_its_start(content: bytes, suffix: str) -> None:
    assert guess_suffix(content) == suffix
