"""After a session that was begun by voice: what of it to keep, asked and answered by voice.

The questions are steps of the session that asks whether they would like another one. What somebody
says again on purpose is read back, and kept only on a yes; where no words are heard, or none were
made out, it is left to be typed once they are done. Both must have agreed before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import msgspec

from voice_coach.core.actions import AnyAction, SayPrompt, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.errors import KeepsakeError
from voice_coach.exercise.script import AnyStep, Ask, FloorStep, Keep, Partner, Role, Say
from voice_coach.shell.confided import with_capitals
from voice_coach.shell.keeping import ASKED, keepable
from voice_coach.shell.plan import SessionPlan
from voice_coach.store.keepsakes import LONGEST, Keepsake, Keepsakes

KEEP_AGREED = "would you like to keep what you agreed, on this computer? Say yes or no."
KEEP_ONE = "would you like to keep one sentence of this, on this computer? Say yes or no."
NOTE_IT = "shall I note in your practice record that you did this? Say yes or no."
NOTED = "Noted, on this computer."
NOT_NOTED = "I couldn't note it: the file can't be written."

KEEP_PICTURE = "shall I keep the picture of this time? Say yes or no."

ANYTHING: Keep = "note"
"""What a sentence is kept as that no exercise asked for."""

SENTENCE = "Say one sentence that you'd like to keep, and then: I'm done."
IN_A_SENTENCE = "Say it in one sentence, and then: I'm done."

LONGEST_SENTENCE = 30.0
"""Seconds for it: it is written down as one."""

MOST_WORDS = 24
"""Words of it that are read back, and kept: with the question a prompt stays short enough."""

TO_TYPE = "Then it's yours to type, once you've had enough for today."
NOTHING_HEARD = "I couldn't make out the words. Shall I ask you to type it later? Say yes or no."
HEARD = "I heard: {words}. Shall I keep that? Say yes or no."
KEPT = "Kept, on this computer."
LATER = "I'll ask you then."
COULD_NOT = "I couldn't keep it: the file can't be written. You can type it later."

ONE_MORE = "one-begin"
"""The step that "keep this one" leads to."""

Left = tuple[Partner, Keep]
"""Something to be typed: whose it is, and what."""


class KeepingAloud:
    """Asks what to keep of one session, as steps of the next.

    Args:
        plan: the session that is over.
        keepsakes: where to keep it.
        words: whether words are heard.
        picture: keeps what remains of it as a picture; None: nobody wants one.
        note: notes it in the private record of practice, and says whether that worked; None: there
            is none, or it was not done alone.
        today: the day.
    """

    def __init__(
        self,
        plan: SessionPlan,
        keepsakes: Keepsakes,
        *,
        words: bool,
        picture: Callable[[], None] | None,
        note: Callable[[], bool] | None = None,
        today: date,
    ) -> None:
        self._plan = plan
        self._keepsakes = keepsakes
        self._hears = words
        self._picture = picture
        self._note = note
        self._today = today
        self._arrivals: dict[str, Callable[[], None]] = {}
        self._said: list[str] = []
        self._line = ""
        self.to_type: list[Left] = []
        """What is left to be typed, by those who agreed."""

    @property
    def names(self) -> dict[Partner, str]:
        """What they are called."""
        return self._plan.names

    def at_once(self) -> Iterator[AnyStep]:
        """What is asked before anything else; nothing where the exercise settled nothing."""
        if self._picture:
            kept = Say(id="picture-kept", say="I'll keep it.")
            self._arrivals[kept.id] = self._picture
            refused = "keep-begin"
            yield from self._agreed("picture", KEEP_PICTURE, refused)
            yield kept
            yield Say(id=refused, say="All right.")
        if self._note:
            refused = "note-end"
            self._arrivals["noted"] = self._noted
            yield from self._agreed("note", NOTE_IT, refused)
            yield Say(id="noted", say="{kept}")
            yield Say(id=refused, say="All right.")
        if found := keepable(self._plan):
            refused = "kept-end"
            yield from self._agreed("keep", KEEP_AGREED, refused)
            if not self._hears:
                yield self._typing("keep", found)
            for number, (partner, kind) in enumerate(found if self._hears else (), start=1):
                question = f"{{{partner}}}, {ASKED[kind]} {IN_A_SENTENCE}"
                after = f"keep-{number + 1}-floor" if number < len(found) else refused
                who = self._plan.names[partner]
                yield from self._one(f"keep-{number}", (partner, kind), question, who, after)
            yield Say(id=refused, say="All right.")

    def one_more(self) -> Iterator[AnyStep]:
        """Keep this one: a sentence of anybody's, said again on purpose."""
        refused = "kept-one-end"
        yield Say(id=ONE_MORE, say="Yes, gladly.")
        yield from self._agreed("one", KEEP_ONE, refused)
        if self._hears:
            yield from self._one("one", ("a", ANYTHING), SENTENCE, "", refused)
        else:
            yield self._typing("one", [("a", ANYTHING)])
        yield Say(id=refused, say="All right.")

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Keep something when its step comes: it comes only where they agreed."""
        for action in actions:
            if isinstance(action, ShowStep) and action.step in self._arrivals:
                self._arrivals[action.step]()

    def told(self, words: str) -> None:
        """Somebody says what is to be kept."""
        self._said.append(words)

    def wording(self, worded: Callable[[SayPrompt], str]) -> Callable[[SayPrompt], str]:
        """The same wording of prompts, with the words put in where they are asked for."""

        def lent(prompt: SayPrompt) -> str:
            text = prompt.text.replace("{kept}", self._line)
            return worded(msgspec.structs.replace(prompt, text=text))

        return lent

    # --- Steps -------------------------------------------------------------------------------

    def _agreed(self, name: str, question: str, refused: str) -> Iterator[AnyStep]:
        """Each of them is asked; one "no", or silence, leads to where it is refused."""
        partners: tuple[Partner, ...] = ("a",) if self._plan.solo else ("a", "b")
        for partner in partners:
            yield Ask(
                id=f"{name}-agreed-{partner}",
                say=f"{{{partner}}}, {question}",
                again="Say yes or no.",
                otherwise="no",
                of=_role(partner),
                on={"no": refused},
            )

    def _typing(self, name: str, left: Sequence[Left]) -> Say:
        """It is left to be typed."""
        self._arrivals[f"{name}-typed"] = lambda: self.to_type.extend(left)
        return Say(id=f"{name}-typed", say=TO_TYPE)

    def _one(self, name: str, left: Left, question: str, who: str, after: str) -> Iterator[AnyStep]:
        """One of them says it; it is read back, and kept if they want that."""
        yield FloorStep(
            id=f"{name}-floor",
            say=question,
            of=_role(left[0]),
            seconds=LONGEST_SENTENCE,
            language_cue=False,
        )
        # Words come a moment after they were said: this line gives them the time.
        yield Say(id=f"{name}-moment", say="Thank you. One moment.")
        yield Ask(
            id=f"{name}-right",
            say="{kept}",
            again="Yes or no?",
            otherwise="no",
            of="anyone",
            on={"no": f"{name}-left"},
        )
        yield Say(id=f"{name}-kept", say="{kept}", then=after)
        yield Say(id=f"{name}-left", say="Then it's not kept.")
        self._arrivals[f"{name}-floor"] = self._said.clear
        self._arrivals[f"{name}-right"] = self._read_back
        self._arrivals[f"{name}-kept"] = lambda: self._keep(left, who)

    def _noted(self) -> None:
        self._line = NOTED if self._note and self._note() else NOT_NOTED

    def _read_back(self) -> None:
        words = self._words
        self._line = HEARD.format(words=words) if words else NOTHING_HEARD

    def _keep(self, left: Left, who: str) -> None:
        if not (words := self._words):
            self.to_type.append(left)
            self._line = LATER
            return
        _, kind = left
        kept = Keepsake(
            day=self._today, exercise=self._plan.exercise.name, kind=kind, who=who, words=words
        )
        try:
            self._keepsakes.keep([kept])
            self._line = KEPT
        except KeepsakeError:
            self.to_type.append(left)
            self._line = COULD_NOT

    @property
    def _words(self) -> str:
        """What they said, fit to be read back: no braces, and no longer than can be kept."""
        said = " ".join(self._said).translate(str.maketrans("{}", "()")).split()[:MOST_WORDS]
        sentence = with_capitals(" ".join(said)).rstrip(".")[:LONGEST]
        return sentence[:1].upper() + sentence[1:]


def _role(partner: Partner) -> Role:
    return "speaker" if partner == "a" else "listener"
