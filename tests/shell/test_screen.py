"""What the screen shows of a session, as text."""

import io

from rich.console import Console

from voice_coach.core.actions import SayPrompt, ShowUnclear
from voice_coach.core.events import SpeechStarted, UtteranceHeard
from voice_coach.shell.screen import Screen


def shown(screen: Screen) -> str:
    page = io.StringIO()
    Console(width=100, file=page).print(screen.picture())
    return page.getvalue()


def screen() -> Screen:
    return Screen(names={"a": "Ana", "b": "Ben"}, title="Small", worded=lambda said: said.text)


def test_what_was_not_understood_is_shown_until_somebody_speaks_again():
    one = screen()
    one.noticed(UtteranceHeard(at=5, meaning=None), [ShowUnclear(at=5)])
    assert "I didn't catch that." in shown(one)
    one.noticed(SpeechStarted(at=9), [])
    assert "I didn't catch that." not in shown(one)


def test_what_was_not_understood_is_gone_with_the_next_prompt():
    one = screen()
    one.noticed(UtteranceHeard(at=5, meaning=None), [ShowUnclear(at=5)])
    again = SayPrompt(at=9, number=1, text="Ana, ears or ideas?")
    one.noticed(UtteranceHeard(at=9, meaning=None), [again])
    assert "I didn't catch that." not in shown(one)
    assert "Ana, ears or ideas?" in shown(one)
