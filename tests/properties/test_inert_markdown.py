"""Whatever text comes from outside, a Markdown renderer shows exactly this text and nothing else."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarize.inert import ZERO_WIDTH_SPACE, inert, plain

FRAGMENTS = [
    *(
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "<script>",
        "&lt;",
        "&#60;",
        "&copy",
        "& ",
        "<a@b.c>",
        "</details>",
        "<<",
    ),
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "{:",
        "[[",
        "]]",
        "![[",
        "![a](b)",
        "[x](y)",
        "[x]: y",
        "[^1]",
        "[^1]: a",
    ),
    *(
        "`",
        "``",
        "```",
        "~~~",
        "~",
        "~~",
        "*",
        "**",
        "_",
        "__",
        "^",
        "^id",
        "==",
        "===",
        "%%",
        "%",
        "$",
        "$$",
    ),
    *(
        "\\",
        "\\(",
        "|",
        "|a|b|",
        "-",
        "--",
        "---",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "2) ",
        "12.",
        "#",
        "# ",
        "## ",
        "#a",
    ),
    *("#12", "GH-1", "@me", "a@b.fr", ":smile:", ":", ":::note", "::", ": d", "!!!", "???", "///", "> ", "!"),
    *("http://", "https://evil.com", "http://1.2.3.4/x", "//evil.com", "www.evil.com", "www.", "ftp://a.b"),
    *("mailto:a@b.com", "evil.com", "bit.ly/x", "xmpp:a@b.c", "javascript:x", "localhost", ".fr", "--8<--"),
    *(
        "++x++",
        "...",
        "'",
        '"',
        "é",
        "€",
        " ",
        "\n",
        "\n\n",
        "\t",
        "    ",
        "\u00a0",
        "\u202e",
        "\u200b",
        "a",
        "mot",
    ),
    *(
        "12",
        "3,5 %",
        "[ ] ",
        "[x] ",
        "\x1b[31m",
        "\x00",
        "\x85",
        "\u2028",
        "e\u0301",
        "+++",
        "|-|",
        ":-:",
        "«",
        "☂",
    ),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=9).map("".join)
CONTEXTS = {
    "paragraph": "{}",
    "heading": "# {}",
    "item": "- {}",
    "quotation": "> {}",
    "table": "|h|\n|-|\n|{}|",
}
ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~^=$@]|#(?!\d+;)|::|//|%%|\+\+|www\.", re.IGNORECASE)


def renderers() -> dict[str, MarkdownIt]:
    return {
        "commonmark": MarkdownIt("commonmark"),
        "gfm": MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]),
    }


def texts(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens if token.type == "inline" for child in token.children or []]


def assert_only_text(renderer: MarkdownIt, source: str, expected: str) -> None:
    children = texts(renderer.parse(source))
    assert {child.type for child in children} <= {"text", "text_special"}, source
    assert "".join(child.content for child in children).replace(ZERO_WIDTH_SPACE, "") == expected, source


@given(TEXTS)
@settings(deadline=None, derandomize=True, max_examples=800)
@example("[x]: http://evil.example")
@example("===")
@example("<!--\n-->")
def test_only_text_comes_out_of_a_paragraph(text: str) -> None:
    for renderer in renderers().values():
        tokens = renderer.parse(inert(text))
        assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
        assert_only_text(renderer, inert(text), plain(text))


@pytest.mark.parametrize("context", CONTEXTS)
@given(TEXTS)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_only_text_comes_out_of_any_place_on_a_page(context: str, text: str) -> None:
    renderer = renderers()["gfm"]
    expected = [token.type for token in renderer.parse(CONTEXTS[context].format("x"))]
    if not plain(text):
        return
    tokens = renderer.parse(CONTEXTS[context].format(inert(text)))
    assert [token.type for token in tokens] == expected
    assert "".join(one.content for one in texts(tokens)).replace(ZERO_WIDTH_SPACE, "").endswith(plain(text))


@given(TEXTS)
@settings(deadline=None, derandomize=True, max_examples=600)
def test_source_decodes_to_the_plain_text_and_holds_no_active_sign(text: str) -> None:
    source = inert(text)
    assert html.unescape(source).replace(ZERO_WIDTH_SPACE, "") == plain(text)
    assert not ACTIVE.search(source)
    assert plain(plain(text)) == plain(text)
    assert "\n" not in source


@given(TEXTS)
@settings(deadline=None, derandomize=True, max_examples=400)
def test_nothing_becomes_a_link_by_itself(text: str) -> None:
    pytest.importorskip("linkify_it", reason="automatic links need linkify-it-py")
    assert_only_text(MarkdownIt("gfm-like"), inert(text), plain(text))
