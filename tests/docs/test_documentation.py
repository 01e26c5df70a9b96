"""The documentation names all that there is, and nothing that there is not."""

from __future__ import annotations

import ast
import os
import re
import shlex
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Set, Tuple

import click
import pytest
import tomli
import yaml

from bot.answers.contacts import MOST_DESKS
from bot.commands import main
from bot.content.checks.answers import MOST_WORDS
from bot.content.checks.examples import LEAST, LEAST_OUT_OF_SCOPE
from bot.content.library import Library
from bot.content.models import LANGUAGES
from bot.content.topics import DEPTHS, read_topic
from bot.conversation.message import LONGEST_MESSAGE
from bot.server.errors import STATUS_CODES
from bot.server.limits import ADDRESS, CONVERSATION, MOST_REMEMBERED
from bot.store.tracker import RETENTION_DAYS

ROOT = Path(__file__).resolve().parents[2]
README, DOCS = ROOT / "README.md", ROOT / "docs"
PAGES = {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in [README, *sorted(DOCS.rglob("*.md"))]}
# made by the program or the scripts, so that a clean clone has none of them
NOT_IN_GIT = (".cache/", ".rasa/", ".tools/", ".venv/", "models/", "results/", "var/")
NOT_OF_THE_PROJECT = {"tokenizer.json"}  # a file that an encoder from elsewhere brings
NOT_CODE = {"docs", "tests", "build"}
OF_THE_SHELL = {"BASH_SOURCE", "HOME", "PATH", "PWD"}

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
COMMAND = re.compile(r"python -m bot\b(.*)")
SCRIPT = re.compile(r"(?<![\w/])scripts/[\w-]+")
PATH = re.compile(r"[\w.<>*-]+(/[\w.<>*-]+)+/?|[\w.-]+/|\.?[\w-]+\.(yml|md|py|toml|json|lock|html|css|js)|LICENSE")


def all_text() -> str:
    """All pages as one text."""
    return "\n".join(PAGES.values())


def spans(text: str) -> List[str]:
    """What stands in backticks within lines, or over the end of one."""
    return [" ".join(span.split()) for span in INLINE.findall(FENCED.sub("", text))]


def code(text: str) -> List[str]:
    """Everything that is set as code, a line each."""
    return [*spans(text), *(line for _, block in FENCED.findall(text) for line in block.splitlines())]


def undocumented(names: Set[str], text: str) -> List[str]:
    """Those of ``names`` that stand nowhere in backticks."""
    return sorted(names - set(spans(text)))


def domain() -> Dict[str, List[str]]:
    """The domain file."""
    return yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))


def groups() -> Set[str]:
    """The groups of topics."""
    return {folder.name for folder in (ROOT / "data" / "nlu").iterdir() if folder.is_dir()}


# Commands


def options(command: click.Command) -> List[List[str]]:
    """The names of each option of a command."""
    return [parameter.opts for parameter in command.params if isinstance(parameter, click.Option)]


def test_every_command_and_option_is_documented() -> None:
    lines = all_text().splitlines()
    missing = []
    for name, command in main.commands.items():
        own = [line for line in lines if re.search(rf"python -m bot {name}\b", line)]
        missing += [] if own else [name]
        for names in options(command):
            word = max(names, key=len)
            found = any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line) for line in own)
            missing += [] if found else [f"{name} {word}"]
    assert missing == []


def wrong_part(arguments: str) -> Optional[str]:
    """The first word after ``python -m bot`` that is no command, or no option of the command."""
    words = shlex.split(arguments)
    command: click.Command = main
    if words and not words[0].startswith("-"):
        if words[0] not in main.commands:
            return words[0]
        command = main.commands[words.pop(0)]
    known = {name for names in options(command) for name in names} | set(main.context_settings["help_option_names"])
    given = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
    return next((word for word in given if word not in known), None)


@pytest.mark.parametrize("page", PAGES)
def test_commands_that_a_page_names_exist(page: str) -> None:
    found = [COMMAND.search(line) for line in code(PAGES[page])]
    wrong = {match.group(): wrong_part(match.group(1)) for match in found if match}
    assert {line: part for line, part in wrong.items() if part} == {}


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ("", None), (" --help", None), (' ask "wat is dit" --json -', None), (" evaluate --set dev --errors", None),
        (" vraag", "vraag"), (" train --fast", "--fast"), (" --json", "--json"),
    ],
)
def test_a_command_that_does_not_exist_is_seen(arguments: str, part: Optional[str]) -> None:
    assert wrong_part(arguments) == part


@pytest.mark.parametrize("page", PAGES)
def test_scripts_that_a_page_names_can_be_run(page: str) -> None:
    named = {script for line in code(PAGES[page]) for script in SCRIPT.findall(line)}
    assert [script for script in sorted(named) if not os.access(ROOT / script, os.X_OK)] == []


# The environment


def sources() -> Iterator[Path]:
    """All files of code in folders that are in git, besides tests."""
    for folder in sorted(ROOT.iterdir()):
        if folder.is_dir() and not folder.name.startswith(".") and f"{folder.name}/" not in NOT_IN_GIT:
            yield from (
                path for path in sorted(folder.rglob("*"))
                if path.is_file() and not NOT_CODE & set(path.relative_to(ROOT).parts) and language(path)
            )


def language(path: Path) -> Optional[str]:
    """``python`` or ``shell``; scripts have no suffix, but most say it in their first line."""
    if path.suffix == ".py":
        return "python"
    if path.suffix == ".sh" or path.parent == ROOT / "scripts":
        return "python" if "python" in path.read_text("utf-8").partition("\n")[0] else "shell"
    return None


def constants(tree: ast.AST) -> Dict[str, str]:
    """Names to which a module gives a text."""
    found: Dict[str, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = zip(target.elts, node.value.elts) if _is_tuple(target, node.value) else [(target, node.value)]
            found.update({
                name.id: value.value for name, value in pairs
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
            })
    return found


def _is_tuple(*nodes: ast.AST) -> bool:
    return all(isinstance(node, ast.Tuple) for node in nodes)


def _is_environ(node: ast.AST) -> bool:
    return getattr(node, "attr", getattr(node, "id", None)) == "environ"


def names_read(tree: ast.AST) -> Iterator[ast.AST]:
    """The expressions that say which variable is read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and _is_environ(node.value):
            yield node.slice
        elif isinstance(node, ast.Compare) and any(map(_is_environ, node.comparators)):
            yield node.left
        elif isinstance(node, ast.Call):
            function = node.func
            of_environ = isinstance(function, ast.Attribute) and _is_environ(function.value) and node.args
            if of_environ or (node.args and getattr(function, "attr", getattr(function, "id", None)) == "getenv"):
                yield node.args[0]
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "envvar")


def variables_of_python(source: str, elsewhere: Dict[str, str]) -> Set[str]:
    """Environment variables that a module reads; fails for one that cannot be told. ``elsewhere``: other constants."""
    tree = ast.parse(source)
    known = {**elsewhere, **constants(tree)}
    found = set()
    for node in names_read(tree):
        label = getattr(node, "id", getattr(node, "attr", ""))
        name = node.value if isinstance(node, ast.Constant) else known.get(label)
        assert isinstance(name, str), f"line {node.lineno}: cannot tell which environment variable is read"
        found.add(name)
    return found


def variables_of_shell(source: str) -> Set[str]:
    """Environment variables that a script reads: those with a default, and those that it does not set itself."""
    source = re.sub(r"(?m)^\s*#.*$", "", source)
    with_default = set(re.findall(r"\$\{([A-Z][A-Z0-9_]*):?[-=]", source))
    used = set(re.findall(r"\$\{?([A-Z][A-Z0-9_]*)", source))
    return with_default | (used - set(re.findall(r"\b([A-Z][A-Z0-9_]*)=", source)))


def variables() -> Set[str]:
    """Environment variables that the code reads."""
    texts = {path: path.read_text("utf-8") for path in sources()}
    python = [text for path, text in texts.items() if language(path) == "python"]
    shell = "\n".join(text for path, text in texts.items() if language(path) == "shell")  # they source each other
    elsewhere: Dict[str, str] = {}
    for text in python:
        elsewhere.update(constants(ast.parse(text)))
    found = [variables_of_shell(shell), *(variables_of_python(text, elsewhere) for text in python)]
    return set().union(*found) - OF_THE_SHELL


def test_every_environment_variable_is_documented() -> None:
    found = variables()
    assert {"PORT", "DATABASE_URL", "NOABER_SECRET", "PYENV_ROOT"} <= found
    assert undocumented(found, PAGES["docs/operators.md"]) == []


def test_the_table_of_environment_variables_has_no_other() -> None:
    table = PAGES["docs/operators.md"].partition("## Environment variables")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == variables()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("os.environ.get('A') or environ['B']", {"A", "B"}),
        ("A, B = 'X', 1\nos.getenv(A)", {"X"}),
        ("os.environ.setdefault(ELSEWHERE, '1')", {"Y"}),
        ("'A' in os.environ", {"A"}),
        ("click.option('--a', envvar='A')", {"A"}),
        ("run(env={**os.environ, 'A': '1'})", set()),
    ],
)
def test_what_python_reads_from_the_environment_is_found(source: str, found: Set[str]) -> None:
    assert variables_of_python(source, {"ELSEWHERE": "Y"}) == found


def test_a_variable_that_cannot_be_told_is_no_silence() -> None:
    with pytest.raises(AssertionError, match="line 2: cannot tell"):
        variables_of_python("import os\nos.environ[name()]", {})


def test_what_a_script_reads_from_the_environment_is_found() -> None:
    assert variables_of_shell('A=1\necho "$A" "${B:-2}" $C\n# $D\nE="${E:-3}"') == {"B", "C", "E"}


# What is in the domain


def test_every_group_of_topics_is_documented() -> None:
    assert undocumented(groups(), PAGES["README.md"]) == []
    assert undocumented(groups(), PAGES["docs/redactie.md"]) == []


def test_every_slot_is_documented() -> None:
    assert undocumented(set(domain()["slots"]), PAGES["docs/developers.md"]) == []


def test_every_custom_action_is_documented() -> None:
    assert undocumented(set(domain()["actions"]), PAGES["docs/developers.md"]) == []


def test_every_error_code_is_documented() -> None:
    assert undocumented(set(STATUS_CODES.values()), PAGES["docs/developers.md"]) == []


def test_every_component_of_the_pipeline_is_documented() -> None:
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))["pipeline"]
    assert undocumented({part["name"].rpartition(".")[2] for part in pipeline}, PAGES["docs/developers.md"]) == []


def test_every_direct_dependency_has_its_licence() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    lists += project["dependency-groups"].values()
    names = {re.split(r"[^\w-]", item)[0] for items in lists for item in items}
    listed = re.findall(r"^\| ([\w-]+) \| [^|\s]", PAGES["docs/licences.md"], re.MULTILINE)
    assert names == set(listed) - {"package"}


# Paths


def problem_with(span: str) -> Optional[str]:
    """What is wrong with a path in backticks; None for what exists, and for what is no path."""
    if not PATH.fullmatch(span) or span in NOT_OF_THE_PROJECT or span.startswith(NOT_IN_GIT):
        return None
    if any(ROOT.glob(re.sub(r"<[^>]*>", "*", span))):
        return None
    group, _, key = span.partition("/")
    if group in groups() and (ROOT / "data" / "nlu" / group / f"{key}.yml").is_file():
        return None
    return "no such file or topic"


@pytest.mark.parametrize("page", PAGES)
def test_paths_that_a_page_names_exist(page: str) -> None:
    problems = {span: problem_with(span) for span in spans(PAGES[page])}
    assert {span: problem for span, problem in problems.items() if problem} == {}


@pytest.mark.parametrize(
    "span", ["docs/nothing.md", "nothing.yml", "deploying/", "technologie/niets", "scripts/nothing", "data/<a>/<b>.txt"]
)
def test_a_path_that_does_not_exist_is_seen(span: str) -> None:
    assert problem_with(span)


@pytest.mark.parametrize(
    "span",
    ["docs/", "LICENSE", "config.yml", "technologie/fotonica", "data/nlu/<a>/<b>.yml", "/api/chat", "var/x", "NLU"],
)
def test_what_exists_and_what_is_no_path_is_left_alone(span: str) -> None:
    assert problem_with(span) is None


def test_folders_that_need_not_exist_are_not_in_git() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert [folder for folder in NOT_IN_GIT if f"/{folder}" not in ignored] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_within_the_documentation_lead_somewhere(page: str) -> None:
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(PAGES[page])}
    targets = [target for target in LINK.findall(PAGES[page]) if "://" not in target]
    wrong = [
        target for target in targets
        if (target[1:] not in anchors if target.startswith("#") else not (ROOT / page).parent.joinpath(target).exists())
    ]
    assert wrong == []


# What staff read


def test_the_example_of_a_topic_is_one_that_the_bot_reads(tmp_path: Path) -> None:
    block = next(text for kind, text in FENCED.findall(PAGES["docs/redactie.md"]) if kind == "yaml")
    identity = yaml.safe_load(block)["nlu"][0]["intent"]
    path = tmp_path / f"{identity}.yml"
    path.parent.mkdir()
    path.write_text(block, "utf-8")
    topic, library = read_topic(path), Library()
    assert {example.topic for example in topic.examples} == {identity}
    assert {example.language for example in topic.examples} == {*LANGUAGES, "twents"}
    assert all(topic.answer(language, depth) for language in LANGUAGES for depth in DEPTHS)
    assert topic.metadata.source and library.source(topic.metadata.source.section)
    assert topic.metadata.choices and all(map(library.has, topic.metadata.choices))
    assert all(re.search(pattern, topic.answer("nl") or "") for pattern in topic.metadata.must)


NUMBERS: List[Tuple[str, str]] = [
    ("docs/redactie.md", rf"^\| `text` \|.*\| {MOST_WORDS['text']} woorden \|$"),
    ("docs/redactie.md", rf"^\| `meer` \|.*\| {MOST_WORDS['meer']} woorden \|$"),
    ("docs/redactie.md", rf"^\| `eenvoudig` \|.*\| {MOST_WORDS['eenvoudig']} woorden \|$"),
    ("docs/redactie.md", rf"Ten minste {LEAST['nl']} in het Nederlands"),
    ("docs/redactie.md", rf"ten minste {LEAST['twents']} in het Twents"),
    ("docs/redactie.md", rf"{LEAST['en']} in het Engels en {LEAST['de']} in het Duits"),
    ("docs/redactie.md", rf"zijn het er {LEAST_OUT_OF_SCOPE['nl']} in het Nederlands"),
    ("docs/redactie.md", rf"hoogstens {['nul', 'een', 'twee', 'drie', 'vier', 'vijf'][MOST_DESKS]} loketten"),
    ("docs/operators.md", rf"^\| address \| {ADDRESS.burst} \| {ADDRESS.per_minute:.0f} \|$"),
    ("docs/operators.md", rf"^\| conversation \| {CONVERSATION.burst} \| {CONVERSATION.per_minute:.0f} \|$"),
    ("docs/operators.md", rf"{MOST_REMEMBERED:,} addresses"),
    ("docs/operators.md", rf"a message {LONGEST_MESSAGE} characters"),
    ("docs/operators.md", rf"^\| table `turns` \|.*\| {RETENTION_DAYS} days \|$"),
]


@pytest.mark.parametrize(("page", "pattern"), NUMBERS)
def test_a_number_in_the_documentation_is_that_of_the_program(page: str, pattern: str) -> None:
    unwrapped = re.sub(r"(?<=[\w,;.])\n(?=\w)", " ", PAGES[page])
    assert re.search(pattern, unwrapped, re.MULTILINE)
