"""``python -m bot evaluate``."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Sequence

import click

WORST = 12
COLUMNS = ("first", "top3", "answered", "resolved", "refused", "wrong")
PUBLISHED = "test"


@click.command()
@click.option("--set", "name", default=PUBLISHED, show_default=True, help="Question set: the files in tests/understanding/<name>/.")
@click.option("--calibrate", is_flag=True, help="Set the thresholds in data/decision.yml from the development set first.")
@click.option("--curve", is_flag=True, help="Show accuracy against examples a topic, and which topics would gain most from more.")
@click.option("--errors", is_flag=True, help="Print each question that was not answered right.")
def evaluate(name: str, calibrate: bool, curve: bool, errors: bool) -> None:
    """Measure understanding on questions that were never trained on.

    Prints figures by style and topic, writes JSON and pictures to results/understanding, and ends with an error when a figure
    of the test set is below its floor (tests/understanding/floors.yml).
    """
    import bot.quiet

    bot.quiet.quiet_logs()
    if curve:
        _curve()
        return
    from bot.understanding.scoring import Scorer

    files, scorer = _files(name), Scorer(click.echo)
    if calibrate:
        _calibrate(scorer)
    missed = [line for path in files for line in _measure(scorer, path, errors)]
    missed += _measure_care(scorer, name, errors)
    if missed and name == PUBLISHED:
        click.echo("Below the floors of tests/understanding/floors.yml:\n" + "\n".join(missed), err=True)
        sys.exit(1)


def _files(name: str) -> List[Path]:
    from bot.understanding.questions import set_files

    files = set_files(name)
    if not files:
        raise click.UsageError(f"tests/understanding/{name}/ holds no questions; there are the sets dev and test.")
    return files


def _measure(scorer: Any, path: Path, errors: bool) -> List[str]:
    """Measure one file of a set; returns the figures that miss their floor."""
    from bot import paths
    from bot.content.yaml_file import YamlFile
    from bot.understanding import evaluation, pictures

    cases = scorer.cases([path])
    report = evaluation.report(cases)
    _print(report)
    if errors:
        _print_errors(cases)
    folder = paths.RESULTS / "understanding" / path.parent.name / path.stem
    _write(report, folder / "report.json")
    pictures.draw(report, cases, folder)
    click.echo(f"\nwritten, with pictures: {paths.relative(folder)}/\n")
    floors = YamlFile(paths.FLOORS).data.get(path.stem, {})
    return [f"  {path.stem}: {missed}" for missed in evaluation.below_floors(report["figures"], floors)]


def _measure_care(scorer: Any, name: str, errors: bool) -> List[str]:
    """Measure whether danger is recognised; returns the figures that miss their floor."""
    from bot import paths
    from bot.content.yaml_file import YamlFile
    from bot.conversation.alarms import messages_of
    from bot.understanding import decision, evaluation

    messages, least = messages_of(name), decision.read_thresholds().care
    found = scorer.alarms.figures(messages, least)
    click.echo(f"tests/understanding/care/{name}.yml: " + ", ".join(f"{key} {value:.3f}" for key, value in found.items()))
    for wanted, texts in vars(messages).items() if errors else ():
        for text, kind in zip(texts, scorer.alarms.kinds(texts, least)):
            if kind != wanted:
                click.echo(f"  {wanted} taken for {kind}: {text}")
    _write(found, paths.RESULTS / "understanding" / name / "care.json")
    return [f"  care: {missed}" for missed in evaluation.below_floors(found, YamlFile(paths.FLOORS).data.get("care", {}))]


def _calibrate(scorer: Any) -> None:
    import numpy as np

    from bot.conversation.alarms import messages_of
    from bot.understanding.decision import write_decision
    from bot.understanding.prior import fit_prior
    from bot.understanding.questions import set_files
    from bot.understanding.thresholds import fit

    click.echo("Setting prior and thresholds from the development set")
    scored = scorer.score(set_files("dev"))
    prior = fit_prior(scored.labels, scored.scores, [question.topic for question in scored.questions], scored.after)
    added = np.array([prior.added(scored.labels, after) for after in scored.after])
    ordinary = [*messages_of("dev").gewoon, *(question.text for question in scored.questions)]
    thresholds = replace(fit(scored.questions, scored.labels, scored.scores + added), care=scorer.alarms.fitted(ordinary))
    write_decision(thresholds, vars(prior))
    for values in (vars(prior), vars(thresholds)):
        click.echo("  " + ", ".join(f"{key} {value}" for key, value in values.items()))
    click.echo()


def _curve() -> None:
    from bot import paths
    from bot.content.library import shared_library
    from bot.encoder import load_encoder
    from bot.understanding import curve, decision, pictures, scoring
    from bot.understanding.questions import set_files

    examples = [example for topic in shared_library().topics() for example in topic.examples]
    questions = scoring.unseen_questions(set_files("dev"), click.echo)
    points = curve.learning_curve(examples, questions, load_encoder(), decision.read_thresholds(), click.echo)
    gains = curve.gains(points, examples)
    _print_curve(curve.counts_by_language(examples), points, gains)
    folder = paths.RESULTS / "understanding" / "curve"
    _write(curve.report(points, gains), folder / "report.json")
    pictures.draw_curve(points, folder)
    click.echo(f"\nwritten, with a picture: {paths.relative(folder)}/")


def _print_curve(counts: Dict[str, Any], points: Sequence[Any], gains: Sequence[Any]) -> None:
    click.echo(f"\n{'examples':10s}{'all':>8s}{'a topic':>10s}{'fewest':>8s}")
    for language, (total, mean, fewest) in counts.items():
        click.echo(f"{language:10s}{total:8d}{mean:10.1f}{fewest:8d}")
    click.echo(f"\n{'a topic':10s}" + "".join(f"{column:>10s}" for column in COLUMNS))
    for point in points:
        click.echo(f"{point.examples:<10.1f}" + "".join(f"{_number(point.figures[column]):>10s}" for column in COLUMNS))
    click.echo(f"\n{'would gain most from more examples':36s}{'has':>6s}{'probability':>13s}{'gain':>7s}")
    for row in gains[:WORST]:
        click.echo(f"{row.topic:36s}{row.examples:6d}{row.probability:13.3f}{row.gain:7.3f}")


def _print(report: Dict[str, Any]) -> None:
    for name, value in report["figures"].items():
        click.echo(f"  {name:18s} {value:.3f}")
    for kind in ("style", "topic"):
        rows = list(report[f"by_{kind}"].items())
        click.echo("\n" + f"{kind if kind == 'style' else 'worst topics':32s}" + "".join(f"{column:>10s}" for column in COLUMNS))
        for name, values in rows if kind == "style" else rows[:WORST]:
            click.echo(f"{name:32s}" + "".join(f"{_number(values[column]):>10s}" for column in COLUMNS))
    click.echo("\nworst confusions:")
    for row in report["confusions"][:WORST]:
        click.echo(f"  {row['count']} x {row['right']} taken for {row['found']}")


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3f}"


def _print_errors(cases: Sequence[Any]) -> None:
    click.echo("\nerrors:")
    for case in cases:
        if not (case.answered_right or (case.refused and not case.question.in_scope)):
            ranking = ", ".join(f"{topic} {share:.2f}" for topic, share in case.decision.ranking[:3])
            outcome, question = case.decision.outcome.value, case.question
            click.echo(f"{outcome:8s} {question.style:8s} {question.topic}: {question.text}\n         {ranking}")


def _write(report: Dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_without_nan(report), indent=1, ensure_ascii=False), "utf-8")


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    return None if isinstance(value, float) and math.isnan(value) else value
