"""Headlines, summaries and key facts by any chat model, with the prompts in `prompts/`.

The article is data: its control tokens are broken, it stands in a fence that it cannot contain, and its
sentences are numbered. Articles longer than the context go by parts: a summary is written of each part, then
one of those summaries together; a headline is written from them, too; facts are taken from every part, the
most informative evidence first. An answer that cannot be used is asked for once more, then it is `""`
or `()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from summarize.engines.answers import MOST_FACTS, read_facts, read_headline, read_summary
from summarize.engines.chatmodels import ChatModel, Conversation, Prompt
from summarize.engines.parts import split_parts
from summarize.errors import EngineError, ModelError
from summarize.files import fingerprint_text
from summarize.records import Article, FactDraft, Hypothesis
from summarize.salience import rank_sentences

VERSION = 1
"""Raised when the same model and prompts would now give something else."""

LONGEST = {"headline": 64, "summary": 320, "key_facts": 640}
"""Tokens of an answer. Thinking is switched off where the template can; where not, it must fit too."""

AGAIN = {
    "headline": "Answer with the headline alone, on one line.",
    "summary": "Answer with two to four whole sentences alone, without a list.",
    "key_facts": "Answer with three to seven lines alone, each exactly of the form: - fact [S3,S7]",
}
MOST_ROUNDS, SMALLEST_ROOM, MARK_TOKENS, FEWEST_FACTS = 4, 64, 10, 3
Answer = TypeVar("Answer", bound=str | tuple[FactDraft, ...])
Numbered = tuple[tuple[int, str], ...]
"""Sentences with their numbers as the prompt shows them."""


class InstructSummarizer:
    """Asks a chat model with three prompts: `headline`, `summary` and `key_facts`."""

    def __init__(self, model: ChatModel, prompts: Mapping[str, Prompt]) -> None:
        self._model = model
        self._prompts = prompts
        for name in LONGEST:
            if self._room(name) < SMALLEST_ROOM:
                raise ModelError(
                    f"the prompt {prompts[name].label} leaves no room in {model.context} tokens",
                    hint="Shorten the prompt, or use a model with a longer context.",
                )

    @property
    def signature(self) -> str:
        """The model's signature, the version of these rules and the prompts."""
        return sign(self._model.signature, self._prompts)

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        """Return one headline an article."""
        texts = self._condense([_number(article) for article in articles], "headline")
        return self._ask("headline", texts, read_headline)

    def summaries(self, articles: Sequence[Article]) -> list[str]:
        """Return one summary an article."""
        texts = self._condense([_number(article) for article in articles], "summary")
        return self._ask("summary", texts, read_summary)

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        """Return up to seven facts an article; of several parts, those with the most informative evidence."""
        parts = [self._split(_number(article), "key_facts") for article in articles]
        answers = iter(self._ask("key_facts", [part for one in parts for part in one], _read_lines))
        return [
            _choose(article, [fact for _ in one for fact in next(answers)], is_one=len(one) == 1)
            for article, one in zip(articles, parts, strict=True)
        ]

    def _condense(self, texts: Sequence[Numbered], name: str, rounds: int = MOST_ROUNDS) -> list[Numbered]:
        """Return texts that fit the prompt `name`: a longer one becomes the summaries of its parts."""
        parts = [self._split(text, name) for text in texts]
        condensed = [one[0] if one else () for one in parts]
        several = [place for place, one in enumerate(parts) if len(one) > 1]
        if not several:
            return condensed
        if not rounds:
            raise EngineError("an article stays longer than the context however often it is summarised")
        written = iter(
            self._ask("summary", [part for place in several for part in parts[place]], read_summary)
        )
        shorter = [tuple(enumerate([next(written) for _ in parts[place]], 1)) for place in several]
        for place, text in zip(several, self._condense(shorter, name, rounds - 1), strict=True):
            condensed[place] = text
        return condensed

    def _ask(
        self, name: str, texts: Sequence[Numbered], read: Callable[[Hypothesis, Numbered], Answer]
    ) -> list[Answer]:
        """Return what `read` makes of the answer for each text, asking once more where that is not enough."""
        filled = [place for place, text in enumerate(texts) if text]
        asked: list[Conversation] = [(self._fill(name, texts[place]),) for place in filled]
        first = self._model.answer(asked, LONGEST[name])
        answers = [read(Hypothesis(text=""), text) for text in texts]
        reminders: dict[int, Conversation] = {}
        for place, conversation, said in zip(filled, asked, first, strict=True):
            answers[place] = read(said, texts[place])
            if not _is_enough(answers[place], texts[place]):
                reminders[place] = (*conversation, self._model.disarm(said.text), AGAIN[name])
        second = self._model.answer(tuple(reminders.values()), LONGEST[name])
        for place, said in zip(reminders, second, strict=True):
            better = read(said, texts[place])
            answers[place] = better if len(better) > len(answers[place]) else answers[place]
        return answers

    def _split(self, text: Numbered, name: str) -> list[Numbered]:
        numbers = [number for number, _ in text]
        lines = [self._model.disarm(line) for _, line in text]
        parts = split_parts(lines, self._room(name), self._count)
        return [tuple((numbers[place], piece) for place, piece in part) for part in parts]

    def _count(self, texts: Sequence[str]) -> list[int]:
        """Count the number in front of each sentence and the line break behind it, too."""
        return [count + MARK_TOKENS for count in self._model.count(texts)]

    def _room(self, name: str) -> int:
        """Tokens for the article beside the prompt, an answer, the reminder and a second answer."""
        frame = self._model.measure((self._fill(name, ()), "", AGAIN[name]))
        return self._model.context - frame - 2 * LONGEST[name]

    def _fill(self, name: str, text: Numbered) -> str:
        """The fence is made from the text that it encloses: no text can contain its own."""
        body = "\n".join(f"[S{number}] {line}" for number, line in text)
        fence = f"==== {fingerprint_text(body)[:16]} ===="
        return self._prompts[name].fill({"article": body, "fence": fence})


def sign(model: str, prompts: Mapping[str, Prompt]) -> str:
    """Return the signature of the summariser with the model signature `model` and these prompts."""
    used = ",".join(f"{prompts[name].label}:{prompts[name].fingerprint[:12]}" for name in LONGEST)
    return f"instruct@{VERSION}|{model}|prompts:{used}"


def _number(article: Article) -> Numbered:
    """Number the sentences by their segment, which is unique in the article; lines have no breaks inside."""
    return tuple(
        (sentence.segment, " ".join(sentence.target.split()))
        for sentence in article.sentences
        if sentence.target.strip()
    )


def _read_lines(hypothesis: Hypothesis, text: Numbered) -> tuple[FactDraft, ...]:
    return read_facts(hypothesis.text, frozenset(number for number, _ in text))


def _is_enough(answer: str | tuple[FactDraft, ...], text: Numbered) -> bool:
    return bool(answer) if isinstance(answer, str) else len(answer) >= min(FEWEST_FACTS, len(text))


def _choose(article: Article, drafts: list[FactDraft], *, is_one: bool) -> tuple[FactDraft, ...]:
    """Keep the model's own order where it saw the whole article."""
    if is_one:
        return tuple(drafts[:MOST_FACTS])
    places = rank_sentences(article, len(article.sentences))
    rank = {article.sentences[place].segment: position for position, place in enumerate(places)}
    ranked = sorted(drafts, key=lambda draft: min(rank.get(segment, len(rank)) for segment in draft.segments))
    return tuple(ranked[:MOST_FACTS])
