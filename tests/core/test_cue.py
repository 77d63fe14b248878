"""The language cue: once a turn, three times a session, only where it is wanted."""

from voice_coach.core.cue import MAX_CUES, LanguageCue


def test_the_latest_of_a_turn_is_asked_about_once():
    cue = LanguageCue(wanted=True)
    cue.found("blame")
    cue.found("judgement-feeling")
    assert cue.take() == "judgement-feeling"
    assert cue.take() is None


def test_three_a_session():
    cue = LanguageCue(wanted=True)
    taken = []
    for _ in range(5):
        cue.found("blame")
        taken.append(cue.take())
    assert taken == ["blame"] * MAX_CUES + [None] * 2


def test_a_forgotten_one_does_not_count():
    cue = LanguageCue(wanted=True)
    cue.found("blame")
    cue.forget()
    assert cue.take() is None


def test_none_where_the_exercise_says_so():
    cue = LanguageCue(wanted=False)
    cue.found("blame")
    assert cue.take() is None
