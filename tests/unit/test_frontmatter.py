from __future__ import annotations

import hashlib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.frontmatter import (
    MAX_YAML,
    PageOrigin,
    decode_source,
    dump,
    encode_source,
    is_pristine,
    load,
    normalise,
    origin,
    seal,
)
from summarize.inert import plain
from summarize.records import DocumentId, Fingerprint

TRAPS = [
    *(
        "no",
        "1:30",
        "2022-01-27",
        "null",
        "~",
        "0x1f",
        "1e3",
        "---",
        "...",
        "+++",
        "!!python/object:os.system",
    ),
    *(
        "&a *a",
        "a: b",
        "- a",
        "# c",
        "'",
        '"',
        "\\",
        "\\u0041",
        "{{ x }}",
        "<b>`",
        "{% x %}",
        "[[x]]",
        "|",
        ">",
    ),
    *("\x7f", "\ud83d\ude00", "\U0001f600", "\x85", "\u2028", "\ufeff", "\u202e", "é", "", " "),
    "x\n---\nreviewed: true\nsource_sha256: f",
]


def page(**fields: object) -> str:
    base = {"title": "T", "source": "a/b.txt", "source_sha256": "1" * 64, "recipe_sha256": "2" * 64}
    return seal(dump({**base, **fields}) + "\n# T\n\ntext\n")  # type: ignore[dict-item]


@pytest.mark.parametrize("text", TRAPS)
def test_every_string_comes_back_as_the_string_it_was(text: str) -> None:
    head = dump({"title": text, "deep": {"list": [text, {"x": text}]}})
    assert head.count("\n---\n") == 1
    fields = load(head)
    assert fields["title"] == plain(text)
    assert fields["deep"] == {"list": [plain(text), {"x": plain(text)}]}


@given(st.text(max_size=30), st.integers(), st.text(min_size=1, max_size=8))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_any_mapping_survives_yaml(text: str, number: int, key: str) -> None:
    fields = load(
        dump({"title": text, "n": number, "flag": True, "map": {key: text}, "none": [], "void": {}})
    )
    assert fields["title"] == plain(text)
    assert fields["n"] == number
    assert fields["flag"] is True
    assert fields["map"] == {plain(key): plain(text)}
    assert (fields["none"], fields["void"]) == ([], {})


@pytest.mark.parametrize("key", ["no", "null", "headline.v1", "a b", "y", "true", "1", "é"])
def test_keys_stay_strings(key: str) -> None:
    assert load(dump({"prompts": {key: "x"}}))["prompts"] == {key: "x"}


def test_no_markup_sign_stands_raw_in_the_head() -> None:
    assert not set("<>&[]{}`") & set(dump({"title": "<>&[]{}`"}))


def test_order_is_that_of_the_mapping_and_the_seal_comes_last() -> None:
    assert list(load(dump({"b": "1", "a": "2"}))) == ["b", "a", "generated_sha256"]


def test_a_list_of_lists_is_refused() -> None:
    with pytest.raises(TypeError):
        dump({"x": [["y"]]})


def test_sealing_is_stable_and_sets_the_fingerprint() -> None:
    sealed = page()
    fingerprint = str(load(sealed)["generated_sha256"])
    zeroed = sealed.replace(fingerprint, "0" * 64)
    assert fingerprint == hashlib.sha256(zeroed.encode()).hexdigest()
    assert seal(zeroed) == seal(sealed) == sealed


@pytest.mark.parametrize(
    "resave",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text + "\n\n",
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("text\n", "text  \t\n"),
    ],
)
def test_line_ends_and_trailing_blanks_are_no_edit(resave: object) -> None:
    assert is_pristine(resave(page()))  # type: ignore[operator]


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("text", "texts"),
        lambda text: text.replace('title: "T"', 'title: "U"'),
        lambda text: text.replace("---\ntitle", "---\nreviewed: true\ntitle"),
        lambda text: text + "x",
        lambda text: text.replace("# T", " # T"),
        lambda text: text.replace("\n# T", "\n\n# T"),
        lambda text: text.replace('generated_sha256: "', 'generated_sha256: "0'),
        lambda text: text.replace("\n---\n", '\nreviewed: "yes"\n---\n', 1),
        lambda text: "",
        lambda text: text[: len(text) // 2],
    ],
)
def test_everything_else_is_an_edit(edit: object) -> None:
    assert not is_pristine(edit(page()))  # type: ignore[operator]


def test_an_unsealed_page_is_not_pristine() -> None:
    assert not is_pristine(dump({"title": "T"}))


def test_a_seal_in_the_article_is_article_text() -> None:
    forged = dump({"title": "T"}) + f'\ngenerated_sha256: "{"0" * 64}"\n---\n'
    sealed = seal(forged)
    assert is_pristine(sealed)
    assert sealed.count("0" * 64) == 1


def test_a_page_with_a_huge_title_is_still_known_as_ours() -> None:
    sealed = page(title="x" * 2 * MAX_YAML)
    assert is_pristine(sealed)
    assert origin(sealed) is not None


def test_a_seal_below_a_head_without_one_proves_nothing() -> None:
    text = f'---\ntitle: {"x" * 200}\n---\n\ntext\ngenerated_sha256: "{"0" * 64}"\n---\n'
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    assert not is_pristine(text.replace("0" * 64, fingerprint))


def test_a_page_without_our_head_cannot_be_sealed() -> None:
    for text in ("", "# x", "---\ntitle: x\n---\n", "---\n---\n"):
        with pytest.raises(ValueError, match="generated_sha256"):
            seal(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "---\ntitle: x\n---\n",
        "---\ntitle: x\n",
        "---\n[[[[\n---\n",
        "---\n" + "[" * 1000 + "\n---\n",
        "---\n" + "- a\n" * MAX_YAML + "---\n",
        "---\n- a\n---\n",
        "---\na: !!int _\n---\n",
        "---\na: !!timestamp x\n---\n",
        "---\na: 2022-99-99\n---\n",
        "---\n!!python/object:os.system x\n---\n",
        "---\na: \x07\n---\n",
        "---\n? [a]\n: b\n---\n",
        "+++\ntitle = 'x'\n+++\n",
    ],
)
def test_a_head_that_is_not_ours_is_a_value_error_and_has_no_origin(text: str) -> None:
    with pytest.raises(ValueError, match="front matter"):
        load(text)
    assert origin(text) is None
    assert not is_pristine(text)


def test_origin_of_a_page_as_we_wrote_it() -> None:
    assert origin(page()) == PageOrigin(
        source=DocumentId("a/b.txt"),
        source_sha256=Fingerprint("1" * 64),
        recipe_sha256=Fingerprint("2" * 64),
        pristine=True,
    )


def test_origin_survives_an_editor_that_writes_the_head_anew() -> None:
    head, body = page()[4:].split("\n---\n", 1)
    rewritten = f"---\n{yaml.safe_dump(yaml.safe_load(head) | {'reviewed': True})}---\n{body}"
    found = origin(rewritten)
    assert found is not None
    assert (found.source, found.source_sha256, found.pristine) == ("a/b.txt", "1" * 64, False)


def test_a_page_of_ours_that_is_no_dispatch_has_no_origin() -> None:
    assert origin(seal(dump({"title": "index"}))) is None
    assert origin(dump({"source": 1, "source_sha256": "1", "recipe_sha256": "2"})) is None


@pytest.mark.parametrize("name", ["a.txt", "dossier/été 2024.txt", "l'été (1).txt", "a&b.txt"])
def test_an_ordinary_path_is_written_as_it_is(name: str) -> None:
    assert encode_source(DocumentId(name)) == name


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    | st.sampled_from(["a\udce9.txt", "e\u0301", "%41"])
)
@settings(deadline=None, derandomize=True, max_examples=200)
def test_any_path_comes_back_exactly(name: str) -> None:
    fields = load(page(source=encode_source(DocumentId(name))))
    assert decode_source(str(fields["source"])) == name


@given(st.text(max_size=60))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_no_text_breaks_the_reading_of_pages(text: str) -> None:
    for one in (text, f"---\n{text}\n---\n", page() + text, page().replace("T", text)):
        assert isinstance(is_pristine(one), bool)
        origin(one)
        assert normalise(normalise(one)) == normalise(one)
