"""The one place that imports Vosk, without the HTTP library it would download models with.

That library opens a socket as it is imported, to see whether there is IPv6, and takes longer to
import than all the rest. Models come from `voice-coach models install` alone.
"""

from __future__ import annotations

import importlib
import sys
import threading
from types import ModuleType
from typing import Any

_lock = threading.Lock()


def library() -> Any:
    """The vosk module, silent."""
    with _lock:
        vosk = sys.modules.get("vosk") or _imported()
    vosk.SetLogLevel(-1)
    return vosk


def _imported() -> ModuleType:
    absent = "requests" not in sys.modules
    if absent:
        sys.modules["requests"] = ModuleType("requests")
    try:
        return importlib.import_module("vosk")
    finally:
        if absent:
            del sys.modules["requests"]
