"""What listening costs: processor time for each second heard, and memory.

    python -m benchmarks.listening_cost [--minutes 5] [--hear commands]

People talk without a break, which is the dearest thing to listen to; echo cancelling runs all the
time. Processor time counts every thread of the process; 100 % is one core. It is taken for each ten
seconds of talk: on a busy machine, where the same work takes more of it, the least of them is
nearest to what it costs by itself.
"""

import os
import statistics
import time
from itertools import cycle, islice

import click
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

PIECE_BLOCKS = 10 * SAMPLE_RATE // BLOCK_SAMPLES


def megabytes() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def cost(hear: str, model: SpeechModel, minutes: float) -> list[float]:
    """Processor seconds for each second of talk, in each ten seconds of it."""
    words = WordEar(lambda: VoskRecognizer(model), waits=True) if hear == "words" else None
    ears, duplex = Ears(model=model, words=words), Duplex()
    counts = (*ANY_TIME, "YIELD", "HOLD_FLOOR")
    ears.listen(Listen(at=0, partner="a", purpose="turn", step="x", meanings=counts))
    talk = np.concatenate([each.sound for each in recordings("speakers_librispeech")])
    silence = np.zeros(BLOCK_SAMPLES, dtype=np.int16)
    heard = cycle(blocks(talk))
    found, at = [], 0
    for _ in range(round(minutes * 6)):
        began = time.process_time()
        for block in islice(heard, PIECE_BLOCKS):
            clean = duplex.clean(block, silence, speaking=False)
            assert clean is not None
            ears.hear(clean, at)
            at += len(block)
        found.append((time.process_time() - began) / (PIECE_BLOCKS * BLOCK_SAMPLES / SAMPLE_RATE))
    return found


@click.command()
@click.option("--minutes", default=5.0)
@click.option("--hear", type=click.Choice(["commands", "words"]), multiple=True)
def main(minutes: float, hear: tuple[str, ...]) -> None:
    """Measure each and print the figures."""
    model = SpeechModel(ModelStore().find(COACH_EN.name).path)
    for each in hear or ("commands", "words"):
        parts = cost(each, model, minutes)
        print(
            f"{each}: median {100 * statistics.median(parts):.1f} % of a core, "
            f"{100 * min(parts):.1f} % at least, {megabytes():.0f} MB resident"
        )


if __name__ == "__main__":
    main()
