"""This project's understanding beside Rasa's default pipeline and DIET on a Dutch spaCy pipeline: same data, one run.

.venv/bin/python benchmarks/understanding/compare.py [--share 0.125] [--only "rasa default"]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import click

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(Path(__file__).parent)]

from corpora import XSID, XSID_TEST, XSID_TRAIN, xsid  # noqa: E402
from pipelines import PIPELINES  # noqa: E402
from report import print_table, write  # noqa: E402

ENVIRONMENT = ROOT / ".cache" / "diet"
SHARES = ("first", "resolved", "refused", "wrong", "calibration error", "typo", "slips", "speech", "twents", "english", "german")
MEASURES = ("training s", "ms a question", "most MB")


def environment() -> Path:
    """Python of an environment of its own, with the real TensorFlow; installed where it is missing."""
    python = ENVIRONMENT / "bin" / "python"
    uv = ROOT / ".tools" / "bin" / "uv"
    command = [str(uv) if uv.is_file() else "uv", "sync", "--frozen", "--quiet", "--extra", "diet"]
    print(f"Environment with TensorFlow: {ENVIRONMENT.relative_to(ROOT)}", flush=True)
    settings = {"UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT), "UV_PYTHON": sys.executable}
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, **settings})
    return python


def measure(python: Path, pipeline: str, corpus: str, share: float) -> Optional[Dict[str, Any]]:
    """The figures of one pipeline on one corpus, from a process of its own; none when it fails, and why is printed."""
    print(f"{corpus}, {pipeline}, share {share:g} of the examples ...", flush=True)
    started = time.monotonic()
    command = [str(python), str(Path(__file__).with_name("one.py")), pipeline, corpus, str(share)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        print(f"{pipeline} on {corpus} failed:\n{done.stderr[-3000:]}", file=sys.stderr)
        return None
    print(f"  {time.monotonic() - started:.0f} s", flush=True)
    return json.loads(done.stdout.splitlines()[-1])


def table(rows: List[Tuple[str, str, Dict[str, Any]]]) -> Tuple[List[str], List[List[str]]]:
    """Heading and cells."""
    head = ["corpus", "pipeline", "examples", "questions", *SHARES, *MEASURES]
    cells = [
        [corpus, pipeline, str(row["examples"]), str(row["questions"])]
        + [_number(row.get(name), 3) for name in SHARES] + [_number(row[name], 0 if name != "ms a question" else 1) for name in MEASURES]
        for corpus, pipeline, row in rows
    ]
    return head, cells


def _number(value: Optional[float], digits: int) -> str:
    return "-" if value is None or value != value else f"{value:.{digits}f}"


@click.command()
@click.option("--share", default=0.125, show_default=True, help="Share of each topic's examples that all pipelines train on.")
@click.option("--only", "names", multiple=True, type=click.Choice(list(PIPELINES)), help="Only this pipeline; may be repeated.")
@click.option("--whole/--no-whole", default=True, help="Also this project's pipeline on all examples.")
def main(share: float, names: Tuple[str, ...], whole: bool) -> None:
    """Compare pipelines; writes results/benchmarks/understanding.json. DIET takes minutes for each thousand examples."""
    runs = [(name, "own", share) for name in names or PIPELINES]
    if whole and "noaber" in (names or PIPELINES):
        runs.append(("noaber", "own", 1.0))
    if xsid() is None:
        print(f"xSID is left out: place {XSID_TRAIN} and {XSID_TEST} in {XSID.relative_to(ROOT)}/, see benchmarks/README.md")
    else:
        runs += [(name, "xsid", 1.0) for name in names or PIPELINES]
    python = environment()
    rows: List[Tuple[str, str, Dict[str, Any]]] = []
    for pipeline, corpus, part in runs:
        found = measure(python, pipeline, corpus, part)
        if found:
            rows.append((corpus, pipeline, found))
            write("understanding", [{"corpus": corpus, "pipeline": pipeline, **row} for corpus, pipeline, row in rows])
    print_table(*table(rows))
    if len(rows) < len(runs):
        sys.exit(1)


if __name__ == "__main__":
    main()
