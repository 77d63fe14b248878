"""Prints the last lines of `make test`: what did not run, and for want of what."""

import json
from collections import Counter
from pathlib import Path

LEFT_OUT = Path(__file__).parent.parent / ".pytest_cache/v/voice_coach/left_out"

left_out = json.loads(LEFT_OUT.read_text(encoding="utf-8"))
for why, tests in left_out.items():
    files = Counter(test.partition("::")[0] for test in tests)
    told = ", ".join(f"{file}: {count}" for file, count in files.items())
    print(f"{len(tests)} tests did not run, for want of {why}: {told}.")
if not left_out:
    print("Everything ran, with every speech model too.")
