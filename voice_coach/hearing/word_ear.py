"""The ear for words: each stretch of speech goes to a transcriber, and its words come when they do.

It hears beside the ear for commands and has no say in them. One utterance is worked on at a time,
in a thread: a session never waits for words. Where a transcriber fails the session goes on without.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor

import msgspec
import numpy as np

from voice_coach.edge.ports import Transcriber, Word
from voice_coach.errors import VoiceCoachError
from voice_coach.hearing.endpoint import Endpoint
from voice_coach.hearing.grammar import plain
from voice_coach.hearing.utterance import Utterance
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, Samples, samples, seconds

WORDS_SILENCE = samples(0.80)
"""Quiet that ends an utterance: shorter cuts cost it context."""

LEAD = samples(1.0)
"""Sound kept from before speech was certain: no first syllable is lost, and Vosk hears the room.
With 0.4 s coach-en gets three words in a hundred more wrong, with this as few as on the whole."""

LONG = samples(15)
"""From here on an utterance also ends at a breath: words are of use while they are fresh."""

BREATH = samples(0.20)

LONGEST = samples(28)
"""Here it ends whatever happens: no transcriber is given more than 30 s."""

MOST_WAITING = 3
"""Utterances that may wait on a machine too slow for them; more are left unheard."""

MOST_WORDS_A_SECOND = 7.0
"""Words a second of voiced sound that anybody can say: fast talk has four or five."""

FREE_WORDS = 2
"""So many more are let through: a short stretch is measured badly."""

FEW_WORDS = 3
"""So few words are believed only if another ear hears them too, or if they are as many as this and
sure: fewer are what a transcriber makes up of noise."""

SURE_OF_FEW = 0.67
"""Lowest confidence of so many: what Whisper's mean log probability of -0.4 comes to."""

GONE = "I can't follow your words any more: I'll go on with pause, yes and I'm done."


class _Given(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of speech that was given away, and its words to come."""

    started: Samples
    ended: Samples
    voiced: Samples
    words: Future[tuple[Word, ...]]


class WordEar:
    """Hears words.

    Args:
        start: starts the transcriber; called at once, in a thread.
        agrees: whether another ear hears a few words in a stretch, too.
        hint: what is likely to be said, asked as somebody begins to talk.
        tell: told, once, that there will be no more words.
        waits: whether words come at the moment their utterance ends, however long that takes: for
            recordings, whose time stands still meanwhile.
    """

    def __init__(
        self,
        start: Callable[[], Transcriber],
        *,
        agrees: Callable[[str, Sound], bool] = lambda words, sound: False,
        hint: Callable[[], str] = lambda: "",
        tell: Callable[[str], None] = lambda _: None,
        waits: bool = False,
    ) -> None:
        self._agrees = agrees
        self._ask_hint, self._hint = hint, ""
        self._tell = tell
        self._waits = waits
        self._end = Endpoint(WORDS_SILENCE)
        self._recent: deque[Sound] = deque(maxlen=LEAD // BLOCK_SAMPLES)
        self._sounds: list[Sound] = []
        self._length: Samples = 0
        self._voiced: Samples = 0
        self._from: Samples = 0
        self._given: deque[_Given] = deque()
        self._gone = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="words")
        self._transcriber = self._pool.submit(start)

    def hear(self, sound: Sound, at: Samples, *, voiced: bool) -> None:
        """Take the block that begins at `at`."""
        edge = self._end.hear(at=at, length=len(sound), voiced=voiced)
        if edge and edge.kind == "started":
            self._begin(edge.started, list(self._recent))
            self._voiced = edge.ended - edge.started
        self._recent.append(sound)
        if not self._end.speaking and not edge:
            return
        self._sounds.append(sound)
        self._length += len(sound)
        self._voiced += len(sound) if voiced and not edge else 0
        if edge and edge.kind == "ended":
            self._give(edge.ended)
        elif self._is_long(at + len(sound)):
            self._give(self._end.quiet)
            self._begin(at + len(sound), [])

    def cut(self) -> None:
        """What is being said ends here: the coach talks over it."""
        if self._end.speaking:
            self._give(self._end.quiet)
        self._end.reset()
        self._recent.clear()

    def heard(self, *, wait: bool = False) -> list[Utterance]:
        """The utterances whose words have come since this was last asked.

        Args:
            wait: wait for those still to come.
        """
        found: list[Utterance] = []
        while self._given and (wait or self._waits or self._given[0].words.done()):
            given = self._given.popleft()
            try:
                words = given.words.result()
            except (VoiceCoachError, CancelledError):
                self._lose()
                return found
            if words and len(words) <= most_words(given.voiced):
                found.append(
                    Utterance(
                        text=_text(words),
                        started=given.started,
                        ended=given.ended,
                        confidence=min(word.confidence for word in words),
                    )
                )
        return found

    def close(self) -> None:
        """Give the transcriber back; what it works on is not waited for."""
        self._gone = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        if not self._transcriber.cancelled():
            self._transcriber.add_done_callback(_closed)

    def _begin(self, at: Samples, sounds: list[Sound]) -> None:
        self._from, self._sounds, self._hint = at, sounds, self._ask_hint()
        self._length = sum(map(len, sounds))
        self._voiced = 0

    def _is_long(self, now: Samples) -> bool:
        breath = now - self._end.quiet >= BREATH
        return self._length >= LONGEST or (self._length >= LONG and breath)

    def _give(self, ended: Samples) -> None:
        sounds, self._sounds = self._sounds, []
        if self._gone or not self._voiced or len(self._given) >= MOST_WAITING:
            return
        sound = np.concatenate(sounds)
        words = self._pool.submit(self._words_of, sound, self._hint)
        self._given.append(
            _Given(started=self._from, ended=ended, voiced=self._voiced, words=words)
        )

    def _words_of(self, sound: Sound, hint: str) -> tuple[Word, ...]:
        """The words of a stretch; none where they are few and doubtful."""
        words = self._transcriber.result().transcribe(sound, hint)
        sure = len(words) >= FEW_WORDS and min(each.confidence for each in words) >= SURE_OF_FEW
        if not words or len(words) > FEW_WORDS or sure or self._agrees(_text(words), sound):
            return words
        return ()

    def _lose(self) -> None:
        """Go on without words; it is told once."""
        self._given.clear()
        if not self._gone:
            self.close()
            self._tell(GONE)


def _closed(transcriber: Future[Transcriber]) -> None:
    if not transcriber.exception():
        transcriber.result().close()


def _text(words: Sequence[Word]) -> str:
    return plain(" ".join(word.text for word in words))


def most_words(voiced: Samples) -> float:
    """How many words so much voiced sound can hold."""
    return FREE_WORDS + MOST_WORDS_A_SECOND * seconds(voiced)
