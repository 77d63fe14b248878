"""Small faults put into the code on purpose: which test finds each?

    python -m benchmarks.mutants [PART_OF_A_FILE_NAME ...]

Each is tried by itself in a copy of the checkout. A mutant that survives is a test to write. The
tests named are those beside the code, and the stories where the code is for those.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from os import environ
from pathlib import Path

import msgspec

ROOT = Path(__file__).parent.parent
COPIED = ("voice_coach", "tests", "benchmarks", "examples", "scripts", "docs")
SECONDS = 900
FAILED = re.compile(r"^(?:FAILED|ERROR) tests/(.+?)(?: - .*)?$", re.MULTILINE)


class Mutant(msgspec.Struct, frozen=True):
    """One fault."""

    file: str
    """In `voice_coach/`."""
    old: str
    """Text that stands there once."""
    new: str
    tests: str
    """What is run, in `tests/`."""


FLOOR = "core/test_floor.py core/test_patience.py"
HEAT = "core/test_heat.py core/test_exchange.py stories/test_scenarios.py"
WORDS = "listening/test_heat.py listening/test_tears.py listening/test_coverage.py"
VOICED = "hearing/test_voice_activity.py hearing/test_ears.py"
LOUD = "hearing/test_loudness.py hearing/test_ears.py stories/test_screaming.py"
SIGNAL = "signal"
KEPT = "store/test_keepsakes.py shell/test_keeping.py"
BETWEEN = "store/test_between.py shell/test_between_sessions.py"
LOGS = "shell/test_logs.py shell/test_replay.py"
FILES = "edge/test_sound_file.py hearing/test_stretches.py cli/test_bad_input.py"
ROOM = "edge/test_virtual_room.py shell/test_conductor.py stories/test_stop_phrase.py"
QUESTION = "core/test_question.py core/test_judgement.py"
RETURN = "core/test_pauses.py core/test_requests.py stories/test_moments.py"
AMID = "hearing/test_islands.py hearing/test_ears.py"
FACTS = "shell/test_facts.py"
DENIED = "listening/test_denial.py"
SPOKEN = "hearing/test_spoken_commands.py hearing/test_evidence.py"
EVIDENCE = "hearing/test_evidence.py hearing/test_ears.py"
TRACE = "store stories/test_every_trace.py"
TERMINAL = "edge/test_terminal.py"
MUTANTS = (
    # core
    Mutant("core/breath.py", "SOFTER_EVERY == 0", "SOFTER_EVERY == 1", "core/test_breath.py"),
    Mutant("core/question.py", 'YIELD, "no"', 'YIELD, "yes"', "core/test_question.py"),
    Mutant("core/patience.py", "self._in_vain = 0\n\n    @", "pass\n\n    @", FLOOR),
    Mutant("core/heat.py", "lasting >= SUSTAINED", "lasting > SUSTAINED", HEAT),
    Mutant("core/heat.py", "{each.kind for each in moment} and", "() and", HEAT),
    Mutant("core/exchange.py", 'done != "let be"', 'done == "tone"', HEAT),
    Mutant(
        "core/question.py",
        "not in self.answers or self._asked_back",
        "not in self.answers",
        QUESTION,
    ),
    Mutant("core/presence.py", "self._patient_for * 2", "self._patient_for", RETURN),
    Mutant("core/agreement.py", 'self._asked == "a" and', 'self._asked == "b" and', RETURN),
    Mutant("core/memory.py", "<= UNDO_WITHIN", "<= 2 * UNDO_WITHIN", RETURN),
    Mutant("core/patience.py", "varied[(self._switches - 1) % len(varied)]", "varied[0]", FLOOR),
    # listening
    Mutant(
        "listening/request.py",
        "several and (reading.gaps or mixed)",
        "several and reading.gaps",
        "listening/test_request.py",
    ),
    Mutant("listening/heat.py", "MOST_SLIGHT = 2", "MOST_SLIGHT = 9", WORDS),
    Mutant("listening/heat.py", "if taken.isdisjoint(place):", "if True:", WORDS),
    Mutant("listening/tears.py", "hit.end + HARMLESS_WITHIN", "hit.end", WORDS),
    # hearing
    Mutant("hearing/endpoint.py", "<= WINDOW]", "<= 2 * WINDOW]", "hearing/test_endpoint.py"),
    Mutant("hearing/voice_activity.py", "GOES_ON if self._voiced else BEGINS", "BEGINS", VOICED),
    Mutant("hearing/loudness.py", "self._partner and not self._loud", "self._partner", LOUD),
    Mutant("hearing/loudness.py", "if shout.lasting == SECOND:", "if False:", LOUD),
    Mutant("hearing/gain.py", "min(MOST_DB, max(0.0,", "min(99.0, max(0.0,", VOICED),
    Mutant("hearing/gain.py", "max(1.0, PEAK", "max(9.0, PEAK", VOICED),
    Mutant("hearing/island.py", "int(LOUD_PART * len(known))", "0", AMID),
    Mutant("hearing/island.py", "> LONGEST:", "> 9 * LONGEST:", AMID),
    Mutant("hearing/witness.py", ">= LEAST_CONFIDENCE", ">= 0", "hearing/test_witness.py"),
    Mutant("hearing/witness.py", "== text and all(", "and all(", "hearing/test_witness.py"),
    Mutant("hearing/word_ear.py", "> FEW_WORDS or sure", "> 0 or sure", "hearing/test_word_ear.py"),
    Mutant("listening/practice.py", "missing or turned", "missing", "listening/test_practice.py"),
    Mutant(
        "shell/understanding.py", '.purpose != "mirror"', "is None", "shell/test_understanding.py"
    ),
    Mutant(
        "hearing/evidence.py",
        "(ASKED_SHORTER if asked else 1)",
        "ASKED_SHORTER",
        "hearing/test_evidence.py",
    ),
    Mutant(
        "hearing/wider_ear.py",
        "len(words) < FEWEST_WORDS",
        "not words",
        "hearing/test_spoken_commands.py",
    ),
    # signal
    Mutant("signal/channels.py", "wave[:, alive]", "wave[:, :1]", SIGNAL),
    Mutant("signal/channels.py", "< CANCELLED * powers.max()", "< 0", SIGNAL),
    Mutant("signal/chime.py", "10 ** (-20 / 20)", "1.0", SIGNAL),
    Mutant("signal/chime.py", "envelope[:fade] = ramp", "envelope[:fade] = 1", SIGNAL),
    Mutant("signal/chime.py", '"rise": (220.0, 330.0)', '"rise": (330.0, 220.0)', SIGNAL),
    Mutant("signal/sound.py", "min(gain, PEAK_LIMIT", "max(gain, 0 * PEAK_LIMIT", SIGNAL),
    Mutant("signal/sound.py", "self._waiting[-length:]", "self._waiting[:length]", SIGNAL),
    Mutant("signal/duplex.py", "TAIL = round(0.15", "TAIL = round(0.0", SIGNAL),
    # store
    Mutant("store/keepsakes.py", "FOR_US = 0o600", "FOR_US = 0o644", KEPT),
    Mutant("store/keepsakes.py", "secure_delete = on", "secure_delete = off", KEPT),
    Mutant("store/keepsakes.py", "each.words[:LONGEST]", "each.words", KEPT),
    Mutant("store/between.py", '"worry" and most is None', '"worry"', BETWEEN),
    Mutant("store/session_log.py", "os.chmod(path, 0o600)", "os.chmod(path, 0o644)", LOGS),
    Mutant("store/between.py", "hours=24", "hours=48", BETWEEN),
    Mutant(
        "store/between_file.py",
        "if end != _sum(body)",
        "if not _sum(body)",
        "store/test_between_file.py",
    ),
    Mutant(
        "store/between_file.py", "read.version != VERSION", "False", "store/test_between_file.py"
    ),
    Mutant("store/toml_file.py", "utf-8-sig", "utf-8", "cli/test_careful_with_files.py"),
    # shell
    Mutant("shell/facts.py", "told = min(lost, self._ahead)", "told = 0", FACTS),
    Mutant("shell/facts.py", "now - looked_at > 2 * LOOK_SECONDS", "False", FACTS),
    Mutant("shell/closeness.py", "return all(later", "return any(later", "shell/test_closeness.py"),
    Mutant("shell/transcript.py", "tenths / 10", "tenths // 10", "shell/test_transcript.py"),
    Mutant("shell/keeping.py", "if not all(\n", "if not any(\n", "shell/test_keeping.py"),
    Mutant("shell/room.py", "min(lost, LONGEST_LOSS)", "lost", "shell/test_conductor.py"),
    # edge
    Mutant("edge/side_thread.py", "self.hangs and not anyway", "False", "edge/test_side_thread.py"),
    Mutant("edge/sound_file.py", "[left, right]", "[right, left]", FILES),
    Mutant("edge/sound_file.py", "found += sorted(", "found += list(", FILES),
    Mutant("edge/player.py", "if epoch == self._epoch:", "if True:", "edge/test_players.py"),
    Mutant("edge/virtual_room.py", "GRACE_SAMPLES = 30 *", "GRACE_SAMPLES = 0 *", ROOM),
    # Words: requests turned round, and what is heard with others beside it.
    Mutant("listening/denial.py", "end += 1  #", "break  #", "listening/test_denial.py"),
    Mutant("listening/denial.py", "range(start, end + 1)", "range(start, end)", DENIED),
    Mutant("listening/breath.py", "return together[-1]", "return together[0]", "listening"),
    Mutant("listening/breath.py", "said.issubset(together)", "True", "listening"),
    Mutant(
        "listening/vocabulary.py",
        "return said[:1]",
        "return said",
        "listening",
    ),
    Mutant("listening/vocabulary.py", '("do", ())[:1]', '("do", ())[:0]', SPOKEN),
    Mutant("hearing/evidence.py", ", *denying_words()}", "}", "hearing/test_evidence.py"),
    Mutant("hearing/evidence.py", "NO_WORD = 0.6", "NO_WORD = 0.0", SPOKEN),
    Mutant("hearing/evidence.py", "return lowest\n", "return 1.0\n", "hearing/test_evidence.py"),
    Mutant(
        "hearing/evidence.py",
        "max(loud) - FAINT_DB",
        "max(loud) + 1",
        EVIDENCE,
    ),
    # The terminal, and what is kept.
    Mutant("edge/terminal.py", "signal.raise_signal(number)", "pass", TERMINAL),
    Mutant("edge/terminal.py", "raise EOFError", 'return ""', TERMINAL),
    Mutant("edge/terminal.py", 'line.rstrip("\\n")', "line", TERMINAL),
    Mutant("edge/pyttsx3_worker.py", "value is not None and", "value and", "edge/test_voices.py"),
    Mutant("edge/memory.py", "isinstance(action, ShowStep)", "False", "edge/test_memory.py"),
    Mutant(
        "store/home.py",
        "os.utime(aside, (NO_DATE, NO_DATE))",
        "pass",
        TRACE,
    ),
    Mutant("store/home.py", "Path(aside).unlink()\n        raise", "raise", "store"),
    Mutant(
        "store/mask.py",
        "salt = os.urandom(SALT_BYTES)",
        "salt = bytes(16)",
        TRACE,
    ),
    Mutant("store/mask.py", "bytes(-length % FILLED_UP_TO)", 'b""', "store"),
    Mutant("core/agreement.py", "offered = self._left.pop(0)", "offered = self._left[0]", RETURN),
)


def failing(tests: str, copy: Path, *more: str) -> list[str]:
    """The tests that fail in the copy as it is now."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "--tb=no", "-rfE"]
    done = subprocess.run(
        [*pytest, *more, *(f"tests/{each}" for each in tests.split())],
        cwd=copy,
        env={**environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    found = FAILED.findall(done.stdout)
    assert found or done.returncode == 0, f"{tests} did not run: {done.stdout}{done.stderr}"
    return found


@cache
def already_failing(tests: str, copy: Path) -> tuple[str, ...]:
    """What fails without any fault put in finds none."""
    return tuple(failing(tests, copy))


def found_by(mutant: Mutant, copy: Path) -> str:
    """The first test that fails with it; empty: it survived."""
    known = already_failing(mutant.tests, copy)
    path = copy / "voice_coach" / mutant.file
    text = path.read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, f"{mutant.file}: {mutant.old!r} stands there not once"
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        found = failing(mutant.tests, copy, "-x", *(f"--deselect=tests/{each}" for each in known))
    except subprocess.TimeoutExpired:
        return "(it never ends)"
    finally:
        path.write_text(text, encoding="utf-8")
    return found[0] if found else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*")
    wanted = parser.parse_args().files
    chosen = [each for each in MUTANTS if not wanted or any(name in each.file for name in wanted)]
    killed = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder)
        for each in ROOT.iterdir():
            if each.name in COPIED:
                shutil.copytree(
                    each, copy / each.name, ignore=shutil.ignore_patterns("__pycache__")
                )
            elif not each.name.startswith("."):
                (copy / each.name).symlink_to(each)
        for mutant in chosen:
            test = found_by(mutant, copy)
            killed += bool(test)
            change = f"{mutant.old.strip()} -> {mutant.new.strip()}"
            print(
                f"{'killed' if test else 'SURVIVED':<9} {mutant.file}: {change}  {test}", flush=True
            )
    print(f"{killed} of {len(chosen)} killed")


if __name__ == "__main__":
    main()
