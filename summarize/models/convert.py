"""Pickled weights → safetensors, in a process of its own: `python -m summarize.models.convert FOLDER`.

Pickles are read with `weights_only`, offline, once, and never at night.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from summarize.engines.offline import LOAD, import_transformers
from summarize.errors import ModelError


def convert_folder(folder: Path) -> None:
    """Replace `pytorch_model*.bin` in `folder` by safetensors; nothing else changes."""
    transformers = import_transformers()
    config = transformers.AutoConfig.from_pretrained(folder, **LOAD)
    family = "AutoModelForSeq2SeqLM" if config.is_encoder_decoder else "AutoModelForCausalLM"
    model, report = getattr(transformers, family).from_pretrained(
        folder, dtype="auto", use_safetensors=False, weights_only=True, output_loading_info=True, **LOAD
    )
    for kind in ("missing_keys", "mismatched_keys", "error_msgs"):
        if report.get(kind):
            raise ModelError(
                f"{folder}: the weights do not fit the model: {kind} {sorted(map(str, report[kind]))}"
            )
    with tempfile.TemporaryDirectory(dir=folder, prefix=".convert-") as place:
        model.save_pretrained(place)
        for path in Path(place).glob("model*.safetensors*"):
            path.rename(folder / path.name)
    for path in folder.glob("pytorch_model*.bin*"):
        path.unlink()


if __name__ == "__main__":
    convert_folder(Path(sys.argv[1]))
