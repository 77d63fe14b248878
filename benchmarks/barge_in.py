"""How soon a spoken command silences the coach, and what else does.

    python -m benchmarks.barge_in

In the virtual room the coach reads its prompts through an echo of -6 dB, 60 ms late, in a measured
room, and cancels it. First somebody says a command into the middle of a prompt: from the first and
from the last sound of the command to silence. Session time: the loudspeaker's own delay comes on
top. Then talk, back-channels, dogs, doors and rain are played over prompts: how many stop one.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache

import msgspec
import numpy as np

from benchmarks.command_latency import end_of
from benchmarks.figures import told
from benchmarks.recordings import folder, recordings
from benchmarks.self_trigger import ROOM_NOISE, asking, every_prompt
from tests.plans import ana_and_ben
from voice_coach.core.actions import AnyAction, SayPrompt, StopPlayback
from voice_coach.core.events import AnyEvent, UtteranceHeard
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import Fact, InputEnded, LineTyped
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
from voice_coach.edge.sound_file import read_sound
from voice_coach.edge.virtual_room import RoomEcho
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles

VOICES = ("en-us+f3", "en-gb+m3", "en-us+m7")
COMMANDS = ("pause", "hold on", "repeat", "say that again", "slow down", "skip this")
BACKCHANNELS = ("mm-hm", "right", "I see", "wow", "oh no", "really?")
AFTER = round(1.2 * SAMPLE_RATE)
"""How far into a prompt somebody speaks."""

LISTENED = 10 * SAMPLE_RATE
"""How long a session goes on after a sound began; then the next question is come to."""

LONG = 60
"""Letters of a prompt that is long enough to be spoken into."""


class Interjection(msgspec.Struct, frozen=True, kw_only=True):
    """Something heard over the coach."""

    name: str
    sound: Sound


class Interjecting:
    """Plays one sound into each prompt after the welcome, and notes what stops the coach."""

    def __init__(self, sounds: Sequence[Interjection]) -> None:
        noise = np.random.default_rng(7).normal(0, ROOM_NOISE, 60 * SAMPLE_RATE)
        self._noise = noise.round().astype(np.int16)
        self._left = list(sounds)
        self._now: tuple[int, Interjection] | None = None
        self._prompts = 0
        self._last = 0
        self.from_first: list[float] = []
        self.from_last: list[float] = []
        self.stopped_by: list[str] = []
        self.played = 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        if isinstance(event, UtteranceHeard) and any(
            isinstance(each, StopPlayback) for each in actions
        ):
            if self._now:
                begin, said = self._now
                self.from_first.append((event.at - begin) / SAMPLE_RATE * 1000)
                end = begin + end_of(said.sound)
                self.from_last.append((event.at - end) / SAMPLE_RATE * 1000)
                self.stopped_by.append(said.name)
            self._now = None
        for action in actions:
            if isinstance(action, SayPrompt):
                self._prompts += 1
                if self._prompts > 1 and self._left and len(action.text) > LONG:
                    self._now = (action.at + AFTER, self._left.pop(0))
                    self._last = action.at + AFTER
                    self.played += 1

    def facts(self, at: int) -> Iterator[Fact]:
        over = self.stopped_by and not self._left  # nothing is left to be heard
        if not over and (not self._last or at < self._last + LISTENED):
            return
        if self._left:
            self._last = 0
            yield LineTyped(text="no")
        else:
            yield InputEnded()  # a session that was paused would wait for somebody to continue

    def sound(self, at: int, length: int) -> Sound:
        begin = at % (len(self._noise) - length)
        block = self._noise[begin : begin + length].astype(np.int32)
        if self._now:
            start, said = self._now
            part = said.sound[max(0, at - start) : max(0, at - start + length)]
            if at >= start and len(part):
                block[: len(part)] += part
        return np.clip(block, -32768, 32767).astype(np.int16)


def commands() -> Iterator[Interjection]:
    for name in VOICES:
        voice = EspeakVoice(voice=name)
        for phrase in COMMANDS:
            yield Interjection(name=phrase, sound=voice.speak(phrase))


def others() -> Iterator[Interjection]:
    for name in VOICES:
        voice = EspeakVoice(voice=name)
        for phrase in BACKCHANNELS:
            yield Interjection(name=phrase, sound=voice.speak(phrase))
    for recording in recordings(
        "sounds_esc10", "sounds_household", "conversation_constructed", "near_miss_words"
    ):
        sound = recording.sound[: 6 * SAMPLE_RATE]
        yield Interjection(name=recording.path.stem, sound=sound)


@cache
def long_prompts() -> list[str]:
    """Of all that is said, what is long enough: finding it takes as long as a session."""
    return [each for each in every_prompt(ScriptFiles()) if len(each) > LONG]


def led(sounds: Sequence[Interjection], voice: Pyttsx3Voice, response: Sound) -> Interjecting:
    prompts = long_prompts()
    asked = [prompts[number % len(prompts)] for number in range(len(sounds) + 2)]
    people = Interjecting(sounds)
    in_room(
        ana_and_ben(asking(asked)),
        [people],
        voice=voice,
        ears=Loading(ModelStore().find(COACH_EN.name).path),
        echo=RoomEcho(gain_db=-6, delay_ms=60, response=response),
    )
    return people


def main() -> None:
    response = read_sound(folder() / "rir" / "seminar_room_clap.flac")
    with closing(Pyttsx3Voice(fallback=EspeakVoice())) as voice:
        each = [led([command], voice, response) for command in commands()]
        stopped = sum(len(one.stopped_by) for one in each)
        first = [wait for one in each for wait in one.from_first]
        last = [wait for one in each for wait in one.from_last]
        print(f"commands that stopped a prompt: {stopped} of {sum(one.played for one in each)}")
        print(f"first sound of the command to silence: {told(first, 'ms')}")
        print(f"last sound of the command to silence: {told(last, 'ms')}")
        other = led(list(others()), voice, response)
        print(f"prompts stopped by anything else: {len(other.stopped_by)} of {other.played}")
        print(", ".join(other.stopped_by))


if __name__ == "__main__":
    main()
