"""The turns of `benchmarks.turns` and the answers of `command_latency`, as other packages end them.

    python -m benchmarks.turns --save turns.npz
    python -m benchmarks.command_latency --save answers.npz
    python3 -m venv rivals && rivals/bin/pip install -r requirements/benchmarks.txt
    rivals/bin/python benchmarks/rivals.py turns.npz answers.npz

It stands alone, because these packages are no part of this project. SpeechRecognition's `listen()`
and pipecat's local voice activity detector with its smart-turn model (version 3, whose weights come
inside the package) are used with their defaults. A turn is cut when the package says it is over
before its last sentence has ended. Beside it pipecat with silence alone, and how long after the end
of a whole turn each says it is over.
"""

import asyncio
import io
import sys
import wave

import numpy as np
import speech_recognition
from loguru import logger
from pipecat.audio.turn.smart_turn.base_smart_turn import EndOfTurnState
from pipecat.audio.turn.smart_turn.local_smart_turn_v3 import LocalSmartTurnAnalyzerV3
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.audio.vad.vad_analyzer import VADState

RATE = 16_000
FRAME = 320
AFTER = 4 * RATE


def with_silence(sound: np.ndarray) -> np.ndarray:
    noise = np.random.default_rng(5).normal(0, 8, AFTER).round().astype(np.int16)
    return np.concatenate([sound, noise])


def listened(sound: np.ndarray) -> int:
    """Where SpeechRecognition's `listen` stops."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((1, 2, RATE, len(sound), "NONE", ""))
        writer.writeframes(sound.tobytes())
    file.seek(0)
    with speech_recognition.AudioFile(file) as source:
        speech_recognition.Recognizer().listen(source)
        left = len(source.stream.read(-1)) // 2
    return len(sound) - left


async def turned(sound: np.ndarray, *, smart: bool) -> int:
    """Where pipecat ends the turn."""
    detector = SileroVADAnalyzer(sample_rate=RATE)
    detector.set_sample_rate(RATE)
    analyzer = LocalSmartTurnAnalyzerV3()
    analyzer.set_sample_rate(RATE)
    before = VADState.QUIET
    for begin in range(0, len(sound) - FRAME + 1, FRAME):
        frame = sound[begin : begin + FRAME].tobytes()
        state = await detector.analyze_audio(frame)
        if state not in (VADState.QUIET, VADState.SPEAKING):
            state = before
        over = analyzer.append_audio(frame, state == VADState.SPEAKING)
        if before == VADState.SPEAKING and state == VADState.QUIET:
            over = (await analyzer.analyze_end_of_turn())[0] if smart else EndOfTurnState.COMPLETE
        if over == EndOfTurnState.COMPLETE and (smart or state == VADState.QUIET):
            return begin + FRAME
        before = state
    return len(sound)


def main() -> None:
    logger.remove()
    for path in sys.argv[1:]:
        print(path)
        measure(path)


def measure(path: str) -> None:
    saved = np.load(path)
    ended = saved["ended"]
    sounds = [with_silence(saved[f"turn{number}"]) for number in range(len(ended))]
    ways = {
        "SpeechRecognition listen()": listened,
        "pipecat, silence alone": lambda sound: asyncio.run(turned(sound, smart=False)),
        "pipecat, smart-turn v3": lambda sound: asyncio.run(turned(sound, smart=True)),
    }
    for name, way in ways.items():
        stops = np.array([way(sound) for sound in sounds])
        cut = stops < ended
        line = f"{name}: {cut.sum()} of {len(cut)} turns cut ({100 * cut.mean():.0f} %)"
        waits = (stops - ended)[~cut] / RATE
        if len(waits):
            middle, late = np.percentile(waits, [50, 95])
            line += f"; the others over after median {middle:.2f} s, p95 {late:.2f} s"
        print(line, flush=True)


if __name__ == "__main__":
    main()
