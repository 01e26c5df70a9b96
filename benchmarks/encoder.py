"""How long one question takes the sentence encoder and how much memory it needs, with several settings.

python benchmarks/encoder.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any, Callable, Dict, List, Sequence, Tuple

import click
import numpy as np
from report import ROOT, memory_mb, print_table, questions, write

sys.path.insert(0, str(ROOT))

WARM_UP, ROUNDS, MANY = 10, 3, 200
BASIC, EXTENDED = 1, 2
# name: precision, and what is changed in the options of ONNX Runtime
VARIANTS: Dict[str, Tuple[str, Callable[[Any], Any]]] = {
    "int8": ("int8", lambda options: None),
    "int8, basic optimisation": ("int8", lambda options: _optimise(options, BASIC)),
    "int8, extended optimisation": ("int8", lambda options: _optimise(options, EXTENDED)),
    "int8, matrices not repacked": (
        "int8", lambda options: options.add_session_config_entry("session.disable_prepacking", "1")
    ),
    "int8, memory arena": ("int8", lambda options: setattr(options, "enable_cpu_mem_arena", True)),
    "float32": ("float32", lambda options: None),
}


def _optimise(options: Any, level: int) -> None:
    import onnxruntime

    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel(level)


def load(variant: str, threads: int = 1, seconds: int = 0) -> Any:
    """An encoder that keeps vectors for ``seconds``."""
    from bot.encoder import cache, session
    from bot.encoder.recent import RecentVectors

    precision, change = VARIANTS[variant]
    options = session.session_options()
    change(options)
    return session.SentenceEncoder(
        cache.ensure_built(), cache.GRAPHS[precision], threads, RecentVectors(seconds), options
    )


def memory(variant: str, count: int) -> Dict[str, float]:
    """What one encoder adds to this process, beyond the libraries: right after loading, and after questions."""
    import onnxruntime  # noqa: F401
    import sentencepiece  # noqa: F401
    from bot.encoder import cache

    texts = questions(count)
    cache.ensure_built()
    before, started = memory_mb(), time.perf_counter()
    encoder = load(variant)
    loaded, resident = time.perf_counter() - started, memory_mb()
    for text in texts:
        encoder.encode([text])
    return {"load s": round(loaded, 2), "MB loaded": round(resident - before), "MB used": round(memory_mb() - before)}


def memory_apart(variant: str, count: int) -> Dict[str, float]:
    """Measure in a process of its own, so that memory is that of one encoder."""
    command = [sys.executable, __file__, "--questions", str(count), "--memory", variant]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def times(count: int) -> List[Dict[str, Any]]:
    """Encode questions one by one, the encoders in turn, so that other work on the machine strikes all alike."""
    encoders = {variant: load(variant) for variant in VARIANTS}
    wall: Dict[str, List[float]] = {variant: [] for variant in VARIANTS}
    cpu: Dict[str, List[float]] = {variant: [] for variant in VARIANTS}
    vectors: Dict[str, List[np.ndarray]] = {variant: [] for variant in VARIANTS}
    texts = questions(count)
    for number, text in enumerate([*texts[:WARM_UP], *texts]):
        for variant, encoder in encoders.items():
            on_clock, on_core = time.perf_counter(), time.thread_time()
            vector = encoder.encode([text])[0]
            if number >= WARM_UP:
                cpu[variant].append((time.thread_time() - on_core) * 1000)
                wall[variant].append((time.perf_counter() - on_clock) * 1000)
                vectors[variant].append(vector)
    return [row(variant, wall[variant], cpu[variant], vectors[variant], vectors["int8"]) for variant in VARIANTS]


def row(
    variant: str, wall: List[float], cpu: List[float], found: List[np.ndarray], plain: List[np.ndarray]
) -> Dict[str, Any]:
    """The figures of one variant. ``core``: milliseconds that a core worked; ``clock``: that the question took."""
    shares = (("10%", 10), ("median", 50))
    cosines = (np.array(found) * np.array(plain)).sum(axis=1)
    return {
        "encoder": variant,
        **{f"core {name}": round(float(np.percentile(cpu, share)), 2) for name, share in shares},
        **{f"clock {name}": round(float(np.percentile(wall, share)), 2) for name, share in shares},
        "least cosine to int8": round(float(cosines.min()), 4),
    }


def best(encode: Callable[[], Any], texts: int) -> float:
    """Milliseconds a text in the fastest of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        encode()
        rounds.append((time.perf_counter() - started) * 1000 / texts)
    return round(min(rounds), 3)


def many() -> List[Tuple[str, float]]:
    """Milliseconds a text when many come at once, and when one comes again."""
    texts, remembering = questions(MANY), load("int8", seconds=60)
    rows = [
        (f"{MANY} texts at once, {threads} at the same time", best(lambda: encoder.encode(texts), MANY))
        for threads, encoder in ((threads, load("int8", threads)) for threads in (1, 2))
    ]
    remembering.encode(texts)
    again: Callable[[], Sequence[Any]] = lambda: [remembering.encode([text]) for text in texts]
    return [*rows, ("a question that comes again", best(again, MANY))]


@click.command()
@click.option("--questions", "count", default=200, show_default=True, help="How many questions are encoded.")
@click.option("--memory", "only", type=click.Choice(list(VARIANTS)), help="Only memory of one encoder; prints JSON.")
def main(count: int, only: Any) -> None:
    """Measure the encoder with several settings. Writes results/benchmarks/encoder.json."""
    if only:
        print(json.dumps(memory(only, count)))
        return
    rows = [{**figures, **memory_apart(figures["encoder"], count)} for figures in times(count)]
    print_table(list(rows[0]), [list(figures.values()) for figures in rows])
    print()
    together = many()
    print_table(["milliseconds a text", "int8"], together)
    write("encoder", {"questions": count, "encoders": rows, "together": dict(together)})


if __name__ == "__main__":
    main()
