"""A language that nobody speaks: English with its letters changed. A whole session runs in it.

What is said in plain letters was not translated, so it is found by looking.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from tests.exercise.test_broken_scripts import GOOD
from tests.fuzz.case import toml
from tests.pseudo_terminal import OnTerminal, holds
from tests.typist import Typist
from voice_coach.acted.rehearsal import WillingCouple
from voice_coach.cli.main import main
from voice_coach.core.actions import AnyAction, Listen, SayPrompt
from voice_coach.core.events import AnyEvent
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.ports import Fact, KeyPressed
from voice_coach.edge.typed_lines import LINE_SAMPLES, PipedLines
from voice_coach.exercise.keys import answer_keys
from voice_coach.exercise.meanings import SAFE_WORDS, Meaning
from voice_coach.listening.vocabulary import plain_phrases
from voice_coach.shell.compose import in_room
from voice_coach.shell.live import NO_EAR
from voice_coach.shell.plan import SessionPlan
from voice_coach.store.language import BLOCK_LINES
from voice_coach.store.own_exercises import every_script
from voice_coach.store.script_files import ScriptFiles

CODE = "qps"
LETTERS = str.maketrans("aeioubcdgnstyAEIOUBCDGNSTY", "áéíóúƀçđğñšťýÁÉÍÓÚßÇĐĞÑŠŤÝ")
PLAIN = re.compile("[aeiouAEIOU]")
GUIDE = Path(__file__).parents[2] / "docs" / "writing-exercises.md"


ANSWERS = ("comfort", "ideas")
"""The example's own."""


def pseudo(text: str) -> str:
    """A text in the pretend language; places for names stay."""
    return re.sub(r"(\{\w+\})|[^{]+", lambda found: found[1] or found[0].translate(LETTERS), text)


def translated(script: str) -> str:
    """A script with each line in both languages."""

    def both(found: re.Match[str]) -> str:
        key, value = found[1], found[2]
        table = msgspec.toml.decode(f"x = {value}")["x"]
        lines = [pseudo(each) for each in table] if isinstance(table, list) else pseudo(table)
        return f"{key}.en = {value}\n{key}.{CODE} = {toml(lines)}"

    keys = "title|purpose|about|watch_for|say|explain|again|notes"
    return re.sub(rf"^({keys}) = (.*)$", both, script, flags=re.M)


@pytest.fixture
def folder(home) -> Path:
    """The language, whole."""
    folder, english = home / "languages" / CODE, ScriptFiles()
    folder.mkdir(parents=True)
    lines = msgspec.structs.asdict(english.lines())
    coach = "".join(f"{name} = {toml(pseudo(line))}\n" for name, line in lines.items())
    (folder / "coach.toml").write_text(coach, encoding="utf-8")
    blocks = ""
    for name, steps in english.blocks.items():
        for step in steps:
            blocks += f"[{name}.{step.id}]\n"
            for key in BLOCK_LINES:
                if line := getattr(step, key, ""):
                    blocks += f"{key} = {toml(pseudo(line))}\n"
    (folder / "blocks.toml").write_text(blocks, encoding="utf-8")
    meanings = (Meaning.YES, Meaning.NO, Meaning.PARTLY, Meaning.YIELD, *SAFE_WORDS)
    phrases = "".join(
        f"{each} = {toml([pseudo(phrase) for phrase in plain_phrases(each)])}\n"
        for each in meanings
    )
    phrases += "".join(f"{each.upper()} = {toml([pseudo(each)])}\n" for each in ANSWERS)
    (folder / "phrases.toml").write_text(phrases, encoding="utf-8")
    return folder


@pytest.fixture
def script(home) -> Path:
    """The guide's example, in both languages, beside the person's own."""
    [example] = re.findall(r"^```toml\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    path = home / "exercises" / "small-worry.toml"
    path.parent.mkdir(parents=True)
    path.write_text(translated(example), encoding="utf-8")
    return path


def run(*line: str, code: int = 0, typed: str = "") -> str:
    result = CliRunner().invoke(main, line, input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


class Prompts:
    """Everything that was said."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self.texts += [each.text for each in actions if isinstance(each, SayPrompt)]

    def untranslated(self) -> list[str]:
        return [each for each in self.texts if PLAIN.search(re.sub(r"\{\w+\}", "", each))]


class OnKeys:
    """A performer that answers by keys alone, as a willing couple would."""

    def __init__(self, plan: SessionPlan) -> None:
        self._couple = WillingCouple(plan.exercise)
        self._key, self._due = "", 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, Listen):
                saying = self._couple.respond(action, LINE_SAMPLES)
                keys = {meaning: key for key, meaning in answer_keys(action.meanings).items()}
                meaning = "NO" if action.step == "more" else saying and saying.meaning
                self._key = keys.get(meaning, "enter") if meaning else ""
                self._due = action.at + LINE_SAMPLES

    def facts(self, at: int) -> Iterable[Fact]:
        if self._key and at >= self._due:
            self._due = at + LINE_SAMPLES
            yield KeyPressed(key=self._key)

    def sound(self, at: int, length: int) -> None:
        return None


def plan_of(path: Path) -> SessionPlan:
    scripts = every_script(language=CODE)
    return SessionPlan(
        settings=SessionSettings(
            exercise=scripts.load(path.stem), lines=scripts.lines(), length="short"
        ),
        names={"a": "Ana", "b": "Ben"},
        phrases=scripts.language.phrases,
        own=True,
    )


class Writer(Typist):
    """Types the pretend language."""

    def __iter__(self):
        return (pseudo(each) for each in super().__iter__())


@pytest.mark.usefixtures("folder")
def test_a_whole_session_runs_in_it_by_keys_alone(script):
    plan, said = plan_of(script), Prompts()
    ending = in_room(plan, [OnKeys(plan)], voice=None, ears=None, observers=[said])
    assert ending.reason == "finished"
    assert len(said.texts) > 10
    assert said.untranslated() == []


@pytest.mark.usefixtures("folder")
def test_a_whole_session_runs_in_it_by_what_is_typed_in_it(script):
    plan, said = plan_of(script), Prompts()
    writer = Writer(plan)
    lines = PipedLines(iter(writer))
    ending = in_room(plan, [writer, lines], voice=None, ears=None, observers=[said])
    assert ending.reason == "finished"
    assert said.untranslated() == []


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("coach.toml", 'paused = "Pause, {nobody}."', "paused: expected no {nobody}"),
        ("coach.toml", 'resumed = "On we go, {a.__class__}."', "resumed: expected no {a."),
        (
            "blocks.toml",
            '[arrival.good-time]\nsay = "{other}, now?"',
            "arrival.good-time.say: expected no {other}",
        ),
    ],
)
@pytest.mark.usefixtures("script")
def test_a_line_with_a_place_that_nothing_is_put_into_begins_no_session(file, text, named, folder):
    (folder / file).write_text(text, encoding="utf-8")
    told = run("run", "small-worry", "--typed", "--language", CODE, code=3)
    assert f"{folder / file}: {named}" in told


@pytest.mark.usefixtures("folder", "script")
def test_the_commands_speak_it():
    stop = pseudo("stop")
    told = run(
        "run", "small-worry", "--typed", "--language", CODE, typed=f"{pseudo('yes')}\n{stop}\n"
    )
    assert pseudo("is now good for you?") in told
    assert "(typed: yes)" in told
    assert pseudo("A Small Worry") in run("show", "small-worry", "--language", CODE)
    assert pseudo("share a small worry") in run("rehearse", "small-worry", "--language", CODE)
    assert run("show", "small-worry").startswith("A Small Worry")
    assert 'There is no language "xx" here.' in run(
        "show", "small-worry", "--language", "xx", code=2
    )


@pytest.mark.usefixtures("folder", "script")
def test_where_there_is_no_ear_a_session_runs_by_keys_at_a_terminal(home, tmp_path):
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "sounddevice.py").write_text('raise OSError("PortAudio library not found")\n')
    chosen = ["--language", CODE, "--names", "Ana,Ben", "--plain", "--hear", "commands"]
    program = OnTerminal("run", "small-worry", *chosen, home=home, path=modules)
    program.until(pseudo("is now good for you?"))
    program.type("y")
    program.until("Ben, " + pseudo("is now good for you?"))
    program.type("n")
    program.until(pseudo("Then tonight isn't the night"))
    program.type("q")
    assert program.over() == 0
    assert holds(program.shown, NO_EAR)
    assert "[the session ended early]" in program.shown


def test_what_is_missing_is_told(folder, script):
    assert run("check", "--language", CODE) == f"Everything is in {CODE}.\n"
    text = script.read_text(encoding="utf-8")
    lines = text.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith(f"explain.{CODE}"))
    script.write_text("\n".join(lines[:at] + lines[at + 1 :]), encoding="utf-8")
    coach = (folder / "coach.toml").read_text(encoding="utf-8").splitlines()[1:]
    (folder / "coach.toml").write_text("\n".join(coach), encoding="utf-8")
    (folder / "phrases.toml").unlink()
    told = run("check", "--language", CODE, "small-worry").splitlines()
    assert told[0] == f"{script}:{at}: part worry, step tell, explain: not in {CODE} yet"
    assert told[1] == f"coach.toml: 1 not in {CODE} yet: take_your_time"
    assert told[2].startswith(f"phrases.toml: 15 not in {CODE} yet: YES, NO, PARTLY")
    assert told[3] == "17 in all."
    # What is missing is said in English, and the session goes on.
    assert "For example" in plan_of(script).exercise.couple[1].steps[0].explain


def test_a_file_that_is_no_good_is_named(folder, script):
    (folder / "coach.toml").write_text("paused = 3", encoding="utf-8")
    assert "coach.toml" in run("show", "small-worry", "--language", CODE, code=3)
    for line in ("word " * 36, "a\\u0007b"):
        (folder / "coach.toml").write_text(f'paused = "{line}"', encoding="utf-8")
        assert "paused: expected" in run("show", "small-worry", "--language", CODE, code=3)


def test_a_mistake_in_another_language_is_found_by_check(tmp_path):
    path = tmp_path / "mine.toml"
    line = toml(pseudo("{listener}, and you?"))
    text = translated(GOOD)
    assert text.count(line) == 1
    path.write_text(text.replace(line, '"{speeker}?"'), encoding="utf-8")
    told = run("check", str(path), code=3)
    assert "part talk, step more, say: expected" in told
    assert "expected {speaker}, not {speeker}" in told
