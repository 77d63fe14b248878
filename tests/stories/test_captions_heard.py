"""Captions in a whole session, from sound to picture: real ears, a real model for the words."""

import msgspec
import pytest

from tests.plans import TWO_TURNS, ana_and_ben
from tests.screen.pictures import drawn
from voice_coach.acted.scenario import ActedPartners, Habits, Scenario
from voice_coach.core.actions import ShowFloor
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.word_ear import WordEar
from voice_coach.screen.view import View
from voice_coach.screen.viewer import Viewer
from voice_coach.shell.captions import Captions, with_question
from voice_coach.shell.compose import in_room
from voice_coach.shell.understanding import Understanding
from voice_coach.store.contacts import load_contacts

ACTORS = {"a": EspeakVoice(voice="en-us+f3"), "b": EspeakVoice(voice="en-gb+m3")}
SAID = "The water was warm and the children were happy."
COUPLE = Scenario(
    exercise="two-turns",
    names={"a": "Ana", "b": "Ben"},
    habits=Habits(turn=(1.0, SAID, 2.0, "I'm done")),
)


class Watched:
    """Every picture that is another one."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self.views: list[View] = []
        self.floors = 0

    def noticed(self, event, actions) -> None:
        self._viewer.noticed(event, actions)
        self.floors += sum(isinstance(each, ShowFloor) and bool(each.holder) for each in actions)
        if self._viewer.view not in self.views[-1:]:
            self.views.append(self._viewer.view)


@pytest.fixture
def seen(tmp_path, coach_en) -> Watched:
    """What is seen of a session in which both say yes to it, and then have a turn each."""
    plan = ana_and_ben(TWO_TURNS)
    plan = msgspec.structs.replace(plan, settings=with_question(plan.settings))
    understanding = Understanding(
        names=plan.names,
        solo=False,
        lines=plan.settings.lines,
        place=load_contacts(tmp_path).here(),
        show=lambda line: None,
    )
    viewer = Viewer(
        plan.settings, names=plan.names, worded=understanding.worded, back_at=lambda left: ""
    )
    captions = Captions(viewer.caption)
    understanding.heard = captions.heard
    watched = Watched(viewer)
    model = SpeechModel(coach_en)
    ears = Ears(
        model=model,
        words=WordEar(lambda: VoskRecognizer(model), waits=True),
        understand=understanding.understand,
    )
    partners = ActedPartners(
        COUPLE, speak=lambda who, words: ACTORS[who].speak(words), recording=lambda name: None
    )
    ending = in_room(
        plan,
        [partners],
        voice=EspeakVoice(),
        ears=lambda: ears,
        understanding=understanding,
        observers=[watched, captions],
    )
    assert ending.reason == "finished"
    return watched


def test_what_both_agreed_to_show_is_seen_on_their_floors_and_gone_with_them(seen):
    assert seen.floors == 2
    captioned = [view for view in seen.views if view.caption]
    assert {view.holder for view in captioned} == {"a", "b"}
    assert {view.sight for view in captioned} == {"floor"}
    heard = set(" ".join(view.caption for view in captioned).split())
    assert heard & set(SAID.lower().strip(".").split())
    assert "done" not in heard, "a command is none of it"
    last = captioned[-1]
    [svg, without] = drawn([last, msgspec.structs.replace(last, caption="")], (120, 40))
    assert svg != without
    assert not any(view.caption for view in seen.views[seen.views.index(last) + 1 :])
