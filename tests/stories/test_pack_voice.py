"""A whole session in the voice of a pack, on a machine with no voice engine at all."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.store.packs import FACTS
from tests.typist import led, plan_of
from voice_coach.edge.flite_voice import FliteVoice
from voice_coach.errors import VoiceError
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.shell.manner import speaking
from voice_coach.shell.one_voice import NO_NAMES, in_one_voice
from voice_coach.shell.plan import SessionPlan, unnamed
from voice_coach.shell.rendering import coach_ear, render
from voice_coach.shell.system_voices import SystemVoices, chosen_manner
from voice_coach.signal.sound import alike, level_dbfs
from voice_coach.store.voice_packs import VoicePacks

NAMES = {"a": "Xanthippe", "b": "Wolfdietrich"}
SPOKEN = FliteVoice(voice="slt")


def short() -> SessionPlan:
    """One for two people. What the coach says in every exercise is one line here: less to render
    (`tests/shell/test_foreseen.py` leads every exercise with all of them)."""
    plan = plan_of("small-thank-you")
    one = dict.fromkeys(msgspec.structs.asdict(plan.settings.lines), "{partner}, go on.")
    settings = msgspec.structs.replace(plan.settings, lines=CoachLines(**one))
    return msgspec.structs.replace(plan, names=NAMES, settings=settings)


def planned() -> SessionPlan:
    return msgspec.structs.replace(short(), manner=chosen_manner("evening", None, None))


@pytest.fixture(scope="module")
def pack(tmp_path_factory) -> Path:
    """Rendered from flite's free voice, each line checked, for two people without names."""
    plan = msgspec.structs.replace(short(), names=unnamed("couple"))
    lines = list(dict.fromkeys(plan.prompts()))
    facts = msgspec.structs.replace(FACTS, engine="flite, slt", paces=(160,))
    out = tmp_path_factory.mktemp("made") / "evening"
    done = render(lines, facts, voice=SPOKEN, out=out, ear=coach_ear())
    assert done.lines == len(lines)
    assert {each.what for each in done.flaws} <= {"not understood"}
    assert len(done.flaws) < 0.2 * len(lines)
    return done.pack.folder


@pytest.fixture
def alone(pack, monkeypatch, tmp_path) -> None:
    """The pack is installed; no program is, and what is left behind can be looked through."""
    VoicePacks().install(pack)
    empty = tmp_path / "temporary"
    empty.mkdir()
    for name in ("PATH", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(empty))


def test_it_is_heard_from_start_to_end_and_no_name_is(alone, tmp_path):
    told: list[str] = []
    plan = in_one_voice(planned(), tell=told.append)
    assert told == [NO_NAMES]
    with speaking(plan.manner) as voice:
        coach = led(plan, voice, told)
    assert told == [NO_NAMES]  # no line was missing
    with pytest.raises(VoiceError):
        SPOKEN.speak("Hello.")  # the engine itself is not to be found
    assert len(coach) > 20 * 16_000
    assert level_dbfs(coach[np.abs(coach) > 100]) > -26
    for file in tmp_path.rglob("*"):
        assert not any(name in str(file) for name in NAMES.values())
        if file.is_file():
            content = file.read_bytes().lower()
            assert not any(name.lower().encode() in content for name in NAMES.values())


def test_a_line_is_that_of_the_pack_and_at_another_pace_its_nearest(alone):
    plan = planned()
    text = next(plan.said.prompts())
    with speaking(plan.manner) as voice:
        assert alike(voice.speak(text), voice.speak(text, rate=0.85))
        with pytest.raises(VoiceError, match="please read it"):
            voice.speak("Xanthippe, go on.")


def test_one_that_lacks_lines_is_not_begun_with(alone):
    told: list[str] = []
    other = plan_of("mirror-dialogue")
    plan = msgspec.structs.replace(other, manner=planned().manner)
    led_by = in_one_voice(plan, tell=told.append)
    assert led_by.manner.voice is None
    assert len(told) == 1
    assert "has not got" in told[0]
    assert "system's voice" in told[0]


def test_it_is_found_by_its_name_at_its_own_pace_or_another(alone):
    assert planned().manner.nameless
    assert planned().manner.words_per_minute == FACTS.paces[0]
    assert chosen_manner("evening", 136, None).words_per_minute == 136
    listed = SystemVoices.here().find("evening")
    assert (listed.engine, listed.terms) == ("voice pack", f"{FACTS.licence}, {FACTS.credit}")
