"""What people type: names, lines, keys. Whatever it is, a session goes on, ends, and keeps none."""

import os
import queue

from hypothesis import example, given
from hypothesis import strategies as st

from tests.fuzz.case import command, fuzzed, no_hang
from tests.invariants import check_log
from tests.plans import ana_and_ben
from voice_coach.core.actions import EndSession
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.keyboard import Keyboard
from voice_coach.edge.ports import KeyPressed
from voice_coach.shell.compose import in_room
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.script_files import ScriptFiles

INJECTED = (
    "<speak><break time='9s'/></speak>", "[[h@'loU]]", "--help", "-f/etc/passwd", "$(id)", "`id`",
    "{speaker}", "{a.__class__}", "%s", "\x1b]0;x\x07", "\u202eneB", "A\nB", "\0", "..", "a" * 5000,
    "Zoë", "田中", "👩\u200d👩\u200d👧", "\ud800", "ﷺ", "I\u0307",
)  # fmt: skip
words = st.one_of(st.sampled_from(INJECTED), st.text(max_size=12))


@fuzzed
@given(names=st.one_of(st.tuples(words, words).map(",".join), words), solo=st.booleans())
def test_names_are_taken_or_refused_in_a_line(names, solo):
    arguments = ["run", "outside-stress" if not solo else "mirror-dialogue", "--typed"]
    done = command(*arguments, f"--names={names}", *(["--solo"] if solo else []), typed=b"stop\n")
    assert done.exit_code in (0, 2)
    if done.exit_code == 0:
        assert "[the session ended early]" in done.output


@fuzzed
@given(text=words)
def test_the_voice_says_anything(text):
    with no_hang():
        assert EspeakVoice().speak(text).ndim == 1


KNOWN = (
    "yes", "no", "done", "pause", "continue", "minute", "time out", "skip this", "repeat", "slower",
    "ears", "ideas", "7", "7/10", "almost", "forget that", "I'm done", "over to you", "shorter",
)  # fmt: skip
SECRET = "zqxjkvb"
"""Letters that stand in nothing but what is typed here."""
lines = st.lists(
    st.one_of(
        st.sampled_from(KNOWN).map(str.encode),
        st.sampled_from(KNOWN).map(str.encode),
        words.map(lambda text: f"{SECRET} {text}".encode(errors="surrogatepass")),
        st.binary(max_size=12),
    ),
    max_size=25,
)
EXERCISES = [
    each.name
    for each in ScriptFiles().all()
    if each.name != "breathe-together" and not each.confides
]
"""All but the one that takes its minutes, and the one that refuses to keep a log."""


@fuzzed
@given(typed=lines, exercise=st.sampled_from(EXERCISES))
def test_whatever_is_typed_a_session_ends_and_keeps_no_word(typed, exercise, tmp_path_factory):
    log = tmp_path_factory.getbasetemp() / "typed.jsonl"
    modes = ScriptFiles().load(exercise).modes
    alone = [] if "couple" in modes else ["--solo"]
    done = command(
        *("run", exercise, "--typed", "--log", str(log), *alone), typed=b"\n".join([*typed, b""])
    )
    assert done.exit_code == 0
    assert "[the session" in done.output
    assert SECRET not in log.read_text(encoding="utf-8")
    check_log(log)


LAST = b"\x01"


class Pressing:
    """A performer that presses a key every second and a half."""

    def __init__(self, keys: list[KeyPressed]) -> None:
        self._keys = iter(keys)

    def noticed(self, event, actions) -> None: ...

    def facts(self, at: int):
        if at % (SAMPLE_RATE * 3 // 2) < 320 and (key := next(self._keys, None)):
            yield key

    def sound(self, at: int, length: int) -> None: ...


@fuzzed
@given(
    pressed=st.one_of(st.binary(max_size=40), st.text(" \rqyn\x1b[A", max_size=30).map(str.encode))
)
@example(pressed=b"\x1bO")  # half of what a function key sends
def test_whatever_is_pressed_a_session_ends(pressed):
    reads, types = os.pipe()
    os.write(types, pressed.replace(LAST, b"") + LAST)
    os.close(types)
    told: queue.Queue[KeyPressed] = queue.Queue()
    with no_hang(), os.fdopen(reads, "r") as stream:
        with Keyboard(told.put, stream):
            keys = list(iter(told.get, KeyPressed(key=LAST.decode())))
            assert told.get() == KeyPressed(key="q"), "a terminal that is gone is an early ending"
        plan = ana_and_ben(ScriptFiles().load("outside-stress"))
        ending = in_room(plan, [Pressing([*keys, KeyPressed(key="q")])], voice=None, ears=None)
    assert isinstance(ending, EndSession)
