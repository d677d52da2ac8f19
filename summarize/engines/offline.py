"""Keeps transformers offline and quiet. Imported and called before transformers is."""

from __future__ import annotations

import logging
import os
from importlib import import_module
from typing import Any

ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DISABLE_SAFETENSORS_CONVERSION": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
}

LOAD = {"local_files_only": True, "trust_remote_code": False}
"""Arguments of every `from_pretrained`: local folders only, no code from a model."""


def import_transformers() -> Any:
    """Return transformers, imported offline and silent."""
    os.environ.update(ENVIRONMENT)
    for name in ("transformers", "huggingface_hub"):
        logging.getLogger(name).setLevel(logging.ERROR)
    transformers: Any = import_module("transformers")
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    return transformers
