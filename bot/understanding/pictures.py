"""Results as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Sequence

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

from bot.understanding.curve import Point  # noqa: E402
from bot.understanding.evaluation import Case  # noqa: E402

GREEN, BRICK, GREY = "#1d4d36", "#a6432d", "#8a8f87"


def draw(report: Dict[str, Any], cases: Sequence[Case], folder: Path) -> List[Path]:
    """Draw reliability, styles and confusions as PNG files in ``folder``; returns their paths."""
    return _save({"reliability": _reliability(report), "styles": _styles(report), "confusions": _confusions(cases)}, folder)


def draw_curve(points: Sequence[Point], folder: Path) -> List[Path]:
    """Draw the learning curve as a PNG file in ``folder``; returns its path."""
    figure, axes = plt.subplots(figsize=(7, 4))
    examples = [point.examples for point in points]
    for name, colour in (("first", GREEN), ("refused", BRICK), ("resolved", GREY)):
        axes.plot(examples, [point.figures[name] for point in points], "o-", color=colour, label=name)
    axes.set_xscale("log", base=2)
    axes.set_xticks(examples, [f"{value:.0f}" for value in examples])
    axes.set(xlabel="examples a topic", ylabel="share of the development set", title="Learning curve")
    axes.legend(loc="lower right")
    return _save({"curve": figure}, folder)


def _save(pictures: Dict[str, Figure], folder: Path) -> List[Path]:
    paths = []
    for name, figure in pictures.items():
        path = folder / f"{name}.png"
        figure.savefig(path, dpi=120, bbox_inches="tight")
        plt.close(figure)
        paths.append(path)
    return paths


def _reliability(report: Dict[str, Any]) -> Figure:
    rows = report["reliability"]
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", label="perfect")
    axes.plot([row["probability"] for row in rows], [row["right"] for row in rows], "o-", color=GREEN, label="measured")
    for row in rows:
        axes.annotate(str(row["count"]), (row["probability"], row["right"]), xytext=(4, -12), textcoords="offset points")
    axes.set(xlabel="probability of the best topic", ylabel="share right", xlim=(0, 1.02), ylim=(0, 1.02))
    axes.set_title(f"Reliability, error {report['figures']['calibration_error']:.3f}")
    axes.legend(loc="upper left")
    return figure


def _styles(report: Dict[str, Any]) -> Figure:
    styles = list(report["by_style"])
    places = np.arange(len(styles))
    figure, axes = plt.subplots(figsize=(8, 4))
    for offset, (name, colour) in enumerate((("first", GREEN), ("refused", BRICK))):
        values = [report["by_style"][style][name] for style in styles]
        axes.bar(places + offset * 0.4 - 0.2, values, 0.38, color=colour, label=name)
    axes.set_xticks(places, styles)
    axes.set(ylim=(0.5, 1.01), ylabel="share", title="In scope right at first, out of scope refused")
    axes.legend(loc="lower right")
    return figure


def _confusions(cases: Sequence[Case]) -> Figure:
    """Topics that were taken for another, against what they were taken for."""
    wrong = [(case.question.topic, case.best) for case in cases if not case.first_right]
    rows, columns = sorted({right for right, _ in wrong}), sorted({found for _, found in wrong})
    counts = np.zeros((max(len(rows), 1), max(len(columns), 1)), int)
    for right, found in wrong:
        counts[rows.index(right), columns.index(found)] += 1
    figure, axes = plt.subplots(figsize=(2 + 0.32 * len(columns), 2 + 0.26 * len(rows)))
    axes.imshow(counts, cmap="Reds", aspect="auto", vmin=0)
    axes.set_xticks(range(len(columns)), columns, rotation=90, fontsize=7)
    axes.set_yticks(range(len(rows)), rows, fontsize=7)
    for (row, column), count in np.ndenumerate(counts):
        if count:
            axes.text(column, row, str(count), ha="center", va="center", fontsize=7)
    axes.set(xlabel="taken for", ylabel="right topic", title=f"Confusions: {len(wrong)} of {len(cases)} questions")
    return figure
