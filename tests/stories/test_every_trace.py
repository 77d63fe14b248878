"""Every trace of an ending for safety, compared with one of an ordinary early ending.

As a partner would look who holds the laptop and has read everything: what was shown, the exit
code, the log, every file with its date and rights, and what every command says afterwards.
"""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.store.state import kept
from voice_coach.cli.main import main
from voice_coach.store.between import BOTH, Between, Rhythm

SENTENCE = "i think i left the oven on"

ENDINGS = {
    "stop": ["stop"],
    "stop, said otherwise": ["stop here"],
    "the private sentence": [SENTENCE],
    "the private sentence, as people type it": ["I think I left the oven on!"],
    "danger": ["he hit me again last night"],
    "a threat": ["if you leave i'll take the kids"],
    "nobody types any more": [],
}

AFTERWARDS = (
    *(
        "settings",
        "list",
        "keep show",
        "keep trend",
        "rhythm",
        "resume",
        "help-contacts",
        "reading",
    ),
    *("run mirror-dialogue --typed", "run breathe-together --solo --typed", "models list"),
)


def looked_at(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file: its rights, its date, and what is in it."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        told = path.stat()
        content = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = stat.S_IMODE(told.st_mode), told.st_mtime_ns, content
    return found


def run(line: str, home: Path, typed: str = "stop\n") -> tuple[int, str, str]:
    done = CliRunner().invoke(main, line.split(), input=typed, env={"VOICE_COACH_HOME": str(home)})
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("before", [1, 3, 5])
def test_no_trace_tells_why_a_session_ended_early(before, tmp_path):
    home = tmp_path / "home"
    between = Between(calm=5, rhythm=Rhythm(day=6, hour="18:00"))
    for who in BOTH:
        between = between.after_setup(who=who, answers="fine", stop_phrase=SENTENCE)
    kept(home, between)
    files = looked_at(home)
    answers = ["yes", "yes", "ears", "it was a long day", "and then the train"][:before]
    traces = {}
    for ending, lines in ENDINGS.items():
        log = tmp_path / "log.jsonl"
        line = f"run outside-stress --typed --names Ana,Ben --log {log}"
        shown = run(line, home, "".join(f"{each}\n" for each in [*answers, *lines]))
        traces[ending] = (
            shown,
            log.read_bytes(),
            stat.S_IMODE(log.stat().st_mode),
            looked_at(home) == files,
            [run(each, home) for each in AFTERWARDS],
        )
        assert shown[0] == 0, shown
        assert "[the session ended early]" in shown[1], ending
        assert looked_at(home) == files, ending
    ordinary = traces.pop("stop")
    for ending, trace in traces.items():
        assert trace == ordinary, ending


@pytest.mark.parametrize("answers", ["worry", "fine"])
def test_no_command_tells_what_a_set_up_came_to(answers, tmp_path):
    """Until a door would open; and one that is open stays open."""
    told = {}
    for came_to in (answers, "fine"):
        home = tmp_path / came_to / "home"
        between = Between(calm=1).after_setup(who=1, answers="fine")
        kept(home, between.after_setup(who=2, answers=came_to))
        told[came_to] = (
            [run(each, home) for each in AFTERWARDS],
            [
                (name, mode, date, len(content))
                for name, (mode, date, content) in looked_at(home).items()
            ],
        )
    assert told[answers] == told["fine"]


def test_practising_alone_leaves_nothing(tmp_path):
    home = tmp_path / "home"
    kept(home, Between(calm=1))
    files = looked_at(home)
    changed = (home / "between.json").stat().st_ctime_ns
    for line in ("run breathe-together --solo --typed", "help-contacts", "keep show", "list"):
        assert run(line, home)[0] == 0
    assert looked_at(home) == files
    assert (home / "between.json").stat().st_ctime_ns == changed
