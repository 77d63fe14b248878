"""From hello to goodbye by voice alone: no name typed, no key pressed."""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.edge.conftest import SCRIPTS
from tests.pseudo_terminal import OnTerminal, holds
from tests.store.state import kept
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.store.between import Between
from voice_coach.store.session_log import read_log
from voice_coach.store.settings_file import FILE

pytestmark = pytest.mark.device

VOICE = EspeakVoice(voice="en-us+f3")
TRIES = 9
LOOKS, LOOK_SECONDS = 8, 0.5
"""How often it is looked whether it was understood, before it is said again."""


class Person:
    """Somebody in front of the laptop, who says a thing until it is done."""

    def __init__(self, server, terminal: OnTerminal) -> None:
        self._server = server
        self._terminal = terminal

    def says(self, text: str, until: str, *, tries: int = TRIES) -> None:
        seen = begun = len(self._terminal.shown)
        for _ in range(tries):
            asked_back = "Was that" in self._terminal.shown[begun:].rpartition("Coach: ")[2]
            begun = len(self._terminal.shown)
            self._server.speak(VOICE.speak("yes" if asked_back else text))
            for _ in range(LOOKS):
                self._terminal.watch(LOOK_SECONDS)
                if holds(self._terminal.shown[seen:], until):
                    return
        pytest.fail(f"{text!r} led nowhere: {self._terminal.shown[-2000:]}")


@pytest.fixture
def begin(server, tmp_path) -> Iterator[Callable[..., OnTerminal]]:
    """Begins voice-coach on a terminal, and sees that it is gone afterwards."""
    begun: list[OnTerminal] = []

    def terminal(*arguments: str, **environment: str) -> OnTerminal:
        begun.append(
            OnTerminal(
                *("run", "--hear", "commands", *arguments),
                home=tmp_path,
                environment={**server.environment, **environment},
                size=(100, 30),
            )
        )
        return begun[-1]

    yield terminal
    for each in begun:
        each.process.kill()
        each.process.wait()


SENTENCE = "i think i left the oven on"


def test_the_private_sentence_ends_the_greeting_too(server, begin, tmp_path):
    kept(tmp_path, Between().after_setup(who=1, answers="fine", stop_phrase=SENTENCE))
    terminal = begin("--plain")
    terminal.until("Is this your first time here?")
    Person(server, terminal).says(SENTENCE, "Another time, then.")
    assert terminal.over() == 0
    assert "Are there two of you" not in terminal.shown


def test_where_no_picture_can_be_drawn_all_that_is_said_is_written(server, begin):
    """A terminal that can do nothing but write lines."""
    terminal = begin(str(SCRIPTS / "short-talk.toml"), "--names", "Ana,Ben", TERM="dumb")
    terminal.until("Coach: Ana, are you ready?")
    Person(server, terminal).says("yes", "Coach: Ana, what was good today?")
    terminal.until("[Ana has the floor")
    terminal.type("q")
    assert terminal.over() == 0
    assert "[the session ended early]" in terminal.shown
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f]", terminal.shown), "nothing but letters"


def test_somebody_is_greeted_chooses_is_led_and_let_go(server, begin, tmp_path):
    terminal = begin("--plain")
    terminal.until("Is this your first time here?")
    person = Person(server, terminal)
    person.says("no thanks", "Are there two of you")
    assert not (tmp_path / FILE).exists()
    person.says("alone", "How long have you got?")
    person.says("short", "One:")
    person.says("one", "Breathe Together, about 10 minutes.")
    terminal.until("Sit with both feet on the floor")
    person.says("skip this", "Another one, or enough for today?", tries=12)
    assert "[the session is finished]" in terminal.shown
    assert "Breathe Together, 1 minute" in terminal.shown  # the last page, while it is asked
    assert "Another day: " in terminal.shown
    assert "Any key" not in terminal.shown
    person.says("enough", "Another time, then.")
    assert terminal.over() == 0
    assert terminal.shown.count("[the session is finished]") == 1  # hello and goodbye are none
    assert "Finished." in terminal.shown
    assert "Your name" not in terminal.shown
    assert "Traceback" not in terminal.shown
    assert "guided = true" in (tmp_path / FILE).read_text(encoding="utf-8")


def test_a_picture_goes_on_from_hello_into_what_was_chosen(server, begin, tmp_path):
    log = tmp_path / "log.jsonl"
    terminal = begin("--log", str(log))
    for said, key in (("“no”", "n"), ("“alone”", "2"), ("“short”", "1"), ("“one”", "1")):
        terminal.until(said)
        terminal.type(key)
    terminal.until_so(log.exists)
    terminal.type("q")
    terminal.until("Any key leaves this page.")
    terminal.type(" ")
    assert terminal.over() == 0
    assert terminal.after == terminal.before
    assert not read_log(log).cut_short
