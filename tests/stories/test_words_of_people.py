"""Real readers in the virtual room, their words heard by Whisper: a missed point is named right."""

from pathlib import Path

from tests.plans import ana_and_ben
from tests.whisper import whisper
from voice_coach.acted.scenario import ActedPartners, load_scenario
from voice_coach.core.actions import SayPrompt
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.word_ear import WordEar
from voice_coach.shell.compose import in_room
from voice_coach.shell.replay import replay
from voice_coach.shell.understanding import Understanding
from voice_coach.signal.units import BLOCK_SAMPLES
from voice_coach.store.contacts import load_contacts

ROOM = Path(__file__).parent.parent / "rooms" / "mirror-helped.toml"
MIRRORED = ROOM.parent / "scripts" / "two-mirrors.toml"
ACTORS = {"a": EspeakVoice(voice="en-us+f3"), "b": EspeakVoice(voice="en-gb+m3")}


class Prompts:
    """What the coach says, word for word."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding
        self.said: list[str] = []

    def noticed(self, event, actions) -> None:
        self.said += [
            self._understanding.worded(each) for each in actions if isinstance(each, SayPrompt)
        ]


def test_a_missed_point_is_named_in_their_own_words(tmp_path, samples, coach_en):
    log = tmp_path / "session.jsonl"
    plan = ana_and_ben(MIRRORED, log=log)
    understanding = Understanding(
        names=plan.names,
        solo=False,
        lines=plan.settings.lines,
        place=load_contacts(tmp_path).here(),
        show=lambda text: None,
    )
    prompts = Prompts(understanding)
    partners = ActedPartners(
        load_scenario(ROOM),
        speak=lambda who, words: ACTORS[who].speak(words),
        recording=lambda name: read_sound(samples / "audio" / name),
    )
    ears = Ears(
        model=SpeechModel(coach_en),
        words=WordEar(whisper, waits=True),
        understand=understanding.understand,
    )
    ending = in_room(
        plan,
        [partners],
        voice=EspeakVoice(),
        ears=lambda: ears,
        understanding=understanding,
        observers=[prompts],
    )
    assert ending.reason == "early"
    named = next(each for each in prompts.said if "was this the bit" in each)
    assert "Ana hopes Ana will go on seeing them forever" in named
    assert "account of himself" not in named, "that was given back"
    assert replay(log, block_samples=BLOCK_SAMPLES).actions > 10, "it replays without any ear"
    assert "forever" not in log.read_text(encoding="utf-8")
