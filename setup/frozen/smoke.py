"""Whether a frozen folder does what matters: `python setup/frozen/smoke.py PROGRAM`.

Everything is ready but for devices, the exercises are there, a whole session is acted, a line is
spoken into a file, a model is tried, and other programs find the system's own libraries.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

READY = ("voice", "speech model", "two voices", "sound library")
"""What the doctor must find well; microphone and loudspeaker are not a package's."""


def main() -> None:
    """Try the program named; the first thing that is wrong ends it."""
    program = Path(sys.argv[1]).resolve()
    size = sum(each.lstat().st_size for each in program.parent.rglob("*") if each.is_file())
    print(f"{program.parent.name}: {size / 1e6:.0f} MB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def told(*arguments: str, fails: bool = False) -> str:
            began = time.monotonic()
            done = subprocess.run(
                [str(program), *arguments],
                cwd=folder,
                env={**os.environ, "HOME": str(folder), "PULSE_SERVER": "unix:/nowhere"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            if (done.returncode == 0) == fails:
                raise SystemExit(f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}")
            print(f"{time.monotonic() - began:6.1f} s  {' '.join(arguments)}")
            return done.stdout

        found = json.loads(told("doctor", "--json", fails=True))["findings"]
        verdicts = {each["about"]: each["verdict"] for each in found}
        if wrong := [each for each in READY if verdicts.get(each) != "ok"]:
            raise SystemExit(f"doctor: {', '.join(wrong)}: {json.dumps(found, indent=2)}")
        if "outside-stress" not in told("list"):
            raise SystemExit("list: there is no outside-stress.")
        if "is finished]" not in told("demo", "outside-stress", "--fast"):
            raise SystemExit("demo: the session did not come to its end.")
        if "pip install" in told("models", "list"):
            raise SystemExit("models list: nothing can be installed into a frozen program.")
        told("voices", "say", "Hello, you two.", "--out", "hello.wav")
        with wave.open(str(folder / "hello.wav")) as sound:
            if sound.getnframes() < sound.getframerate() / 2:
                raise SystemExit("voices say: nearly nothing was said.")
        told("-m", "voice_coach.store.model_trial", str(next(program.parent.rglob("coach-en"))))
        told("-m", "voice_coach.store.model_trial", str(folder), fails=True)
        told("-m", "http.server", fails=True)
    print("The frozen program works.")


if __name__ == "__main__":
    main()
