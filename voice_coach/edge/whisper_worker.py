"""The process that Whisper runs in, so that it can hang, die or be slow without the session.

Request: sound, base64 of samples as the project has them, and a hint, words that are likely; it may
be empty. Reply: segments, each with text, start and end in seconds, and Whisper's figures about
itself (`whisper_words.py` says what they mean).
"""

from __future__ import annotations

import base64
import os
import sys
from typing import Any

from voice_coach.edge.worker import Answer, serve
from voice_coach.signal.units import SAMPLE_RATE

THREADS = 1
"""Processor cores: a second is for the rest of the coach, and commands come first."""

BEAM = 5
"""Whisper's own choice. One in place of five saves a tenth of the time and costs two words in a
hundred (benchmarks/words.py)."""

TOKENS_A_SECOND = 8
"""Most that is written for a second of sound, beside `FREE_TOKENS`: fast talk takes five or six. It
keeps Whisper from repeating itself for minutes over a noise."""

FREE_TOKENS = 16


def start() -> Answer:
    """Load the model in the folder given as the only argument."""
    os.environ["HF_HUB_OFFLINE"] = "1"  # whatever is missing, nothing is fetched
    import numpy as np
    from faster_whisper import WhisperModel

    model = WhisperModel(
        sys.argv[1],
        device="cpu",
        compute_type="int8",
        cpu_threads=THREADS,
        local_files_only=True,
    )
    tokenizer = model.hf_tokenizer
    figures = [
        number
        for number in range(tokenizer.get_vocab_size())
        if any(sign.isdigit() or sign in "%$£€" for sign in tokenizer.decode([number]))
    ]

    def answer(request: dict[str, Any]) -> dict[str, object]:
        samples = np.frombuffer(base64.b64decode(request["sound"]), dtype=np.int16)
        segments, _ = model.transcribe(
            samples.astype(np.float32) / 32768,
            language="en",
            beam_size=BEAM,
            temperature=0.0,  # a second try at random would take as long again, and invents more
            condition_on_previous_text=False,
            without_timestamps=True,
            hotwords=request["hint"] or None,
            suppress_tokens=[-1, *figures],  # "eight", as people say it, never "8"
            max_new_tokens=FREE_TOKENS + TOKENS_A_SECOND * len(samples) // SAMPLE_RATE,
            no_speech_threshold=None,  # who asked decides
        )
        return {
            "segments": [
                {
                    "text": each.text,
                    "start": each.start,
                    "end": each.end,
                    "no_speech": each.no_speech_prob,
                    "log_probability": each.avg_logprob,
                    "compression": each.compression_ratio,
                }
                for each in segments
            ]
        }

    return answer


if __name__ == "__main__":
    serve(start)
