"""Whether the recogniser of commands hears a few words too."""

import numpy as np
import pytest

from tests.whisper import in_words, whisper
from voice_coach.edge.ports import Word
from voice_coach.edge.sound_file import read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.hearing.witness import Witness
from voice_coach.signal.sound import Sound

CLIPS = "commands_speech_commands"
SNEEZE = "sounds_esc10/person_sneeze_4-167642-A.flac"


@pytest.fixture(scope="module")
def witness(coach_en) -> Witness:
    model = SpeechModel(coach_en)
    return Witness(lambda: model)


def stretch(samples, name: str) -> Sound:
    """A recording with a second of quiet room on both sides."""
    rng = np.random.default_rng(3)
    quiet = [rng.normal(0, 8, 16_000).astype(np.int16) for _ in range(2)]
    return np.concatenate([quiet[0], read_sound(samples / "audio" / name), quiet[1]])


class Watched:
    """Whisper, and everything it writes of whatever may be words."""

    def __init__(self) -> None:
        self.wrote: list[str] = []

    def transcribe(self, sound: Sound, hint: str = "") -> tuple[Word, ...]:
        words = whisper().transcribe(sound, hint)
        self.wrote.append(" ".join(each.text for each in words))
        return words

    def close(self) -> None:
        """Others use it too."""


@pytest.mark.parametrize(
    ("clip", "word"),
    [
        ("right_26b28ea7_nohash_2", "right"),
        ("no_8ec6dab6_nohash_0", "no"),
        ("go_553f1a79_nohash_2", "go"),
        ("yes_a6f2fd71_nohash_2", "yes"),
    ],
)
def test_a_persons_one_word_is_believed(samples, witness, clip, word):
    sound = stretch(samples, f"{CLIPS}/{clip}.flac")
    assert witness.hears(word, sound)
    assert in_words(sound, witness.hears) == [word]


def test_what_whisper_writes_of_a_sneeze_is_not(samples, witness):
    words = Watched()
    sneeze = read_sound(samples / "audio" / SNEEZE) // 4
    assert in_words(sneeze, witness.hears, lambda: words) == []
    assert any(words.wrote)


def test_another_word_is_not(samples, witness):
    sound = stretch(samples, f"{CLIPS}/left_b2e2773a_nohash_0.flac")
    assert not witness.hears("yeah", sound), "as Whisper writes it"
    assert witness.hears("left", sound)


def test_a_word_it_is_not_sure_of_is_not(samples, witness):
    sound = stretch(samples, f"{CLIPS}/unknown_learn_1acc97de_nohash_0.wav.flac")
    assert not witness.hears("learning", sound), 'Whisper writes it of "learn"'


def test_a_word_it_does_not_know_cannot_be_heard(samples, witness):
    sound = stretch(samples, f"{CLIPS}/no_8ec6dab6_nohash_0.flac")
    assert not witness.hears("xylofroop", sound)


def test_nothing_is_not_heard(witness):
    assert not witness.hears("", np.zeros(16_000, dtype=np.int16)), 'Whisper writes "..."'
