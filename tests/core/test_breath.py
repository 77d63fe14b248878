"""Paced breathing: rising and falling tones, timed by sample."""

from voice_coach.core.actions import PlayChime, SayPrompt
from voice_coach.core.breath import Breathing
from voice_coach.core.orders import Orders
from voice_coach.core.states import Deadline
from voice_coach.core.timeline import Timeline
from voice_coach.exercise.script import Breathe
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

LINES = ScriptFiles().lines()


def breathed(step: Breathe, seconds: float) -> list:
    """What is ordered while somebody breathes so."""
    orders, timeline = Orders(), Timeline()
    breathing = Breathing(
        step, lasting=samples(seconds), lines=LINES, timeline=timeline, orders=orders
    )
    while due := timeline.next():
        orders.now, name = due
        timeline.cancel(name)
        if name is Deadline.BREATHING_UP:
            break
        breathing.turn()
    assert orders.now == samples(seconds)
    return orders.take()


def tones(given: list) -> list[tuple[int, str, float]]:
    return [(each.at, each.tone, each.seconds) for each in given if isinstance(each, PlayChime)]


def test_four_in_and_six_out_is_six_breaths_a_minute():
    assert tones(breathed(Breathe(id="b", say="Breathe.", seconds=60), 20)) == [
        (0, "rise", 2.4),
        (samples(4), "fall", 3.6),
        (samples(10), "rise", 2.4),
        (samples(14), "fall", 3.6),
    ]


def test_breath_can_be_held_after_either_half():
    step = Breathe(id="b", say="Box.", seconds=60, breath_in=4, hold_in=4, breath_out=4, hold_out=4)
    assert [at for at, _, _ in tones(breathed(step, 40))] == [samples(s) for s in range(0, 40, 8)]


def test_every_fifth_breath_out_is_softer():
    given = breathed(Breathe(id="b", say="Breathe.", seconds=110), 110)
    said = [(each.at, each.text) for each in given if isinstance(each, SayPrompt)]
    assert said == [(samples(44), LINES.softer), (samples(94), LINES.softer)]
