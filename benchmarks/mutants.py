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
from os import environ
from pathlib import Path

import msgspec

ROOT = Path(__file__).parent.parent
COPIED = ("voice_coach", "tests", "benchmarks", "examples", "scripts", "docs")
SECONDS = 900
FAILED = re.compile(r"^(?:FAILED|ERROR) tests/(\S+)", re.MULTILINE)


class Mutant(msgspec.Struct, frozen=True):
    """One fault."""

    file: str
    """In `voice_coach/`."""
    old: str
    """Text that stands there once."""
    new: str
    tests: str
    """What is run, in `tests/`."""


DUPLEX = "signal/test_duplex.py"
EARS = "hearing/test_ears.py"
KEEPSAKES = "store/test_keepsakes.py shell/test_keeping.py"
BETWEEN = "store/test_between.py shell/test_between_sessions.py"
MUTANTS = (
    # core
    Mutant("core/breath.py", "SOFTER_EVERY == 0", "SOFTER_EVERY == 1", "core"),
    Mutant("core/question.py", 'Meaning.YIELD, "no"', 'Meaning.YIELD, "yes"', "core"),
    Mutant("core/patience.py", "self._in_vain = 0\n\n    @", "pass\n\n    @", "core"),
    Mutant("core/heat.py", "lasting >= SUSTAINED", "lasting > SUSTAINED", "core"),
    Mutant("core/heat.py", "{each.kind for each in moment} and", "() and", "core"),
    Mutant(
        "core/exchange.py", 'done != "let be"', 'done == "tone"', "core stories/test_scenarios.py"
    ),
    # listening
    Mutant("listening/heat.py", "MOST_SLIGHT = 2", "MOST_SLIGHT = 9", "listening"),
    Mutant("listening/heat.py", "if taken.isdisjoint(place):", "if True:", "listening"),
    Mutant("listening/tears.py", "hit.end + HARMLESS_WITHIN", "hit.end", "listening"),
    # hearing
    Mutant(
        "hearing/endpoint.py", "<= WINDOW]", "<= 2 * WINDOW]", "hearing/test_endpoint.py " + EARS
    ),
    Mutant("hearing/voice_activity.py", "GATE_DB = 8.0", "GATE_DB = 0.0", EARS),
    Mutant(
        "hearing/loudness.py",
        "self._partner and not self._loud",
        "self._partner",
        EARS + " stories/test_screaming.py",
    ),
    Mutant(
        "hearing/loudness.py",
        "if shout.lasting == SECOND:",
        "if False:",
        EARS + " stories/test_screaming.py",
    ),
    # signal
    Mutant("signal/chime.py", "LEVEL = 10 ** (-20 / 20)", "LEVEL = 1.0", "signal"),
    Mutant("signal/chime.py", "envelope[:fade] = ramp", "envelope[:fade] = 1", "signal"),
    Mutant("signal/chime.py", '"rise": (220.0, 330.0)', '"rise": (330.0, 220.0)', "signal"),
    Mutant(
        "signal/sound.py",
        "gain = min(gain, PEAK_LIMIT",
        "gain = max(gain, 0 * PEAK_LIMIT",
        "signal edge/test_voices.py",
    ),
    Mutant("signal/sound.py", "wave.mean(axis=1)", "wave[:, 0]", "signal cli/test_bad_input.py"),
    Mutant(
        "signal/sound.py",
        "self._waiting[-length:]",
        "self._waiting[:length]",
        "signal edge/test_microphone.py",
    ),
    Mutant("signal/duplex.py", "TAIL = round(0.15", "TAIL = round(0.0", "signal"),
    # store
    Mutant("store/keepsakes.py", "self._path.chmod(0o600)", "self._path.chmod(0o644)", KEEPSAKES),
    Mutant("store/keepsakes.py", "secure_delete = on", "secure_delete = off", KEEPSAKES),
    Mutant("store/keepsakes.py", "each.words[:LONGEST]", "each.words", KEEPSAKES),
    Mutant("store/between.py", "chosen[-BOTH:]", "chosen[:BOTH]", BETWEEN),
    Mutant("store/between.py", "os.O_TRUNC, 0o600", "os.O_TRUNC, 0o644", BETWEEN),
    Mutant("store/between.py", "hours=24", "hours=48", BETWEEN),
    # shell
    Mutant("shell/closeness.py", "return all(later", "return any(later", "shell/test_closeness.py"),
    Mutant("shell/transcript.py", "tenths / 10", "tenths // 10", "shell/test_transcript.py"),
    Mutant("shell/keeping.py", "if not all(agrees", "if not any(agrees", "shell/test_keeping.py"),
    Mutant("shell/conductor.py", "min(lost, LONGEST_LOSS)", "lost", "shell/test_conductor.py"),
    # edge
    Mutant("edge/sound_file.py", "[left, right]", "[right, left]", "acted shell/test_conductor.py"),
    Mutant(
        "edge/sound_file.py", "found += sorted(", "found += list(", "cli hearing/test_stretches.py"
    ),
    Mutant("edge/player.py", "if epoch == self._epoch:", "if True:", "edge/test_players.py"),
    Mutant(
        "edge/virtual_room.py",
        "GRACE_SAMPLES = 30 *",
        "GRACE_SAMPLES = 0 *",
        "shell/test_conductor.py stories/test_stop_phrase.py",
    ),
)


def found_by(mutant: Mutant, copy: Path) -> str:
    """The first test that fails with it; empty: it survived."""
    path = copy / "voice_coach" / mutant.file
    text = path.read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, f"{mutant.file}: {mutant.old!r} stands there not once"
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    pytest = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:randomly", "--tb=no"]
    try:
        done = subprocess.run(
            [*pytest, *(f"tests/{each}" for each in mutant.tests.split())],
            cwd=copy,
            env={**environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "(it never ends)"
    finally:
        path.write_text(text, encoding="utf-8")
    found = FAILED.search(done.stdout)
    if done.returncode == 0:
        return ""
    return found[1] if found else done.stdout.strip().splitlines()[-1]


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
