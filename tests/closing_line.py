"""Prints the last line of `make test`: what needs the full speech model and did not run."""

import json
from pathlib import Path

LEFT_OUT = Path(__file__).parent.parent / ".pytest_cache/v/voice_coach/full_model"

names = [each.partition("::")[2] for each in json.loads(LEFT_OUT.read_text(encoding="utf-8"))]
if names:
    print(f"Not run, for want of the full speech model: {len(names)} ({', '.join(names)}).")
else:
    print("Everything ran, with the full speech model too.")
