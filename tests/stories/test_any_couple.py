"""The whole catalogue against whatever two people do, in any order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.test_any_conversation import (
    EXERCISES,
    Couple,
    deeds,
    sensitivities,
)
from voice_coach.core.events import AudioRestored
from voice_coach.signal.units import samples


@pytest.mark.parametrize("name", EXERCISES)
@given(
    data=st.data(),
    before=st.integers(0, 60),
    did=st.lists(deeds, max_size=40),
    sensitivity=sensitivities,
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_exercise_lives_and_ends(name, data, before, did, sensitivity):
    exercise = EXERCISES[name]
    mode = data.draw(st.sampled_from(exercise.modes))
    length = data.draw(st.sampled_from(list(exercise.minutes)))
    couple = Couple((name, mode, length), sensitivity=sensitivity)
    for deed in [("go along",)] * before + did:
        couple.does(deed)
        couple.check_it_lives()
    couple.give(AudioRestored(at=couple.now))
    while not couple.session.ended:
        couple.wait()
        couple.check_it_lives()
    assert couple.now <= couple.cap + samples(60)
    couple.watching.over()
