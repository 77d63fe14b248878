"""The tables of waits in docs/sessions.md: what is awaited, how long at most, and what then.

The bounds are the code's own constants. `python -m tests.waits` writes the tables anew into the
file; tests hold the file to the code, and the tables to every wait there is in it.
"""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from voice_coach.core.states import Deadline
from voice_coach.signal.units import seconds

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "voice_coach"
DOCUMENT = ROOT / "docs/sessions.md"
TABLE = re.compile(r"<!-- waits: (\w+) -->\n.*?<!-- /waits -->\n", re.S)


class Wait(NamedTuple):
    """One row."""

    awaited: str
    bound: str
    """In words, with constants of the code as `{module.NAME}`."""
    then: str


OF_A_SESSION = {
    Deadline.NO_INPUT: Wait(
        "an answer",
        "{core.question.NO_INPUT_AFTER} of silence, {core.question.NO_MATCH_AFTER} after talk that "
        "was none, {core.flow.LONGEST_TALK} of unbroken talk or noise",
        "the question again, {core.question.MAX_REPROMPTS} times at most; then its usual answer",
    ),
    Deadline.FLOOR_UP: Wait(
        "the end of a floor",
        "the seconds that the script gives it; {core.floor.EXTENSION} more, once, if asked for",
        "over, or the grace for the last sentence",
    ),
    Deadline.GRACE_UP: Wait(
        "the end of a sentence when a floor's time is up",
        "{core.floor.GRACE}, less after a short floor",
        "the floor is over",
    ),
    Deadline.YIELD_SETTLED: Wait(
        "quiet after a release phrase, or after a sentence in the grace",
        "{core.floor.YIELD_SILENCE}, {core.floor.GRACE_SILENCE} in the grace",
        "the floor is over; whoever talks on keeps it",
    ),
    Deadline.WARNING: Wait(
        "the last part of a long floor",
        "{core.floor.WARN_BEFORE} before its end",
        "a soft tone",
    ),
    Deadline.SILENCE_OFFER: Wait(
        "words on a floor",
        "{core.floor.OFFER_AFTER} of silence",
        '"take your time", once; nobody loses the floor',
    ),
    Deadline.SILENCE_ASK: Wait(
        "words on a floor, longer",
        "{core.floor.ASK_AFTER} of silence",
        "the question whether they are finished, once; the floor stays theirs",
    ),
    Deadline.HINT: Wait(
        "the moment for a hint",
        "the seconds that the script gives it, and {core.floor.HINT_SILENCE} of quiet",
        "the hint, if the coach has not talked in vain before",
    ),
    Deadline.QUIET_UP: Wait(
        "the end of a quiet step, or of the breath after three mirrors that did not land",
        "the seconds that the script gives it; {core.scene.BREATH}",
        "the next step",
    ),
    Deadline.BREATH_TURN: Wait(
        "breathing in or out, or the end of talk in between",
        "the seconds of one breath; {core.pauses.BETWEEN_SENTENCES} after talk",
        "the next tone",
    ),
    Deadline.BREATHING_UP: Wait(
        "the end of paced breathing",
        "the seconds that the script gives it; {core.pauses.SETTLE.seconds} on the second rung",
        "the next step, or the exercise goes on",
    ),
    Deadline.CALM: Wait(
        "quiet on the first rung, or after tears",
        "{core.pauses.QUIET}, {core.pauses.MOMENT} after tears, {core.pauses.LONGEST_QUIET} in all "
        "where somebody talks",
        "the exercise goes on",
    ),
    Deadline.STILL_PAUSED: Wait(
        "the end of a pause that was asked for, or of a fault of the sound",
        "{core.standstill.LONGEST_PAUSE}",
        "the ordinary early ending; in a pause, reminders after {core.standstill.REMINDERS[0]} and "
        "{core.standstill.REMINDERS[1]}",
    ),
    Deadline.ABSENT: Wait(
        "a sound from anybody, where two turns went by without one",
        "{core.pauses.ABSENT_AFTER} after the question who is there, then "
        "{core.pauses.LONGEST_ABSENCE} more",
        "the ordinary early ending",
    ),
    Deadline.LAST_LINE: Wait(
        "the last line being heard to its end",
        "{core.scene.LONGEST_LAST_LINE}; {shell.compose.LONGEST_ENDING_SECONDS} after a signal",
        "the session is over",
    ),
    Deadline.CAP: Wait(
        "the end of a session",
        "the minutes that its script names (`cap_minutes`), pauses too",
        "the ordinary early ending",
    ),
}
"""The session's own waits are on its clock of samples: as many as it has names for."""


OF_THE_PROGRAM: dict[tuple[str, ...], Wait] = {
    ("edge/microphone.py Microphone._watch",): Wait(
        "the next sound of the microphone",
        "{edge.microphone.STALL_SECONDS}; {signal.switched_off.OFF_AFTER} of nothing in it",
        "the exercise stands still, and that is said; the microphone is opened again and again",
    ),
    ("edge/microphone.py Microphone._try_again",): Wait(
        "a microphone that was lost",
        "{edge.microphone.FIRST_SOUND_SECONDS} a try, {edge.microphone.RETRY_SECONDS} in between, "
        "up to {edge.microphone.LONGEST_RETRY_SECONDS} where it takes long",
        "the next try, for as long as the session goes on: keys and signals end it, and its own "
        "bounds for a pause and for the whole",
    ),
    (
        "edge/player.py DevicePlayer._watch",
        "edge/player.py DevicePlayer._stalled",
        "edge/player.py DevicePlayer._do_without",
    ): Wait(
        "the loudspeaker asking for sound, or a prompt being heard to its end",
        "{edge.player.STALL_SECONDS} twice; {shell.room.LATE} more than a prompt lasts",
        "prompts take their time unheard and are shown; it is opened again every "
        "{edge.player.RETRY_SECONDS}",
    ),
    ("edge/side_thread.py SideThread.call", "edge/side_thread.py SideThread._run"): Wait(
        "the sound library, which hangs where a sound server stands still",
        "{edge.portaudio.ANSWER_SECONDS} to open, {edge.portaudio.SILENCE_SECONDS} to fall silent, "
        "{edge.portaudio.CLOSING_SECONDS} to close; nothing while an earlier call hangs",
        "the device counts as lost, and is tried again; the program ends without it",
    ),
    ("edge/wiring.py Wiring._watch",): Wait(
        "the sound server saying what is plugged in",
        "1 s to connect, then every {edge.wiring.LOOK_SECONDS}",
        "it is asked again; nobody waits for it",
    ),
    ("edge/worker.py serve", "edge/worker.py _ask"): Wait(
        "a worker: the next request",
        "until there can be none; then {edge.worker.LAST_SECONDS} for one that is being answered",
        "the worker ends: whoever asked has ended, or was killed",
    ),
    (
        "edge/worker.py Worker._reply",
        "edge/worker_voice.py WorkerVoice._prepare",
        "edge/worker_voice.py WorkerVoice.speak",
    ): Wait(
        "the voice, or what hears words, in a process of its own",
        "{edge.pyttsx3_voice.DEADLINE_SECONDS} a prompt, {edge.pyttsx3_voice.START_SECONDS} to "
        "start; {edge.whisper_words.DEADLINE_SECONDS} for words; a warm voice has "
        "{edge.warm_voice.DUE_SECONDS} for a line that is due, {edge.warm_voice.AHEAD_SECONDS} for "
        "one that is not, {edge.warm_voice.START_SECONDS} to start",
        "it is ended; the other voice speaks, or a warm one's line is shown; words are heard no "
        "more, which is said once",
    ),
    ("edge/warm_worker.py _told",): Wait(
        "how a line sounds, asked of espeak-ng by a warm voice's process",
        "{edge.warm_worker.SPELLING_SECONDS}",
        "the line is asked for anew, or shown",
    ),
    ("edge/espeak_voice.py EspeakVoice.speak",): Wait(
        "the other voice",
        "{edge.espeak_voice.DEADLINE_SECONDS}",
        "the line is shown, and a tone calls the eye",
    ),
    ("edge/espeak_voice.py espeak_variants",): Wait(
        "the list of espeak-ng's variants",
        "{edge.espeak_voice.DEADLINE_SECONDS}",
        "there are none to choose from",
    ),
    ("edge/flite_voice.py FliteVoice.speak",): Wait(
        "flite, where its voice was chosen",
        "{edge.flite_voice.DEADLINE_SECONDS}",
        "the line is shown, and a tone calls the eye",
    ),
    ("edge/flite_voice.py flite_voices",): Wait(
        "the list of flite's voices",
        "{edge.flite_voice.DEADLINE_SECONDS}",
        "there are none to choose from",
    ),
    (
        "hearing/loading.py Loading.__call__",
        "hearing/loading.py Loading.__init__.load",
        "hearing/word_ear.py WordEar._words_of",
        "hearing/word_ear.py WordEar.heard",
        "hearing/word_ear.py _closed",
    ): Wait(
        "a speech model being loaded, or the words of what was said",
        "reckoning only, on files that were checked; {edge.whisper_words.START_SECONDS} to start, "
        "{edge.whisper_words.DEADLINE_SECONDS} a stretch in a process of its own",
        "commands wait for nothing but their own model; words come later, or no more",
    ),
    ("store/model_trial.py try_model",): Wait(
        "a speech model from elsewhere that is tried out",
        "{store.model_trial.TRIAL_SECONDS}",
        "it is refused",
    ),
    ("store/download.py _fetch",): Wait(
        "a download that was asked for",
        "{store.download.TIMEOUT_SECONDS[0]} to connect, {store.download.TIMEOUT_SECONDS[1]} "
        "between two pieces, and no more bytes than the catalogue says",
        "what is there is kept, and the same command goes on from it",
    ),
    ("store/releases.py _newest",): Wait(
        "the list of releases, where `update` was typed",
        "{store.releases.TIMEOUT_SECONDS[0]} to connect, {store.releases.TIMEOUT_SECONDS[1]} "
        "between two pieces, and no more than a megabyte",
        "that is told; nothing else waits for it",
    ),
    ("store/home.py _lock", "store/keepsakes.py Keepsakes._connected"): Wait(
        "another voice-coach that is writing",
        "{store.home.PATIENCE_SECONDS}",
        "nothing is changed, which is said; in a session it is offered again",
    ),
    (
        "shell/facts.py Facts.facts",
        "edge/typed_lines.py Ticker._tick",
    ): Wait(
        "anything to happen in a session",
        "{shell.facts.LOOK_SECONDS} at a time; a microphone or a ticker makes time go by",
        "after {shell.facts.UNHEARD_SECONDS} without sound the session's clock goes on by itself",
    ),
    ("acted/demo.py play_aloud", "cli/voices.py _play"): Wait(
        "a second of a demo, or a line said to try a voice, being heard",
        "as long as it lasts: a loudspeaker that is lost lets it go by unheard",
        "the next second, or the end",
    ),
    (
        "edge/keyboard.py _ready",
        "edge/keyboard.py _waiting_keys",
        "edge/keyboard.py TypedLines._read_keys",
        "edge/keyboard.py TypedLines._read_lines",
        "edge/windows_console.py pressed_on_windows",
        "screen/terminal_driver.py drawing_on.TerminalDriver._read",
        "screen/terminal_driver.py _read",
    ): Wait(
        "a key or a line in a session",
        "{edge.keyboard.LOOK_SECONDS} at a time; it is read only where it is there",
        "it is waited for again; a terminal that is gone is an early ending",
    ),
    ("screen/screen.py Screen.stay",): Wait(
        "a key on the last page of a session",
        "{screen.screen.LONGEST_STAY}; {shell.live.A_WHILE} in an evening begun by voice",
        "the page is gone",
    ),
    (
        "edge/terminal.py Terminal.key",
        "edge/terminal.py line_typed",
        *(f"cli/choosing.py {name}" for name in ("_agreed", "_names", "choose")),
        *(f"cli/keep.py {name}" for name in ("_both_want", "trend")),
        *(f"cli/leading.py {name}" for name in ("_agrees", "_asked", "_asked_unseen")),
        "cli/rhythm.py rhythm",
        "cli/setup.py _asked",
    ): Wait(
        "somebody's answer before or after a session, or a key on the page of contacts",
        "as long as they like: nothing runs meanwhile, and no lock is held",
        "Ctrl-C, a closed window or the end of the input end it",
    ),
    (
        "edge/keyboard.py Keyboard.__exit__",
        "edge/keyboard.py TypedLines.__exit__",
        "edge/microphone.py Microphone.close",
        "edge/player.py DevicePlayer.close",
        "edge/worker_voice.py WorkerVoice.close",
        "edge/typed_lines.py Ticker.close",
        "edge/wiring.py Wiring.close",
        "edge/worker.py Worker.close",
        "screen/terminal_driver.py drawing_on.TerminalDriver.stop_application_mode",
        "edge/terminal.py _heard_by_the_main_thread",
        "edge/terminal.py _heard_by_the_main_thread.nudge",
    ): Wait(
        "a thread or a process of ours coming to its end",
        "what it waits for itself, as above: it was told, or killed, before; "
        "{edge.microphone.CLOSING_SECONDS} for those that may wait for the sound system",
        "the next one is closed",
    ),
}
"""The program's waits, by the places in the code that have them."""


# --- The tables -----------------------------------------------------------------------------------


def told(text: str) -> str:
    """Words with the code's constants put in."""
    return re.sub(r"\{([\w.]+)\.([A-Z_]+)((?:\.\w+|\[\d\])?)\}", _value, text)


def _value(found: re.Match[str]) -> str:
    module = import_module(f"voice_coach.{found[1]}")
    value = getattr(module, found[2])
    if found[3].startswith("."):
        value = getattr(value, found[3][1:])
    elif found[3]:
        value = value[int(found[3][1:-1])]
    if found[2].startswith("MAX"):
        return str(value)  # a count
    in_samples = isinstance(value, int) and not found[1].startswith(("edge", "store", "screen"))
    return f"{seconds(value) if in_samples else value:g} s"


def rows(table: dict) -> list[str]:
    """A table's rows, as they stand in the document."""
    cells = ((each.awaited, each.bound, each.then) for each in table.values())
    return [f"| {' | '.join(map(told, row))} |" for row in cells]


TABLES = {"session": OF_A_SESSION, "program": OF_THE_PROGRAM}


def fenced(name: str) -> str:
    """A table as it stands in the document, under its name."""
    lines = ["| what is awaited | at most | and then |", "|---|---|---|", *rows(TABLES[name])]
    return "\n".join([f"<!-- waits: {name} -->", *lines, "<!-- /waits -->", ""])


def rewritten(text: str) -> str:
    """The document with its tables written anew."""
    return TABLE.sub(lambda found: fenced(found[1]), text)


# --- Every wait there is --------------------------------------------------------------------------

WAITING = {
    *("wait", "result", "acquire", "select", "communicate", "readline", "recv", "getwch"),
    *("sleep", "getchar"),
}
"""Methods that return when something has happened."""

WAITING_CALLS = {
    *("subprocess.run", "os.read", "os.waitpid", "click.prompt", "click.confirm", "click.pause"),
    *("sqlite3.connect", "input"),
}


def waits(call: ast.Call) -> bool:
    """Whether a call may take until somebody else does something."""
    name = ast.unparse(call.func)
    if name in WAITING_CALLS:
        return True
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if method in WAITING or any(each.arg == "timeout" for each in call.keywords):
        return True
    return method in ("join", "get") and not call.args  # of a thread, of a queue


def waits_in(path: Path) -> Iterator[str]:
    """The places in a file where something is waited for, such as "Worker._reply"."""

    def look(node: ast.AST, inside: tuple[str, ...]) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            named = isinstance(child, ast.FunctionDef | ast.ClassDef)
            if isinstance(child, ast.Call) and waits(child):
                yield ".".join(inside)
            yield from look(child, (*inside, child.name) if named else inside)

    yield from look(ast.parse(path.read_text(encoding="utf-8")), ())


PURE = {"core", "exercise", "listening"}
"""Rooms that have no clock and no threads, and so nothing to wait for."""


def every_wait() -> set[str]:
    """All of them, such as "edge/worker.py Worker._reply"."""
    inside = {path: path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")}
    return {
        f"{place.as_posix()} {wait}"
        for path, place in inside.items()
        if place.parts[0] not in PURE
        for wait in waits_in(path)
    }


if __name__ == "__main__":
    DOCUMENT.write_text(rewritten(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
