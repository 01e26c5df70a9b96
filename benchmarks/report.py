"""What the benchmarks share: questions, the machine, a table and a file of results."""

from __future__ import annotations

import json
import os
import platform
from datetime import date
from pathlib import Path
from typing import Any, Dict, List, Sequence

import yaml

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests" / "understanding" / "dev" / "styles.yml"
RESULTS = ROOT / "results" / "benchmarks"


def questions(count: int) -> List[str]:
    """Questions of the development set, spread evenly over it."""
    texts = [row["text"] for row in yaml.safe_load(QUESTIONS.read_text("utf-8"))]
    return [texts[number * len(texts) // count] for number in range(count)]


def memory_mb(process: str = "self", field: str = "VmRSS") -> float:
    """Memory of a process in MB: resident now (``VmRSS``) or at most so far (``VmHWM``)."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1000


def machine() -> Dict[str, Any]:
    """Where and when the figures were measured."""
    cpu = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    return {
        "date": date.today().isoformat(),
        "processor": cpu[0] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under a heading, each column as wide as it needs to be."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def write(name: str, figures: Any) -> None:
    """Write figures and machine as JSON to ``results/benchmarks``."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(
        json.dumps({"machine": machine(), "figures": figures}, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    print(f"written: {path.relative_to(ROOT)}")
