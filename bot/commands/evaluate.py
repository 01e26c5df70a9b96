"""``python -m bot evaluate``."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any, Dict, Sequence

import click

WORST = 12


@click.command()
@click.option("--set", "name", default="test", show_default=True, help="Question set: tests/understanding/<name>.yml.")
@click.option("--calibrate", is_flag=True, help="Set the thresholds in data/decision.yml from the development set first.")
@click.option("--errors", is_flag=True, help="Print each question that was not answered right.")
def evaluate(name: str, calibrate: bool, errors: bool) -> None:
    """Measure understanding on questions that were never trained on.

    Prints figures by style and topic, writes JSON and pictures to results/understanding, and ends with an error when a figure
    is below its floor (tests/understanding/floors.yml).
    """
    import bot.quiet

    bot.quiet.quiet_logs()
    from bot import paths
    from bot.content.yaml_file import YamlFile
    from bot.understanding import decision, evaluation, pictures

    if calibrate:
        _calibrate()
    questions, labels, scores = _score(paths.QUESTIONS / f"{name}.yml")
    cases = evaluation.judge(questions, labels, scores, decision.read_thresholds())
    report = evaluation.report(cases)
    _print(report)
    if errors:
        _print_errors(cases)
    folder = paths.RESULTS / "understanding" / name
    for path in [_write(report, folder), *pictures.draw(report, cases, folder)]:
        click.echo(f"written: {paths.relative(path)}")
    missed = evaluation.below_floors(report["figures"], YamlFile(paths.FLOORS).data)
    if missed:
        click.echo(f"Below the floors of {paths.relative(paths.FLOORS)}: {', '.join(missed)}", err=True)
        sys.exit(1)


def _score(path: Path) -> Any:
    """Unseen questions of ``path``, labels of the model, and scores [questions, labels]."""
    from bot import model, paths
    from bot.content.library import shared_library
    from bot.encoder import load_encoder
    from bot.understanding.questions import read_questions, unseen

    everything = read_questions(path)
    examples = (example.text for topic in shared_library().topics() for example in topic.examples)
    questions = unseen(everything, examples)
    seen = len(everything) - len(questions)
    click.echo(f"{paths.relative(path)}: {seen} questions left out that stand among the examples")
    texts = [question.text for question in questions]
    classifier = model.load_classifier(model.ensure_current(click.echo))
    return questions, classifier.labels, classifier.scores(texts, load_encoder().encode(texts))


def _calibrate() -> None:
    from bot import paths
    from bot.understanding.decision import write_thresholds
    from bot.understanding.thresholds import fit

    click.echo("Setting the thresholds from the development set")
    thresholds = fit(*_score(paths.QUESTIONS / "dev.yml"))
    write_thresholds(thresholds)
    click.echo("  " + ", ".join(f"{key} {value}" for key, value in vars(thresholds).items()))


def _print(report: Dict[str, Any]) -> None:
    names = list(report["figures"])
    click.echo(f"{report['questions']} questions")
    for name in names:
        click.echo(f"  {name:18s} {report['figures'][name]:.3f}")
    columns = ("first", "top3", "answered", "resolved", "refused", "wrong")
    click.echo("\n" + f"{'style':10s}" + "".join(f"{column:>10s}" for column in columns))
    for style, values in report["by_style"].items():
        click.echo(f"{style:10s}" + "".join(f"{_number(values[column]):>10s}" for column in columns))
    worst = list(report["by_topic"].items())[:WORST]
    click.echo("\nworst topics: " + ", ".join(f"{topic} {value:.2f}" for topic, value in worst))
    click.echo("worst confusions:")
    for row in report["confusions"][:WORST]:
        click.echo(f"  {row['count']} x {row['right']} taken for {row['found']}")


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3f}"


def _print_errors(cases: Sequence[Any]) -> None:
    for case in cases:
        if not (case.answered_right or (case.refused and not case.question.in_scope)):
            ranking = ", ".join(f"{topic} {share:.2f}" for topic, share in case.decision.ranking[:3])
            outcome, question = case.decision.outcome.value, case.question
            click.echo(f"{outcome:8s} {question.style:8s} {question.topic}: {question.text}\n         {ranking}")


def _write(report: Dict[str, Any], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "report.json"
    path.write_text(json.dumps(_without_nan(report), indent=1, ensure_ascii=False), "utf-8")
    return path


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    return None if isinstance(value, float) and math.isnan(value) else value
