"""One whole session, live: PortAudio, a microphone that is spoken into, a recorded loudspeaker."""

import pytest

from tests.edge.live_coach import Partners
from tests.invariants import check_log
from voice_coach.shell.replay import BLOCK_SIZES, replay

pytestmark = pytest.mark.device


def test_a_couple_is_led_from_the_first_word_to_the_last(server, run_coach, room):
    coach = run_coach("short-talk.toml")
    moments = coach.moments
    heard = room(coach)
    partners = Partners(server, coach, ["The walk by the river was good, even in the rain."])
    assert coach.process.wait(timeout=100) == 0
    partners.close()
    moments.wait("shown", holding="Finished.")

    # What the partners said was heard as what it meant, from each of them.
    meanings = [each.facts["meaning"] for each in moments.all("UtteranceHeard")]
    assert meanings.count("YES") >= 2
    assert meanings.count("YIELD") >= 2

    # Every prompt that was not broken off was said, aloud.
    finished = {each.facts["number"] for each in moments.all("PromptFinished")}
    assert len(finished) >= 5
    for prompt in moments.all("SayPrompt"):
        if prompt.facts["number"] in finished:
            assert moments.first("sound", since=prompt.at - 2.0, within=0)
    assert heard.audible_seconds > 8

    # All of it was written too: nobody watches a screen here, and a pipe draws no picture.
    written = "\n".join(each.facts["line"] for each in moments.all("shown"))
    assert written.count("Coach: ") == len(moments.all("SayPrompt"))

    # The log is whole, and gives the same session again.
    check_log(coach.log)
    assert len({replay(coach.log, block_samples=size) for size in BLOCK_SIZES}) == 1
