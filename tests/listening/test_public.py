"""The names of `voice_coach.listening`."""

import pytest

from voice_coach import listening


@pytest.mark.parametrize("name", listening.__all__)
def test_every_name_is_there(name):
    assert getattr(listening, name)


def test_what_is_not_there_is_an_error():
    with pytest.raises(AttributeError, match="no attribute 'judge_everything'"):
        _ = listening.judge_everything
