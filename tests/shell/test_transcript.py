import pytest

from voice_coach.core.actions import ShowFloor, ShowStep, ShowUnclear
from voice_coach.core.events import UtteranceHeard
from voice_coach.shell.transcript import Transcript, clock
from voice_coach.signal.units import samples


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "00:00.0"), (75.5, "01:15.5"), (239.96, "04:00.0"), (3600, "60:00.0")],
)
def test_a_minute_never_has_sixty_seconds(seconds, shown):
    assert clock(samples(seconds)) == shown


def test_what_was_not_understood_is_told():
    lines: list[str] = []
    transcript = Transcript(
        names={"a": "Ana", "b": "Ben"}, write=lambda at, text: lines.append(text)
    )
    transcript.noticed(UtteranceHeard(at=5, meaning=None), [ShowUnclear(at=5)])
    assert lines == ["[I didn't catch that.]"]


def test_alone_without_a_name_nobody_is_named():
    lines: list[str] = []
    transcript = Transcript(names={"a": "", "b": ""}, write=lambda at, text: lines.append(text))
    shown = [
        ShowStep(at=5, part="talk", step="tell", speaker="a"),
        ShowFloor(at=5, holder="a", samples=samples(40)),
    ]
    transcript.noticed(UtteranceHeard(at=5, meaning=None), shown)
    assert lines == ["--- talk / tell", "[You have the floor for 00:40.0]"]


def test_people_who_are_led_are_not_told_where_in_the_script_they_are():
    lines: list[str] = []
    transcript = Transcript(
        names={"a": "", "b": ""}, write=lambda at, text: lines.append(text), steps=False
    )
    floor = ShowFloor(at=5, holder="a", samples=samples(40))
    step = ShowStep(at=5, part="talk", step="tell", speaker="a")
    transcript.noticed(UtteranceHeard(at=5, meaning="YES", by="typed"), [step, floor])
    assert lines == ["(typed: yes)", "[You have the floor for 00:40.0]"]


@pytest.mark.parametrize(
    ("meaning", "told"),
    [("YIELD", "(typed: I'm done)"), ("PARTLY", "(typed: not quite)"), ("YES", "(typed: yes)")],
)
def test_what_was_understood_is_told_as_people_say_it(meaning, told):
    lines: list[str] = []
    transcript = Transcript(names={"a": "", "b": ""}, write=lambda at, text: lines.append(text))
    transcript.noticed(UtteranceHeard(at=5, meaning=meaning, by="typed"), [])
    assert lines == [told]
