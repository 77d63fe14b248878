"""Whole couple sessions, acted in the virtual room, heard by the real ears.

Each is acted once for all of these tests, which only read what came of it.
"""

import itertools
import re
from contextlib import chdir
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner

from benchmarks.gaps import gaps
from voice_coach.cli.main import main


@pytest.fixture(scope="module")
def acted(tmp_path_factory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    arguments = ["demo", "mirror-dialogue", "--fast", "--out", str(folder / "demo.wav")]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder, (folder / "demo.txt").read_text(encoding="utf-8")


def test_every_step_comes_in_order_for_both_partners(acted):
    _, transcript = acted
    steps = [line.split("--- ")[1] for line in transcript.splitlines() if "--- " in line]
    dialogue = ["appreciate", "tell", "summary", "validate", "empathise", "being-heard", "heard"]
    for name in ("Ana", "Ben"):
        of_partner = [
            step.split()[2] for step in steps if step.startswith("dialogue") and name in step
        ]
        assert of_partner == dialogue


def test_all_that_is_said_is_heard_before_anything_else_is_said(acted):
    _, transcript = acted
    told = re.findall(r"  (Ana|Ben|Coach): |  \((heard): ", transcript)
    told = [who or heard for who, heard in told]
    said = [after for who, after in itertools.pairwise(told) if who in ("Ana", "Ben")]
    assert len(said) > 30
    assert set(said) == {"heard"}


def test_a_failed_mirror_is_repaired(acted):
    _, transcript = acted
    lines = transcript.splitlines()
    missed = next(i for i, line in enumerate(lines) if "(heard: not quite)" in line)
    after = "\n".join(lines[missed : missed + 12])
    assert "once more: only what you heard" in after
    assert "(heard: yes)" in after


def test_a_spoken_pause_resumes_with_the_same_time_left(acted):
    _, transcript = acted
    held = next(line for line in transcript.splitlines() if "[on hold: paused" in line)
    resumed = next(line for line in transcript.splitlines() if "[going on" in line)
    assert held.rpartition(", ")[2] == resumed.rpartition(", ")[2]


def test_it_is_finished_and_its_log_replays(acted):
    folder, transcript = acted
    assert transcript.rstrip().endswith("[the session is finished]")
    result = CliRunner().invoke(main, ["replay", str(folder / "demo.jsonl")])
    assert result.exit_code == 0, result.output
    assert result.output.count("actions, all identical") == 3


def test_prompts_in_a_row_leave_time_to_sink_in(acted):
    folder, _ = acted
    found = gaps(folder / "demo.wav", folder / "demo.jsonl")
    assert len(found) >= 4  # of questions and of others
    assert 0.5 <= np.median(found) <= 1.0
    assert min(found) >= 0.4
    assert max(found) <= 1.3


DEMO = ["demo", "outside-stress", "--fast"]
"""As the README shows it."""


@pytest.fixture(scope="module")
def recommended(tmp_path_factory) -> tuple[Path, str]:
    """What somebody has who types that."""
    folder = tmp_path_factory.mktemp("recommended")
    with chdir(folder):
        result = CliRunner().invoke(main, DEMO, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder, (folder / "demo.txt").read_text(encoding="utf-8")


def heard_in(shown: str) -> list[str]:
    """What was understood, and how it ended, without the moments."""
    return re.findall(r"\(heard: [^)]*\)|\[the session [^\]]*\]", shown)


def test_in_the_recommended_exercise_they_are_understood_to_its_end(recommended):
    folder, transcript = recommended
    assert heard_in(transcript)[-1] == "[the session is finished]"
    assert "(heard: yes)" in heard_in(transcript)
    for name in ("Ana", "Ben"):
        assert f"[{name} has the floor" in transcript
    assert "I didn't catch that" not in transcript
    result = CliRunner().invoke(main, ["replay", str(folder / "demo.jsonl")])
    assert result.output.count("actions, all identical") == 3, result.output


def test_its_partners_lead_the_same_session_again_from_a_recording(recommended, tmp_path):
    folder, transcript = recommended
    both, rate = soundfile.read(folder / "demo.wav", dtype="int16")
    partners = tmp_path / "partners.wav"
    soundfile.write(partners, both[:, 1], rate)
    arguments = ["run", "outside-stress", "--names", "Ana,Ben", "--input", str(partners)]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert heard_in(result.output) == heard_in(transcript)
