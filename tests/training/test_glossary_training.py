"""The glossary: learnt from pairs, only what can be relied on."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.words import content_words
from training import glossary
from training.glossary import build_glossary, drop_loose, find_newer, write_glossary

CLEAR = [
    ("le chat dort", "the cat sleeps"),
    ("le chat mange", "the cat eats"),
    ("le chien dort", "the dog sleeps"),
    ("le chien mange", "the dog eats"),
] * 10
FREE = [("le chat", f"{a}{b}zz") for a in "abcd" for b in "efgh"]
"""What people say instead is never the same twice."""


LEARNT = {"chat": ("cat",), "chien": ("dog",), "dort": ("sleep",), "mang": ("eat",)}
NEWER = find_newer(())


@pytest.fixture(autouse=True)
def _nothing_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pairs of a test be all there is."""
    monkeypatch.setattr(glossary, "read_written", lambda: ())


def say(_: str) -> None:
    """Keep quiet."""


def test_a_word_that_is_always_put_alike_is_learnt_with_its_translation() -> None:
    assert build_glossary(CLEAR, say) == {**NEWER, **LEARNT}


def test_a_word_that_dispatches_put_otherwise_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    written = [("le chat", "the cat")] * 3 + [("le chat", "the kitten")] * 2 + [("le chien", "the hound")] * 3
    monkeypatch.setattr(glossary, "read_written", lambda: written)
    assert build_glossary(CLEAR, say) == {**NEWER, **{w: e for w, e in LEARNT.items() if w != "chat"}}


def test_a_word_that_translators_often_leave_out_is_not_learnt() -> None:
    found = build_glossary([*CLEAR, *FREE], say)
    assert "chat" not in found
    assert found["chien"] == ("dog",)


def test_a_rare_word_is_not_learnt() -> None:
    assert build_glossary(CLEAR[:20], say) == NEWER


def test_it_is_written_as_a_sorted_table(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tsv"
    write_glossary(build_glossary(list(reversed(CLEAR)), say), path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    assert {"chat\tcat", "chien\tdog", "dort\tsleep", "mang\teat"} < set(lines)


def test_newer_words_come_from_the_lexicon_unless_the_corpora_have_them() -> None:
    stem = content_words("coronavirus", "fr")[0]
    assert "coronavirus" in NEWER[stem]
    assert find_newer({stem}) == {word: usual for word, usual in NEWER.items() if word != stem}
    assert "cold" in str(find_newer(set(NEWER)))  # an adverb
    assert not any(" " in word or "-" in word for word in NEWER)


def test_a_newer_word_that_people_put_otherwise_is_not_believed() -> None:
    newer = {"fonderi": ("foundry",), "scoop": ("scoop",)}
    loose = [("la fonderie", "the ironworks")] * 3 + [("la fonderie", "the foundry")] * 2
    assert drop_loose(newer, loose, 0.5) == {"scoop": ("scoop",)}
    assert drop_loose(newer, loose, 0.6) == newer
    assert drop_loose(newer, loose[1:], 0.5) == newer
    assert drop_loose(newer, loose[:3], 0.5) == newer
