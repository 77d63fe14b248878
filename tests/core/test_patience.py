"""How the coach grows quieter where it meets with silence, or with refusal."""

from itertools import pairwise

from voice_coach.core.patience import EXPLAINED, MIRROR_LOOPS, MOST_IN_VAIN, Patience
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles


def test_what_is_said_in_vain_is_said_twice_and_then_no_more():
    patience = Patience()
    assert [patience.speaks_up() for _ in range(4)] == [True] * MOST_IN_VAIN + [False] * 2


def test_any_sound_makes_it_worth_while_again():
    patience = Patience()
    for _ in range(3):
        patience.speaks_up()
    patience.heard()
    assert patience.speaks_up()


def test_a_line_is_said_in_full_until_they_know_it():
    patience = Patience()
    assert [patience.explains("reflect") for _ in range(3)] == [True] * EXPLAINED + [False]
    assert patience.explains("got-it")


def test_refused_mirrors_are_tried_less_and_less():
    patience = Patience()
    loops, before = [patience.mirror_loops], []
    for _ in range(2):
        before.append(patience.refused())
        loops.append(patience.mirror_loops)
    assert tuple(loops) == MIRROR_LOOPS
    assert before == [False, True]


def test_thanks_as_roles_change_vary_and_are_for_something():
    patience, lines = Patience(), ScriptFiles().lines()
    said = []
    for _ in range(4):
        patience.held(samples(30), thanked=True)
        said.append(patience.thanks(lines))
    assert all(said)
    assert all(one != next_one for one, next_one in pairwise(said))
    patience.held(samples(30), thanked=False)
    assert patience.thanks(lines) == ""
    patience.held(samples(2), thanked=True)
    assert patience.thanks(lines) == ""
