"""What listening costs: processor time for each second heard, and memory.

    python -m benchmarks.listening_cost

People talk without a break, which is the dearest thing to listen to; echo cancelling runs all the
time. Processor time counts every thread of the process; 100 % is one core.
"""

import os
import time
from itertools import cycle, islice

import numpy as np

from benchmarks.recordings import recordings
from voice_coach.core.actions import Listen
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.word_ear import WordEar
from voice_coach.signal.duplex import Duplex
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE
from voice_coach.store.model_store import COACH_EN, ModelStore

MINUTES = 5


def megabytes() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def cost(hear: str, model: SpeechModel) -> float:
    """Processor seconds for each second of talk."""
    words = WordEar(lambda: VoskRecognizer(model), waits=True) if hear == "words" else None
    ears, duplex = Ears(model=model, words=words), Duplex()
    counts = (*ANY_TIME, "YIELD", "HOLD_FLOOR")
    ears.listen(Listen(at=0, partner="a", purpose="turn", step="x", meanings=counts))
    talk = np.concatenate([each.sound for each in recordings("speakers_librispeech")])
    silence = np.zeros(BLOCK_SAMPLES, dtype=np.int16)
    heard = islice(cycle(blocks(talk)), MINUTES * 60 * SAMPLE_RATE // BLOCK_SAMPLES)
    began, at = time.process_time(), 0
    for block in heard:
        clean = duplex.clean(block, silence, speaking=False)
        assert clean is not None
        ears.hear(clean, at)
        at += len(block)
    return (time.process_time() - began) / (at / SAMPLE_RATE)


def main() -> None:
    model = SpeechModel(ModelStore().find(COACH_EN.name).path)
    for hear in ("commands", "words"):
        part = cost(hear, model)
        print(f"{hear}: {100 * part:.0f} % of a core, {megabytes():.0f} MB resident")


if __name__ == "__main__":
    main()
