import pytest

from benchmarks.labelled import act_pairs
from voice_coach.listening import judge_reflection
from voice_coach.listening.mirror import MIRROR, OTHER

SAID = (
    "i feel alone when you work late. the kids ask where you are. "
    "i would like you home for dinner twice a week"
)


def test_a_mirror_covers_the_points_it_gives_back():
    reflection = judge_reflection(
        SAID, "you feel alone when i work late and the kids want to know where i am"
    )
    assert reflection.act == "mirror"
    assert [point.verdict for point in reflection.points] == ["covered", "covered", "missed"]
    assert reflection.points[0].text == "i feel alone when you work late"
    assert reflection.added == ()


def test_only_a_point_that_left_no_trace_is_clearly_missed():
    reflection = judge_reflection(SAID, "so you feel alone when i work late")
    assert reflection.clearly_missed is not None
    assert "dinner" in reflection.clearly_missed.text
    half = judge_reflection(SAID, "you need a holiday")
    alone, kids, _ = half.points
    assert alone.verdict == kids.verdict == "missed"
    assert half.clearly_missed is None


def test_a_contradicted_point_is_named():
    reflection = judge_reflection(SAID, "you don't feel alone when i work late")
    assert reflection.contradicted is not None
    assert reflection.contradicted.text == "i feel alone when you work late"
    assert reflection.contradicted.score < 0.5
    assert judge_reflection(SAID, "you feel alone").contradicted is None


def test_an_opposite_is_named_only_when_it_is_plain():
    doubtful = judge_reflection("i did it all", "you did none of it")
    assert [point.sure for point in doubtful.points] == [False]
    assert doubtful.contradicted is None


@pytest.mark.parametrize(
    "reply",
    ["why do you say that", "you should get a hobby", "i had a long day too", "mm hm", "okay", ""],
)
def test_other_acts_are_no_mirrors(reply):
    assert judge_reflection(SAID, reply).act == "other"


def test_the_act_follows_its_score_and_may_be_unsure():
    judged = [judge_reflection(said, reply) for _, said, reply in act_pairs(aside=False)]
    assert {each.act for each in judged} == {"mirror", "unsure", "other"}
    for each in judged:
        assert (each.act == "mirror") == (each.act_score >= MIRROR)
        assert (each.act == "other") == (each.act_score < OTHER)


def test_what_the_speaker_had_not_said_is_brought_in():
    reflection = judge_reflection(
        SAID, "so you feel alone when i work late and your mother should pay for a holiday"
    )
    assert reflection.added == ("your mother should pay for a holiday",)


def test_making_little_of_it_is_brought_in_unless_the_speaker_did():
    assert judge_reflection("i cried", "you cried over nothing").added == (
        "you cried over nothing",
    )
    assert judge_reflection("i cried over nothing", "you cried over nothing").added == ()


def test_nothing_said_has_no_points():
    assert judge_reflection("", "so you feel sad").points == ()


def test_that_something_was_heard_or_said_gives_back_no_talking():
    said = "When it goes quiet between us, I feel scared, and then I talk too much."
    reply = "you get scared when it goes quiet between us"
    for opening in ("", "what i heard you say is that "):
        reflection = judge_reflection(said, opening + reply)
        assert [point.verdict for point in reflection.points] == ["covered", "covered", "missed"]


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("you never appreciate what i do around the house", "you never appreciate me either"),
        ("you always leave it all to me", "you never appreciate me either"),
        ("you always leave the dishes to me", "so do you"),
        ("you shouted at me in the car", "you shouted first"),
    ],
)
def test_blame_handed_back_mirrors_nothing(said, reply):
    assert judge_reflection(said, reply).act == "other"


def test_a_stuttered_mirror_is_a_mirror():
    stuttered = judge_reflection(SAID, "so you you feel like you feel alone when when i work late")
    assert stuttered.act == "mirror"
    assert stuttered.points[0].verdict == "covered"


@pytest.mark.parametrize(
    "reply",
    [
        "you want to be asked about your day first",
        "what i heard is that you want to be asked how your day was",
        "you would like me to ask you about your day",
    ],
)
def test_a_wish_is_given_back_as_a_want(reply):
    reflection = judge_reflection("I'd like to be asked how my day was", reply)
    assert [point.verdict for point in reflection.points] == ["covered"]
