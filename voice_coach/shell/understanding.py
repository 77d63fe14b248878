"""What the words of a session mean for it: finished utterances in, facts out.

Only where words are heard at all. No word goes into a fact, and so none into a log. A prompt may
borrow words of theirs for a moment, to name a missed point or the last calm thing said: they are
put in here, when it is spoken, and are gone with the session.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence

from voice_coach.core.actions import AnyAction, Listen, SayPrompt, ShowStep
from voice_coach.core.events import (
    AnyEvent,
    CueFound,
    CueKind,
    HeatJudged,
    MirrorJudged,
    MomentNeeded,
    UtteranceHeard,
)
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.meanings import Meaning, counting
from voice_coach.exercise.plan import other
from voice_coach.exercise.script import (
    MAX_PROMPT_WORDS,
    Partner,
    Spoiler,
    addressed,
    without_back,
)
from voice_coach.exercise.script_check import MOST_BACK
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.utterance import Utterance
from voice_coach.listening import (
    find_feelings,
    find_language_cue,
    find_safety_cue,
    gentle_opening,
    is_spoilt,
    judge_heat,
    judge_practice,
    judge_reflection,
    needs_a_moment,
    retell,
)
from voice_coach.listening.mirror import Point
from voice_coach.shell.confided import Confided, beginning
from voice_coach.shell.tally import Tally
from voice_coach.signal.units import Samples
from voice_coach.store.contacts import Need, Place

HEATED = 0.5
"""Score from which a line counts (docs/listening.md: at most one alarm in a hundred calm lines)."""

HOT = {"contempt", "threat"}
"""Kinds that make a pause by themselves (exercises.md B5)."""

ENOUGH_WORDS = 5
"""A reply of fewer words is not judged: it has hardly begun."""

REMEMBERED = 16
"""How many changes of what is listened for are remembered: an utterance is told some time later."""

TOGETHER = (
    "I'm pausing the exercise. If anyone may be in danger, call the emergency number or a crisis "
    "line: they're on the screen now."
)
ALONE = (
    "I'm a program, and this is bigger than an exercise. Are you in danger right now? Then call "
    "{emergency}. A crisis line is on the screen now."
)
"""Said instead of the ordinary line of a pause or an ending (exercises.md C.5)."""

Show = Callable[[str], None]


class Understanding:
    """Follows what is said in one session.

    Args:
        names: the partners' names, for words that are given back.
        solo: whether somebody practises alone.
        lines: what the coach says in every exercise.
        place: whom to turn to here.
        show: shows lines on the screen, for their eyes only.
        without: by step, what it wants left out (`FloorStep.without`).
        told: takes what is told on a floor, where somebody asked to have it kept.
        confided: holds what each says while the other is out of the room.
        tally: counts what comes back of made-up lines.
    """

    def __init__(
        self,
        *,
        names: dict[Partner, str],
        solo: bool,
        lines: CoachLines,
        place: Place,
        show: Show,
        without: Mapping[str, Spoiler] | None = None,
        told: Callable[[str], None] = lambda _: None,
        confided: Confided | None = None,
        tally: Tally | None = None,
    ) -> None:
        self._names = names
        self._tells = told
        self._confided = confided or Confided()
        self._tally = tally or Tally()
        self._solo = solo
        self._lines = lines
        self._place = place
        self.show = show
        self.card = show
        """Shows whom to turn to: it must be read whole, and stay."""
        self.heard: Callable[[str], None] = lambda words: None
        """Takes what is said on a floor, where it may be shown."""
        self._without = without or {}
        self._commands = CommandPhrases.load()
        self._listened: deque[Listen] = deque(maxlen=REMEMBERED)
        self._told: list[str] = []
        self._reply: list[str] = []
        self._point = ""
        self._given = ""
        self._opening = ""
        self._calm = ""
        self._back: list[str] = []
        self._floor, self._floor_over = "", True
        self._acted_until: Samples = 0
        self._instead: dict[str, str] = {}
        self._worded: dict[int, str] = {}
        self._shown: dict[int, str] = {}

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Know who is expected to say what."""
        self._listened.extend(action for action in actions if isinstance(action, Listen))
        for action in actions:
            if isinstance(action, ShowStep):
                self._floor_over = True  # its last words may come a moment later
                self._confided.begin(action.step)
            elif isinstance(action, Listen) and action.purpose == "turn" and self._floor_over:
                self._floor_over, self._floor, self._back = False, action.step, []
                self._confided.afresh(action.step)
        if (
            isinstance(event, UtteranceHeard)
            and event.meaning
            and event.sure
            and event.by == "voice"
        ):
            self._acted_until = event.at
        if any(isinstance(action, ShowStep) for action in actions):
            self._calm = ""  # what was said in an earlier step is not gone back to
        for action in actions:
            if isinstance(action, SayPrompt) and action.voice == "practice partner":
                self._told, self._reply = [addressed(action.text, self._names)], []
                self._tally.begin_line()

    def worded(self, prompt: SayPrompt) -> str:
        """A prompt as it is spoken and shown: names put in, and words borrowed."""
        if prompt.number not in self._worded:
            text = self._instead.pop(prompt.text, prompt.text)
            back = self._back_for(text)
            speakable = self._speakable(text, back)
            self._worded[prompt.number] = self._filled(speakable, back)
            if back and self._confided.telling:
                self._shown[prompt.number] = self._filled(speakable, "...")
        return self._worded[prompt.number]

    def shown(self, prompt: SayPrompt) -> str:
        """The same as it is shown: what somebody said alone stands on no screen."""
        worded = self.worded(prompt)
        return self._shown.get(prompt.number, worded)

    def _filled(self, text: str, back: str) -> str:
        return addressed(
            text,
            self._names,
            point=self._point,
            given=self._given,
            calm=self._calm,
            opening=self._opening,
            back=back,
        )

    def _back_for(self, text: str) -> str:
        """What is told of a floor in a prompt; empty where there is nothing fit for it."""
        if "{back}" not in text:
            return ""
        if self._confided.telling:
            return self._confided.lend()
        return beginning(self._back, MOST_BACK) if self._back else ""

    def _speakable(self, text: str, back: str) -> str:
        """A prompt for which there are words, or the plainer one that needs none."""
        lines = self._lines
        if "{calm}" in text and not self._calm:
            return lines.resumed
        if not back:
            text = without_back(text, lines.hear_it_yourself, lines.go_on)
        if "{given}" in text and not self._given:
            return text.removeprefix(lines.practice_caught).strip() or lines.been_heard
        if "{opening}" in text and not self._opening:
            return lines.try_i_felt.replace("{partner}", "{a}")
        return text

    def hint(self) -> str:
        """What is likely to be said now: the line that somebody alone is asked to say back."""
        if not self._solo or not self._listened or self._listened[-1].purpose != "mirror":
            return ""
        return ". ".join(self._told)

    def understand(self, utterance: Utterance, now: Samples) -> list[AnyEvent]:
        """Take an utterance, and tell what follows from it."""
        listen = self._at(utterance.ended)
        counts = counting(listen.meanings)
        if meaning := self._commands.meaning_of_text(utterance.text, counts):
            return self._request(meaning, utterance, listen, now)
        if cue := find_safety_cue(utterance.text):
            heat = HeatJudged(at=now, heat="calm", started=utterance.started, ended=utterance.ended)
            return [heat, *self._kept_safe(cue.kind, now)]
        text = self._without_command(utterance.text, listen)
        if not text:
            return []
        tears = needs_a_moment(utterance.text)
        events: list[AnyEvent] = [self._heat(text, utterance, listen, now, quotable=not tears)]
        alone = self._confided.holds(listen.step)
        if listen.purpose in ("turn", "retell", "mirror") and not alone:
            self.heard(text)
        match listen.purpose:
            case "turn" | "retell" if not alone:
                self._tell(text)
                if not tears:
                    kinds = self._wording(text, listen)
                    events += [CueFound(at=now, kind=each, ended=utterance.ended) for each in kinds]
            case "mirror":
                self._reply.append(text)
                events.append(self._mirror(listen, now))
            case _:
                pass
        if tears:
            events.append(MomentNeeded(at=now))
        return events

    def _request(
        self, meaning: str, utterance: Utterance, listen: Listen, now: Samples
    ) -> list[AnyEvent]:
        """The whole utterance asks or answers something; the ears may have told it already.

        It was meant for the moment it was said in: if something else counts by now, it is late.
        """
        if utterance.started < self._acted_until or listen is not self._listened[-1]:
            return []
        return [UtteranceHeard(at=now, meaning=meaning, ended=utterance.ended)]

    def _at(self, moment: Samples) -> Listen:
        """What was listened for at a moment."""
        earlier = [each for each in self._listened if each.at <= moment]
        return earlier[-1] if earlier else self._listened[0]

    def _without_command(self, text: str, listen: Listen) -> str:
        """An utterance without the command it ends in, or is."""
        for phrase in self._commands.spoken(listen.meanings):
            if text == phrase or text.endswith(f" {phrase}"):
                return text.removesuffix(phrase).strip()
        return text

    def _wording(self, text: str, listen: Listen) -> Iterator[CueKind]:
        """What may be asked about the wording of a turn."""
        if kind := find_language_cue(text):
            self._opening = gentle_opening(text) or ""
            yield kind
        spoiler = self._without.get(listen.step)
        if spoiler and is_spoilt(text, spoiler):
            yield spoiler

    def _tell(self, text: str) -> None:
        """Somebody tells their side; after a mirror it is a new piece, or a bit told again."""
        if self._reply:
            self._told, self._reply = [], []
        self._told.append(text)
        self._tells(text)

    def _heat(
        self, text: str, utterance: Utterance, listen: Listen, now: Samples, *, quotable: bool
    ) -> HeatJudged:
        heat = judge_heat(text)
        warm = heat.score >= HEATED
        if quotable and not warm and listen.partner and listen.purpose in ("turn", "retell"):
            self._remember(text, listen.step, listen.partner)
        return HeatJudged(
            at=now,
            heat="hot" if warm and heat.kinds & HOT else "warm" if warm else "calm",
            started=utterance.started,
            ended=utterance.ended,
        )

    def _remember(self, text: str, step: str, partner: Partner) -> None:
        """Something calm was told, which a prompt may borrow; what was said alone its own only."""
        if self._confided.holds(step):
            self._confided.take(step, partner, text)
            return
        self._calm = self._given_back(text, partner) or self._calm
        if step == self._floor:
            self._back.append(text)

    def _mirror(self, listen: Listen, now: Samples) -> MirrorJudged:
        told, reply = ". ".join(self._told), ". ".join(self._reply)
        if not told or not listen.partner or len(reply.split()) < ENOUGH_WORDS:
            return MirrorJudged(at=now, act="unsure")
        if self._solo:
            return self._practised(told, reply, now)
        reflection = judge_reflection(told, reply)
        found = reflection.contradicted or reflection.clearly_missed
        self._point = self._given_back(found.text, other(listen.partner)) if found else ""
        if not found or not self._point:
            return MirrorJudged(at=now, act=reflection.act)
        return MirrorJudged(
            at=now,
            act=reflection.act,
            point="opposite" if found is reflection.contradicted else "missed",
        )

    def _practised(self, told: str, reply: str, now: Samples) -> MirrorJudged:
        """A made-up line was mirrored: its points may be said aloud as they are."""
        judged = judge_practice(told, reply)
        reflection, lines = judged.reflection, self._lines
        found = reflection.contradicted or reflection.clearly_missed
        if not found and not judged.given:  # then one point is named, however unsure
            missed = [each for each in reflection.points if each.verdict == "missed"]
            found = max(missed, key=_length, default=None)
        missing = found is not None and found.verdict == "missed"
        beside = lines.practice_missed if missing else lines.practice_opposite if found else ""
        self._point, self._given = found.text if found else "", ""
        others = self._filled(f"{lines.practice_caught} {beside}", "").split()
        self._given = judged.caught(MAX_PROMPT_WORDS - len(others))
        self._tally.came_back(len(judged.plain))
        return MirrorJudged(
            at=now,
            act=reflection.act,
            point="missed" if missing else "opposite" if found else None,
            caught=bool(self._given),
            whole=len(judged.plain) == len(reflection.points),
            slip=judged.slip,
            felt=bool(find_feelings(told) and find_feelings(reply)),
        )

    def _given_back(self, text: str, teller: Partner) -> str:
        """Words of somebody's, fit to be said aloud by the coach; empty where they are not."""
        names = self._names
        return retell(text, speaker=names[teller], listener=names[other(teller)]) or ""

    # --- Safety (exercises.md part C) ------------------------------------------------------

    def _kept_safe(self, kind: str, now: Samples) -> list[AnyEvent]:
        """What happens on a sign of danger. In the log it is a key pressed, as any other."""
        if kind == "self_harm":
            self.card("\n".join(self._contacts("emergency", "crisis")))
            line = self._lines.ended_early if self._solo else self._lines.paused
            said_instead = ALONE.format(emergency=self._emergency) if self._solo else TOGETHER
            self._instead[line] = said_instead
            return [self._key(Meaning.STOP if self._solo else Meaning.PAUSE, now)]
        if not self._solo:
            return [self._key(Meaning.STOP, now)]
        needs: tuple[Need, ...] = ("emergency", "children" if kind == "child" else "relationship")
        self.card("\n".join(self._contacts(*needs)))
        return []

    def _key(self, meaning: Meaning, now: Samples) -> UtteranceHeard:
        return UtteranceHeard(at=now, meaning=meaning, by="key")

    @property
    def _emergency(self) -> str:
        return next(each.reach for each in self._place.lines if each.need == "emergency")

    def _contacts(self, *needs: Need) -> list[str]:
        return [f"{each.name}: {each.reach}" for each in self._place.lines if each.need in needs]


def _length(point: Point) -> int:
    return len(point.text)
