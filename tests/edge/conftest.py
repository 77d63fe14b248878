"""A private sound server for every live test, and a coach that runs on it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.edge.live_coach import Coach, Moments, Room
from tests.edge.sound_server import SoundServer, sound_server
from voice_coach.edge import portaudio

SCRIPTS = Path(__file__).parent / "scripts"


@pytest.fixture(scope="session", autouse=True)
def whole_sessions(tmp_path_factory) -> Iterator[None]:
    """No session of these tests is the one in twenty that ends as an early one does."""
    folder = tmp_path_factory.mktemp("chance")
    (folder / "sitecustomize.py").write_text("import random\nrandom.seed(1)\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
        yield


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with sound_server() as running:
        yield running


@pytest.fixture(scope="module")
def run_coach(server: SoundServer, tmp_path_factory) -> Iterator[Callable[..., Coach]]:
    """Starts `voice-coach run` with a script of the tests; what still runs is killed at the end."""
    started: list[Coach] = []

    def run(script: str, **options: int) -> Coach:
        folder = tmp_path_factory.mktemp("coach")
        started.append(Coach(server, folder, SCRIPTS / script, Moments(), **options))
        return started[-1]

    yield run
    for coach in started:
        coach.close()


@pytest.fixture
def room(server: SoundServer) -> Iterator[Callable[[Coach], Room]]:
    """Listens to a coach's loudspeaker."""
    opened: list[Room] = []

    def listen(coach: Coach) -> Room:
        opened.append(Room(server, coach.moments))
        return opened[-1]

    yield listen
    for each in opened:
        each.close()


@pytest.fixture
def own_devices(server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    """PortAudio in this very process, with the devices of the private server."""
    use(server, monkeypatch)
    return server


@pytest.fixture
def silent_devices(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """The same on a server of its own, whose microphone is switched off until it is spoken into."""
    with sound_server(hums=False) as running:
        use(running, monkeypatch)
        yield running


def use(server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    portaudio.library()
    portaudio.start_over()
