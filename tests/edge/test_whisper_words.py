"""The second ear for words: Whisper in its worker, and what of it is believed."""

import hashlib
import json
import sys

import msgspec
import numpy as np
import pytest

from benchmarks.word_errors import word_errors
from tests.whisper import whisper, whisper_folder
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.edge.whisper_words import Segment, WhisperWords
from voice_coach.errors import RecognizerError
from voice_coach.hearing.grammar import plain
from voice_coach.store.model_store import WHISPER_EN

SAID = [
    "i",
    "really",
    "liked",
    "that",
    "account",
    "of",
    "himself",
    "better",
    "than",
    "anything",
    "else",
    "he",
    "said",
]

DYING = (sys.executable, "-c", "pass")
READY = "print('{\"ok\": true}', flush=True)"
READY_THEN_SILENT = (sys.executable, "-c", f"{READY}; input(); input()")
READY_THEN_DYING = (sys.executable, "-c", f"{READY}; input()")


@pytest.fixture(params=["whisper", "vosk"])
def transcriber(request, coach_en):
    """Both who turn a stretch of sound into words."""
    return whisper() if request.param == "whisper" else VoskRecognizer(SpeechModel(coach_en))


@pytest.fixture(scope="module")
def reader(samples):
    folder = samples / "audio" / "read_librispeech_test_other"
    return read_sound(folder / "1688-142285-0003.flac")


def test_the_words_of_a_stretch_lie_in_it(transcriber, reader):
    for _ in range(2):  # places are counted from the stretch, not from the first one ever
        words = transcriber.transcribe(reader)
        assert len(words) >= 10
        assert all(0 <= each.start < each.end <= len(reader) + 1600 for each in words)
        assert all(0 < each.confidence <= 1 for each in words)


def test_what_is_likely_is_heard_more_easily():
    said = "You cooked your mother's soup and the children ate it all."
    line = "I cooked the soup from my mother's book, and the children ate it all."
    quiet = np.zeros(8000, dtype=np.int16)
    sound = np.concatenate([quiet, EspeakVoice(voice="en-gb-scotland+f2").speak(said), quiet])
    errors = [
        word_errors(plain(said).split(), plain(each.text).split())
        for hint in ("", line)
        for each in whisper().segments(sound, hint)
    ]
    assert errors[0] > errors[1] == 0


def test_silence_has_no_words(transcriber):
    assert transcriber.transcribe(np.zeros(16_000, dtype=np.int16)) == ()


def test_a_reader_is_understood(reader):
    heard = plain(" ".join(each.text for each in whisper().transcribe(reader))).split()
    assert word_errors(SAID, heard) <= 2


def test_numbers_are_words(samples):
    clip = samples / "audio" / "digits_fsdd" / "8_yweweler_20.flac"
    sound = np.concatenate([np.zeros(8000, dtype=np.int16), read_sound(clip)])
    text = " ".join(each.text for each in whisper().segments(sound))
    assert text.strip()
    assert not any(sign.isdigit() for sign in text)


@pytest.mark.parametrize("worker", [DYING, READY_THEN_DYING])
def test_a_worker_that_dies_is_an_error(worker):
    words = WhisperWords(whisper_folder(), command=worker)
    with pytest.raises(RecognizerError):
        words.transcribe(np.zeros(16_000, dtype=np.int16))
    words.close()


def test_a_worker_that_hangs_is_an_error():
    words = WhisperWords(whisper_folder(), command=READY_THEN_SILENT, deadline_seconds=0.2)
    with pytest.raises(RecognizerError, match="hangs"):
        words.transcribe(np.zeros(16_000, dtype=np.int16))
    words.close()


def test_the_package_holds_the_very_weights_that_are_downloaded():
    for file in WHISPER_EN.files:
        content = (whisper_folder() / file.name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    assert sum(file.size for file in WHISPER_EN.files) == WHISPER_EN.size


SENTENCE = " I had no idea it was so late."


def segment(text: str = SENTENCE, **figures: float) -> Segment:
    sure = {"start": 0.0, "end": 2.0, "no_speech": 0.01, "log_probability": -0.2}
    return Segment(text=text, **{**sure, "compression": 1.0, **figures})


@pytest.mark.parametrize("text", [SENTENCE, " I hate this."])
def test_what_whisper_is_sure_of_is_believed(text):
    assert segment(text).believed


def test_few_words_must_be_surer():
    assert segment(log_probability=-0.6).believed
    assert not segment(" I hate this.", log_probability=-0.6).believed
    assert not segment(" Thank you.", log_probability=-0.1).believed


def test_few_words_are_possible_where_there_was_speech():
    for text in (" Thank you.", " Okay.", " I hate this."):
        assert segment(text, log_probability=-0.9).possible
        assert not segment(text, log_probability=-1.1).possible
        assert not segment(text, no_speech=0.6).possible
    assert not segment().possible, "so many are believed, or they are not"


def writing(*texts: str) -> tuple[str, ...]:
    """A worker that answers with these texts."""
    segments = [msgspec.to_builtins(segment(text)) for text in texts]
    reply = json.dumps({"ok": True, "segments": segments})
    return (sys.executable, "-c", f"{READY}; input(); print({reply!r}, flush=True); input()")


@pytest.mark.parametrize(
    ("texts", "heard"),
    [
        ((" Okay.",), ["Okay."]),
        ((SENTENCE, " Thank you."), SENTENCE.split()),
        ((" Thank you.", " Bye."), []),
        ((), []),
    ],
)
def test_few_words_are_told_where_they_are_all_there_is(texts, heard):
    words = WhisperWords(whisper_folder(), command=writing(*texts))
    assert [each.text for each in words.transcribe(np.zeros(16_000, dtype=np.int16))] == heard
    words.close()


def test_a_bark_is_no_word_said_five_times():
    assert not segment(" Whoa, whoa, whoa, whoa, whoa").believed
    assert not segment(" No, no, no, no.").believed


@pytest.mark.parametrize(
    "figures", [{"no_speech": 0.9}, {"log_probability": -1.5}, {"compression": 3.0}]
)
def test_what_it_may_have_made_up_is_not(figures):
    assert not segment(**figures).believed
