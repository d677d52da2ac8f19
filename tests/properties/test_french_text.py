"""Splitting loses nothing but white space; typography is stable and linear."""

from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.segments import split_clauses, split_sentences, split_to_fit
from summarize.typography import lower_caps, normalise_source

WORDS = [
    "M.",
    "J.-P.",
    "Il",
    "part",
    "1.200",
    "3,5 %",
    "(...)",
    "...",
    "…",
    "«",
    "»",
    '"',
    "'",
    "(",
    ")",
    ";",
    ":",
]
WORDS += [
    "!",
    "?",
    ".",
    ",",
    "—",
    "- ",
    "\n",
    "\n\n",
    "\u00a0",
    " ",
    "et",
    "+non+",
    ">>",
    "<<",
    "É",
    "\u200b",
    "5 M€",
]
FRENCH = st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text(max_size=60)
MODEST = settings(deadline=None, derandomize=True, max_examples=150)


def assert_lossless(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@MODEST
@given(FRENCH)
def test_sentences_and_clauses_are_ordered_disjoint_and_leave_out_white_space_only(text: str) -> None:
    assert_lossless(text, split_sentences(text))
    assert_lossless(text, split_clauses(text))


@MODEST
@given(FRENCH, st.integers(1, 30))
def test_any_text_can_be_cut_below_any_length(text: str, limit: int) -> None:
    spans = split_to_fit(text, lambda part: len(part) <= limit)
    assert_lossless(text, spans)
    assert all(end - start <= limit for start, end in spans)


@MODEST
@given(FRENCH)
def test_normalised_text_is_stable_and_safe_for_the_tokenizer(text: str) -> None:
    plain = normalise_source(text)
    assert normalise_source(plain) == plain
    assert ">>" not in plain
    assert "<<" not in plain


@MODEST
@given(FRENCH)
def test_lower_caps_changes_case_only(text: str) -> None:
    assert lower_caps(text, {}).casefold() == text.casefold()
