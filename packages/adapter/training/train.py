"""Trains the adapter: the sentence encoder learns to tell the topics of this project apart, and danger from the ordinary."""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from pathlib import Path
from typing import Iterator, List, NamedTuple, Tuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from network import Network  # noqa: E402

from bot.content.library import shared_library  # noqa: E402
from bot.encoder import adapter, cache, pieces, weights  # noqa: E402
from bot.encoder.session import PREFIX  # noqa: E402
from bot.encoder.tokens import load_tokens  # noqa: E402
from bot.understanding.typos import with_typos  # noqa: E402

RANK, BATCH, WARM_UP = 16, 64, 60
HEAD_RATE, DECAY, SMOOTHING, SCALE = 5e-3, 0.01, 0.05, 16.0
TYPO_SHARE, VARIANTS, ORDINARY_STEP = 0.4, 4, 6
SORTED_AT_ONCE = 40  # batches whose texts are sorted by length together, so that little is filled up
TOPICS, CARE = 0, 1
SEED = 0


class Item(NamedTuple):
    """A text, what it should be told to be, and by which of the two heads."""

    text: str
    label: int
    head: int


def items(topics: List[str], kinds: List[str]) -> List[Item]:
    """Every example of the topics, the messages of ``data/care_examples.yml``, and some examples as ordinary messages."""
    library = shared_library()
    examples = [example for topic in library.topics() for example in topic.examples]
    found = [Item(example.text, topics.index(example.topic), TOPICS) for example in examples]
    found += [Item(text, kinds.index(kind), CARE) for kind in kinds for text in getattr(library.care_examples, kind)]
    return found + [Item(example.text, kinds.index("gewoon"), CARE) for example in examples[::ORDINARY_STEP]]


def batches(texts: List[Item], numbers: random.Random) -> Iterator[List[Item]]:
    """The texts in another order each time, some with typing errors, in batches of like length."""
    seen = [
        item._replace(text=with_typos(item.text, numbers.randrange(VARIANTS))) if numbers.random() < TYPO_SHARE else item
        for item in texts
    ]
    numbers.shuffle(seen)
    found = []
    for start in range(0, len(seen), BATCH * SORTED_AT_ONCE):
        part = sorted(seen[start : start + BATCH * SORTED_AT_ONCE], key=lambda item: len(item.text))
        found += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    numbers.shuffle(found)
    return iter(found)


def filled_up(rows: List[List[int]]) -> Tuple[torch.Tensor, torch.Tensor]:
    """Token ids [texts, tokens] and their mask."""
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest)
    for at, row in enumerate(rows):
        ids[at, : len(row)], mask[at, : len(row)] = torch.tensor(row), 1
    return ids, mask


def loss_of(vectors: torch.Tensor, batch: List[Item], heads: nn.ModuleList) -> torch.Tensor:
    """Mean loss of a batch: each text by its own head."""
    labels, which = torch.tensor([item.label for item in batch]), torch.tensor([item.head for item in batch])
    total = vectors.new_zeros(())
    for head in (TOPICS, CARE):
        own = which == head
        smoothing = SMOOTHING if head == TOPICS else 0.0
        total = total + functional.cross_entropy(
            heads[head](vectors[own] * SCALE), labels[own], reduction="sum", label_smoothing=smoothing
        )
    return total / len(batch)


def train(network: Network, texts: List[Item], heads: nn.ModuleList, rate: float, epochs: int, most: int) -> None:
    """Adjust the adapter; ``most``: stop after so many steps, for a try."""
    tokens, numbers = load_tokens(cache.ensure_built()), random.Random(SEED)
    learning = [value for value in network.parameters() if value.requires_grad]
    optimizer = torch.optim.AdamW([
        {"params": learning, "lr": rate, "weight_decay": DECAY},
        {"params": heads.parameters(), "lr": HEAD_RATE, "weight_decay": DECAY},
    ])
    total = epochs * math.ceil(len(texts) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * min(step / total, 1.0)))
    )
    step, began = 0, time.monotonic()
    for epoch in range(epochs):
        for batch in batches(texts, numbers):
            ids, mask = filled_up([tokens.ids(PREFIX + item.text) for item in batch])
            with torch.autocast("cpu", torch.bfloat16):
                vectors = network(ids, mask)
            loss = loss_of(vectors, batch, heads)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 50 == 0 or step == most:
                spent = time.monotonic() - began
                print(f"epoch {epoch + 1}/{epochs}, step {step}/{total}, loss {loss.item():.3f}, {spent:.0f} s", flush=True)
            if step == most:
                return


def main() -> None:
    """Train, and write the adapter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-3, help="learning rate")
    parser.add_argument("--start", type=Path, help="go on from this adapter")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps")
    parser.add_argument("--out", type=Path, default=adapter.FILE)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    read = weights.read(weights.locate())
    network = Network(read, pieces.kept_ids(read.pieces), RANK).train()
    if options.start:
        network.start_from(adapter.read(options.start))
    topics, kinds = shared_library().topic_ids, ["gewoon", "zelfdoding", "gevaar"]
    heads = nn.ModuleList([nn.Linear(read.shape.hidden, len(labels)) for labels in (topics, kinds)])
    train(network, items(list(topics), kinds), heads, options.rate, options.epochs, options.steps)
    np.savez_compressed(options.out, **network.adapter())
    print(f"written: {options.out}. Now: python -m bot train, python -m bot evaluate --calibrate")


if __name__ == "__main__":
    main()
