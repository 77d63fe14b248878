"""What was freed is the system's again."""

import subprocess
import sys

import pytest

PROGRAM = """
from pathlib import Path
import numpy as np
from voice_coach.edge.memory import give_back_large_blocks

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024

{before}
before = resident()
np.ones(1 << 18)  # two megabytes, freed at once: the allocator learns from that
np.ones(1 << 18)
kept = []
large = []
for _ in range(60):
    large.append(np.ones(1 << 18))
    kept.append(np.ones(100))
large.clear()
print(resident() - before)
"""


def left(before: str) -> int:
    """Megabytes that a program still has when it has freed 120."""
    program = PROGRAM.format(before=before)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's affair")
def test_large_blocks_go_back_to_the_system():
    assert left("give_back_large_blocks()") < 20 < left("")
