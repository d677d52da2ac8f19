"""The translation stage: same length and order, every text accounted for, blame exact, work kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import glossary
from summarize.errors import DeviceError, EngineError
from summarize.memory import Memory
from summarize.records import BlockKind, Decoding, Hypothesis, Replacement, Segment, Target
from summarize.translation import pool, translate_segments
from summarize.translation.english import finish, join_clauses
from summarize.translation.preparation import prepare
from summarize.typography import normalise_source

LONGEST = 40
DECODING = Decoding()


@pytest.fixture(autouse=True)
def no_glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that are turned round have lost their meaning; no test but one is about that."""
    monkeypatch.setattr(glossary, "_glossary", dict)


def turn(word: str) -> str:
    return word[::-1] if word.isalpha() else word


class Words:
    """A translator that turns words round, figures excepted; `answers` overrule it by source."""

    signature = "words:1"
    max_source_tokens = LONGEST

    def __init__(self, answers: dict[str, str] | None = None, lacks: str = "") -> None:
        self.answers = answers or {}
        self.lacks = lacks
        self.calls: list[tuple[tuple[str, ...], Decoding]] = []

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        return [len(source.split()) + 1 for source in sources]

    def unknown_characters(self, source: str) -> tuple[str, ...]:
        return tuple(character for character in source if character in self.lacks)

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.calls.append((tuple(sources), decoding))
        return [self.answer(source, decoding) for source in sources]

    def answer(self, source: str, decoding: Decoding) -> Hypothesis:
        text = self.answers.get(source, " ".join(turn(word) for word in source.split()))
        return Hypothesis(text=text, score=-0.5)

    @property
    def sources(self) -> list[str]:
        return [source for sources, _ in self.calls for source in sources]


class Failing(Words):
    """Fails on texts with `bad` words."""

    def __init__(self, bad: str, error: Callable[[str], Exception] = EngineError) -> None:
        super().__init__()
        self.bad, self.error = bad, error

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        if any(self.bad in source for source in sources):
            raise self.error("the model failed")
        return super().translate(sources, decoding)


class Queue(Words):
    """Works beside the caller, and notes when calls are handed over and waited for."""

    def __init__(self, bad: str = "") -> None:
        super().__init__()
        self.bad = bad
        self.events: list[str] = []

    def queue(self, sources: Sequence[str], decoding: Decoding) -> Callable[[], list[Hypothesis]]:
        number = sum(event.startswith("queued") for event in self.events)
        self.events.append(f"queued {number}")

        def collect() -> list[Hypothesis]:
            self.events.append(f"collected {number}")
            if self.bad and any(self.bad in source for source in sources):
                raise EngineError("the model failed")
            return [self.answer(source, decoding) for source in sources]

        return collect

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        if self.bad and any(self.bad in source for source in sources):
            raise EngineError("the model failed")
        return super().translate(sources, decoding)


class NoNames:
    def apply(self, text: str, source: str) -> tuple[str, tuple[Replacement, ...]]:
        return text, ()


def segments(*texts: str) -> list[Segment]:
    return [
        Segment(index=i, block=i, start=0, end=len(text), kind=BlockKind.PARAGRAPH, source=text)
        for i, text in enumerate(texts)
    ]


def translate(
    translator: Words,
    *documents: Sequence[str],
    memory: Memory | None = None,
    decoding: Decoding = DECODING,
) -> tuple[Target, ...]:
    pooled = [segment for texts in documents for segment in segments(*texts)]
    return translate_segments(pooled, translator, decoding, memory=memory or Memory(None), names=NoNames())


def test_targets_have_the_length_and_order_of_the_segments() -> None:
    targets = translate(Words(), ["un deux", "trois quatre cinq six", "sept"])
    assert [target.text for target in targets] == ["nu xued", "siort ertauq qnic xis", "tpes"]
    assert all(target.is_translated and target.score == -0.5 for target in targets)


def test_no_segments_call_no_model() -> None:
    translator = Words()
    assert translate(translator) == ()
    assert translator.calls == []


def test_equal_sources_are_translated_once() -> None:
    translator = Words()
    targets = translate(translator, ["un deux", "un deux"], ["un  deux"])
    assert [target.text for target in targets] == ["nu xued"] * 3
    assert translator.sources == ["un deux"]


@pytest.mark.parametrize("source", ["1 200", "0-3", "***", "« … »", ""])
def test_a_segment_without_letters_passes_through_as_it_is(source: str) -> None:
    translator = Words()
    (target,) = translate(translator, [source])
    assert target == Target(text=source)
    assert translator.calls == []


def test_typography_is_normalised_before_the_model_sees_it() -> None:
    translator = Words()
    translate(translator, ["« L’Élysée » dément"])
    assert translator.sources == ['"L\'Élysée" dément']


def test_text_in_capitals_is_lowered_with_what_its_own_document_shows() -> None:
    translator = Words()
    translate(
        translator, ["LE CHEF DE KALMAR DÉMENT", "Le maire de Kalmar est parti."], ["KALMAR GAGNE ENCORE"]
    )
    assert "Le chef de Kalmar dément" in translator.sources
    assert "Kalmar gagne encore" in translator.sources
    alone = Words()
    translate(alone, ["ENCORE KALMAR GAGNE"], ["Le maire de Kalmar est parti."])
    assert "Encore kalmar gagne" in alone.sources


def test_characters_that_the_vocabulary_lacks_are_spelled_in_others() -> None:
    translator = Words(lacks="€šžŽğ—È")
    targets = translate(translator, ["Željko Erdoğan à Šibenik : 10 €", "È vero, dit-il"])
    assert translator.sources == ["Zeljko Erdogan à Šibenik : 10 euros", "E vero, dit-il"]
    assert all(target.doubts == () for target in targets)


def test_characters_that_cannot_be_spelled_are_a_doubt() -> None:
    (target,) = translate(Words(lacks="習近平"), ["Le président 習近平 est arrivé"])
    assert target.doubts == ("unknown-characters",)
    assert target.is_translated


def test_a_segment_above_the_limit_is_split_and_nothing_is_cut() -> None:
    translator = Words()
    words = [f"m{i}" for i in range(3 * LONGEST)]
    (target,) = translate(translator, [" ".join(words)])
    assert target.text.split() == words
    assert all(len(source.split()) < LONGEST for source in translator.sources)
    assert target.score == pytest.approx(-0.5)


def test_what_cannot_be_split_costs_that_segment_alone() -> None:
    class Narrow(Words):
        def count_tokens(self, sources: Sequence[str]) -> list[int]:
            return [LONGEST + 1 if "§" in source else 1 for source in sources]

    targets = translate(Narrow(), ["ab § cd", "bon jour"])
    assert [target.is_translated for target in targets] == [False, True]
    assert targets[0].text == "ab § cd"


def test_one_failing_text_costs_that_text_alone() -> None:
    texts = [f"texte numéro {i}" for i in range(40)]
    texts[17] += " maudit"
    translator = Failing("maudit")
    targets = translate(translator, texts)
    assert [i for i, target in enumerate(targets) if not target.is_translated] == [17]
    assert targets[17].doubts == ("model-error",)
    assert targets[17].text == texts[17]
    assert len(translator.calls) < 15


def test_a_document_that_fails_throughout_is_an_error() -> None:
    with pytest.raises(EngineError, match="the model failed"):
        translate(Failing("maudit"), ["bon jour"], ["un maudit", "2022", "deux maudit"])


def test_a_lost_device_stops_the_stage() -> None:
    with pytest.raises(DeviceError):
        translate(Failing("maudit", DeviceError), ["bon jour", "un maudit"])


def test_a_bug_is_not_taken_for_a_failure_of_the_model() -> None:
    with pytest.raises(ZeroDivisionError):
        translate(Failing("maudit", ZeroDivisionError), ["bon jour", "un maudit"])


def test_an_engine_that_answers_too_few_is_refused() -> None:
    class Short(Words):
        def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            return super().translate(sources, decoding)[1:]

    with pytest.raises(EngineError, match="0 answers to 1"):
        translate(Short(), ["bon jour"])


def test_text_that_is_not_unicode_costs_that_segment_alone() -> None:
    class Strict(Words):
        def count_tokens(self, sources: Sequence[str]) -> list[int]:
            self.refuse(sources)
            return super().count_tokens(sources)

        def unknown_characters(self, source: str) -> tuple[str, ...]:
            self.refuse([source])
            return ()

        def refuse(self, sources: Sequence[str]) -> None:
            if any("\ud800" in source for source in sources):
                raise EngineError("not valid Unicode")

    targets = translate(Strict(), ["bon \ud800 jour", "bon jour"])
    assert [target.is_translated for target in targets] == [False, True]


# --- the retry ladder ---

LOOP = "the dog " * 20
SENTENCE = "Le chien dort dans la maison ; le chat dort dans le jardin."
CLAUSES = ("Le chien dort dans la maison ;", "le chat dort dans le jardin.")


def test_a_loop_is_retried_by_clauses_first() -> None:
    translator = Words(
        {SENTENCE: LOOP, CLAUSES[0]: "The dog sleeps in the house;", CLAUSES[1]: "the cat too."}
    )
    (target,) = translate(translator, [SENTENCE])
    assert target.text == "The dog sleeps in the house; the cat too."
    assert target.rungs == ("clauses",)
    assert target.doubts == ()
    assert [len(sources) for sources, _ in translator.calls] == [1, 2]


def test_then_with_more_beams_and_no_repeated_trigrams() -> None:
    class Wide(Words):
        def answer(self, source: str, decoding: Decoding) -> Hypothesis:
            text = (
                "The dog sleeps in the house; the cat, in the garden"
                if decoding.no_repeat_ngram == 3
                else LOOP
            )
            assert decoding.beam == (8 if decoding.no_repeat_ngram else 4)
            return Hypothesis(text=text, score=-0.5)

    (target,) = translate(Wide(), [SENTENCE])
    assert target.rungs == ("clauses", "wide-beam")
    assert target.is_translated
    assert target.text.endswith("the garden.")


def test_then_in_lower_case() -> None:
    source = "ALERTE ROUGE dans le département du nord de la France"
    lowered = "Alerte rouge dans le département du nord de la France"
    translator = Words({source: LOOP, lowered: "Red alert in the north of France"})
    (target,) = translate(translator, [source])
    assert target.rungs == ("wide-beam", "lower-case")
    assert target.text == "Red alert in the north of France"


def test_what_stays_in_a_loop_is_shown_in_french_with_its_doubts() -> None:
    answers = dict.fromkeys((SENTENCE, *CLAUSES, SENTENCE.lower()), LOOP)
    (target,) = translate(Words(answers), [SENTENCE])
    assert not target.is_translated
    assert target.text == SENTENCE
    assert "loop" in target.doubts
    assert target.rungs == ("clauses", "wide-beam")


def test_a_retry_that_loses_fewer_words_replaces_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = {"chien": {"dog"}, "chat": {"cat"}, "jardin": {"garden"}}
    monkeypatch.setattr(glossary, "_glossary", lambda: usual)
    words = Words({SENTENCE: "It sleeps in the house and garden.", CLAUSES[0]: "The dog sleeps in the house;",
                   CLAUSES[1]: "it sleeps in the garden."})  # fmt: skip
    (target,) = translate(words, [SENTENCE])
    assert target.text == "The dog sleeps in the house; it sleeps in the garden."
    assert target.doubts == ("words-lost",)
    assert target.rungs == ("clauses",)


def test_of_a_beam_the_hypothesis_without_fault_is_taken_and_remembered(tmp_path: Path) -> None:
    class Beam(Words):
        def answer(self, source: str, decoding: Decoding) -> Hypothesis:
            others = (Hypothesis(text="Three dogs sleep.", score=-0.6),)
            return Hypothesis(text="Four dogs sleep.", score=-0.5, others=others)

    first, second = Beam(), Beam()
    with Memory(tmp_path / "memory.db") as memory:
        for translator in (first, second):
            (target,) = translate(translator, ["Trois chiens dorment."], memory=memory)
            assert (target.text, target.score, target.rungs) == ("Three dogs sleep.", -0.6, ())
    assert first.calls
    assert not second.calls


def test_a_retry_that_is_no_better_changes_nothing() -> None:
    class Capped(Words):
        def answer(self, source: str, decoding: Decoding) -> Hypothesis:
            text = f"{'another' if decoding.no_repeat_ngram else 'first'} {source[::-1]}"
            return Hypothesis(text=text, score=-8.0 if decoding.no_repeat_ngram else -9.0)

    (target,) = translate(Capped(), [SENTENCE])
    assert target.doubts == ("low-score",)
    assert target.is_translated
    assert target.text.startswith("First")
    assert target.rungs == ("clauses", "wide-beam")


def test_a_retry_that_fails_changes_nothing() -> None:
    class Fragile(Words):
        def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            if decoding.no_repeat_ngram:
                raise EngineError("no such option")
            return [Hypothesis(text="Short", score=-9.0) for _ in sources]

    (target,) = translate(Fragile(), ["un deux trois"])
    assert target.text == "Short"


def test_retries_of_a_shard_go_through_the_model_together() -> None:
    texts = [f"Le chien {i} dort dans la maison ; le chat {i} dort au jardin." for i in range(5)]
    translator = Words(dict.fromkeys(texts, LOOP))
    translate(translator, *[[text] for text in texts])
    assert [len(sources) for sources, _ in translator.calls] == [5, 10]


# --- memory, batches, independence ---


def test_a_second_run_calls_no_model(tmp_path: Path) -> None:
    texts = [SENTENCE, "bon jour", "un deux trois"]
    with Memory(tmp_path / "memory.db") as memory:
        first = translate(Words({SENTENCE: LOOP}), texts, memory=memory)
    with Memory(tmp_path / "memory.db") as memory:
        translator = Words()
        assert translate(translator, texts, memory=memory) == first
        assert translator.calls == []


def test_another_signature_or_decoding_asks_the_model_again() -> None:
    memory = Memory(None)
    translate(Words(), ["bon jour"], memory=memory)
    other = Words()
    other.signature = "words:2"
    translate(other, ["bon jour"], memory=memory)
    translate(other, ["bon jour"], memory=memory, decoding=Decoding(beam=1))
    assert len(other.calls) == 2


def test_calls_are_bounded_and_each_is_kept_before_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CALL_TOKENS", 500)
    memory = Memory(None)
    known: list[int] = []

    class Watching(Words):
        def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            assert max(self.count_tokens(sources)) * len(sources) <= 500
            answers = super().translate(sources, decoding)
            probe = Words()
            translate(probe, self.sources, memory=memory)
            known.append(len(self.sources) - len(probe.sources))
            return answers

    texts = [f"{'mot ' * (i % 30)}fin {i}" for i in range(150)]
    translator = Watching()
    translate(translator, texts, memory=memory)
    assert len(translator.calls) > 2
    assert known == [sum(len(call[0]) for call in translator.calls[:i]) for i in range(len(translator.calls))]


def test_a_queueing_engine_has_its_next_call_before_the_last_answers_are_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "CALL_TOKENS", 40)
    translator = Queue()
    texts = [f"texte numéro {i}" for i in range(25)]
    targets = translate(translator, texts)
    assert [target.text for target in targets] == [target.text for target in translate(Words(), texts)]
    assert translator.events == [
        "queued 0",
        "queued 1",
        "collected 0",
        "queued 2",
        "collected 1",
        "collected 2",
    ]


def test_a_queueing_engine_that_fails_is_asked_again_for_the_text_to_blame() -> None:
    texts = [f"texte numéro {i}" for i in range(9)]
    targets = translate(Queue(bad="numéro 4"), texts)
    assert [target.is_translated for target in targets] == [i != 4 for i in range(9)]


def test_failures_are_not_remembered() -> None:
    memory = Memory(None)
    translate(Failing("maudit"), ["un maudit", "bon jour"], memory=memory)
    (first, _) = translate(Words(), ["un maudit", "bon jour"], memory=memory)
    assert first.is_translated


def test_progress_is_told_call_by_call() -> None:
    told: list[int] = []
    translate_segments(
        segments("un deux", "trois", "1 200", "trois"),
        Words(),
        Decoding(),
        memory=Memory(None),
        names=NoNames(),
        on_batch=told.append,
    )
    assert told == [2]


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.lists(st.lists(st.text("abé «»'-,;.!M1 \u00a0", max_size=60), max_size=4), max_size=4))
def test_what_a_document_becomes_does_not_depend_on_its_neighbours(documents: list[list[str]]) -> None:
    documents = [texts for texts in documents if texts]
    together = iter(translate(Words(), *documents))
    for texts in documents:
        assert tuple(next(together) for _ in texts) == translate(Words(), texts)


def test_calls_do_not_depend_on_the_order_of_the_documents() -> None:
    documents = [[f"mot {i} {j}" for j in range(i)] for i in range(1, 6)]
    one, other = Words(), Words()
    translate(one, *documents)
    translate(other, *reversed(documents))
    assert one.calls == other.calls


def test_the_names_table_is_applied_to_english_and_recorded() -> None:
    class Table:
        def apply(self, text: str, source: str) -> tuple[str, tuple[Replacement, ...]]:
            assert source == "« Otan »"
            return text.replace("natO", "NATO"), (Replacement(found="natO", put="NATO"),)

    (target,) = translate_segments(
        segments("« Otan »"), Words(), Decoding(), memory=Memory(None), names=Table()
    )
    assert target.text == '"NATO"'
    assert target.replacements == (Replacement(found="natO", put="NATO"),)


# --- preparation and the last touch ---


@pytest.mark.parametrize(
    ("source", "seen", "shown"),
    [
        ("- Les risques -", "Les risques", "- seL seuqsir -"),
        ("- « Les risques » -", "Les risques", '- "seL seuqsir" -'),
        ("- Les risques", "Les risques", "- seL seuqsir"),
        ("« Il faut agir. »", "Il faut agir.", '"Ew tsum tca."'),
        ("« Il faut agir ».", "Il faut agir.", '"Ew tsum tca."'),
        ("« Faut-il agir ? »", "Faut-il agir ?", '"Tsum ew tca?"'),
        ("« Il faut agir.", "Il faut agir.", '"Ew tsum tca.'),
        ("Il faut agir ».", "Il faut agir.", 'Ew tsum tca."'),
        ("« Agir », dit « Paul »", '"Agir", dit "Paul"', '"rigA", tid "luaP"'),
        ("« Agir », dit-il", '"Agir", dit-il', '"rigA", tid-il'),
        ("Un « test » ici", 'Un "test" ici', 'nU "tset" ici'),
        ('"', None, '"'),
        ("- -", None, "- -"),
    ],
)
def test_marks_around_a_whole_segment_do_not_depend_on_the_model(
    source: str, seen: str | None, shown: str
) -> None:
    answers = {'"Agir", dit "Paul"': '"rigA", tid "luaP"', '"Agir", dit-il': '"rigA", tid-il'}
    answers |= {
        'Un "test" ici': 'nU "tset" ici',
        "Il faut agir.": "Ew tsum tca.",
        "Faut-il agir ?": "Tsum ew tca?",
    }
    translator = Words(answers)
    (target,) = translate(translator, [source])
    assert translator.sources == ([seen] if seen else [])
    assert target.text == shown


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text('ab "-.,!?»«', max_size=30))
def test_preparation_loses_nothing_but_spaces_and_the_order_of_stop_and_mark(source: str) -> None:
    prepared = prepare(source, {}, lambda text: ())
    if prepared is not None:
        whole = prepared.before + prepared.text + prepared.after
        plain = normalise_source(source)
        stops = str.maketrans("", "", " .,!?")
        assert whole.translate(stops) == plain.translate(stops)
        assert len(plain.replace(" ", "")) - len(whole.replace(" ", "")) in {0, 1}
        assert any(character.isalpha() for character in prepared.text)


@pytest.mark.parametrize(
    ("text", "source", "finished"),
    [
        ("It is 1 200 euros .", "C'est 1 200 euros.", "It is 1,200 euros."),
        ("up 3,5 %", "en hausse de 3,5 %", "up 3.5%"),
        ("1 200 000,75 euros", "1 200 000,75 euros", "1,200,000.75 euros"),
        ("1,200 euros", "1,200 euros", "1,200 euros"),
        ("It rose 3,500 points", "Il gagne 3 500 points", "It rose 3,500 points"),
        ("60 000 dead, 1.200 hurt", "60.000 morts, 1.200 blessés", "60,000 dead, 1,200 hurt"),
        ("It rose to 3.064", "Il atteint 3,064", "It rose to 3.064"),
        ("in 2021 200 people", "en 2021, 200 personnes", "in 2021 200 people"),
        ("at 20h30 and 9h05", "à 20h30 et 9h05", "at 20:30 and 9:05"),
        ("within 24h", "en 24h", "within 24h"),
        ('he said " Hello " today .', "il a dit « Bonjour » aujourd'hui.", 'he said "Hello" today.'),
        ("Call 0 800 130 000 now", "Appelez le 0 800 130 000", "Call 0 800 130 000 now"),
        ('He said " yes " and " no ".', "Il a dit oui et non.", 'He said "yes" and "no".'),
        (
            '" We love the " big game" here," he said.',
            "« Oui », dit-il.",
            '"We love the "big game" here," he said.',
        ),
        ('" We are ready. And " now" we go.', "Allons.", '"We are ready. And "now" we go.'),
        ('an odd " mark', "un « signe", 'an odd "mark'),
        ("Is it true", "Est-ce vrai ?", "Is it true?"),
        ("It is true.", "C'est vrai", "It is true"),
        ("It is 8 p.m.", "Il est 20 heures", "It is 8 p.m."),
        ("wait...", "Attendez", "Wait..."),
        ("the end", "La fin.", "The end."),
        ("iPhone sales fall", "Les ventes d'iPhone chutent", "iPhone sales fall"),
        ("al-Assad is leaving.", "Assad part.", "al-Assad is leaving."),
        ("( see page 2 )", "(voir page 2)", "(see page 2)"),
        ("He said “Hello”.", "Il a dit « Bonjour ».", 'He said "Hello".'),
        (
            "A 'big' plan isn't a 'yes'",
            "Un « grand » plan n'est pas un « oui »",
            'A "big" plan isn\'t a "yes"',
        ),
        ("The drivers' plan is 'big'", "Le plan des chauffeurs est grand", "The drivers' plan is 'big'"),
        ("", "Rien.", ""),
    ],
)
def test_english_is_set_as_english(text: str, source: str, finished: str) -> None:
    assert finish(text, normalise_source(source)) == finished


def test_a_model_gets_clocks_and_ranks_that_it_copies() -> None:
    prepared = prepare("Au XVIIIe siècle, à 20h30.", {}, lambda text: ())
    assert prepared is not None
    assert prepared.text == "Au 18e siècle, à 20:30."


def test_clauses_are_joined_without_the_capitals_and_stops_of_sentences() -> None:
    pairs = [
        ("Il est parti,", "He left,"),
        ("mais Paul est resté", "But Paul stayed."),
        ("et Marie aussi.", "Marie too."),
    ]
    assert join_clauses(pairs) == "He left, but Paul stayed Marie too."


HOSTILE = ['"', "1 ", "1 000 ", "( ", "é,", "' ", "'a", "a'", "'a' "]


@pytest.mark.parametrize("text", [part * (100_000 // len(part)) for part in HOSTILE], ids=HOSTILE)
def test_long_hostile_texts_take_no_long_time(text: str) -> None:
    start = time.perf_counter()
    finish(text, normalise_source(text))
    finish(text, '"' * 200_002)
    prepare(text, {}, lambda text: ("é",))
    assert time.perf_counter() - start < 3
