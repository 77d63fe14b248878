"""Stretches in which two people talk, from how sure a network is of it frame by frame."""

import pytest

from tests.fakes.counted_speakers import CountedSpeakers, counted
from voice_coach.hearing.overlap import GAP, HOP, LATE, LONGEST, WINDOW, Overlap
from voice_coach.hearing.two_voices import FRAME
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, seconds

QUIET, ONE, BOTH = 0, 1, 2


@pytest.fixture
def speakers() -> CountedSpeakers:
    return CountedSpeakers()


@pytest.fixture
def overlap(speakers) -> Overlap:
    return Overlap(speakers)


def told(
    overlap: Overlap, sound: Sound, *, block: int = BLOCK_SAMPLES
) -> list[tuple[float, float]]:
    """When each stretch was told, and how long it was, in seconds."""
    stretches = []
    for at in range(0, len(sound), block):
        heard = sound[at : at + block]
        lasting = overlap.hear(heard, voiced=bool(heard.any()))
        if lasting is not None:
            stretches.append((seconds(at + len(heard)), seconds(lasting)))
    return stretches


def test_one_after_the_other_is_nothing(overlap):
    assert told(overlap, counted((ONE, 5), (QUIET, 1), (ONE, 5), (QUIET, 2))) == []


@pytest.mark.parametrize("before", [0.0, 1.0, 3.3, 20.0])
def test_both_at_once_is_told_once_when_it_is_over(overlap, before):
    ((at, lasting),) = told(overlap, counted((ONE, before), (BOTH, 1.4), (ONE, 6)))
    assert lasting == pytest.approx(1.4, abs=2 * seconds(FRAME))
    over = before + 1.4
    assert over < at <= max(over + seconds(GAP + LATE + HOP + FRAME), seconds(WINDOW))


def test_a_back_channel_is_nothing(overlap):
    assert told(overlap, counted((ONE, 3), (BOTH, 0.7), (ONE, 3), (BOTH, 0.7), (ONE, 3))) == []


def test_a_long_one_is_told_while_it_goes_on_and_not_again(overlap):
    ((at, lasting),) = told(overlap, counted((ONE, 3), (BOTH, 9), (ONE, 4)))
    assert seconds(LONGEST) <= lasting <= seconds(LONGEST + HOP)
    assert at <= 3 + seconds(LONGEST + LATE + HOP + FRAME)


def test_drawing_breath_does_not_end_it(overlap):
    ((_, lasting),) = told(
        overlap, counted((ONE, 3), (BOTH, 0.6), (ONE, 0.2), (BOTH, 0.6), (ONE, 3))
    )
    assert lasting == pytest.approx(1.4, abs=2 * seconds(FRAME))


@pytest.mark.parametrize(("sure", "stretches"), [(0.1, 0), (0.5, 0), (0.9, 1)])
def test_it_takes_more_than_a_likelihood(speakers, sure, stretches):
    overlap = Overlap(lambda sound: sure * speakers(sound))
    assert len(told(overlap, counted((ONE, 3), (BOTH, 1.5), (ONE, 3)))) == stretches


def test_once_sure_is_enough_for_the_whole_stretch(speakers):
    def both(sound: Sound):
        sure = 0.3 * speakers(sound)
        sure[sure.argmax()] += 0.6
        return sure

    ((_, lasting),) = told(Overlap(both), counted((ONE, 3), (BOTH, 1.5), (ONE, 3)))
    assert lasting == pytest.approx(1.5, abs=2 * seconds(FRAME))


def test_each_stretch_is_told(overlap):
    talk = counted((ONE, 3), (BOTH, 1), (ONE, 1), (BOTH, 3), (ONE, 1), (BOTH, 1), (ONE, 3))
    assert len(told(overlap, talk)) == 3


def test_three_people_are_both_too(overlap):
    assert len(told(overlap, counted((ONE, 3), (3, 1), (ONE, 3)))) == 1


@pytest.mark.parametrize("block", [160, 1600, 4000])
def test_any_block_size_tells_the_same(overlap, block):
    talk = counted((ONE, 3), (BOTH, 1.3), (ONE, 1), (QUIET, 4), (BOTH, 3), (ONE, 2))
    usual = told(Overlap(CountedSpeakers()), talk)
    assert len(usual) == 2
    assert told(overlap, talk, block=block) == usual


def test_what_was_before_is_forgotten(overlap):
    assert told(overlap, counted((ONE, 3), (BOTH, 1.2))) == []
    overlap.forget()
    assert told(overlap, counted((ONE, 6))) == []


def test_what_begins_after_forgetting_is_told(overlap):
    told(overlap, counted((ONE, 3.01), (BOTH, 9)))
    overlap.forget()
    ((_, lasting),) = told(overlap, counted((BOTH, 1.2), (ONE, 3)))
    assert lasting == pytest.approx(1.2, abs=2 * seconds(FRAME))


def test_nobody_is_asked_while_nobody_talks(overlap, speakers):
    told(overlap, counted((QUIET, 60)))
    assert speakers.asked == 0
    told(overlap, counted((ONE, 1), (QUIET, 60)))
    assert 0 < speakers.asked <= 4


def test_the_network_gets_windows_of_one_length(speakers):
    lengths = set()
    overlap = Overlap(lambda sound: lengths.add(len(sound)) or speakers(sound))
    told(overlap, counted((ONE, 12)))
    assert lengths == {WINDOW}
