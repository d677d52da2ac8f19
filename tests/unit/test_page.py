from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from page_briefs import (
    BRIEFS,
    GOLDEN,
    HOSTILE,
    PROVENANCE,
    alert,
    budget,
    build_brief,
    diplomacy,
    fact,
    finding,
    hostile,
    render,
    row,
)

from summarize.frontmatter import is_pristine, load, origin
from summarize.inert import ZERO_WIDTH_SPACE, plain
from summarize.page.head import describe_date
from summarize.page.labels import label_segments
from summarize.page.render import render_page
from summarize.records import (
    BlockKind,
    Brief,
    DateProvenance,
    Origin,
    Passage,
    Publication,
    Severity,
    Target,
)

OWN_HTML = re.compile(
    r'<sup id="[hsc]\d+">|</?(?:sup|p|em|strong|details)>|<summary>Show the French</summary>'
)
OWN_LINK = re.compile(r"#(?:[hsc]\d+|checks)")


def body(page: str) -> str:
    return page.split("\n---\n", 1)[1]


def walk(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *walk(token.children or []))]


def section(page: str, title: str) -> str:
    return body(page).split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def headings(page: str) -> list[str]:
    return re.findall(r"^#+ (.*)$", body(page), re.MULTILINE)


@pytest.mark.parametrize("name", BRIEFS)
def test_page_is_the_golden_page(name: str) -> None:
    golden = (GOLDEN / f"{name}.md").read_text(encoding="utf-8")
    assert render(name) == golden, "if the change is meant: python tests/unit/page_briefs.py"


@pytest.mark.parametrize("name", BRIEFS)
def test_page_is_sealed_and_names_its_origin(name: str) -> None:
    page, brief = render(name), BRIEFS[name]()
    found = origin(page)
    assert is_pristine(page)
    assert found is not None
    assert found.source == brief.document.id
    assert (found.source_sha256, found.recipe_sha256) == (brief.document.fingerprint, PROVENANCE.recipe)


def assert_inert(page: str) -> None:
    tokens = walk(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body(page)))
    for token in tokens:
        assert token.type not in {"image", "fence", "code_block", "code_inline", "hr", "table_open", "s_open"}
        if token.type == "link_open":
            assert OWN_LINK.fullmatch(str(token.attrs["href"]))
        if token.type.startswith("html_"):
            assert not set("<>") & set(OWN_HTML.sub("", token.content)), token.content
    shown = [one.content for one in tokens if one.type == "inline" and one.content.startswith("## ")]
    assert not shown


def test_a_hostile_dispatch_leaves_only_our_own_markup() -> None:
    page = render("hostile")
    assert_inert(page)
    assert "\x1b" not in page and "\u202e" not in page
    assert headings(page)[1:] == [
        *("Summary", "Key facts", "Translation", "Photos", "Checks", "French original")
    ]
    shown = html.unescape(body(page)).replace(ZERO_WIDTH_SPACE, "")
    assert shown.count(plain(HOSTILE)) >= 20


@given(st.text(max_size=40) | st.lists(st.sampled_from(HOSTILE.split(" ")), max_size=5).map("\n".join))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_no_text_in_any_place_leaves_more_than_our_own_markup(text: str) -> None:
    page = render_page(hostile(text), provenance=PROVENANCE)
    assert_inert(page)
    assert headings(page)[1:] == headings(render("hostile"))[1:]
    assert is_pristine(page)


def test_front_matter_says_everything_about_the_making() -> None:
    fields = load(render("diplomacy"))
    assert list(fields) == [
        *("title", "source", "date", "date_provenance", "language", "translated_from", "checks", "models"),
        *("prompts", "tool", "source_sha256", "recipe_sha256", "generated_sha256"),
    ]
    assert fields["date"] == "2022-01-27"
    assert fields["date_provenance"] == "inferred from a caption"
    assert fields["checks"] == {"errors": 2, "warnings": 1, "notes": 2}
    assert fields["models"]["translator"]["score"] == "newstest2013 BLEU 27.1"  # type: ignore[index]
    assert "score" not in fields["models"]["summarizer"]  # type: ignore[index]
    assert fields["prompts"] == dict(PROVENANCE.prompts)


def test_an_unknown_date_is_left_out() -> None:
    fields = load(render("alert"))
    assert "date" not in fields
    assert fields["date_provenance"] == "unknown"
    assert "Publication date unknown" in render("alert")


@pytest.mark.parametrize(
    ("provenance", "words"),
    [
        (DateProvenance.METADATA, "2 March 2025 (from the metadata)"),
        (DateProvenance.DATELINE, "2 March 2025 (from the dateline)"),
        (DateProvenance.FILE_NAME, "2 March 2025 (from the file name)"),
        (DateProvenance.CAPTION, "2 March 2025 (inferred from a caption)"),
    ],
)
def test_a_date_says_where_it_was_found(provenance: DateProvenance, words: str) -> None:
    assert describe_date(Publication(date=dt.date(2025, 3, 2), provenance=provenance)) == words


@pytest.mark.parametrize("origin_of_headline", Origin)
def test_a_page_says_how_its_headline_came_to_be(origin_of_headline: Origin) -> None:
    brief = replace(budget(), headline=Passage(text="H", origin=origin_of_headline, note="because"))
    line = body(render_page(brief, provenance=PROVENANCE)).split("\n\n")[1]
    assert origin_of_headline.value in line
    assert "(because)" in line


def test_labels_count_sentences_headlines_and_captions_apart() -> None:
    assert label_segments(diplomacy().translation) == ("C1", "S1", "S2", "S3", "S4", "S5", "C2")
    assert label_segments(budget().translation) == ("H1", "S1", "S2", "S3", "S4")


@pytest.mark.parametrize("name", BRIEFS)
def test_every_link_has_its_anchor_and_every_sentence_one_anchor(name: str) -> None:
    page, labels = render(name), label_segments(BRIEFS[name]().translation)
    anchors = re.findall(r'<sup id="(\w+)">', page)
    assert sorted(anchors) == sorted(label.lower() for label in labels)
    assert set(re.findall(r"\]\(#(\w+)\)", page)) <= {*anchors, "checks"}


@pytest.mark.parametrize("name", BRIEFS)
def test_every_block_and_credit_is_on_the_page(name: str) -> None:
    shown = html.unescape(render(name)).replace(ZERO_WIDTH_SPACE, "")
    brief = BRIEFS[name]()
    for segment in brief.translation.segments:
        assert plain(segment.source) in shown
    for block in brief.document.blocks:
        assert plain(block.credit) in shown
        if block.kind in {BlockKind.BYLINE, BlockKind.DATELINE}:
            assert shown.count(plain(block.text)) == 2


def test_facts_show_their_sentences_and_the_french() -> None:
    facts = section(render("diplomacy"), "Key facts")
    assert "existential threat. [S4](#s4) [S5](#s5)" in facts
    assert "  > S5: Elle veut donc" in facts
    assert "*(quoted: a name in the draft is not in its evidence)*" in facts


def test_a_sentence_without_translation_is_shown_in_french_and_marked() -> None:
    text = section(render("diplomacy"), "Translation")
    assert '<sup id="s5">S5</sup> [⚠](#checks) **Not translated:** *Elle veut donc' in text


def test_only_sentences_with_findings_or_doubts_are_marked() -> None:
    flagged = re.findall(r'<sup id="(\w+)">\w+</sup> \[⚠\]', render("diplomacy"))
    assert flagged == ["s2", "s5", "c1"]
    noted = replace(budget(), findings=(finding("names", Severity.NOTE, "x", 1),))
    assert "⚠" not in render_page(noted, provenance=PROVENANCE)


def test_the_banner_counts_and_grows_calmer() -> None:
    brief = diplomacy()
    page = render("diplomacy")
    assert (
        "> [!CAUTION]\n> **2 errors, 1 warning, 2 notes**: see [Checks](#checks). 1 sentence is left" in page
    )
    for n, kind in ((1, "CAUTION"), (0, "WARNING")):
        errors = [one for one in brief.findings if one.severity == "error"][:n]
        others = [one for one in brief.findings if one.severity != "error"]
        assert f"[!{kind}]" in render_page(replace(brief, findings=(*errors, *others)), provenance=PROVENANCE)
    notes = tuple(one for one in brief.findings if one.severity == "note")
    assert "[!NOTE]" in render_page(replace(brief, findings=notes), provenance=PROVENANCE)
    assert "> [!TIP]\n> **No findings.**" in render("budget")


def test_findings_come_worst_first_and_in_page_order() -> None:
    lines = re.findall(r"^- \**(\w+)\** · (\S+) · ", section(render("diplomacy"), "Checks"), re.MULTILINE)
    assert lines == [
        ("Error", "[S2](#s2)"),
        ("Error", "[S5](#s5)"),
        ("Warning", "[C1](#c1)"),
        ("Note", "document"),
        ("Note", "[S5](#s5)"),
    ]


def test_a_page_without_findings_says_so_and_what_was_checked() -> None:
    assert section(render("budget"), "Checks").strip() == (
        "No findings. Checked: numbers, names, quotes, negation, attribution, coverage, repetition."
    )


def test_retries_are_listed() -> None:
    assert "**Translated again**\n\n- [S4](#s4) · clauses\n- [S5](#s5) · clauses, beams" in render(
        "diplomacy"
    )


def test_replaced_names_are_listed_once_with_all_their_places() -> None:
    assert "- Otan → NATO · [S2](#s2) [S4](#s4)\n- Kouleba → Kuleba · [S3](#s3)" in render("diplomacy")


def test_byline_and_dateline_stand_word_for_word_at_the_top() -> None:
    assert body(render("budget")).split("\n\n")[2] == "*Par Jeanne D'ARC-MARTIN*, PARIS, 3 mars 2025 (AFP) -"


def test_paragraphs_are_numbered_and_subheads_are_not() -> None:
    lines = [line for line in section(render("budget"), "Translation").splitlines() if line]
    assert [re.sub(r" .*", "", line) for line in lines] == ["<sup", "**1**", "<sup", "**2**"]


def test_sections_without_content_are_left_out_or_say_so() -> None:
    page = render("alert")
    assert "## Photos" not in page
    assert "*No summary: the dispatch has no translated body.*" in page
    assert section(page, "Key facts").strip() == "*None.*"


def test_a_dispatch_of_nothing_still_makes_a_page() -> None:
    page = render_page(build_brief("a.txt", []), provenance=PROVENANCE)
    assert "# Untitled dispatch" in page
    assert "*Nothing to translate.*" in page
    assert load(page)["title"] == "Untitled dispatch"


def test_a_photo_with_a_credit_alone_is_kept() -> None:
    page = render_page(
        build_brief("a.txt", [row(BlockKind.CAPTION, credit="( AFP / X )")]), provenance=PROVENANCE
    )
    assert "- *( AFP / X )*" in page


def test_relative_days_are_dated_in_summary_and_facts_only() -> None:
    page = render("diplomacy")
    assert "27 January 2022, inferred" in section(page, "Summary")
    assert "27 January 2022, inferred" in section(page, "Key facts")
    assert "27 January 2022" not in section(page, "Translation")


def test_a_day_is_dated_in_the_first_fact_that_names_it() -> None:
    brief = diplomacy()
    texts = ("They met on Thursday.", "They met again on Thursday.", "They met on Wednesday and Thursday.")
    facts = tuple(fact(brief, text, 1) for text in texts)
    page = section(render_page(replace(brief, facts=facts), provenance=PROVENANCE), "Key facts")
    lines = [line for line in page.splitlines() if line.startswith("- ")]
    assert [line.count("January") for line in lines] == [1, 0, 2]


def test_the_folded_french_is_one_block_of_html() -> None:
    tokens = MarkdownIt("commonmark").parse(body(render("hostile")))
    assert tokens[-1].type == "html_block"
    assert tokens[-1].content.startswith("<details>\n")
    assert tokens[-1].content.rstrip().endswith("</details>")


def test_same_brief_same_bytes_and_another_brief_other_bytes() -> None:
    def with_target(text: str) -> Brief:
        brief = alert()
        return replace(brief, translation=replace(brief.translation, targets=(Target(text=text),)))

    pages = [render_page(with_target(text), provenance=PROVENANCE) for text in ("a", "a", "b")]
    assert pages[0] == pages[1] != pages[2]
