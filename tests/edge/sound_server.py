"""A private sound server without hardware: a microphone to speak into, a loudspeaker to record.

PulseAudio with two null sinks. One is the loudspeaker; the other's monitor, behind a remapped
source, is the microphone. PortAudio reaches them through ALSA's `pulse` plugin.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

RATE = 16_000
NEEDED = ("pulseaudio", "pactl", "pacat", "parec")

PROMPT = "norewinds=1"
"""Makes a null sink work in small pieces; else one that nobody listens to takes two seconds at a
time, as no loudspeaker does."""

HUM = ["load-module module-sine sink=room frequency=120", "set-sink-input-volume 0 9000"]
"""As every room does: a microphone in which there is nothing at all is one that is switched off."""

ALSA = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


class SoundServer:
    """One server; `environment` leads programs to it."""

    def __init__(self, folder: Path, *, hums: bool) -> None:
        missing = [program for program in NEEDED if not shutil.which(program)]
        if missing:
            raise RuntimeError(f"Needed for the live tests: {', '.join(missing)}. Run `make test`.")
        self._folder = folder
        self._hums = hums
        (folder / "alsa.conf").write_text(ALSA, encoding="utf-8")
        self.environment = {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
            "ALSA_CONFIG_PATH": str(folder / "alsa.conf"),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server with its two devices."""
        script = "\n".join(
            [
                f"load-module module-native-protocol-unix auth-anonymous=1 socket={self._socket}",
                f"load-module module-null-sink sink_name=loudspeaker rate=48000 {PROMPT}",
                f"load-module module-null-sink sink_name=room rate=48000 {PROMPT}",
                "load-module module-remap-source source_name=microphone master=room.monitor",
                "set-default-sink loudspeaker",
                "set-default-source microphone",
                *(HUM if self._hums else []),
            ]
        )
        (self._folder / "devices.pa").write_text(script, encoding="utf-8")
        self._socket.unlink(missing_ok=True)
        arguments = ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "-n", "-F"]
        self._process = subprocess.Popen(
            ["pulseaudio", *arguments, str(self._folder / "devices.pa"), "--log-target=stderr"],
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert self._process.stderr
        # `pactl` waits for nothing, so it is asked until the server answers with its devices.
        for _ in range(200):
            answer = self.pactl("list", "short", "sources", check=False)
            if "microphone" in answer:
                return
            if self._process.poll() is not None:
                raise RuntimeError(self._process.stderr.read().decode())
        raise RuntimeError("The sound server does not answer.")

    @property
    def _socket(self) -> Path:
        return self._folder / "native"

    @property
    def _env(self) -> dict[str, str]:
        return {**os.environ, **self.environment}

    def kill(self) -> None:
        """End the server as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            assert self._process.stderr
            self._process.stderr.close()
            self._process = None

    def stand_still(self) -> None:
        """Let the server answer nothing any more, as one that hangs; `kill` ends it too."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def pactl(self, *arguments: str, check: bool = True) -> str:
        """Run a control command and return what it printed."""
        done = subprocess.run(
            ["pactl", *arguments], env=self._env, capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def suspend_microphone(self, suspended: bool) -> None:
        """Stop or continue the flow of sound, as a stalled device does."""
        self.pactl("suspend-source", "microphone", "1" if suspended else "0")

    def unplug_microphone(self) -> None:
        """Take the microphone away."""
        self.pactl("unload-module", "module-remap-source")

    def plug_microphone(self, name: str = "microphone") -> None:
        """Bring it back, or another one."""
        self.pactl(
            "load-module", "module-remap-source", f"source_name={name}", "master=room.monitor"
        )
        if name == "microphone":
            self.use_microphone(name)

    def use_microphone(self, name: str) -> None:
        """Make it the one that everybody records from, as a settings window does."""
        self.pactl("set-default-source", name)

    def suspend_loudspeaker(self, suspended: bool) -> None:
        """Stop or continue taking sound."""
        self.pactl("suspend-sink", "loudspeaker", "1" if suspended else "0")

    def unplug_loudspeaker(self) -> None:
        """Take the loudspeaker away, as when headphones are pulled out: another one plays on."""
        self.pactl("load-module", "module-null-sink", "sink_name=built_in", "rate=44100", PROMPT)
        self.pactl("set-default-sink", "built_in")
        self._unload("sink_name=loudspeaker")

    def plug_loudspeaker(self) -> None:
        """Bring it back, in the other one's place."""
        self.pactl("load-module", "module-null-sink", "sink_name=loudspeaker", "rate=48000", PROMPT)
        self.pactl("set-default-sink", "loudspeaker")
        self._unload("sink_name=built_in")

    def _unload(self, argument: str) -> None:
        for line in self.pactl("list", "short", "modules").splitlines():
            if argument in line:
                self.pactl("unload-module", line.split()[0])

    def speak(self, sound: np.ndarray) -> None:
        """Play into the microphone, and return when it has been played."""
        arguments = [f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=20"]
        subprocess.run(
            ["pacat", "--device=room", *arguments],
            env=self._env,
            input=sound.astype("<i2").tobytes(),
            check=True,
        )

    def microphone_pipe(self, *, channels: int = 1) -> subprocess.Popen[bytes]:
        """A program whose standard input is played into the microphone as it comes."""
        arguments = [f"--rate={RATE}", f"--channels={channels}", "--format=s16le"]
        arguments.append("--latency-msec=20")
        return subprocess.Popen(
            ["pacat", "--device=room", *arguments], env=self._env, stdin=subprocess.PIPE
        )

    @contextmanager
    def recorded_loudspeaker(self) -> Iterator[subprocess.Popen[bytes]]:
        """A program whose standard output is what the loudspeaker plays."""
        arguments = [f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=20"]
        process = subprocess.Popen(
            ["parec", "--device=loudspeaker.monitor", *arguments],
            env=self._env,
            stdout=subprocess.PIPE,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            assert process.stdout
            process.stdout.close()


@contextmanager
def sound_server(*, hums: bool = True) -> Iterator[SoundServer]:
    """A running server in a folder of its own, whose microphone stands in a room that hums."""
    with tempfile.TemporaryDirectory(prefix="sound-") as folder:
        server = SoundServer(Path(folder), hums=hums)
        server.start()
        try:
            yield server
        finally:
            server.kill()
