"""Prints the last line of `make test`: what needs a speech model that is not there."""

import json
from pathlib import Path

LEFT_OUT = Path(__file__).parent.parent / ".pytest_cache/v/voice_coach/left_out"

names = [each.partition("::")[2] for each in json.loads(LEFT_OUT.read_text(encoding="utf-8"))]
if names:
    print(f"Not run, for want of a speech model: {len(names)} ({', '.join(names)}).")
else:
    print("Everything ran, with every speech model too.")
