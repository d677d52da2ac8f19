from __future__ import annotations

import random
import re
from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarize.frontmatter import is_pristine, load
from summarize.index import IndexRow, render_index
from summarize.records import DocumentId, Reason, Status


def entry(name: str, status: Status = Status.DONE, **fields: object) -> IndexRow:
    page = {"page": f"{name}.md", "title": name} if status in {Status.DONE, Status.UNCHANGED} else {}
    return IndexRow(source=DocumentId(f"{name}.txt"), status=status, **(page | fields))  # type: ignore[arg-type]


def table_links(index: str) -> list[str]:
    return re.findall(r"^\| \[.*?\]\((.*?)\)", index, re.MULTILINE)


def test_pages_come_worst_findings_first() -> None:
    rows = [
        entry("clean"),
        entry("note", notes=9),
        entry("warn", warnings=3),
        entry("bad", errors=1),
        entry("a"),
    ]
    assert table_links(render_index(rows)) == ["bad.md", "warn.md", "note.md", "a.md", "clean.md"]


def test_of_pages_with_the_same_findings_the_one_with_fewest_sure_sentences_comes_first() -> None:
    rows = [
        entry("unrated"),
        entry("sure", sentences=12, sure=10),
        entry("doubtful", sentences=12, sure=3),
        entry("warn", warnings=1, sentences=5, sure=5),
    ]
    index = render_index(rows)
    assert table_links(index) == ["warn.md", "doubtful.md", "sure.md", "unrated.md"]
    assert "| 0 | 0 | 0 | 3 of 12 | current |" in index
    assert "| 0 | 0 | 0 | – | current |" in index


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [entry(f"n{i}", errors=i % 3, warnings=i % 2) for i in range(20)]
    shuffled = random.Random(1).sample(rows, len(rows))
    assert render_index(rows) == render_index(shuffled)


def test_entries_that_need_a_look_come_first_with_their_reason() -> None:
    rows = [
        entry("ok"),
        entry("pdf", Status.SKIPPED, reason=Reason.UNSUPPORTED_TYPE),
        entry("broken", Status.FAILED, reason=Reason.UNDECODABLE, detail="byte <0xe9>"),
        entry("edited", Status.CONFLICT, reason=Reason.EDITED, page="edited.new.md"),
        entry("poison", Status.QUARANTINED, reason=Reason.CRASHED),
        entry("young", Status.DEFERRED, reason=Reason.TOO_YOUNG),
    ]
    look = render_index(rows).split("## Needs a look\n\n")[1].split("\n\n")[0].splitlines()
    assert look == [
        "- **quarantined** · poison.txt · crashed",
        "- **failed** · broken.txt · undecodable · byte &lt;0xe9&gt;",
        "- **conflict** · edited.txt · edited · [edited&#46;new&#46;md](edited.new.md)",
        "- **deferred** · young.txt · too-young",
    ]
    assert "## Skipped by rule\n\n- **skipped** · pdf.txt · unsupported-type" in render_index(rows)


def test_a_second_night_without_news_writes_the_same_index() -> None:
    statuses = (Status.DONE, Status.UNCHANGED, Status.ADOPTED)
    rows = [entry("a", status, page="a.md", title="a") for status in statuses]
    assert len({render_index([row]) for row in rows}) == 1


def test_an_index_is_sealed_and_counts_its_entries() -> None:
    index = render_index([entry("a", errors=2), entry("b", Status.FAILED)])
    assert is_pristine(index)
    assert load(index)["entries"] == 2
    assert load(index)["pages"] == 1
    assert "2 entries: 1 current, 1 failed. Findings: 2 errors, 0 warnings." in index


def test_an_empty_folder_has_an_index_too() -> None:
    assert "*None yet.*" in render_index([])


@given(st.text(max_size=20), st.text(min_size=1, max_size=12))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_titles_paths_and_names_stay_inside_their_cells(text: str, name: str) -> None:
    rows = [
        IndexRow(source=DocumentId(text), status=Status.DONE, page=name, title=text, date=text),
        IndexRow(source=DocumentId(text), status=Status.FAILED, detail=text),
    ]
    tokens = MarkdownIt("commonmark").enable("table").parse(render_index(rows).split("\n---\n", 1)[1])
    assert [token.type for token in tokens].count("td_open") == 8
    assert [token.type for token in tokens].count("list_item_open") == 1
    children = [child for token in tokens for child in token.children or []]
    links = [str(child.attrs["href"]) for child in children if child.type == "link_open"]
    assert [unquote(link) for link in links] == [name]
    assert not {child.type for child in children} - {
        "text",
        "text_special",
        "link_open",
        "link_close",
        "strong_open",
        "strong_close",
    }


def test_a_hundred_thousand_entries_are_written_in_one_go() -> None:
    index = render_index([entry("same")] * 20_000 + [entry("bad", Status.FAILED)] * 20_000)
    assert index.count("\n") > 40_000
