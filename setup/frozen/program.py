"""What a frozen voice-coach begins with: one of its workers, or the command line.

A worker is asked for as `-m MODULE`, as `voice_coach.edge.worker.worker_command` does it.
"""

import os
import runpy
import sys

from voice_coach.edge.worker import WORKERS


def begin() -> None:
    """Be a worker, or the program that people type."""
    _give_back_search_path()
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2] in WORKERS:
        module = sys.argv[2]
        del sys.argv[1:3]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return
    from voice_coach.cli.main import main

    main(prog_name="voice-coach")


def _give_back_search_path() -> None:
    """Let other programs, espeak-ng among them, find the system's libraries and not ours."""
    was = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if was:
        os.environ["LD_LIBRARY_PATH"] = was
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


begin()
