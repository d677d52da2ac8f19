"""Which arithmetic a machine is quick at."""

from __future__ import annotations

import torch


def working_type(device: torch.device) -> torch.dtype:
    """Return the type of weights and activations in training; masters are fp32 in any case.

    bf16 where the hardware multiplies it. A processor that does not emulates it: measured at 1 GFLOPS
    where fp32 has 90, so that a run would take days instead of hours.
    """
    if device.type != "cpu" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported():
        return torch.bfloat16
    return torch.float32
