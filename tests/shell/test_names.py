"""Two names that sound the same, as the real engine says them."""

import msgspec
import pytest

from tests.plans import TWO_TURNS, ana_and_ben
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.errors import UsageError
from voice_coach.shell.live import check_names

SAME = [("王芳", "张伟"), ("アナ", "ベン"), ("Jon", "John"), ("Łukasz", "Lukasz")]
OTHERS = [("Ana", "Ben"), ("Anna", "Hannah"), ("Mia", "Pia"), ("Sara", "Sarah")]


@pytest.fixture(scope="module")
def voice() -> EspeakVoice:
    return EspeakVoice(voice="en")


def named(*names: str):
    return msgspec.structs.replace(
        ana_and_ben(TWO_TURNS), names=dict(zip("ab", names, strict=True))
    )


def taken(*names: str, voice: EspeakVoice) -> list[str]:
    """What is shown about names that are taken."""
    told: list[str] = []
    check_names(named(*names), voice, show=told.append)
    return told


@pytest.mark.parametrize("names", SAME, ids=str)
def test_names_that_sound_the_same_are_refused(names, voice):
    with pytest.raises(UsageError, match="both names in the same way"):
        taken(*names, voice=voice)


@pytest.mark.parametrize("names", OTHERS, ids=str)
def test_others_are_taken(names, voice):
    assert taken(*names, voice=voice) == []


@pytest.mark.parametrize("name", ["Иван", "王芳", "Nguyễn", "عدي"])
def test_what_the_voice_can_only_spell_is_told(name, voice):
    assert [name in line for line in taken("Ana", name, voice=voice)] == [True]
    assert len(taken(name, "", voice=voice)) == 1


@pytest.mark.parametrize("name", ["Zoë", "Bjørk", "राम", "BJ", "X", "Mary Ann", "Łukasz"])
def test_what_it_says_as_a_name_is_not(name, voice):
    assert taken("Ana", name, voice=voice) == []
