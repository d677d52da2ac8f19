from __future__ import annotations

import pytest
from check_briefs import NAMES, make_article

from summarize.checks.ground import Ground, ground_article, ground_sentences
from summarize.checks.grounding import Support, find_malformed, object_to, share_words
from summarize.checks.sentences import find_supporters, split_english, tidy

ARTICLE = make_article()


def support_by(*segments: int) -> Support:
    evidence = ground_sentences([ARTICLE.sentences[n] for n in segments])
    return Support(evidence=evidence, claims=evidence, particulars=evidence, article=ground_article(ARTICLE))


@pytest.mark.parametrize(
    ("statement", "segment"),
    [
        ("NATO will pay Kyiv 2.3 billion euros.", 3),
        ("Some 1,200 soldiers left the region, the army said.", 1),
        ("Dmytro Kuleba said that Russia had not withdrawn its tanks.", 2),
        ('Zelensky hailed "a constructive step" on Thursday.', 0),
    ],
)
def test_what_the_evidence_says_stands(statement: str, segment: int) -> None:
    assert object_to(statement, support_by(segment), NAMES) == ""


@pytest.mark.parametrize(
    ("statement", "segment", "rule"),
    [
        ("NATO will pay Kyiv 3 billion euros.", 3, "numbers"),
        (
            "NATO and Olaf Scholz will pay Kyiv 2.3 billion euros.",
            3,
            "names not in the evidence: Olaf Scholz",
        ),
        ("NATO and Kuleba will pay Kyiv 2.3 billion euros.", 3, "names not in the evidence: Kuleba"),
        ("Boris Kuleba said that Russia had not withdrawn its tanks.", 2, "names not in the article: Boris"),
        ('Zelensky hailed "a useful step" on Thursday.', 0, "quoted"),
        ("Russia has not withdrawn its tanks.", 2, "claimant"),
        ("Russia has withdrawn its tanks, Kuleba said.", 2, "negation"),
        ("NATO wants peace talks about grain exports soon.", 3, "too far"),
        ("NATO euros buy bread, milk, sugar, tea, honey and jam.", 3, "too far"),
        ("NATO pays.", 3, "2 words"),
        ("NATO will pay 2.3 billion euros to", 3, "finished"),
        ('NATO will pay "2.3 billion euros to Kyiv.', 3, "open"),
        ("NATO will pay and will pay and will pay and will pay and will pay.", 3, "circles"),
        ("", 3, "nothing"),
    ],
)
def test_each_rule_objects(statement: str, segment: int, rule: str) -> None:
    assert rule in object_to(statement, support_by(segment), NAMES)


def test_one_shared_word_supports_nothing() -> None:
    assert "too far" in object_to("NATO is big.", support_by(3), NAMES)


def test_a_long_sentence_is_malformed() -> None:
    assert "41 words" in find_malformed(" ".join(f"w{n}" for n in range(41)) + ".")


def test_the_best_sentence_comes_first_and_no_more_than_needed() -> None:
    found = find_supporters("NATO will pay and 1,200 soldiers left the region.", ARTICLE.sentences)
    assert {sentence.segment for sentence in found} == {1, 3}
    assert find_supporters("Penguins swim.", ARTICLE.sentences) == ()
    assert find_supporters("Anything.", ()) == ()


def test_paragraphs_stay_together_in_the_ground() -> None:
    assert ground_article(make_article([("a", "b"), ("c", "d")], headline=("h", "i"))) == Ground(
        source="h\na\nc", target="i\nb\nd"
    )


def test_words_shared() -> None:
    assert share_words("NATO will pay Kyiv.", "Kyiv gets pay from NATO.") == 1
    assert share_words("", "Kyiv") == 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ("He left.", "She stayed.")),
        ('He said "go." Then he left.', ('He said "go."', "Then he left.")),
        (
            "Mr. Smith met J. K. Rowling in the U.S. Senate.",
            ("Mr. Smith met J. K. Rowling in the U.S. Senate.",),
        ),
        ("It rose 3.5 percent. 40 died.", ("It rose 3.5 percent.", "40 died.")),
        ("No end", ("No end",)),
        ("", ()),
    ],
)
def test_english_sentences(text: str, sentences: tuple[str, ...]) -> None:
    assert split_english(text) == sentences


@pytest.mark.parametrize(
    ("sentence", "tidied"),
    [("nato  pays", "Nato pays."), ("It is 5 %", "It is 5 %."), ('"Yes."', '"Yes."'), ("", "")],
)
def test_a_sentence_is_tidied(sentence: str, tidied: str) -> None:
    assert tidy(sentence) == tidied
