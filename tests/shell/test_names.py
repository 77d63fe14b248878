"""Two names that sound the same, as the real engine says them."""

import msgspec
import pytest

from tests.plans import TWO_TURNS, ana_and_ben
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.errors import UsageError
from voice_coach.shell.live import check_names

SAME = [("王芳", "张伟"), ("アナ", "ベン"), ("Jon", "John"), ("Łukasz", "Lukasz")]
OTHERS = [("Ana", "Ben"), ("Anna", "Hannah"), ("Mia", "Pia"), ("Sara", "Sarah"), ("Иван", "Ольга")]


@pytest.fixture(scope="module")
def voice() -> EspeakVoice:
    return EspeakVoice(voice="en")


def named(*names: str):
    return msgspec.structs.replace(
        ana_and_ben(TWO_TURNS), names=dict(zip("ab", names, strict=True))
    )


@pytest.mark.parametrize("names", SAME, ids=str)
def test_names_that_sound_the_same_are_refused(names, voice):
    with pytest.raises(UsageError, match="both names in the same way"):
        check_names(named(*names), voice)


@pytest.mark.parametrize("names", [*OTHERS, ("王芳", "")], ids=str)
def test_others_and_one_alone_are_taken(names, voice):
    check_names(named(*names), voice)
