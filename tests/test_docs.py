"""What is written about commands is true of them."""

import ast
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from voice_coach.cli.choosing import KEPT_BACK_ONE_IN, KEPT_SHORT_ONE_IN
from voice_coach.cli.main import COMMANDS, main
from voice_coach.core import floor, pauses
from voice_coach.exercise.meanings import SAFE_WORDS
from voice_coach.exercise.script import USUAL_LENGTH, chosen_length
from voice_coach.hearing import loudness
from voice_coach.hearing.grammar import CommandPhrases, plain
from voice_coach.shell.replay import BLOCK_SIZES
from voice_coach.signal.units import samples
from voice_coach.store.model_store import CATALOGUE, FULL_EN
from voice_coach.store.script_files import ScriptFiles

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
SOURCES = sorted((ROOT / "voice_coach").rglob("*.py"))
HINT = r"`(voice-coach [a-z-]+(?: (?:list|install|verify|remove|show|forget))?)"
"""How a message names a command, and the command of a group."""


def shown(page: Path) -> list[str]:
    """The command lines of a page: those in fences, and those in backticks."""
    text = page.read_text(encoding="utf-8")
    fences = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = "\n".join(fences).splitlines()
    typed = [line.split("  ")[0].split(" #")[0] for line in lines]
    prose = re.sub(r"^```\w*\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    typed += [" ".join(each.split()) for each in re.findall(r"`([^`]+)`", prose)]
    return [line for line in typed if line.startswith("voice-coach ")]


def parsed(line: str) -> list[str]:
    """Understand a command line without doing anything, and tell the commands it names."""
    words = shlex.split(line)[1:]
    command: click.Command = main
    context = click.Context(main, info_name="voice-coach")
    named: list[str] = []
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found, f"{line}: there is no command {words[0]}"
        command, named = found, [*named, words.pop(0)]
    if words and "--help" not in words:
        command.make_context(" ".join(named), words, parent=context)
    return named


LINES = [(page.name, line) for page in PAGES for line in shown(page)]


def test_there_are_lines_to_look_at():
    assert len(LINES) > 20


@pytest.mark.parametrize(("page", "line"), LINES)
def test_every_command_line_that_is_shown_is_a_valid_one(page, line):
    assert parsed(line.replace("COMMAND", "run"))


def test_every_command_has_a_line_in_the_readme():
    shown = {line.split()[1] for page, line in LINES if page == "README.md"}
    assert set(COMMANDS) <= shown


def commands() -> dict[str, click.Command]:
    """Every command and every command of a group, by what is typed."""
    context = click.Context(main)
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command
        found[name] = command
        if isinstance(command, click.Group):
            for inner, one in command.commands.items():
                found[f"{name} {inner}"] = one
    return found


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_says_what_it_is_for(name):
    command = commands()[name]
    assert command.help
    assert command.get_short_help_str(limit=200).endswith((".", "]"))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]}"


def test_the_list_of_commands_says_what_the_commands_say():
    for name, (_, told) in COMMANDS.items():
        assert len(told) <= 60, name
        assert told.endswith("."), name


def test_every_command_that_a_hint_names_is_a_valid_one():
    named = set()
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(HINT, text))
    assert len(named) > 8
    for line in sorted(named):
        assert parsed(f"{line} --help")


# --- What the pages say of sayings, numbers and names ------------------------------------------

README = (ROOT / "README.md").read_text(encoding="utf-8")
SAYINGS = [line for line in README.splitlines() if line.startswith('| "')]
CLAIMED = {
    "PAUSE": "stops the clock",
    "CONTINUE": "carries on",
    "MINUTE": "minute of slow breathing",
    "TIME_OUT": "when to come back",
    "STOP": "ends kindly",
    "PASS": "leaves out this step, no reason asked",
    "SHORTER": "halves what is left of this turn",
    "LIGHTER": "leaves out this step and shortens the rest",
    "SLOWER": "speaks more slowly",
    "REPEAT": "says the current instruction or question again",
    "YIELD": "moves on, when the floor is yours",
    "HOLD_FLOOR": "thirty seconds more, once",
    "YES": "the answer to what it just asked",
    "PARTLY": "the answer to what it just asked",
    "NO": "the answer to what it just asked",
}
"""What the README says the coach does for each meaning."""


@pytest.mark.parametrize("row", SAYINGS)
def test_what_the_readme_says_to_say_means_what_its_row_claims(row):
    table = CommandPhrases.load()
    spoken = table.spoken(table.meanings)
    for phrase in re.findall(r'"([^"]+)"', row):
        meaning = spoken[plain(phrase)]
        assert CLAIMED[meaning] in row, phrase


def test_the_readme_tells_of_every_safe_word_and_recommends_none_that_is_badly_heard():
    rows = "\n".join(SAYINGS)
    assert all(CLAIMED[meaning] in rows for meaning in SAFE_WORDS)
    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (\w+) \| (.+?)( \(weak\))? \|", commands, re.M)
    good = {meaning for meaning, _, mark in table if not mark}
    weak = [phrase for meaning, phrase, mark in table if mark and meaning in good]
    assert weak  # a meaning with one phrase alone is told all the same
    assert not [phrase for phrase in re.findall(r'"([^"]+)"', rows) if plain(phrase) in weak]


TIMES = [
    ("After eight seconds the coach tells you to take your time", floor.OFFER_AFTER, 8),
    ("after twenty-five it asks, once", floor.ASK_AFTER, 25),
    ("thirty seconds more, once", floor.EXTENSION, 30),
    ("five quiet seconds", pauses.QUIET, 5),
    ("after ten seconds of screaming", loudness.SCREAM, 10),
]


@pytest.mark.parametrize(("claim", "constant", "in_seconds"), TIMES)
def test_times_that_the_readme_tells_are_those_of_the_code(claim, constant, in_seconds):
    assert claim in flat("README.md")
    assert constant == samples(in_seconds)


def flat(page: str) -> str:
    """A page's text in one line, so that a sentence is found wherever it is wrapped."""
    return " ".join((ROOT / page).read_text(encoding="utf-8").split())


def test_how_often_a_session_is_kept_short_and_how_large_the_model_is():
    assert "About one session in twenty" in flat("README.md")
    assert KEPT_SHORT_ONE_IN == 20
    assert "one evening in four it tells nothing, by chance" in flat("README.md")
    assert KEPT_BACK_ONE_IN == 4
    assert f"{FULL_EN.name}** (Alpha Cephei, {FULL_EN.size / 1e6:.0f} MB)" in README


def help_of(*command: str) -> str:
    return " ".join(CliRunner().invoke(main, [*command, "--help"]).output.split())


@pytest.mark.parametrize("command", ["run", "show", "rehearse"])
def test_the_length_that_help_calls_the_default_is_the_one_taken(command):
    [told] = re.findall(r"--length TEXT .*?\[default: (\w+)\]", help_of(command))
    assert told == USUAL_LENGTH
    assert {chosen_length(each, None) for each in ScriptFiles().all()} == {USUAL_LENGTH}


@pytest.mark.parametrize("arguments", [["show"], ["rehearse", "--quiet"]])
def test_show_and_rehearse_take_the_usual_length(arguments):
    shown = CliRunner().invoke(main, [*arguments, "breathe-together"]).output
    assert f", {USUAL_LENGTH}" in shown
    assert ", tiny" not in shown


def test_the_other_defaults_that_help_names():
    assert "by default 160, 1600 and 4000" in help_of("replay")
    assert BLOCK_SIZES == (160, 1600, 4000)
    assert "[default: the best for words that runs here]" in help_of("models", "install")
    assert CATALOGUE[-1] is FULL_EN


def test_no_exercise_claims_that_the_program_acts_on_what_it_only_shows():
    for name in ScriptFiles().names():
        shown = CliRunner().invoke(main, ["show", name]).output
        assert "Listens for" not in shown
        assert "Pauses when" not in shown
    assert "If you lead it yourself, watch for: " in shown


# --- How the pages are made --------------------------------------------------------------------

WRITTEN = [*PAGES, *(ROOT / "models").rglob("*.md"), ROOT / "benchmarks" / "README.md"]
WRITTEN += [ROOT / "CHANGELOG.md", ROOT / "voice_coach" / "scripts" / "README.md"]
WIDEST = 120


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_fits_a_screen(page):
    """A row of a table cannot be wrapped; everything else can."""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        assert len(line) <= WIDEST or line.startswith("|"), f"{page.name}:{number}"


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md"])
def test_the_contents_are_the_headings(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.M)
    listed = re.findall(r"^- \[(.+)\]\(#(.+)\)$", text, re.M)
    assert [title for title, _ in listed] == headings
    for title, anchor in listed:
        assert anchor == re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_to_a_page_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def names_in(path: Path) -> set[str]:
    """Classes and functions of a file, methods as `Class.method`, and constants."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        for inner in getattr(node, "body", []) if isinstance(node, ast.ClassDef) else []:
            if isinstance(inner, ast.FunctionDef):
                found.add(f"{node.name}.{inner.name}")
            elif isinstance(inner, ast.AnnAssign | ast.Assign):
                target = inner.target if isinstance(inner, ast.AnnAssign) else inner.targets[0]
                found.add(f"{node.name}.{ast.unparse(target)}")
        if isinstance(node, ast.AnnAssign | ast.Assign):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            found.add(ast.unparse(target))
    return found


def test_every_file_and_function_of_the_journeys_is_there():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = 0
    path: Path | None = None
    for quoted in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S)):
        if re.fullmatch(r"[a-z]+/\w+\.py", quoted):
            path = ROOT / "voice_coach" / quoted
            assert path.is_file(), quoted
        elif re.fullmatch(r"[a-z]+/", quoted) and quoted != "voice_coach/":
            assert (ROOT / "voice_coach" / quoted).is_dir(), quoted
        elif quoted.endswith("()") and path:
            assert quoted.removesuffix("()") in names_in(path), f"{quoted} in {path.name}"
            named += 1
    assert named > 40


def test_the_core_is_used_as_the_page_shows():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```python\n(.*?)```", text, re.S)
    scripts = ScriptFiles()
    given = {"exercise": scripts.load("outside-stress"), "lines": scripts.lines()}
    exec(example, given)
    assert given["actions"]
    assert given["due"] > 0


def test_every_name_of_the_glossary_is_in_the_code():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    glossary = text.partition("## Names")[2].partition("## ")[0]
    known = set[str]().union(*(names_in(path) for path in SOURCES))
    rows = re.findall(r"^\|.*\| `([\w.]+)` \|$", glossary, re.M)
    assert len(rows) > 30
    assert not [name for name in rows if name not in known]
