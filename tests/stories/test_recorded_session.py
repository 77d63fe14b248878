"""`voice-coach run --input`: what partners said once leads the same session again."""

import re

import soundfile
from click.testing import CliRunner

from voice_coach.cli.main import main


def led(*arguments: str) -> list[str]:
    """What was understood, and how it ended, without the moments."""
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return re.findall(r"\(heard: [^)]*\)|\[the session [^\]]*\]", result.output)


def test_the_partners_of_a_demo_lead_it_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    acted = led("demo", "outside-stress", "--fast", "--out", "demo.wav")
    both, rate = soundfile.read("demo.wav", dtype="int16")
    soundfile.write("partners.wav", both[:, 1], rate)
    again = led("run", "outside-stress", "--names", "Ana,Ben", "--input", "partners.wav")
    assert again == acted
    assert again[-1] == "[the session is finished]"
    assert "(heard: yes)" in again
