"""Train one pipeline on one corpus with Rasa and measure it, in a process of its own. Prints JSON; ``compare.py`` calls it."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(Path(__file__).parent)]

import bot.quiet  # noqa: E402

bot.quiet.quiet_logs()

import yaml  # noqa: E402
from corpora import Corpus, own, xsid  # noqa: E402
from pipelines import PIPELINES  # noqa: E402
from report import memory_mb  # noqa: E402

from bot.understanding.decision import Thresholds  # noqa: E402
from bot.understanding.evaluation import by_style, calibration, calibration_error, figures, judge  # noqa: E402
from bot.understanding.questions import Question  # noqa: E402
from bot.understanding.thresholds import fit  # noqa: E402

SLASH = "__"  # Rasa takes an intent with a slash for a retrieval intent
FLOOR = 1e-6
WARM_UP = 5
STYLES = ("typo", "slips", "speech", "twents", "english", "german")
ANSWER_ALL = Thresholds(temperature=1.0, answer=0.0, refuse=1.0, clarify=1.0)


def write_examples(corpus: Corpus, folder: Path) -> Path:
    """The corpus as a file of Rasa training data."""
    by_label: Dict[str, List[str]] = {}
    for text, label in corpus.train:
        by_label.setdefault(label, []).append(" ".join(text.split()))
    rows = [
        {"intent": label.replace("/", SLASH), "examples": "".join(f"- {text}\n" for text in texts)}
        for label, texts in sorted(by_label.items())
    ]
    path = folder / "nlu.yml"
    path.write_text(yaml.safe_dump({"version": "3.1", "nlu": rows}, allow_unicode=True, width=1000), "utf-8")
    return path


def train(pipeline: str, corpus: Corpus, folder: Path) -> Tuple[str, float]:
    """Train with Rasa; returns the path of the model and the seconds it took."""
    from rasa.model_training import train_nlu

    config = folder / "config.yml"
    config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "nl", "pipeline": PIPELINES[pipeline]}), "utf-8")
    started = time.perf_counter()
    model = train_nlu(str(config), str(write_examples(corpus, folder)), output=str(folder))
    return str(model), time.perf_counter() - started


async def parse_all(model: str, questions: Sequence[Question], labels: Sequence[str]) -> Tuple[np.ndarray, List[float]]:
    """Log probabilities [questions, labels] and the milliseconds that each question took."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    scores, times = np.full((len(questions), len(labels)), np.log(FLOOR), np.float32), []
    for question in questions[:WARM_UP]:
        await agent.parse_message(question.text)
    for row, question in enumerate(questions):
        started = time.perf_counter()
        parsed = await agent.parse_message(question.text)
        times.append((time.perf_counter() - started) * 1000)
        for item in parsed["intent_ranking"]:
            label = item["name"].replace(SLASH, "/")
            scores[row, labels.index(label)] = np.log(max(item["confidence"], FLOOR))
    return scores, times


def measure(pipeline: str, corpus: Corpus) -> Dict[str, Any]:
    """Train, set the thresholds on the development questions, and give the figures of the test questions."""
    labels = sorted({label for _, label in corpus.train})
    with tempfile.TemporaryDirectory() as name:
        model, seconds = train(pipeline, corpus, Path(name))
        dev, _ = asyncio.run(parse_all(model, corpus.dev, labels))
        scores, times = asyncio.run(parse_all(model, corpus.test, labels))
    thresholds = fit(corpus.dev, labels, dev) if corpus.dev else ANSWER_ALL
    cases = judge(corpus.test, labels, scores, thresholds)
    return {
        "examples": len(corpus.train), "questions": len(corpus.test), **figures(cases),
        **{style: row["first"] for style, row in by_style(cases).items() if style in STYLES},
        "calibration error": calibration_error(calibration(cases)),
        "training s": seconds, "ms a question": statistics.median(times), "most MB": memory_mb("self", "VmHWM"),
    }


if __name__ == "__main__":
    pipeline_name, corpus_name, part = sys.argv[1:4]
    found = own(float(part)) if corpus_name == "own" else xsid()
    print(json.dumps(measure(pipeline_name, found)))
