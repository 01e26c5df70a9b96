"""The network of the sentence encoder in PyTorch, with low-rank matrices beside its linear layers that learn (LoRA)."""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from bot.encoder.adapter import DOWN, UP
from bot.encoder.weights import Weights

LINEAR = ("q", "k", "v", "ao", "fi", "fo")
STRENGTH = 2.0  # of the learned part while it is learned; the written matrices hold it
DROPOUT = 0.05


class Adapted(nn.Module):
    """A linear layer whose own weights stay, with two small matrices that learn."""

    def __init__(self, weights: Weights, name: str, rank: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.tensor(weights.tensors[f"{name}.b"]), requires_grad=False)
        matrix = torch.tensor(weights.tensors[f"{name}.w"]).reshape(self.bias.numel(), -1)
        self.matrix = nn.Parameter(matrix, requires_grad=False)
        self.down = nn.Parameter(torch.randn(rank, matrix.shape[1]) / matrix.shape[1] ** 0.5)
        self.up = nn.Parameter(torch.zeros(matrix.shape[0], rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Shapes: [..., in] to [..., out]."""
        learned = functional.linear(functional.linear(x, self.down), self.up)
        return functional.linear(x, self.matrix, self.bias) + STRENGTH * learned


class Layer(nn.Module):
    """One layer: attention and two linear layers, each with a norm after it."""

    def __init__(self, weights: Weights, name: str, rank: int) -> None:
        super().__init__()
        self.heads = weights.shape.heads
        self.linear = nn.ModuleDict({part: Adapted(weights, f"{name}.{part}", rank) for part in LINEAR})
        self.norms = nn.ModuleDict({part: norm(weights, f"{name}.{part}") for part in ("aln", "oln")})

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Shapes: token vectors [texts, tokens, hidden]; mask [texts, 1, 1, tokens], true where there is a token."""
        texts, tokens, hidden = x.shape
        query, key, value = (
            self.linear[part](x).view(texts, tokens, self.heads, hidden // self.heads).transpose(1, 2) for part in "qkv"
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = self.linear["ao"](seen.transpose(1, 2).reshape(texts, tokens, hidden))
        x = self.norms["aln"](x + functional.dropout(seen, DROPOUT, self.training))
        wide = functional.gelu(self.linear["fi"](x))
        return self.norms["oln"](x + functional.dropout(self.linear["fo"](wide), DROPOUT, self.training))


def norm(weights: Weights, name: str) -> nn.LayerNorm:
    """A layer norm that does not learn."""
    layer = nn.LayerNorm(weights.shape.hidden, eps=weights.shape.epsilon)
    values = {"weight": weights.tensors[f"{name}.w"], "bias": weights.tensors[f"{name}.b"]}
    layer.load_state_dict({key: torch.tensor(value) for key, value in values.items()})
    return layer.requires_grad_(False)


class Network(nn.Module):
    """Token ids to sentence vectors. ``kept``: the vocabulary ids that stay; token ids are indices into it."""

    def __init__(self, weights: Weights, kept: Sequence[int], rank: int) -> None:
        super().__init__()
        hidden = weights.shape.hidden
        self.words = word_vectors(weights, kept)
        self.places = torch.tensor(weights.tensors["emb.pos"].reshape(-1, hidden) + weights.tensors["emb.type"][:hidden])
        self.norm = norm(weights, "emb.ln")
        self.layers = nn.ModuleDict({f"l{at}": Layer(weights, f"l{at}", rank) for at in range(weights.shape.layers)})

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Unit vectors [texts, hidden] of ids [texts, tokens]; ``mask``: one where there is a token, else zero."""
        x = self.norm(self.words[ids] + self.places[: ids.shape[1]])
        for layer in self.layers.values():
            x = layer(x, mask[:, None, None, :].bool())
        mean = (x * mask[..., None].to(x.dtype)).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(mean.float(), dim=-1)

    def adapter(self) -> Dict[str, np.ndarray]:
        """What was learned, as ``bot.encoder.adapter`` reads it: float16."""
        found: Dict[str, np.ndarray] = {}
        for name, part in self._adapted():
            found[name + DOWN] = part.down.detach().half().numpy()
            found[name + UP] = (STRENGTH * part.up).detach().half().numpy()
        return found

    def start_from(self, adapter: Dict[str, np.ndarray]) -> None:
        """Go on from an adapter of the same rank."""
        for name, part in self._adapted():
            part.down.data = torch.tensor(adapter[name + DOWN])
            part.up.data = torch.tensor(adapter[name + UP]) / STRENGTH

    def _adapted(self) -> List[Tuple[str, Adapted]]:
        return [(f"{at}.{part}", layer.linear[part]) for at, layer in self.layers.items() for part in LINEAR]


def word_vectors(weights: Weights, kept: Sequence[int]) -> torch.Tensor:
    """The vectors of the pieces ``kept``, [pieces, hidden], unpacked from 4 bits."""
    packed = weights.packed_words[list(kept)].reshape(len(kept), -1, 16)
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32) - 8
    scales = weights.word_scales[list(kept)].astype(np.float32)[..., None]
    return torch.tensor((nibbles * scales).reshape(len(kept), weights.shape.hidden))
