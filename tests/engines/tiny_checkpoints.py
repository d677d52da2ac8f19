"""Tiny checkpoints of the very classes that the engines load, with random weights, made in seconds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarize.engines.offline import import_transformers
from summarize.engines.options import Kind, ModelSpec
from summarize.files import fingerprint_bytes

FRENCH = (
    "Le Parlement a adopté mardi le budget de la ville après un long débat.",
    "Le maire promet un nouveau pont et deux écoles avant la fin de l'année 2024.",
    "Selon la police, 1 200 personnes ont manifesté jeudi devant la préfecture.",
    "La croissance a atteint 3,5 % au deuxième trimestre, selon l'Insee.",
    "Non.",
    "Les pompiers sont intervenus vers 20h30 ; personne n'a été blessé.",
    "Le président russe a reçu son homologue turc à Moscou pour parler de la guerre.",
    "« Nous ne céderons pas », a déclaré la ministre devant les députés.",
    "Oui, jeudi.",
    "L'équipe de France affrontera l'Italie samedi à Rome, puis l'Irlande à Dublin et l'Écosse à Paris.",
)
ENGLISH = (
    "Parliament passed the budget of the city on Tuesday after a long debate.",
    "The mayor promises a new bridge and two schools before the end of 2024.",
    "According to the police, 1,200 people demonstrated on Thursday.",
    "The council approved the budget on Tuesday, and the mayor promised a new bridge.",
)
TASKS = (">>headline<<", ">>summary<<", ">>fact<<")


def specify(folder: Path, kind: Kind) -> ModelSpec:
    """Return the spec of a finished folder."""
    return ModelSpec(
        name=f"tiny-{kind}",
        kind=kind,
        path=folder,
        revision="test",
        fingerprint=fingerprint_bytes((folder / "model.safetensors").read_bytes()),
    )


def make_marian(folder: Path, *, has_tasks: bool = True, byte_fallback: bool = True) -> ModelSpec:
    """MarianMT with a joint vocabulary; its `<pad>` row, where decoding starts, is not zero."""
    vocabulary = _make_pieces(folder, byte_fallback=byte_fallback)
    for token in (*(TASKS if has_tasks else ()), "<pad>"):
        vocabulary[token] = len(vocabulary)
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    settings = {"source_lang": "fr", "target_lang": "en", "model_max_length": 100}
    (folder / "tokenizer_config.json").write_text(
        json.dumps({**settings, "tokenizer_class": "MarianTokenizer"})
    )
    transformers = import_transformers()
    _seed()
    pad, end = vocabulary["<pad>"], vocabulary["</s>"]
    shape = dict.fromkeys(("encoder_attention_heads", "decoder_attention_heads"), 2) | dict.fromkeys(
        ("encoder_ffn_dim", "decoder_ffn_dim"), 48
    )
    config = transformers.MarianConfig(
        vocab_size=len(vocabulary),
        d_model=32,
        encoder_layers=2,
        decoder_layers=1,
        max_position_embeddings=128,
        activation_function="swish",
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        pad_token_id=pad,
        eos_token_id=end,
        bos_token_id=end,
        decoder_start_token_id=pad,
        forced_eos_token_id=end,
        num_beams=3,
        max_length=512,
        init_std=0.2,
        **shape,
    )
    model = transformers.MarianMTModel(config)
    _stir(model)
    model.final_logits_bias[0, end] = 5.0  # so that most targets end before their cap
    model.save_pretrained(folder)
    return specify(folder, Kind.MARIAN)


def make_bart(folder: Path) -> ModelSpec:
    """BART, with decoding settings where real checkpoints keep them."""
    transformers = import_transformers()
    tokenizer = _make_tokenizer(folder, ("<s>", "<pad>", "</s>", "<unk>"), wrap="<s> $A </s>")
    _seed()
    config = transformers.BartConfig(
        vocab_size=len(tokenizer),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        max_position_embeddings=64,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_eos_token_id=2,
        init_std=0.2,
    )
    _save(transformers.BartForConditionalGeneration(config), folder)
    _set_task(folder, {"num_beams": 2, "min_length": 4, "max_length": 32, "no_repeat_ngram_size": 3})
    return specify(folder, Kind.SEQ2SEQ)


def make_t5(folder: Path, *, is_v1_1: bool) -> ModelSpec:
    """T5, or T5 v1.1 (gated, outputs not scaled): the flavour that converters get wrong."""
    transformers = import_transformers()
    tokenizer = _make_tokenizer(folder, ("<pad>", "</s>", "<unk>"), wrap="$A </s>", start="<pad>")
    _seed()
    config = transformers.T5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=16,
        d_ff=48,
        num_layers=1,
        num_heads=2,
        feed_forward_proj="gated-gelu" if is_v1_1 else "relu",
        tie_word_embeddings=not is_v1_1,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
        n_positions=64,
    )
    _save(transformers.T5ForConditionalGeneration(config), folder)
    _set_task(folder, {"num_beams": 2, "max_length": 32, "prefix": "summarize: "})
    return specify(folder, Kind.SEQ2SEQ)


CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n"
    "{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is false %}<think>\n\n</think>\n\n{% endif %}{% endif %}"
)


def make_chat(folder: Path, model_type: str) -> ModelSpec:
    """A Llama- or Qwen3-class chat model with a template and sampling settings left over."""
    transformers = import_transformers()
    special = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<unk>")
    tokenizer = _make_tokenizer(folder, special, end="<|im_end|>", template=CHAT_TEMPLATE)
    _seed()
    configure = {"llama": transformers.LlamaConfig, "qwen3": transformers.Qwen3Config}[model_type]
    config = configure(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=16,
        max_position_embeddings=8192,
        bos_token_id=0,
        eos_token_id=2,
        rope_theta=130_000.0,
        initializer_range=0.3,
    )
    _save(transformers.AutoModelForCausalLM.from_config(config), folder)
    # A third of the vocabulary ends the turn: random weights would otherwise write up to every limit.
    generation = {"eos_token_id": [2, *range(0, 400, 3)], "do_sample": True, "temperature": 0.6, "top_p": 0.9}
    (folder / "generation_config.json").write_text(json.dumps(generation))
    return specify(folder, Kind.INSTRUCT)


def _seed() -> None:
    import torch

    torch.manual_seed(7)


def _stir(model: Any) -> None:
    """Make embeddings large enough that beams do not tie."""
    import torch

    with torch.no_grad():
        model.get_input_embeddings().weight.normal_(0, 0.5)


def _save(model: Any, folder: Path) -> None:
    _stir(model)
    model.save_pretrained(folder)


def _set_task(folder: Path, settings: dict[str, object]) -> None:
    path = folder / "config.json"
    config = json.loads(path.read_text())
    path.write_text(json.dumps({**config, "task_specific_params": {"summarization": settings}}))


def _make_pieces(folder: Path, *, byte_fallback: bool) -> dict[str, int]:
    import sentencepiece

    folder.mkdir(parents=True, exist_ok=True)
    text = folder / "text.txt"
    text.write_text("\n".join((*FRENCH, *ENGLISH)), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "source"),
        vocab_size=400 if byte_fallback else 140,
        byte_fallback=byte_fallback,
        model_type="unigram",
        normalization_rule_name="nmt_nfkc",
        bos_id=-1,
        pad_id=-1,
        eos_id=0,
        unk_id=1,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    return {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}


def _make_tokenizer(
    folder: Path,
    special: tuple[str, ...],
    *,
    wrap: str = "",
    start: str = "<s>",
    end: str = "</s>",
    template: str = "",
) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=list(special),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(ENGLISH, trainer)
    if wrap:
        named = [(token, tokenizer.token_to_id(token)) for token in special if token in wrap]
        tokenizer.post_processor = processors.TemplateProcessing(single=wrap, special_tokens=named)
    pad = "<pad>" if "<pad>" in special else special[0]
    fast = import_transformers().PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=start if start in special else special[0],
        eos_token=end,
        pad_token=pad,
        unk_token="<unk>",
        additional_special_tokens=[token for token in special if token.startswith("<|")],
    )
    if template:
        fast.chat_template = template
    fast.save_pretrained(folder)
    return fast
