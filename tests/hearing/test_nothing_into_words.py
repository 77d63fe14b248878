"""With commands only, nothing people say is turned into words (README, docs/models.md)."""

import numpy as np

from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.hearing.ears import Ears, Stretch
from voice_coach.hearing.moments import listening
from voice_coach.signal.units import BLOCK_SAMPLES, samples


class WatchedModel(SpeechModel):
    """A model that notes what its recognisers may hear: a grammar, or None for any word."""

    def __init__(self, path) -> None:
        super().__init__(path)
        self.asked_for: list[str | None] = []

    def recognizer(self, grammar):
        self.asked_for.append(grammar)
        return super().recognizer(grammar)


def test_no_recogniser_may_hear_any_word(coach_en):
    model, found = WatchedModel(coach_en), list[Stretch]()
    ears = Ears(model=model, on_stretch=found.append)
    ears.listen(listening("floor", ()))
    quiet = np.random.default_rng(3).normal(0, 8, samples(0.8)).round().astype(np.int16)
    voice = EspeakVoice(voice="en-us+f3")
    said = ["can we pause please", "would you mind saying that again", "we went to the river"]
    sound = np.concatenate([quiet, *(part for line in said for part in (voice.speak(line), quiet))])
    for number, block in enumerate(blocks(sound)):
        ears.hear(block, number * BLOCK_SAMPLES)
    assert [each.command and each.command.meaning for each in found] == ["PAUSE", None, None]
    assert len(model.asked_for) >= 2  # the few phrases, and what is wrapped around them
    assert None not in model.asked_for
