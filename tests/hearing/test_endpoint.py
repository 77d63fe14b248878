"""Where speech begins and ends, from one verdict a block."""

from voice_coach.hearing.endpoint import Edge, Endpoint
from voice_coach.signal.units import samples

BLOCK = 320
SILENCE = samples(0.3)


def hear(endpoint: Endpoint, verdicts: str, at: int = 0) -> list[Edge]:
    """Hear a block for each character: v is voiced."""
    edges = []
    for each in verdicts:
        edge = endpoint.hear(at=at, length=BLOCK, voiced=each == "v")
        at += BLOCK
        if edge:
            edges.append(edge)
    return edges


def test_a_tenth_of_a_second_of_voice_is_speech_from_its_first_sample():
    edges = hear(Endpoint(SILENCE), "..vvvvv")
    assert edges == [Edge(kind="started", started=2 * BLOCK, ended=7 * BLOCK)]


def test_voiced_blocks_need_not_follow_one_another():
    assert hear(Endpoint(SILENCE), "v.vv.vv")


def test_a_click_is_no_speech():
    assert not hear(Endpoint(SILENCE), "vvvv" + "." * 20)


def test_clicks_far_apart_are_no_speech():
    assert not hear(Endpoint(SILENCE), ("vv" + "." * 10) * 20)


def test_what_is_over_a_fifth_of_a_second_ago_counts_towards_nothing():
    assert not hear(Endpoint(SILENCE), "vvvv" + "." * 8 + "v")


def test_speech_ends_after_the_silence_and_tells_its_last_voiced_sample():
    endpoint = Endpoint(SILENCE)
    started, ended = hear(endpoint, "vvvvv" + "." * 15)
    assert started.kind == "started"
    assert ended == Edge(kind="ended", started=0, ended=5 * BLOCK)
    assert not endpoint.speaking
    assert endpoint.quiet == 5 * BLOCK


def test_a_shorter_silence_is_a_pause_within_speech():
    edges = hear(Endpoint(SILENCE), "vvvvv" + "." * 14 + "v" + "." * 14)
    assert [edge.kind for edge in edges] == ["started"]


def test_the_silence_that_ends_it_may_change_meanwhile():
    endpoint = Endpoint(SILENCE)
    hear(endpoint, "vvvvv")
    assert endpoint.speaking
    endpoint.silence = BLOCK
    assert [edge.kind for edge in hear(endpoint, ".", at=5 * BLOCK)] == ["ended"]


def test_after_a_reset_nothing_of_it_is_left():
    endpoint = Endpoint(SILENCE)
    hear(endpoint, "vvvvv")
    endpoint.reset()
    assert not endpoint.speaking
    assert not hear(endpoint, "." * 30 + "vvvv", at=5 * BLOCK)
