"""The process that a Piper voice speaks in, by sherpa-onnx; its only argument is the voice's model.

Request: text, words_per_minute, path. The engine writes a sound file at `path`.

sherpa-onnx knows no letters since 2.0: the `espeak-ng` program tells how a text sounds, in a
process of its own, and clause by clause, because it leaves out the marks that a voice breathes by.
The lines are handed over on its standard input: no name is in a command line.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from voice_coach.edge.prompt_file import prompt_file
from voice_coach.edge.worker import Answer, serve

THREADS = 1
"""Processor cores: the ears need the other."""

OWN_PACE = 208
"""Words a minute at which a voice is taken to speak at its own speed: a line takes joe as long as
espeak-ng (25 prompts, 0.69 to 0.87 of that at 160)."""

SPELLING_SECONDS = 5.0
"""Longest wait for how a prompt sounds; it takes about 50 ms."""

CLAUSE = re.compile(r"(.+?)(?:([.,;:!?…]+|\s[-–—]+)[\"'”’)\]]*(?=\s|$)|$)", re.DOTALL)
"""Words, and the marks they end in."""

SENTENCE_ENDS = ".!?…"


def start() -> Answer:
    """Load the voice."""
    import sherpa_onnx
    import soundfile

    model = Path(sys.argv[1])
    voice = json.loads(model.with_name(f"{model.name}.json").read_text(encoding="utf-8"))
    engine = _engine(model, voice)
    known = set(voice["phoneme_id_map"])

    def answer(request: dict[str, Any]) -> dict[str, object]:
        said = sentences(request["text"], voice["espeak"]["voice"])
        wanted = sherpa_onnx.GenerationConfig()
        wanted.speed = request["words_per_minute"] / OWN_PACE
        wanted.phoneme_codepoints = [[ord(each) for each in line if each in known] for line in said]
        samples: Any = []
        if any(wanted.phoneme_codepoints):
            samples = engine.generate("", wanted).samples
        soundfile.write(request["path"], samples, voice["audio"]["sample_rate"], format="WAV")
        return {}

    return answer


def _engine(model: Path, voice: dict[str, Any]) -> Any:
    """The voice, read through files for a moment: Piper's own lack what sherpa-onnx asks for."""
    import sherpa_onnx

    told = {
        "model_type": "vits",
        "comment": "piper",
        "language": "English",
        "voice": voice["espeak"]["voice"],
        "has_espeak": "1",
        "n_speakers": str(voice["num_speakers"]),
        "sample_rate": str(voice["audio"]["sample_rate"]),
    }
    tokens = "".join(f"{sign} {ids[0]}\n" for sign, ids in voice["phoneme_id_map"].items())
    with prompt_file() as whole, prompt_file() as listed:
        whole.write_bytes(model.read_bytes() + b"".join(map(_entry, told.items())))
        listed.write_text(tokens, encoding="utf-8", newline="\n")
        vits = sherpa_onnx.OfflineTtsVitsModelConfig(
            model=str(whole),
            tokens=str(listed),
            noise_scale=voice["inference"]["noise_scale"],
            noise_scale_w=voice["inference"]["noise_w"],
            length_scale=voice["inference"]["length_scale"],
        )
        return sherpa_onnx.OfflineTts(
            sherpa_onnx.OfflineTtsConfig(
                model=sherpa_onnx.OfflineTtsModelConfig(vits=vits, num_threads=THREADS)
            )
        )


def _entry(told: tuple[str, str]) -> bytes:
    """A fact about a model as ONNX has it (`metadata_props`, 14): put behind it, it is part of it.

    In protobuf a message that goes on behind its end is one message, and a repeated field longer.
    """
    key, value = (each.encode() for each in told)
    pair = _field(1, key) + _field(2, value)
    return _field(14, pair)


def _field(number: int, content: bytes) -> bytes:
    assert len(content) < 128  # a longer one would need more than a byte for its length
    return bytes([number << 3 | 2, len(content)]) + content


def sentences(text: str, voice: str) -> Iterator[str]:
    """How a text sounds, sentence by sentence, in the signs of espeak-ng and with its own marks."""
    clauses = [found for found in CLAUSE.finditer(text) if any(map(str.isalnum, found[1]))]
    sounds = _sounds([" ".join(found[1].split()) for found in clauses], voice)
    sentence = ""
    for found, sound in zip(clauses, sounds, strict=True):
        mark = (found[2] or ".").strip()[:1]
        ends = mark in SENTENCE_ENDS
        sentence += f"{' ' if sentence else ''}{sound}{'.' if mark == '…' else mark}"
        if ends:
            yield sentence
            sentence = ""
    if sentence:
        yield sentence


def _sounds(clauses: list[str], voice: str) -> list[str]:
    """How each clause sounds; espeak-ng may take one for several, such as an abbreviation."""
    if not clauses:
        return []
    lines = _told("\n\n".join(clauses), voice)
    if len(lines) != len(clauses):
        return [", ".join(_told(each, voice)) for each in clauses]
    return lines


def _told(text: str, voice: str) -> list[str]:
    done = subprocess.run(
        ["espeak-ng", "-q", "-v", voice, "--ipa", "--stdin"],
        input=text.encode(),
        capture_output=True,
        timeout=SPELLING_SECONDS,
        check=True,
    )
    lines = unicodedata.normalize("NFD", done.stdout.decode()).splitlines()
    return [line.strip() for line in lines if line.strip()]


if __name__ == "__main__":
    serve(start)
