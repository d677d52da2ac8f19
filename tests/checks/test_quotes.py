from __future__ import annotations

from dataclasses import replace

import pytest
from check_briefs import NAMES, make_brief, with_target

from summarize.checks.quotes import altered_quotes, check, count_marks, quoted
from summarize.records import Origin, Passage, Severity


def test_kept_quotes_pass_in_any_typography() -> None:
    assert check(make_brief(), NAMES) == ()
    assert check(make_brief([("Il a dit « oui ».", "He said “yes”.")]), NAMES) == ()
    assert check(make_brief([("Il a dit « oui ».", "He said 'yes'.")]), NAMES) == ()


@pytest.mark.parametrize(
    "target",
    [
        "Ukrainian President Volodymyr Zelensky on Thursday hailed a constructive step.",
        'Ukrainian President Volodymyr Zelensky on Thursday hailed "a constructive step.',
    ],
)
def test_lost_marks_are_a_warning_at_their_segment(target: str) -> None:
    found = check(with_target(0, target), NAMES)
    assert found
    assert {(one.severity, one.segment) for one in found} == {(Severity.WARNING, 0)}


def test_marks_that_the_french_lacks_are_a_warning() -> None:
    (found,) = check(with_target(3, 'NATO "will pay" 2.3 billion euros to Kyiv.'), NAMES)
    assert found.severity is Severity.WARNING


def test_a_quote_over_several_sentences_is_balanced_over_its_paragraph() -> None:
    pairs = [
        ('"Nous restons.', '"We stay.'),
        ("Nous tiendrons.", "We will hold."),
        ('Merci", a-t-il dit.', 'Thank you," he said.'),
    ]
    assert check(make_brief(pairs, paragraphs=[0, 0, 0]), NAMES) == ()
    pairs[2] = ('Merci", a-t-il dit.', "Thank you, he said.")
    assert [one.segment for one in check(make_brief(pairs, paragraphs=[0, 0, 0]), NAMES)] == [2, 0]


def test_quotes_in_summary_and_facts_are_word_for_word() -> None:
    brief = make_brief(
        summary='Zelensky hailed a "Constructive step."',
        facts=[('He hailed "a constructive step"', 0), ("He hailed 'a constructive step'", 0)],
    )
    assert check(brief, NAMES) == ()
    brief = make_brief(summary='He hailed "a useful step".', facts=[('The "army" left.', 1)])
    assert [(one.where, one.severity) for one in check(brief, NAMES)] == [
        ("summary", Severity.ERROR),
        ("fact 1", Severity.ERROR),
    ]


def test_a_quoted_passage_is_verbatim_by_nature() -> None:
    brief = make_brief([('"Nous restons. Merci", dit-il.', '"We stay. Thanks," he said.')])
    quoted = replace(brief, summary=Passage(text='"We stay. "We go.', origin=Origin.QUOTED))
    assert check(quoted, NAMES) == ()


def test_narration_is_not_a_quote() -> None:
    assert altered_quotes('He "left".', 'He left. "Good," she said.') == ("left",)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "yes" and "no".', ("yes", "no")),
        ("« oui », “yes”", (" oui ", "yes")),
        ('it ended," he said. "But not', ("it ended,", "But not")),
        ('"open to the end', ("open to the end",)),
        ('"one\ntwo" three', ("one", "two")),
        ("none", ()),
        ('jusqu"à', ()),
    ],
)
def test_what_counts_as_quoted(text: str, quotes: tuple[str, ...]) -> None:
    assert quoted(text) == quotes


def test_marks_are_counted_in_any_shape() -> None:
    assert count_marks('"a" «b» “c”') == 6


def test_a_sign_for_seconds_is_no_quotation_mark() -> None:
    assert count_marks('en 2h04\'32", en 58\'7" et en 3 min 12"') == 0
    assert check(make_brief([("Il a gagné en 2h04'32\".", "He won in 2:04:32.")]), NAMES) == ()
    assert count_marks('"Rendez-vous en 2032"') == 2
