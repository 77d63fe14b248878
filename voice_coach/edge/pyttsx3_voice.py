"""The coach's voice: pyttsx3 in a supervised worker process, cached, with two ways to fall back.

pyttsx3 is unfit for a live loop (its `stop` does nothing, `runAndWait` may never return), so a
worker only synthesises to a file, under a deadline. If it dies or hangs it is started anew, and the
`espeak-ng` program speaks meanwhile; if there is none, the new worker is waited for; if that fails
too, `VoiceError` lets the shell show the prompt instead. The session is never lost.
"""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Literal

from voice_coach.edge.ports import SystemVoice, Voice, said_as_words
from voice_coach.edge.prompt_file import prompt_file, remove_left_behind
from voice_coach.edge.worker import Worker, worker_command
from voice_coach.errors import VoiceError
from voice_coach.signal.sound import Sound, finished_prompt

DEADLINE_SECONDS = 1.0
"""Longest wait for a prompt; measured 10 to 30 ms, and the first also waits for the engine."""

START_SECONDS = 5.0
"""Longest wait for the worker to be ready: a cold machine loads its engine in two or three."""

CACHED_PROMPTS = 512
"""About 60 MB of sound; an exercise has fewer than a hundred prompts."""

RETRY_AFTER = 10
"""Prompts the fallback speaks before the worker is tried again."""

TRIES = 3
"""A file without sound is asked for again, because a prompt that is left out is worse than one
that is late."""

WORKER = worker_command("voice_coach.edge.pyttsx3_worker")


GENDERS: dict[str, Literal["female", "male"]] = {"female": "female", "male": "male"}


def pyttsx3_voices(command: Sequence[str] = WORKER) -> tuple[list[SystemVoice], str]:
    """Every voice of this system, in its engine's order, and the id of the one it uses by itself.

    Raises:
        VoiceError: there is no engine, or it does not answer.
    """
    worker = _new_worker(command)
    try:
        if not worker.ready(within=START_SECONDS):
            raise no_start()
        told = worker.ask({}, within=START_SECONDS)
    finally:
        worker.close()
    return [_system_voice(**each) for each in told["voices"]], _plain_id(told["used"])


def _system_voice(*, id: str, title: str, language: str, gender: str) -> SystemVoice:
    plain = _plain_id(id)
    linux = sys.platform == "linux"
    return SystemVoice(
        name=plain if linux else title,
        title=title.strip(),
        language=language if language[:1].isalpha() and " " not in language else "",
        gender=GENDERS.get(gender, ""),
        id=plain,
        engine="espeak-ng" if linux else "the system's",
    )


def _plain_id(id: str) -> str:
    """Without the folder espeak keeps the voice in: so the espeak-ng program knows it too."""
    return id.rpartition("/")[2] if sys.platform == "linux" else id


class Pyttsx3Voice:
    """Speaks through pyttsx3.

    Args:
        voice: a voice id of the platform's engine; None: its default English voice.
        words_per_minute: pace at rate 1.0.
        fallback: who speaks when the worker cannot.
        deadline_seconds: longest wait for one prompt.
        patience_seconds: how long a prompt waits for a worker that is still starting, before the
            fallback speaks; none where that sounds the same.
        command: the worker program and its arguments.
    """

    def __init__(
        self,
        *,
        voice: str | None = None,
        words_per_minute: int = 160,
        fallback: Voice | None = None,
        deadline_seconds: float = DEADLINE_SECONDS,
        patience_seconds: float = DEADLINE_SECONDS,
        command: Sequence[str] = WORKER,
    ) -> None:
        self.name = f"pyttsx3 {voice or 'default'}"
        self._voice = voice
        self._pace = words_per_minute
        self._fallback = fallback
        self._deadline = deadline_seconds
        self._patience = patience_seconds
        self._command = command
        self._cache: OrderedDict[tuple[str, float], Sound] = OrderedDict()
        self._engine = threading.Lock()
        self._urgent = threading.Event()
        self._closing = threading.Event()
        self._preparing: threading.Thread | None = None
        self._failures = 0
        self._fallbacks_left = 0
        remove_left_behind()
        self._worker = _new_worker(command)

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        if (text, rate) in self._cache:
            return self._cache[text, rate]  # not behind the engine, which may be busy or hang
        self._urgent.set()  # the prompt that is due goes before those prepared ahead
        try:
            with self._engine:
                return self._spoken(text, rate)
        finally:
            self._urgent.clear()

    def prepare(self, texts: Iterable[str]) -> None:
        wanted = list(dict.fromkeys(texts))
        self._preparing = threading.Thread(
            target=self._prepare, args=(wanted,), name="prompts", daemon=True
        )
        self._preparing.start()

    def close(self) -> None:
        self._closing.set()
        if self._preparing:
            self._preparing.join()
        with self._engine:
            self._worker.close()

    def _prepare(self, texts: Sequence[str]) -> None:
        for text in texts:
            while self._must_wait() and not self._closing.wait(0.01):
                pass
            if self._closing.is_set():
                return
            with self._engine:
                try:
                    self._spoken(text, 1.0)
                except VoiceError:
                    return  # `speak` will meet the same and tell

    def _must_wait(self) -> bool:
        """Whether preparing has to wait: for a prompt that is due, or for the worker to start."""
        if self._urgent.is_set():
            return True
        with self._engine:
            return not self._worker.ready(within=0) and self._worker.starting

    def _spoken(self, text: str, rate: float) -> Sound:
        key = (text, rate)
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        if self._fallbacks_left:
            self._fallbacks_left -= 1
            return self._fall_back(text, rate)
        try:
            sound = self._ask_worker(text, rate, start_within=self._patience)
        except VoiceError:
            return self._without_worker(text, rate)
        self._failures = 0
        self._cache[key] = sound
        if len(self._cache) > CACHED_PROMPTS:
            self._cache.popitem(last=False)
        return sound

    def _without_worker(self, text: str, rate: float) -> Sound:
        """Speak at once in another way; a new worker starts meanwhile, for the next prompt."""
        if not self._worker.starting:
            self._failures += 1
            if self._failures > 1:
                self._fallbacks_left = RETRY_AFTER
            self._worker.close()
            self._worker = _new_worker(self._command)
        try:
            return self._fall_back(text, rate)
        except VoiceError as nobody:
            if self._fallbacks_left:
                raise
            try:
                return self._ask_worker(text, rate, start_within=START_SECONDS)
            except VoiceError:
                raise nobody from None  # it knows what to install

    def _ask_worker(self, text: str, rate: float, *, start_within: float) -> Sound:
        if not self._worker.ready(within=start_within):
            raise no_start()
        for _ in range(TRIES):
            sound = self._written_by_worker(text, rate)
            if len(sound) or not any(letter.isalnum() for letter in text):
                return sound
        raise VoiceError("The voice engine wrote no sound.")

    def _written_by_worker(self, text: str, rate: float) -> Sound:
        import soundfile

        with prompt_file() as path:
            request = {
                "text": said_as_words(text),
                "words_per_minute": round(self._pace * rate),
                "voice": self._voice,
                "path": str(path),
            }
            self._worker.ask(request, within=self._deadline)
            try:
                wave, sample_rate = soundfile.read(path, dtype="float32")
            except (OSError, soundfile.LibsndfileError) as error:
                raise VoiceError("The voice engine wrote no sound.") from error
        return finished_prompt(wave, sample_rate)

    def _fall_back(self, text: str, rate: float) -> Sound:
        if self._fallback:
            return self._fallback.speak(text, rate=rate)
        raise VoiceError(
            "The voice engine does not answer.",
            "Check it with `voice-coach doctor`; on Linux, install espeak-ng.",
        )


def _new_worker(command: Sequence[str]) -> Worker:
    return Worker(command, name="voice worker", fails_with=VoiceError, start_seconds=START_SECONDS)


def no_start() -> VoiceError:
    """The error when the engine does not get as far as being asked anything."""
    return VoiceError("The voice engine does not start.", "Check it with `voice-coach doctor`.")
