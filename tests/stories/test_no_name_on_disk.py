"""Names are spoken, and leave nothing: no file has them, their sound, or a line with them in it."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.fakes.humming import humming
from tests.typist import Typist, plan_of
from voice_coach.edge.ports import Voice
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.shell.compose import in_room
from voice_coach.shell.manner import USUAL_MANNER, speaking
from voice_coach.shell.plan import SessionPlan
from voice_coach.signal.sound import Sound
from voice_coach.store.kept_lines import KeptFiles
from voice_coach.store.script_files import ScriptFiles
from voice_coach.store.spoken_lines import line_name

NAMES = {"a": "Xanthippe", "b": "Wolfdietrich"}
PLACES = ("VOICE_COACH_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR")


class Remembered:
    """A voice whose every prompt is remembered."""

    def __init__(self, voice: Voice) -> None:
        self.name = voice.name
        self._voice = voice
        self.sounds: dict[str, Sound] = {}

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        self.sounds[text] = self._voice.speak(text, rate=rate)
        return self.sounds[text]

    def prepare(self, texts) -> None:
        self._voice.prepare(texts)


@pytest.fixture
def places(tmp_path, monkeypatch) -> Path:
    """Where a program could leave something: data, settings, cache, temporary files."""
    for name in PLACES:
        folder = tmp_path / "places" / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path / "places"


def led(plan: SessionPlan, voice: Remembered) -> None:
    typist = Typist(plan)
    ending = in_room(plan, [typist, PipedLines(iter(typist))], voice=voice, ears=None)
    assert ending.reason == "finished"


def traces(places: Path, sounds: dict[str, Sound]) -> Iterator[str]:
    """What tells of a name, in a file or in its name."""
    named = {text for text in sounds if any(name in text for name in NAMES.values())}
    hashes = {
        line_name(voice, pace, text)
        for voice in ("joe", "en", "")
        for pace in (160, 136)
        for text in (*named, *NAMES.values())
    }
    pieces = [sounds[text][3000:3400].tobytes() for text in named]
    for file in places.rglob("*"):
        if file.name in hashes or any(name.lower() in str(file).lower() for name in NAMES.values()):
            yield file.name
        content = file.read_bytes() if file.is_file() else b""
        told = [name for name in NAMES.values() if name.lower().encode() in content.lower()]
        if told or any(piece in content for piece in pieces):
            yield f"in {file.name}"


def planned(places: Path) -> SessionPlan:
    plan = plan_of("small-thank-you")
    log = places / "voice_coach_home" / "session.jsonl"
    return msgspec.structs.replace(plan, names=NAMES, log=log)


def test_after_a_session_in_the_usual_voice(places):
    with speaking(USUAL_MANNER) as engine:
        voice = Remembered(engine)
        led(planned(places), voice)
    assert sum("Xanthippe" in text for text in voice.sounds) > 2
    assert [each.name for each in places.rglob("*") if each.is_file()] == ["session.jsonl"]
    assert list(traces(places, voice.sounds)) == []


def test_after_a_session_in_a_voice_that_keeps_lines(places, tmp_path):
    kept = KeptFiles("joe", msgspec.structs.astuple(ScriptFiles().lines()))
    with closing(humming(tmp_path, kept=kept)) as engine:
        voice = Remembered(engine)
        voice.prepare(planned(places).prompts())
        led(planned(places), voice)
    assert sum("Wolfdietrich" in text for text in voice.sounds) > 2
    assert list(places.rglob("*.opus"))  # it does keep some
    assert list(traces(places, voice.sounds)) == []


def test_a_name_that_was_left_would_be_found(places):
    """So that the others can fail."""
    sound = np.arange(4000, dtype=np.int16)
    text = "Xanthippe, go on."
    home = places / "voice_coach_home"
    (home / line_name("joe", 160, text)).write_bytes(b"")
    (home / "one.wav").write_bytes(sound.tobytes())
    (home / "two.txt").write_text("said by XANTHIPPE")
    assert len(list(traces(places, {text: sound}))) == 3
