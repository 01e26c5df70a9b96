"""How long one question takes the sentence encoder and how much memory it needs, by precision and number of threads.

python benchmarks/encoder.py
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from typing import Any, Dict

import click
from report import ROOT, memory_mb, print_table, questions, write

PRECISIONS, THREADS = ("int8", "float32"), (1, 2)
WARM_UP = 10


def measure(precision: str, threads: int, count: int) -> Dict[str, Any]:
    """Load the encoder in this process and encode questions one by one."""
    sys.path.insert(0, str(ROOT))
    from bot.encoder import load_encoder

    before, started = memory_mb(), time.perf_counter()
    encoder = load_encoder(precision=precision, threads=threads)
    loaded = time.perf_counter() - started
    texts, times = questions(count), []
    encoder.encode(texts[:WARM_UP])
    for text in texts:
        started = time.perf_counter()
        encoder.encode([text])
        times.append((time.perf_counter() - started) * 1000)
    return {
        "precision": precision,
        "threads": threads,
        "load s": round(loaded, 2),
        "median ms": round(statistics.median(times), 2),
        "95% within ms": round(statistics.quantiles(times, n=20)[-1], 2),
        "resident MB": round(memory_mb()),
        "of it the encoder": round(memory_mb() - before),
    }


def measure_apart(precision: str, threads: int, count: int) -> Dict[str, Any]:
    """Measure in a process of its own, so that memory is that of one encoder."""
    command = [sys.executable, __file__, "--questions", str(count), "--only", precision, str(threads)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


@click.command()
@click.option("--questions", "count", default=200, show_default=True, help="How many questions are encoded.")
@click.option(
    "--only", nargs=2, type=(click.Choice(PRECISIONS), int), help="One precision and number of threads; prints JSON."
)
def main(count: int, only: Any) -> None:
    """Measure the encoder at each precision with one and two threads. Writes results/benchmarks/encoder.json."""
    if only:
        print(json.dumps(measure(*only, count)))
        return
    rows = [measure_apart(precision, threads, count) for precision in PRECISIONS for threads in THREADS]
    print_table(list(rows[0]), [list(row.values()) for row in rows])
    write("encoder", {"questions": count, "encoders": rows})


if __name__ == "__main__":
    main()
