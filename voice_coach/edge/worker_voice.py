"""A voice in a supervised worker process, cached, with ways to go on where that fails.

The worker only synthesises to a file, under a deadline. If it dies or hangs it is started anew.
Meanwhile the fallback speaks, which sounds like it; where there is none, or it has nobody to speak
with either, `VoiceError` lets the shell show the prompt instead. The session is never lost.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from voice_coach.edge.ports import KeptLines, Voice, said_as_words
from voice_coach.edge.prompt_file import prompt_file, remove_left_behind
from voice_coach.edge.worker import Worker
from voice_coach.errors import VoiceError
from voice_coach.signal.sound import SILENCE, Sound, finished_prompt

CACHED_PROMPTS = 512
"""About 60 MB of sound; an exercise has three hundred prompts and more."""

RETRY_AFTER = 10
"""Prompts the fallback speaks before the worker is tried again."""

TRIES = 3
"""A line without sound, or that is no good, is asked for again: one that is left out is worse than
one that is late."""

Finish = Callable[[str, Sound, int], tuple[Sound, bool]]
"""Of a line's text, its sound and words a minute: it as it is played, and whether it is good."""


def as_it_is(text: str, sound: Sound, pace: int) -> tuple[Sound, bool]:
    """A line as it came, good if there is any sound."""
    return sound, bool(len(sound))


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long an engine is waited for, in seconds."""

    start: float
    """By a worker, to be ready."""
    busy: float
    """By a prompt that is due, for the engine to be done with another."""
    due: float
    """By one that is due, for its sound."""
    ahead: float
    """By one that is prepared."""
    patience: float
    """By one that is due, for a worker that is still starting, before the fallback speaks."""
    first: float
    """By the first prompt of all, for both, if that is longer."""
    anew: float
    """By one that is due, for a worker that was started anew, where no fallback speaks."""


class _Ready(msgspec.Struct, frozen=True):
    """A prompt's sound, which may be of no length."""

    sound: Sound


class WorkerVoice:
    """Speaks through an engine in a worker process.

    Args:
        name: what it is called.
        command: the worker program and its arguments.
        voice: what the engine knows the voice by; None: its own.
        words_per_minute: pace at rate 1.0.
        pitch: as the engine counts it; None: its own.
        fallback: who speaks when the worker cannot.
        limits: how long it is waited for.
        kept: sound of lines that was kept from other days.
        finish: brings a line into its last shape, and looks whether it is good.
    """

    def __init__(
        self,
        *,
        name: str,
        command: Sequence[str],
        voice: str | None,
        words_per_minute: int,
        fallback: Voice | None,
        limits: Limits,
        pitch: int | None = None,
        kept: KeptLines | None = None,
        finish: Finish = as_it_is,
    ) -> None:
        self.name = name
        self._voice = voice
        self._pace = words_per_minute
        self._pitch = pitch
        self._fallback = fallback
        self._limits = limits
        self._kept = kept
        self._finish = finish
        self._command = command
        self._cache: OrderedDict[tuple[str, float], Sound] = OrderedDict()
        self._engine = threading.Lock()
        self._urgent = threading.Event()
        self._closing = threading.Event()
        self._preparing: threading.Thread | None = None
        self._spoke = False
        self._failures = 0
        self._fallbacks_left = 0
        remove_left_behind()
        self._worker = self._new_worker()

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        if ready := self._ready(text, rate):
            return ready.sound  # not behind the engine, which may be busy or hang
        self._urgent.set()  # the prompt that is due goes before those prepared ahead
        try:
            if not self._engine.acquire(timeout=self._limits.busy):
                raise _busy()
            try:
                return self._spoken(text, rate, within=self._limits.due, due=True)
            finally:
                self._engine.release()
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
        self._worker.close()  # whatever it is at, nobody waits for that
        if self._preparing:
            self._preparing.join()
        with self._engine:
            self._worker.close()

    def _prepare(self, texts: Sequence[str]) -> None:
        failed = 0
        for text in texts:
            while not self._ready(text, 1.0):
                while self._must_wait() and not self._closing.wait(0.01):
                    pass
                if self._closing.is_set():
                    return
                try:
                    with self._engine:
                        self._spoken(text, 1.0, within=self._limits.ahead)
                except VoiceError:
                    failed += 1
                    if failed == TRIES:
                        return  # `speak` will meet the same and tell
                else:
                    break

    def _ready(self, text: str, rate: float) -> _Ready | None:
        """What needs no engine: it was said before, or kept, or there is nothing to say."""
        if not text.strip():
            return _Ready(SILENCE)  # pyttsx3 would wait for its end and never be told of it
        sound = self._cache.get((text, rate))
        if sound is None and self._kept:
            sound = self._kept.find(text, self._words_per_minute(rate))
            if sound is not None:
                self._remember(text, rate, sound)
        return None if sound is None else _Ready(sound)

    def _must_wait(self) -> bool:
        """Whether preparing has to wait: for a prompt that is due, or for the worker to start."""
        if self._urgent.is_set():
            return True
        with self._engine:
            return not self._worker.ready(within=0) and self._worker.starting

    def _spoken(self, text: str, rate: float, *, within: float, due: bool = False) -> Sound:
        if ready := self._ready(text, rate):
            return ready.sound  # it was made while this one waited
        if self._fallbacks_left:
            self._fallbacks_left -= 1
            return self._fall_back(text, rate)
        patience = self._limits.patience
        if due and not self._spoke:
            patience = max(patience, self._limits.first)
            within = max(within, self._limits.first)
        try:
            sound = self._ask_worker(text, rate, patience, within)
        except VoiceError:
            return self._without_worker(text, rate, within)
        self._spoke, self._failures = True, 0
        self._remember(text, rate, sound)
        if self._kept:
            self._kept.keep(text, self._words_per_minute(rate), sound)
        return sound

    def _remember(self, text: str, rate: float, sound: Sound) -> None:
        self._cache[text, rate] = sound
        if len(self._cache) > CACHED_PROMPTS:
            self._cache.popitem(last=False)

    def _words_per_minute(self, rate: float) -> int:
        return round(self._pace * rate)

    def _without_worker(self, text: str, rate: float, within: float) -> Sound:
        """Speak at once in another way; a new worker starts meanwhile, for the next prompt."""
        if self._closing.is_set():
            raise no_start()
        if not self._worker.starting:
            self._failures += 1
            if self._failures > 1:
                self._fallbacks_left = RETRY_AFTER
            self._worker.close()
            self._worker = self._new_worker()
        try:
            return self._fall_back(text, rate)
        except VoiceError as nobody:
            if self._fallbacks_left:
                raise
            try:
                return self._ask_worker(text, rate, self._limits.anew, within)
            except VoiceError:
                raise nobody from None  # it knows what to install

    def _ask_worker(self, text: str, rate: float, start_within: float, within: float) -> Sound:
        if not self._worker.ready(within=start_within):
            raise no_start()
        for _ in range(TRIES):
            written = self._written_by_worker(text, rate, within)
            sound, good = self._finish(text, written, self._words_per_minute(rate))
            if good or not any(letter.isalnum() for letter in text):
                return sound
        if len(sound):
            return sound  # as it came out last
        raise VoiceError("The voice engine wrote no sound.")

    def _written_by_worker(self, text: str, rate: float, within: float) -> Sound:
        import soundfile

        with prompt_file() as path:
            request = {
                "text": said_as_words(text),
                "words_per_minute": self._words_per_minute(rate),
                "voice": self._voice,
                "pitch": self._pitch,
                "path": str(path),
            }
            self._worker.ask(request, within=within)
            try:
                wave, sample_rate = soundfile.read(path, dtype="float32")
            except (OSError, soundfile.LibsndfileError) as error:
                raise VoiceError("The voice engine wrote no sound.") from error
        return finished_prompt(wave, sample_rate)

    def _new_worker(self) -> Worker:
        return new_worker(self._command, start=self._limits.start)

    def _fall_back(self, text: str, rate: float) -> Sound:
        if self._fallback:
            return self._fallback.speak(text, rate=rate)
        raise VoiceError(
            "The voice engine does not answer.",
            "Check it with `voice-coach doctor`; on Linux, install espeak-ng.",
        )


def new_worker(command: Sequence[str], *, start: float) -> Worker:
    """A worker process for a voice."""
    return Worker(command, name="voice worker", fails_with=VoiceError, start_seconds=start)


def no_start() -> VoiceError:
    """The error when the engine does not get as far as being asked anything."""
    return VoiceError("The voice engine does not start.", "Check it with `voice-coach doctor`.")


def _busy() -> VoiceError:
    return VoiceError("The voice engine was too slow for this line.")
