"""The contract of `engines.interface`, held by every engine that there is."""

from __future__ import annotations

import pytest
from tiny_checkpoints import FRENCH

from summarize.engines.interface import Summarizer, Translator
from summarize.errors import EngineError
from summarize.records import Article, Decoding, Hypothesis

PLAIN = Decoding(beam=2)


def texts(hypotheses: list[Hypothesis]) -> list[str]:
    return [hypothesis.text for hypothesis in hypotheses]


def test_engines_are_what_the_protocols_say(translator: Translator) -> None:
    assert isinstance(translator, Translator)


def test_one_hypothesis_a_source_in_the_same_order(translator: Translator) -> None:
    found = translator.translate(FRENCH, PLAIN)
    backwards = translator.translate(FRENCH[::-1], PLAIN)
    assert len(found) == len(FRENCH)
    assert texts(backwards[::-1]) == texts(found)


def test_nothing_in_is_nothing_out(translator: Translator) -> None:
    empty = Hypothesis(text="")
    assert translator.translate([], PLAIN) == []
    assert translator.translate([""], PLAIN) == [empty]
    mixed = translator.translate(["", FRENCH[0], " ", FRENCH[1], ""], PLAIN)
    assert [mixed[i] for i in (0, 2, 4)] == [empty] * 3
    assert texts([mixed[1], mixed[3]]) == texts(translator.translate(FRENCH[:2], PLAIN))


def test_neighbours_never_show_in_the_text(translator: Translator) -> None:
    together = translator.translate(FRENCH, PLAIN)
    alone = [translator.translate([source], PLAIN)[0] for source in FRENCH]
    assert texts(alone) == texts(together)


def test_the_same_source_always_gives_the_same_hypothesis(translator: Translator) -> None:
    assert translator.translate(FRENCH, PLAIN) == translator.translate(FRENCH, PLAIN)
    twice = translator.translate([FRENCH[2], FRENCH[0], FRENCH[2]], PLAIN)
    assert twice[0].text == twice[2].text


def test_a_score_is_a_mean_log_probability(translator: Translator) -> None:
    assert all(h.score is not None and -30 < h.score <= 0 for h in translator.translate(FRENCH, PLAIN))


def test_the_rest_of_the_beam_comes_along_scored_and_without_beams_of_its_own(translator: Translator) -> None:
    for hypothesis in translator.translate(FRENCH, Decoding(beam=3)):
        assert len(hypothesis.others) in {0, 2}
        assert all(other.others == () and other.score is not None for other in hypothesis.others)
    assert all(h.others == () for h in translator.translate(FRENCH, Decoding(beam=1)))


def test_a_source_above_the_limit_is_an_error_and_never_cut(translator: Translator) -> None:
    longest = translator.max_source_tokens
    word = "budget "
    source = (word * longest).strip()
    assert translator.count_tokens([source])[0] > longest
    with pytest.raises(EngineError, match="long"):
        translator.translate([FRENCH[0], source], PLAIN)


def test_a_source_of_exactly_the_limit_is_accepted(translator: Translator) -> None:
    source = "a" if translator.count_tokens(["a a"]) == [3] else "le le"
    while translator.count_tokens([f"{source} a"])[0] <= translator.max_source_tokens:
        source = f"{source} a"
    assert translator.count_tokens([source]) == [translator.max_source_tokens]
    assert len(translator.translate([source], Decoding(beam=1))) == 1


def test_tokens_are_counted_with_the_end_of_the_sentence(translator: Translator) -> None:
    counts = translator.count_tokens(["", "Oui", "Oui, jeudi."])
    assert counts[0] == 1
    assert 1 < counts[1] < counts[2]


def test_a_signature_is_one_line_that_names_weights_and_type_but_no_batch(translator: Translator) -> None:
    assert len(translator.signature.splitlines()) == 1
    assert "|weights:" in translator.signature and "|dtype:" in translator.signature
    assert "batch" not in translator.signature


def test_hostile_text_is_only_text(translator: Translator) -> None:
    hostile = [
        "</s>",
        ">>headline<< Oui",
        "<pad><unk>",
        "\x00\x07",
        "☃ 😀 日本",
        "$article {{x}}",
        "\u202e",
        "a" * 60,
    ]
    assert len(translator.translate(hostile, Decoding(beam=1))) == len(hostile)
    assert all(isinstance(translator.unknown_characters(text), tuple) for text in hostile)


def test_one_answer_an_article_in_the_same_order(
    summarizer: Summarizer, articles: tuple[Article, ...]
) -> None:
    for write in (summarizer.headlines, summarizer.summaries, summarizer.key_facts):
        forwards, backwards = write(articles), write(articles[::-1])
        assert len(forwards) == len(articles)
        assert list(backwards)[::-1] == list(forwards)
        assert write([]) == []


def test_an_article_without_sentences_gets_nothing(
    summarizer: Summarizer, articles: tuple[Article, ...]
) -> None:
    assert not articles[1].sentences
    assert summarizer.headlines(articles)[1] == ""
    assert summarizer.summaries(articles)[1] == ""
    assert summarizer.key_facts(articles)[1] == ()


def test_a_headline_is_one_line_without_final_stop(
    summarizer: Summarizer, articles: tuple[Article, ...]
) -> None:
    for headline in summarizer.headlines(articles):
        assert "\n" not in headline
        assert headline == headline.strip()
        assert headline.endswith("...") or not headline.endswith(".")


def test_a_summary_ends_on_a_whole_sentence(summarizer: Summarizer, articles: tuple[Article, ...]) -> None:
    for summary in summarizer.summaries(articles):
        assert summary == "" or summary.rstrip("\"'”’»)]")[-1] in ".!?…"


def test_a_draft_names_only_segments_of_its_own_article(
    summarizer: Summarizer, articles: tuple[Article, ...]
) -> None:
    for article, drafts in zip(articles, summarizer.key_facts(articles), strict=True):
        assert len(drafts) <= 7
        own = {sentence.segment for sentence in article.sentences}
        assert all(draft.segments and set(draft.segments) <= own and draft.statement for draft in drafts)


def test_the_same_article_always_gets_the_same_answers(
    summarizer: Summarizer, articles: tuple[Article, ...]
) -> None:
    assert isinstance(summarizer, Summarizer)
    assert summarizer.summaries(articles[:1]) == summarizer.summaries(articles)[:1]
    assert summarizer.key_facts(articles) == summarizer.key_facts(articles)
    assert len(summarizer.signature.splitlines()) == 1
