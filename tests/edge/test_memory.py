"""What was freed is the system's again."""

import subprocess
import sys

import pytest

PROGRAM = """
from pathlib import Path
import numpy as np
from voice_coach.edge.memory import GivesBack, give_back_large_blocks
from voice_coach.core.actions import ShowStep
from voice_coach.core.events import ClockAdvanced

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024

{before}
before = resident()
np.ones(1 << 18)  # two megabytes, freed at once: the allocator learns from that
np.ones(1 << 18)
kept = []
large = []
for _ in range({count}):
    large.append(np.ones((120 << 17) // {count}))
    kept.append(np.ones(100))
large.clear()
{after}
print(resident() - before)
"""


def left(before: str = "", *, count: int = 60, after: str = "") -> int:
    """Megabytes that a program still has when it has freed 120, in so many blocks."""
    program = PROGRAM.format(before=before, count=count, after=after)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's affair")
def test_large_blocks_go_back_to_the_system():
    assert left("give_back_large_blocks()") < 20 < left()


SMALL = 1200
STEP = 'GivesBack().noticed(ClockAdvanced(at=0), [ShowStep(at=0, part="p", step="s", speaker="a")])'


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's affair")
def test_small_blocks_do_when_a_step_begins():
    assert left("give_back_large_blocks()", count=SMALL) > 80
    assert left("give_back_large_blocks()", count=SMALL, after=STEP) < 20
