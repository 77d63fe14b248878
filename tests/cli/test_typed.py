"""`voice-coach run --typed` driven to the end by piped lines, and on a terminal."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.couples import WAYS
from tests.typist import plan_of, typed
from voice_coach.cli.main import main
from voice_coach.exercise.duration import usual_way


def piped(lines: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "voice_coach", "run", *arguments, "--typed"],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("mode", "who"), [("couple", ["--names", "Ana,Ben"]), ("solo", ["--solo"])]
)
def test_outside_stress_is_driven_to_the_end_by_a_pipe(mode, who):
    _, typist = typed(plan_of("outside-stress", mode))
    done = piped(typist.lines, "outside-stress", *who)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "[the session is finished]" in done.stdout
    assert done.stdout.splitlines()[-1] == "Finished."
    assert ("Ana, " in done.stdout) == (mode == "couple")


@pytest.mark.parametrize(("name", "mode", "length"), WAYS)
def test_every_exercise_is_driven_to_the_end(name, mode, length):
    plan = plan_of(name, mode, length)
    ending, typist = typed(plan)
    assert ending.reason == "finished", typist.lines[-5:]
    assert typist.steps == [
        planned.step.id for planned in usual_way(plan.exercise, mode=mode, length=length)
    ]


def test_the_recommended_exercise_starts_without_a_name_and_by_the_literal_one():
    for arguments in ([], ["exercise"]):
        result = CliRunner().invoke(main, ["run", *arguments, "--typed"], input="stop\n")
        assert result.exit_code == 0, result.output
        assert result.output.startswith("Outside Stress, about ")


def test_lines_that_end_too_soon_end_the_session_kindly():
    result = CliRunner().invoke(main, ["run", "outside-stress", "--typed"], input="yes\n")
    assert result.exit_code == 0
    assert "[the session ended early]" in result.output
    assert "always fine" in result.output


def test_blank_lines_and_talk_mean_nothing():
    lines = "\n\n   \nwhat a day it was\n\x00\x07\n\u200b\nstop\n"
    result = CliRunner().invoke(main, ["run", "outside-stress", "--typed"], input=lines)
    assert result.exit_code == 0
    assert "[the session ended early]" in result.output
    assert "(typed:" not in result.output, "no ending tells its cause"


def test_lines_that_are_no_text_do_not_end_it():
    result = CliRunner().invoke(
        main, ["run", "outside-stress", "--typed"], input=b"\xff\xfe\nstop\n"
    )
    assert result.exit_code == 0, result.output
    assert "[the session ended early]" in result.output


def test_nothing_is_shown_of_what_is_typed():
    lines = "my secret is out\nstop\n"
    result = CliRunner().invoke(main, ["run", "outside-stress", "--typed"], input=lines)
    assert "secret" not in result.output
