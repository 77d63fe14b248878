import pytest

from voice_coach.listening import judge_heat


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("you never ask how i am", "criticism"),
        ("you always leave it all to me", "criticism"),
        ("this is your fault", "criticism"),
        ("finally do your part for once", "criticism"),
        ("for once just listen", "criticism"),
        ("you stupid liar", "contempt"),
        ("go to hell", "contempt"),
        ("you started it", "defensiveness"),
        ("i'll break your neck", "threat"),
        ("touch that again and see what happens", "threat"),
        ("get out of my house", "dismissal"),
        ("keep it up and i'll slap you into next week", "threat"),
        ("i could strangle you", "threat"),
        ("you left me standing there like an idiot", "criticism"),
        ("you gave up on us a long time ago", "criticism"),
        ("you didn't even call the hospital", "criticism"),
        ("after all i've done for your family", "criticism"),
        ("the only time you talk to me is when you want something", "criticism"),
        ("other men help their wives you know", "contempt"),
        ("look who decided to show up", "contempt"),
        ("oh get over it will you", "dismissal"),
        ("i don't care how you feel", "dismissal"),
        ("i don't care what you think", "dismissal"),
    ],
)
def test_a_hot_line_has_its_kind(line, kind):
    heat = judge_heat(line)
    assert heat.score >= 0.5
    assert kind in heat.kinds


@pytest.mark.parametrize(
    "line",
    [
        "my sister says you never call her",
        "he told me you're an idiot",
        "i told him to go to hell",
        "i don't think you're selfish",
        "i'm sorry i called you lazy",
        "what i heard you say is that i never listen",
        "so you feel that it's all my fault",
        "you always make me laugh",
        "you never forget my birthday",
        "every single time you hug me i feel safe and happy",
        "you're crazy about that dog",
        "this heat will kill me",
        "i'll kill the lights",
        "you left your keys on the table",
        "you told me about that book and i bought it",
        "after all i think we should go on saturday",
        "the only time you and i get to talk is sunday morning",
        "it took me years to get over it",
        "she told me to get over it and that hurt",
        "it doesn't matter to me i don't care either way",
        "i don't care what the neighbours think",
        "i feel alone when you work late",
        "",
    ],
)
def test_quoted_denied_mirrored_and_warm_lines_are_cool(line):
    heat = judge_heat(line)
    assert heat.score < 0.5
    assert not heat.kinds


def test_more_hot_words_are_hotter():
    assert judge_heat("you liar").score < judge_heat("you liar shut up and get out").score


def test_small_signs_aimed_at_you_join():
    assert 0 < judge_heat("you just walked off").score < 0.5
    joined = judge_heat("you just had to bring your stupid lies and your shit into it fine fine")
    assert joined.score >= 0.5
    assert joined.kinds == {"criticism"}


def test_the_same_words_say_less_far_inside_a_long_line_aimed_at_nobody():
    inside = "on the way home from the lake we saw a man who cares a lot for birds cut it out"
    assert judge_heat("cut it out").score > judge_heat(inside).score


def test_what_is_aimed_keeps_its_strength_in_a_long_line():
    line = "we came home from your mother and then in the car you said nothing and you disgust me"
    assert judge_heat(line).score >= 0.5


def test_a_long_turn_may_hold_any_number_of_small_signs():
    signs = "i was busy and i told you yes but i am fine relax never mind not now enough so what"
    assert 0 < judge_heat(f"you know {signs}").score < 0.5
    assert judge_heat(f"you know {signs} {signs}").score < 0.5
