"""The forward pass written out is the framework's; the optimiser and the order do what they say."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from training.config import Config, load_config
from training.model import Batch, hidden_states, move_embeddings, new_model, widen
from training.optimiser import Stepper, orthogonal
from training.order import copies_of, epoch_batches, make_batch
from training.pairs import Pairs, load_pairs, pack, save_pairs
from training.precision import working_type


def some_pairs(count: int = 60) -> Pairs:
    chance = np.random.default_rng(3)
    rows = [
        np.append(chance.integers(2, 50, chance.integers(2, 14)), 0).astype(np.uint16)
        for _ in range(2 * count)
    ]
    return pack(rows[:count], rows[count:])


def test_the_forward_pass_equals_the_frameworks(toy: Config) -> None:
    model = new_model(toy.shape, 60, 59, None, 0).eval()
    batch = make_batch(some_pairs(), (0, 1, 2, 3, 4), 59)
    with torch.no_grad():
        ours = hidden_states(model, batch)
        mask = (batch.source != batch.pad).long()
        theirs = model.model(input_ids=batch.source, attention_mask=mask, decoder_input_ids=batch.shifted)
    real = batch.target != batch.pad
    assert torch.allclose(ours[real], theirs.last_hidden_state[real], atol=1e-5)


def test_a_wider_model_begins_with_the_function_of_the_narrow_one(toy: Config) -> None:
    narrow = new_model(toy.shape, 60, 59, None, 0).eval()
    shape = dataclasses.replace(toy.shape, encoder_ffn=3 * toy.shape.ffn)
    wide = new_model(shape, 60, 59, None, 1).eval()
    wide.load_state_dict(widen(narrow.state_dict(), wide.state_dict()))
    batch = make_batch(some_pairs(), (0, 1, 2, 3, 4), 59)
    with torch.no_grad():
        assert torch.allclose(hidden_states(narrow, batch), hidden_states(wide, batch), atol=1e-5)
    assert wide.model.encoder.layers[0].fc1.weight.size(0) == 3 * toy.shape.ffn
    assert float(wide.state_dict()["model.encoder.layers.0.fc1.weight"].norm(dim=1).min()) > 0


def test_a_model_is_never_made_narrower_or_of_other_dimensions(toy: Config) -> None:
    narrow = new_model(toy.shape, 60, 59, None, 0).state_dict()
    wide = new_model(dataclasses.replace(toy.shape, encoder_ffn=3 * toy.shape.ffn), 60, 59, None, 1)
    with pytest.raises(ValueError, match="does not become"):
        widen(wide.state_dict(), narrow)
    with pytest.raises(ValueError, match="does not become"):
        widen(narrow, new_model(toy.shape, 61, 60, None, 0).state_dict())


def test_orthogonal_makes_singular_values_near_one() -> None:
    stack = torch.randn(3, 16, 40, generator=torch.Generator().manual_seed(0))
    values = torch.linalg.svdvals(orthogonal(stack, torch.bfloat16))
    assert float(values.min()) > 0.4
    assert float(values.max()) < 1.4
    assert torch.allclose(orthogonal(stack.mT, torch.float32), orthogonal(stack, torch.float32).mT)


def test_training_computes_in_what_the_hardware_multiplies(monkeypatch: pytest.MonkeyPatch) -> None:
    cpu = torch.device("cpu")
    for has_bf16, working in ((True, torch.bfloat16), (False, torch.float32)):
        monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda has=has_bf16: has)
        monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: False)
        assert working_type(cpu) is working
    assert working_type(torch.device("cuda")) is torch.bfloat16


def test_a_parameter_that_the_batch_did_not_reach_keeps_its_place(toy: Config) -> None:
    model = new_model(toy.shape, 60, 59, None, 0)
    stepper = Stepper(model, toy.optimiser, 59)
    before = {name: weight.clone() for name, weight in stepper.masters().items()}
    model.model.encoder.layers[0].fc1.weight.grad = torch.ones_like(model.model.encoder.layers[0].fc1.weight)
    stepper.step(model, 1.0)
    moved = {name for name, weight in stepper.masters().items() if not torch.equal(weight, before[name])}
    assert "model.encoder.layers.0.fc1.weight" in moved
    assert not any("norm" in name or "shared" in name for name in moved)


def test_batches_fit_show_every_pair_and_depend_on_seed_and_epoch_alone() -> None:
    pairs = some_pairs()
    copies = copies_of({"a": 20, "b": 40}, {"a": 2, "b": 1})
    again = [epoch_batches(pairs, copies, tokens=64, longest=99, seed=1, epoch=4) for _ in range(2)]
    assert again[0] == again[1]
    assert again[0] != epoch_batches(pairs, copies, tokens=64, longest=99, seed=1, epoch=5)
    assert sorted(row for rows in again[0] for row in rows) == sorted([*range(60), *range(20)])
    for rows in again[0]:
        batch = make_batch(pairs, rows, 59)
        assert max(batch.source.numel(), batch.target.numel()) <= 64


def test_a_fraction_of_a_copy_shows_another_part_each_epoch() -> None:
    pairs = some_pairs()
    copies = copies_of({"a": 60}, {"a": 0.5})
    shown = [
        {row for rows in epoch_batches(pairs, copies, tokens=64, longest=99, seed=1, epoch=e) for row in rows}
        for e in (0, 1)
    ]
    assert all(15 < len(one) < 45 for one in shown)
    assert shown[0] != shown[1]


def test_pairs_too_long_are_left_out() -> None:
    pairs = some_pairs()
    rows = [r for b in epoch_batches(pairs, np.ones(60), tokens=64, longest=8, seed=0, epoch=0) for r in b]
    assert 0 < len(rows) < 60
    assert all(len(pairs.source_row(r)) <= 8 and len(pairs.target_row(r)) <= 8 for r in rows)


def test_a_batch_shifts_the_target_behind_the_padding_token() -> None:
    pairs = pack([np.array([5, 6, 0], np.uint16)], [np.array([7, 8, 0], np.uint16)])
    batch = make_batch(pairs, (0,), 9)
    assert isinstance(batch, Batch)
    assert batch.shifted.tolist() == [[9, 7, 8]]
    assert batch.target.tolist() == [[7, 8, 0]]


@pytest.mark.parametrize("shard", [0, 7])
def test_pairs_survive_saving_whole_and_in_shards(tmp_path: Path, shard: int) -> None:
    pairs = some_pairs(20)
    paths = save_pairs(pairs, tmp_path / "set.npz", shard=shard)
    assert len(paths) == (3 if shard else 1)
    loaded = load_pairs(tmp_path / "set.npz")
    assert all(np.array_equal(loaded.target_row(i), pairs.target_row(i)) for i in range(20))
    assert all(np.array_equal(loaded.source_row(i), pairs.source_row(i)) for i in range(20))


def test_embeddings_move_by_piece() -> None:
    weight = torch.arange(6.0).view(3, 2) + 1
    moved = move_embeddings(weight, {"a": 0, "b": 1, "<pad>": 2}, {"a": 0, "c": 1, "b": 2, "<pad>": 3}, 0)
    assert torch.equal(moved[[0, 2, 3]], weight)
    assert moved[1].norm() == pytest.approx(weight.norm(dim=1).median().item())


@pytest.mark.parametrize("name", ["compact", "gpu", "toy"])
def test_every_configuration_is_read_whole(name: str) -> None:
    config = load_config(name)
    assert config.phases
    assert all(not phase.start or config.phase(phase.start) for phase in config.phases)


def test_an_unknown_key_of_a_configuration_is_an_error(tmp_path: Path) -> None:
    text = (Path(load_config.__code__.co_filename).parent / "configs" / "toy.toml").read_text()
    path = tmp_path / "odd.toml"
    path.write_text(text.replace("heads =", "hats ="))
    with pytest.raises(ValueError, match="hats"):
        load_config(path)
