"""Chat checkpoints as conversation → answer, on transformers and on CTranslate2."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from summarize.engines.cache import cached
from summarize.engines.checkpoints import (
    load_tokenizer,
    load_weights,
    prepare_torch,
    read_context,
    read_json,
)
from summarize.engines.ct2 import load_model
from summarize.engines.options import ModelSpec, Runtime, describe
from summarize.engines.running import plan_batches, refuse_too_long, run_halving
from summarize.errors import ModelError
from summarize.records import Fingerprint, Hypothesis

Conversation = tuple[str, ...]
"""What was said in turn, the user first, the user last."""

SPECIAL = re.compile(r"<[^<>\s]{1,60}>|\[[A-Z_/]{1,30}\]")


class Prompt(Protocol):
    """What is needed of a loaded prompt."""

    @property
    def label(self) -> str:
        """Name and version."""

    @property
    def fingerprint(self) -> Fingerprint:
        """Fingerprint of the text."""

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with its placeholders filled."""


class ChatModel(Protocol):
    """Answers conversations: same length and order, errors as in the engines' contract."""

    @property
    def signature(self) -> str:
        """Engine, model, weights, compute type and device."""

    @property
    def context(self) -> int:
        """Tokens of conversation and answer together."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text."""

    def measure(self, conversation: Conversation) -> int:
        """Return the tokens of a conversation in the chat template."""

    def disarm(self, text: str) -> str:
        """Return `text` without the strings that the tokenizer takes for control tokens."""

    def answer(self, conversations: Sequence[Conversation], longest: int) -> list[Hypothesis]:
        """Return the model's next turn, of at most `longest` tokens, for each conversation."""


class _ChatBase:
    """What both engines share: the chat template, control tokens, batches."""

    def __init__(self, spec: ModelSpec, runtime: Runtime) -> None:
        self._spec, self._runtime = spec, runtime
        self._tokenizer = load_tokenizer(spec)
        self._context = read_context(spec.path)
        if not self._tokenizer.chat_template:
            raise ModelError(f"{spec.path}: has no chat template", hint="Use a chat or instruct checkpoint.")
        added = {str(token) for token in self._tokenizer.get_added_vocab()} | set(
            self._tokenizer.all_special_tokens
        )
        self._control = sorted(token for token in added if SPECIAL.fullmatch(token))
        self._ends = _read_ends(spec, self._tokenizer)

    @property
    def signature(self) -> str:
        """Engine, model, weights, compute type and device."""
        return describe(self._spec, self._runtime)

    @property
    def context(self) -> int:
        """Tokens of conversation and answer together."""
        return self._context

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text."""
        return (
            [len(ids) for ids in self._tokenizer(list(texts), add_special_tokens=False)["input_ids"]]
            if texts
            else []
        )

    def measure(self, conversation: Conversation) -> int:
        """Return the tokens of a conversation in the chat template."""
        return len(self._encode(conversation))

    def disarm(self, text: str) -> str:
        """Break each control token after its first character: it stays readable and loses its power."""
        for token in self._control:
            text = text.replace(token, f"{token[0]} {token[1:]}")
        return text

    def answer(self, conversations: Sequence[Conversation], longest: int) -> list[Hypothesis]:
        """Answer greedily: the same conversation always gets the same answer."""
        encoded = [self._encode(conversation) for conversation in conversations]
        refuse_too_long([len(ids) for ids in encoded], self._context - longest)
        answers = [Hypothesis(text="") for _ in conversations]
        for members in plan_batches([len(ids) for ids in encoded], 4 * self._runtime.batch_tokens):
            found = run_halving(members, lambda part: self._generate([encoded[i] for i in part], longest))
            for index, hypothesis in zip(members, found, strict=True):
                answers[index] = hypothesis
        return answers

    def _encode(self, conversation: Conversation) -> list[int]:
        roles = ("user", "assistant")
        messages = [{"role": roles[i % 2], "content": said} for i, said in enumerate(conversation)]
        try:
            text = self._tokenizer.apply_chat_template(
                messages, add_generation_prompt=True, tokenize=False, enable_thinking=False
            )
        except Exception as error:  # a template is code of the model: whatever it raises is the model's fault
            raise ModelError(f"{self._spec.path}: its chat template fails: {error}") from error
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def _generate(self, rows: Sequence[list[int]], longest: int) -> list[Hypothesis]:
        raise NotImplementedError

    def _read(self, ids: Sequence[int]) -> Hypothesis:
        ended = [place for place, token in enumerate(ids) if token in self._ends]
        text = self._tokenizer.decode(list(ids[: ended[0]] if ended else ids), skip_special_tokens=True)
        return Hypothesis(text=text.strip(), truncated=not ended)


class TransformersChat(_ChatBase):
    """Any chat checkpoint by `AutoModelForCausalLM`."""

    def __init__(self, spec: ModelSpec, runtime: Runtime) -> None:
        super().__init__(spec, runtime)
        prepare_torch(runtime)
        self._model = load_weights(
            spec, "AutoModelForCausalLM", compute_type=runtime.compute_type, device=runtime.device
        )

    def _generate(self, rows: Sequence[list[int]], longest: int) -> list[Hypothesis]:
        import torch
        from transformers import GenerationConfig

        width, pad = max(len(row) for row in rows), min(self._ends)
        configure: Callable[..., Any] = GenerationConfig
        options = configure(
            max_new_tokens=longest,
            max_length=None,
            num_beams=1,
            do_sample=False,
            eos_token_id=sorted(self._ends),
            pad_token_id=pad,
        )
        # A decoder goes on from its last token, so padding stands in front.
        ids = torch.tensor([[pad] * (width - len(row)) + row for row in rows])
        mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows])
        with torch.inference_mode():
            found = self._model.generate(
                input_ids=ids.to(self._model.device),
                attention_mask=mask.to(self._model.device),
                generation_config=options,
            )
        return [self._read(row[width:]) for row in found.tolist()]


class CTranslate2Chat(_ChatBase):
    """The same checkpoints on CTranslate2, converted once and compared with the original when converted."""

    def __init__(self, spec: ModelSpec, runtime: Runtime) -> None:
        from summarize.engines.hubconversion import VERSION, convert_chat

        super().__init__(spec, runtime)
        folder = cached(spec, runtime, VERSION, convert_chat)
        self._model = load_model("Generator", str(folder), runtime)

    def _generate(self, rows: Sequence[list[int]], longest: int) -> list[Hypothesis]:
        found = self._model.generate_batch(
            [self._tokenizer.convert_ids_to_tokens(row) for row in rows],
            max_length=longest,
            beam_size=1,
            sampling_topk=1,
            end_token=sorted(self._ends),
            return_end_token=True,
            include_prompt_in_result=False,
        )
        return [self._read(one.sequences_ids[0]) for one in found]


def _read_ends(spec: ModelSpec, tokenizer: Any) -> frozenset[int]:
    """Return every token that ends a turn: chat models often have one more than their tokenizer says."""
    ends = {tokenizer.eos_token_id}
    for name in ("generation_config.json", "config.json"):
        if (spec.path / name).exists():
            said = read_json(spec.path / name).get("eos_token_id")
            ends.update(said if isinstance(said, list) else [said])
    return frozenset(end for end in ends if end is not None)
