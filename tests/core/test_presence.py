"""Whether anybody is there: two silent floors in a row, and then half as often."""

from voice_coach.core.presence import SILENT_IN_A_ROW, Presence


def test_after_two_silent_floors_it_is_asked_and_then_half_as_often():
    presence = Presence()
    asked = [presence.silent() for _ in range(7 * SILENT_IN_A_ROW)]
    assert [number for number, ask in enumerate(asked, start=1) if ask] == [2, 6, 14]


def test_a_sound_between_begins_it_anew():
    presence = Presence()
    assert not presence.silent()
    presence.heard()
    assert not presence.silent()
    assert presence.silent()
