"""The content check: one fault at a time in a copy of the project's own content."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import List, Set, Tuple

import pytest
from faults import (
    CONTACTS, DIRECTORY_FAULTS, DOMAIN, DOWNLOADS, ROOT, RULE_FAULTS, RULES, SOCIALS, SOURCES, STARTING, TEXT_FAULTS,
    TEXTS, TODAY, TOPIC, TOPIC_FAULTS, Change, Fault, day, keep, swap, words,
)

from bot.content.check import check
from bot.content.library import Library

CONTENT = ("data", "actions", "domain.yml")
DEAD_FILES = (
    "data/old.yml", "data/nlu/loose.yml", "data/nlu/technologie/fotonica.yaml", "data/nlu/technologie/notes.md",
    "data/nlu/technologie/deeper/fotonica.yml", "data/texts/other.yml", "data/stories/rules.txt",
)

Place = Tuple[str, int, str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the content, and of what the check reads beside it."""
    for name in CONTENT:
        source = ROOT / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
    return tmp_path


def places(root: Path) -> Set[Place]:
    """File, line and sentence key of each finding."""
    return {
        (finding.path.relative_to(root).as_posix(), finding.line, finding.key) for finding in check(root, TODAY)
    }


@pytest.fixture(scope="module")
def known() -> Set[Place]:
    """What is found in the content as it is."""
    return places(ROOT)


def edit(path: Path, change: Change) -> None:
    """Change a file."""
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def line_of(path: Path, pattern: str) -> int:
    """The line on which the first match of ``pattern`` ends if it spans a stretch of text, else on which it begins."""
    text = path.read_text("utf-8")
    match = re.search(pattern, text, re.MULTILINE)
    assert match, f"not in {path.name}: {pattern}"
    return text.count("\n", 0, match.end() if pattern.startswith("(?s") else match.start()) + 1


def test_the_content_of_the_project_is_in_order() -> None:
    overdue = {"review_old"}  # a matter of time, not of the code
    assert [str(finding) for finding in check(ROOT) if finding.key not in overdue] == []


@pytest.mark.parametrize(
    "fault", [*TOPIC_FAULTS, *DIRECTORY_FAULTS, *RULE_FAULTS, *TEXT_FAULTS], ids=lambda fault: fault.name
)
def test_a_fault_is_found_where_it_is(project: Path, known: Set[Place], fault: Fault) -> None:
    path = project / fault.file
    edit(path, fault.change)
    line = line_of(path, fault.at) if fault.at else 1
    assert places(project) - known == {(fault.file, line, fault.key)}


@pytest.mark.parametrize("change", [
    words("text", 75), words("meer", 150), words("eenvoudig", 55), swap("reviewed: .*", day(0)),
    swap("reviewed: .*", day(-366)), keep("nl", 25), keep("twents", 3), keep("en", 3), keep("de", 3),
    swap("url: https.*", "url: mailto:info@example.org"), swap("must:\n", "must:\n      - 'TECHNIEK MET licht'\n"),
], ids=[
    "75 words", "150 words", "55 words", "a review today", "a review a year ago", "25 Dutch", "3 Twents", "3 English",
    "3 German", "a mail address", "a fact in capitals",
])
def test_what_is_just_right_is_not_a_fault(project: Path, known: Set[Place], change: Change) -> None:
    edit(project / TOPIC, change)
    assert places(project) <= known


def test_the_facts_of_a_contact_topic_are_looked_for_in_the_desks_too(project: Path, known: Set[Place]) -> None:
    desk = Library(project / "data").contacts("starten")[0]
    edit(project / STARTING, swap(r"must: \[\]", f"must: ['{re.escape(desk.name)}']"))
    assert places(project) <= known


@pytest.mark.parametrize("file, change, sentence", [
    (TOPIC, swap("owner: .*", "owner: [wij]"), "de waarde van 'metadata.owner' past niet: hier hoort tekst"),
    (TOPIC, swap("title: .*", "title: Fotonica"), "de waarde van 'metadata.title' past niet: hier horen sleutels"),
    (DOWNLOADS, swap("socials:", "socials: geen\nx:"), "de waarde van 'socials' past niet: hier hoort een lijst"),
    (CONTACTS, swap("themes: {", "themes: {kwark: veel, "), "waarde van 'themes.kwark' past niet: hier hoort een g"),
    (CONTACTS, swap("kind: .*", "kind: club"), "de waarde van 'contacts.kind' past niet: deze waarde kennen wij"),
], ids=["text", "keys", "list", "number", "other"])
def test_a_wrong_value_is_explained_in_dutch(project: Path, file: str, change: Change, sentence: str) -> None:
    edit(project / file, change)
    assert sentence in "\n".join(map(str, check(project, TODAY)))


def test_a_contact_topic_without_desk_has_no_link(project: Path, known: Set[Place]) -> None:
    edit(project / CONTACTS, lambda text: re.sub(r"\bstarten: \d+,? ?", "", text))
    edit(project / STARTING, swap(r"links:.*\n(      - .*\n(        .*\n)*)*", "links: []\n"))
    assert places(project) - known == {(STARTING, line_of(project / STARTING, "^      links:"), "no_link")}


def test_socials_without_channels_have_no_link(project: Path, known: Set[Place]) -> None:
    edit(project / DOWNLOADS, swap(r"(?s)^socials:.*", "socials: []\n"))
    assert places(project) - known == {(SOCIALS, line_of(project / SOCIALS, "^      links:"), "no_link")}


def test_a_sentence_in_two_topics_is_named_at_both_places(project: Path) -> None:
    other = project / "data/nlu/technologie/robotica.yml"
    edit(other, swap("^    - ", "    - FOTONICA... Twente?\n    - "))
    first, second = line_of(project / TOPIC, "- fotonica twente"), line_of(other, "FOTONICA")
    found = [finding for finding in check(project, TODAY) if finding.key == "double_example"]
    assert [(finding.path, finding.line) for finding in found] == [(other, second)]
    assert f"{project / TOPIC}:{first};" in found[0].sentence
    assert "FOTONICA... Twente?" in found[0].sentence


def test_the_first_place_of_a_double_id_is_named(project: Path) -> None:
    edit(project / CONTACTS, swap("id: novel-t", "id: twente-board"))
    found = [finding.sentence for finding in check(project, TODAY) if finding.key == "double_id"]
    assert len(found) == 1 and f"{project / CONTACTS}:{line_of(project / CONTACTS, '- id')};" in found[0]


@pytest.mark.parametrize("name", DEAD_FILES)
def test_a_file_that_nothing_reads_is_found(project: Path, known: Set[Place], name: str) -> None:
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("a: {nl: x, en: x, de: x}\n", "utf-8")
    assert places(project) - known == {(name, 1, "dead_file")}


def test_a_topic_file_with_capitals_in_its_name_is_found(project: Path) -> None:
    (project / TOPIC).rename(project / "data/nlu/technologie/Fotonica.yml")
    assert ("data/nlu/technologie/Fotonica.yml", 1, "dead_file") in places(project)


@pytest.mark.parametrize("name", [CONTACTS, DOWNLOADS, SOURCES, TEXTS, "data/decision.yml", DOMAIN])
def test_a_missing_file_is_found(project: Path, known: Set[Place], name: str) -> None:
    (project / name).unlink()
    assert places(project) - known == {(name, 1, "unreadable")}


def test_a_file_in_another_encoding_is_found(project: Path, known: Set[Place]) -> None:
    (project / TOPIC).write_bytes((project / TOPIC).read_text("utf-8").encode("latin-1", "replace") + b"# \xe9\n")
    assert places(project) - known == {(TOPIC, 1, "not_utf8")}


@pytest.mark.parametrize("topic", ["gesprek/kunnen", "gesprek/meer", "contact/algemeen", "gesprek/buiten_bereik"])
def test_a_topic_that_the_bot_needs_cannot_be_left_out(project: Path, topic: str) -> None:
    (project / f"data/nlu/{topic}.yml").unlink()
    assert (f"data/nlu/{topic}.yml", 1, "topic_needed") in places(project)


def test_a_new_group_needs_an_intent_and_a_rule(project: Path, known: Set[Place]) -> None:
    text = (project / TOPIC).read_text("utf-8").replace("technologie/fotonica", "sport/voetbal")
    text = re.sub(r"^    - (.*)", r"    - \1 voetbal", text, flags=re.MULTILINE)
    (project / "data/nlu/sport").mkdir()
    (project / "data/nlu/sport/voetbal.yml").write_text(text, "utf-8")
    intents, rules = line_of(project / DOMAIN, "^intents"), line_of(project / RULES, "^rules")
    assert places(project) - known == {(DOMAIN, intents, "group_without_intent"), (RULES, rules, "group_without_rule")}


def test_an_action_outside_the_domain_is_found_in_code_and_rule(project: Path, known: Set[Place]) -> None:
    edit(project / DOMAIN, swap("^- action_socials\n", ""))
    code, rule = "actions/socials.py", RULES
    assert places(project) - known == {
        (code, line_of(project / code, 'return "action_socials"'), "action_not_in_domain"),
        (rule, line_of(project / rule, "action: action_socials"), "unknown_action"),
    }


def test_an_action_without_code_is_found(project: Path, known: Set[Place]) -> None:
    (project / "actions/socials.py").unlink()
    assert places(project) - known == {(DOMAIN, line_of(project / DOMAIN, "- action_socials"), "action_not_written")}


def test_all_faults_are_found_not_the_first_only(project: Path, known: Set[Place]) -> None:
    edit(project / TOPIC, swap("^      owner:.*\n", "      tone: warm\n"))
    edit(project / "data/nlu/technologie/robotica.yml", swap("choices: .*", "choices: []"))
    edit(project / CONTACTS, swap("themes: {", "themes: {kwark: 9, "))
    edit(project / RULES, swap("rules:", "rules: ["))
    assert sorted(key for _, _, key in places(project) - known) == [
        "missing_key", "no_choices", "not_yaml", "unknown_key", "unknown_theme"
    ]


def test_findings_come_in_the_order_of_files_and_lines(project: Path) -> None:
    edit(project / TOPIC, swap("must:\n", "must:\n      - 'kwark'\n"))
    edit(project / TOPIC, swap("choices: .*", "choices: []"))
    edit(project / CONTACTS, swap("themes: {", "themes: {kwark: 9, "))
    assert [finding.key for finding in check(project, TODAY)] == ["unknown_theme", "no_choices", "pattern_unmatched"]


def run_check(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a project folder."""
    command = [sys.executable, "-m", "bot", "check"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.fixture
def whole_project(project: Path) -> Path:
    """The copy with the program in it."""
    shutil.copytree(ROOT / "bot", project / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    return project


def test_the_command_counts_what_is_there_when_all_is_well(whole_project: Path) -> None:
    start = time.monotonic()
    done = run_check(whole_project)
    assert time.monotonic() - start < 10
    library = Library(whole_project / "data")
    counts = [
        len(library.topics()), sum(len(topic.examples) for topic in library.topics()),
        whole_project.joinpath(CONTACTS).read_text("utf-8").count("\n- id:"), len(library.downloads().downloads),
    ]
    assert done.returncode == 0, done.stdout
    assert [int(number) for number in re.findall(r"\d+", done.stdout)] == counts
    assert done.stdout.count("\n") == 1


def test_the_command_prints_a_line_for_each_finding_and_ends_with_1(whole_project: Path) -> None:
    edit(whole_project / TOPIC, swap("choices: .*", "choices: []"))
    edit(whole_project / TOPIC, swap("must:\n", "must:\n      - 'kwark'\n"))
    done = run_check(whole_project)
    lines: List[str] = done.stdout.splitlines()
    assert done.returncode == 1 and done.stderr == ""
    choices, fact = line_of(whole_project / TOPIC, "choices"), line_of(whole_project / TOPIC, "kwark")
    assert [line.split(" ")[0] for line in lines] == [f"{TOPIC}:{choices}:", f"{TOPIC}:{fact}:"]
    assert lines[0].endswith("er is geen enkele vervolgkeuze; zet onder 'choices' twee tot vier onderwerpen")


def test_the_check_does_without_rasa() -> None:
    code = (
        "import sys; from pathlib import Path; import bot.commands; from bot.content.check import check;"
        "check(Path('.')); sys.exit('rasa' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 0
