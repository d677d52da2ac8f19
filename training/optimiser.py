"""Muon for the hidden matrices, AdamW for everything else; fp32 masters behind weights of the working type.

Hidden matrices of one shape are stepped together: the Newton–Schulz iterations are then batched products.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.config import Optimiser

SHARED = "model.shared.weight"
_STEPS = 5
_A, _B, _C = 3.4445, -4.7750, 2.0315


def orthogonal(gradients: Tensor, working: torch.dtype) -> Tensor:
    """Return roughly the nearest semi-orthogonal matrix of each of a stack, by Newton–Schulz in `working`."""
    tall = gradients.size(1) > gradients.size(2)
    x = gradients.mT if tall else gradients
    x = (x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)).to(working)
    for _ in range(_STEPS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=_B, alpha=_C), x, beta=_A)
    return (x.mT if tall else x).float()


def is_hidden(name: str, weight: Tensor) -> bool:
    """Whether Muon steps this parameter: a matrix that is no embedding."""
    return weight.ndim == 2 and not any(part in name for part in ("embed", "shared", "lm_head"))


class Stepper:
    """The optimisers of a model, with the fp32 masters of its weights."""

    def __init__(self, model: nn.Module, settings: Optimiser, pad: int) -> None:
        """Take the present weights of `model` (in fp32) as masters.

        The embedding of `pad`, from which decoding starts, stays zero: other engines start so.
        """
        self.settings, self._pad = settings, pad
        named = {name: p for name, p in model.named_parameters() if p.requires_grad}
        self._frozen = {  # positions are computed, not learned, and belong to no checkpoint
            name: p.detach().float().clone()
            for name, p in model.named_parameters()
            if not p.requires_grad and "embed_positions" not in name
        }
        groups: dict[tuple[int, ...], list[str]] = {}
        for name, p in named.items():
            if is_hidden(name, p):
                groups.setdefault(tuple(p.shape), []).append(name)
        self._groups = [groups[shape] for shape in sorted(groups)]
        self._others = [name for name, p in named.items() if not is_hidden(name, p)]
        self._stacks = [torch.stack([named[n].detach().float() for n in names]) for names in self._groups]
        self._momenta = [torch.zeros_like(stack) for stack in self._stacks]
        self._plain = [nn.Parameter(named[name].detach().float().clone()) for name in self._others]
        self._adam = torch.optim.AdamW(
            self._plain, lr=settings.adam_rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True
        )
        self._clear_pad()

    def masters(self) -> dict[str, Tensor]:
        """Return the fp32 weights by name."""
        stacked = zip(self._groups, self._stacks, strict=True)
        hidden = {name: stack[i] for names, stack in stacked for i, name in enumerate(names)}
        plain = zip(self._others, self._plain, strict=True)
        return self._frozen | hidden | {name: p.detach() for name, p in plain}

    def state(self) -> dict[str, Any]:
        """Return all that a resumed run needs."""
        momenta = zip(self._groups, self._momenta, strict=True)
        return {
            "masters": {name: weight.cpu().clone() for name, weight in self.masters().items()},
            "momenta": {
                name: stack[i].cpu().clone() for names, stack in momenta for i, name in enumerate(names)
            },
            "adam": self._adam.state_dict(),
        }

    def load(self, state: dict[str, Any], *, optimisers: bool = True) -> None:
        """Take over the weights of `state`, and with `optimisers` momenta and moments too."""
        # Where other layers were frozen the moments are of other parameters: they are rebuilt.
        hidden = {name for names in self._groups for name in names}
        optimisers = optimisers and state["momenta"].keys() == hidden
        with torch.no_grad():
            for names, stack, momentum in zip(self._groups, self._stacks, self._momenta, strict=True):
                for i, name in enumerate(names):
                    stack[i].copy_(state["masters"][name])
                    if optimisers:
                        momentum[i].copy_(state["momenta"][name])
            for name, p in zip(self._others, self._plain, strict=True):
                p.data.copy_(state["masters"][name])
            for name, weight in self._frozen.items():
                weight.copy_(state["masters"][name])
        if optimisers:
            self._adam.load_state_dict(state["adam"])
        self._clear_pad()

    def write_to(self, model: nn.Module) -> None:
        """Copy the masters into the weights of `model`, rounded to their type."""
        masters = self.masters()
        with torch.no_grad():
            for name, p in model.named_parameters():
                if name in masters:
                    p.copy_(masters[name])

    def step(self, model: nn.Module, rate: float) -> None:
        """Make one step from the gradients in `model`, at `rate` of the peak rates, and clear them."""
        named = dict(model.named_parameters())
        with torch.no_grad():
            self._step_plain(named, rate)
            for names, stack, momentum in zip(self._groups, self._stacks, self._momenta, strict=True):
                gradients = torch.stack([_gradient(named[name]) for name in names])
                self._step_hidden(stack, momentum, gradients, rate)
        self.write_to(model)
        model.zero_grad(set_to_none=True)

    def _step_plain(self, named: dict[str, nn.Parameter], rate: float) -> None:
        """Step embeddings, norms and biases."""
        for name, p in zip(self._others, self._plain, strict=True):
            p.grad = _gradient(named[name]).float()
        torch.nn.utils.clip_grad_norm_(self._plain, self.settings.clip)
        for group in self._adam.param_groups:
            group["lr"] = self.settings.adam_rate * rate
        self._adam.step()
        self._clear_pad()

    def _clear_pad(self) -> None:
        """Keep the embedding of the padding at zero."""
        for name, p in zip(self._others, self._plain, strict=True):
            if name == SHARED:
                p.data[self._pad].zero_()

    def _step_hidden(self, stack: Tensor, momentum: Tensor, gradients: Tensor, rate: float) -> None:
        """Step one stack of hidden matrices."""
        settings, working = self.settings, gradients.dtype
        gradients = gradients.float()
        momentum.lerp_(gradients, 1 - settings.momentum)
        direction = orthogonal(gradients.lerp(momentum, settings.momentum), working)
        scale = settings.muon_rate * rate * max(1.0, stack.size(1) / stack.size(2)) ** 0.5
        stack.mul_(1 - settings.muon_rate * rate * settings.muon_decay).add_(direction, alpha=-scale)


def _gradient(parameter: nn.Parameter) -> Tensor:
    """Return the gradient, which is zero for a parameter the batch did not reach."""
    return torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
