"""What each of two says alone: whom it reaches, and whom it does not, whoever tries."""

from collections.abc import Sequence

import msgspec
import pytest
from click.testing import CliRunner

from tests.plans import ana_and_ben
from voice_coach.cli.main import main
from voice_coach.core.actions import AnyAction, SayPrompt, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.exercise.script import Exercise
from voice_coach.shell.captions import Captions, with_question
from voice_coach.shell.compose import in_room, shown
from voice_coach.shell.confided import Confided
from voice_coach.shell.live import by_piped_lines
from voice_coach.shell.understanding import Understanding
from voice_coach.store.contacts import load_contacts
from voice_coach.store.script_files import ScriptFiles

SCRIPT = ScriptFiles().load("before-a-talk")
LINES = ScriptFiles().lines()
DONE = "i'm done"
ANA = ["money and your mother", "that we end up shouting", "that we find one free evening"]
BEN = ["the weekends", "that nothing changes", "that we laugh again"]
ANAS = "money and your mother. that we end up shouting. that we find one free evening."
BENS = "the weekends. that nothing changes. that we laugh again."

ARRIVED = ["yes", "yes"]


def tells(words: Sequence[str]) -> list[str]:
    """Three floors, one after another."""
    return [line for each in words for line in (each, DONE)]


def alone(words: Sequence[str], answer: str, again: str = "") -> list[str]:
    """Alone at last, three floors, and the answer that is asked for twice."""
    return ["yes", *tells(words), answer, again or answer]


class Seen:
    """What is spoken, what stands on the screen, and by which step."""

    def __init__(self, spoken, screen) -> None:
        self._spoken, self._screen, self._step = spoken, screen, ""
        self.said: list[tuple[str, str]] = []
        self.shown: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, ShowStep):
                self._step = action.step
            if isinstance(action, SayPrompt):
                self.shown.append(self._screen(action))
                self.said.append((self._step, self._spoken(action)))

    def by(self, *steps: str) -> list[str]:
        return [text for step, text in self.said if step in steps]

    @property
    def together(self) -> str:
        private = [part for part in SCRIPT.couple if part.private]
        ids = {step.id for part in private for step in part.steps}
        return " ".join(text for step, text in self.said if step not in ids)


@pytest.fixture
def lead(tmp_path):
    """Leads it with lines that are typed; silence once they are over."""

    def led(*lines: str, exercise: Exercise = SCRIPT, captions=None, **settings) -> Seen:
        plan = ana_and_ben(exercise)
        changed = msgspec.structs.replace(plan.settings, **settings)
        if captions is not None:
            changed = with_question(changed)
        plan = msgspec.structs.replace(plan, settings=changed)
        understanding = Understanding(
            names=plan.names,
            solo=False,
            lines=LINES,
            place=load_contacts(tmp_path).place("GB"),
            show=lambda line: None,
            confided=Confided(plan.exercise),
        )
        seen = Seen(understanding.worded, shown(plan, understanding))
        watching = [seen]
        if captions is not None:
            shower = Captions(captions.append)
            understanding.heard = shower.heard
            watching.append(shower)
        in_room(
            plan,
            [PipedLines(lines)],
            voice=None,
            ears=None,
            understanding=understanding,
            observers=watching,
        )
        return seen

    return led


BOTH = [*ARRIVED, *alone(ANA, "yes"), *alone(BEN, "yes")]


def test_what_both_said_yes_to_is_told_once_each_and_never_shown(lead):
    seen = lead(*BOTH, DONE, DONE)
    assert seen.by("back-first") == [f"You said: {ANAS}"]
    assert seen.by("told-first")[0] == f"Ana said: {ANAS}"
    assert seen.by("told-second")[0] == f"Ben said: {BENS}"
    assert "money" not in " ".join(seen.shown)
    assert "Ana said: ..." in seen.shown


@pytest.mark.parametrize(
    ("ana", "ben"), [("yes", "no"), ("no", "yes"), ("no", "no"), ("skip this", "yes")]
)
def test_one_no_and_nothing_of_either_is_told(lead, ana, ben):
    seen = lead(*ARRIVED, *alone(ANA, ana), *alone(BEN, ben))
    assert not any(words in seen.together for words in (*ANA, *BEN))
    assert seen.by("told-first", "told-second") == []
    assert seen.by("sit-only")[0].startswith("Ben, please call Ana")


def test_an_evening_kept_by_chance_sounds_like_a_no(lead):
    refused = lead(*ARRIVED, *alone(ANA, "no"), *alone(BEN, "yes"))
    chance = lead(*BOTH, keep_short=True)
    assert [text for _, text in chance.said] == [text for _, text in refused.said]
    assert LINES.ended_early in [text for _, text in chance.said]


def test_after_a_no_the_coach_says_what_it_says_after_a_yes(lead):
    refused = lead(*ARRIVED, *alone(ANA, "no"))
    agreed = lead(*ARRIVED, *alone(ANA, "yes"))
    assert refused.said == agreed.said


@pytest.mark.parametrize(
    "trick", ["go back", "go back a step", "start over", "undo that", "repeat"]
)
def test_whoever_comes_second_gets_nothing_of_the_first(lead, trick):
    seen = lead(*ARRIVED, *alone(ANA, "yes"), *[trick] * 6)
    after = seen.said[[step for step, _ in seen.said].index("alone-second") :]
    assert all("money" not in text for _, text in after)
    assert {step for step, _ in after} == {"alone-second"}


def test_a_yes_is_not_taken_from_anybody_once_the_door_is_open(lead):
    seen = lead(*ARRIVED, *alone(ANA, "yes"), *alone(BEN, "no"), *["go back", "yes"] * 4)
    assert seen.by("told-first", "told-second") == []
    assert len([text for text in seen.by("share-second") if text.startswith("May Ana")]) == 1


@pytest.mark.parametrize(("first", "second"), [("yes", "no"), ("no", "yes")])
def test_a_yes_counts_only_if_it_is_given_twice(lead, first, second):
    seen = lead(*ARRIVED, *alone(ANA, "yes"), *alone(BEN, first, second))
    assert seen.by("told-first", "told-second") == []
    assert seen.by("sit-only") != []


def test_while_still_alone_an_answer_can_be_taken_back(lead):
    ben = ["yes", *tells(BEN), "yes", "go back", "no", "no"]
    seen = lead(*ARRIVED, *alone(ANA, "yes"), *ben)
    assert len([text for text in seen.by("share-second") if text.startswith("May Ana")]) == 2
    assert seen.by("told-first") == []


def test_a_pause_does_not_tell_the_last_words_to_whoever_came_in(lead):
    seen = lead(*ARRIVED, "yes", ANA[0], "pause", "continue", DONE)
    assert all("money" not in text for step, text in seen.said if step == "topic-first")


def test_words_are_not_to_be_had_for_none(lead):
    skipped = ["yes", *["skip this"] * 3, "yes", "yes"]
    seen = lead(*ARRIVED, *alone(ANA, "yes"), *skipped, DONE, DONE)
    assert seen.by("told-first")[0] == "Go on, Ana."
    assert not any(words in seen.together for words in ANA)


def test_what_is_skipped_is_left_out(lead):
    ana = ["yes", ANA[0], DONE, "skip this", ANA[2], DONE, "yes", "yes"]
    seen = lead(*ARRIVED, *ana, *alone(BEN, "yes"), DONE, DONE)
    assert seen.by("told-first")[0] == f"Ana said: {ANA[0]}. {ANA[2]}."


def test_an_insult_and_a_long_speech_are_not_passed_on_whole(lead):
    long = "we talk about the holidays and the car and the roof and the garden too"
    ana = ["you are so pathetic and you disgust me", ANA[1], long]
    seen = lead(*ARRIVED, *alone(ana, "yes"), *alone(BEN, "yes"), DONE, DONE)
    told = seen.by("told-first")[0]
    assert told == f"Ana said: {ANA[1]}. we talk about the holidays and the car and the..."


def test_a_sign_of_danger_alone_ends_it_as_any_evening_and_is_never_told(lead):
    seen = lead(*ARRIVED, "yes", "i am scared of him", DONE)
    assert seen.said[-1][1] == LINES.ended_early
    assert "scared" not in " ".join(text for _, text in seen.said)


def test_captions_show_nothing_that_is_said_alone(lead):
    captions: list[str] = []
    lead("yes", "yes", *BOTH, "i am glad you told me", DONE, captions=captions)
    assert [each for each in captions if each] == ["i am glad you told me"]


def test_where_no_words_are_heard_each_hears_it_in_their_mind_and_says_it_themselves():
    plan = ana_and_ben(SCRIPT)
    seen = Seen(plan.worded, plan.worded)
    in_room(plan, [PipedLines([*BOTH, DONE, DONE])], voice=None, ears=None, observers=[seen])
    assert seen.by("back-first") == [LINES.hear_it_yourself]
    assert seen.by("told-second")[0] == "Go on, Ben."
    assert seen.by("more-second")[0].startswith("Ben, tell Ana as much of it as you like")


def lines_on_the_screen(*lines: str, **settings) -> list[str]:
    """What is left on a plain terminal when both are back."""
    plan = ana_and_ben(SCRIPT)
    plan = msgspec.structs.replace(
        plan, settings=msgspec.structs.replace(plan.settings, **settings)
    )
    written: list[str] = []
    by_piped_lines(plan, lines, show=written.append)
    return [line[7:] for line in written]


def test_no_line_on_the_screen_tells_what_somebody_answered_alone():
    yes, no = alone(BEN, "yes"), alone(BEN, "no")
    refused = lines_on_the_screen(*ARRIVED, *alone(ANA, "yes"), *no)
    chance = lines_on_the_screen(*ARRIVED, *alone(ANA, "yes"), *yes, keep_short=True)
    assert refused == chance
    assert "money" not in " ".join(refused)


def test_no_log_is_kept_of_it(tmp_path):
    log = tmp_path / "session.jsonl"
    run = ["run", "before-a-talk", "--typed", "--names", "Ana,Ben", "--log", str(log)]
    result = CliRunner().invoke(main, run)
    assert result.exit_code != 0
    assert not log.exists()


def test_words_that_come_after_they_were_said_back_are_not_told():
    confided = Confided(SCRIPT)
    for floor, by in (("hope-first", "a"), ("hope-second", "b")):
        confided.begin(floor)
        confided.afresh(floor)
        confided.take(floor, by, "a free evening")
        confided.begin("back-" + floor.removeprefix("hope-"))
        assert confided.lend() == "a free evening."
        assert confided.lend() == ""
        confided.take(floor, by, "without your mother")
    confided.begin("told-first")
    assert confided.lend() == "a free evening."
    assert confided.lend() == ""
