"""Couples who had read nothing: what they typed, and what the coach makes of it.

Each test is of a kind, in an exercise where people met with it, led as `run --typed` leads it.
"""

import tomllib
from pathlib import Path

import pytest

from tests.evening import evening

WORDINGS = Path(__file__).parent.parent / "listening" / "wordings" / "conversation.toml"

TOLD = ("My boss kept me late again today and nobody asked me how I was", "I'm done")
GIVEN_BACK = ("What I heard is that your boss kept you late and nobody asked you", "I'm done")
INSTEAD_OF_WORDING = 'starting with "I felt"'


def wordings(meaning: str, moment: str) -> list[str]:
    book = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))
    rows = [row for row in book["wordings"] if (row["meaning"], row["moment"]) == (meaning, moment)]
    return [said for row in rows for said in row["said"]]


# --- Requests and answers --------------------------------------------------------------------


@pytest.mark.parametrize("wording", wordings("STOP", "floor"))
def test_stop_ends_it_kindly(wording):
    there = evening("outside-stress", "tell", TOLD[0], wording, 2.0)
    assert there.ending == "early"
    assert there.said == ["Let's stop here for today. Thanks for the time you gave this."]


@pytest.mark.parametrize("wording", wordings("PAUSE", "floor"))
def test_a_pause_is_one_and_ends_where_it_began(wording):
    there = evening("outside-stress", "tell", TOLD[0], wording, 2.0, "we're back", 3.0)
    assert there.said[0].startswith("Paused. Nobody needs to finish that sentence.")
    assert there.said[1] == "Let's carry on. Ana, the floor is still yours."
    assert there.steps == []


@pytest.mark.parametrize("wording", wordings("TIME_OUT", "floor"))
def test_a_break_is_settled_with_both(wording):
    there = evening("outside-stress", "tell", wording, "yes", 1.0, "of course", 1.0)
    assert there.heard("shall we come back in half an hour?", "Ben, is that all right for you too?")
    assert there.ending == "cool-down"


@pytest.mark.parametrize("wording", wordings("YIELD", "floor"))
def test_who_is_done_is_done(wording):
    there = evening("outside-stress", "tell", TOLD[0], wording, 2.0)
    assert there.steps == ["hardest"]
    assert len(there.said) == 1


@pytest.mark.parametrize("wording", wordings("REPEAT", "yesno"))
def test_the_question_is_put_again(wording):
    there = evening("outside-stress", "good-time", wording, 1.0)
    assert there.said == ["Ana, is now good for you?"]


@pytest.mark.parametrize("wording", wordings("PASS", "yesno"))
def test_a_question_can_be_skipped(wording):
    there = evening("gentle-opening", "small", wording, 1.0)
    assert there.said[0] == "Of course. We'll skip that."
    assert there.steps == ["notice"]


@pytest.mark.parametrize("wording", wordings("CONTINUE", "paused"))
def test_a_pause_is_over(wording):
    there = evening("outside-stress", "tell", "pause", wording, 2.0)
    assert there.said[1] == "Let's carry on. Ana, the floor is still yours."


@pytest.mark.parametrize("wording", wordings("YES", "yesno"))
def test_a_yes_is_one(wording):
    there = evening("outside-stress", "good-time", wording, 0.5)
    assert there.said[0] == "Ben, is now good for you?"


@pytest.mark.parametrize("wording", wordings("NO", "yesno"))
def test_a_no_is_one(wording):
    there = evening("outside-stress", "good-time", wording, 0.5)
    assert there.said[0].startswith("Then tonight isn't the night")


@pytest.mark.parametrize("wording", wordings("PARTLY", "gotit"))
def test_not_quite_leads_the_listener_to_try_again(wording):
    there = evening("mirror-dialogue", "tell", *TOLD, *GIVEN_BACK, wording, 1.0)
    assert there.said[-1] == "Ben, once more: only what you heard."


@pytest.mark.parametrize("number", ["6", "7", "8"])
def test_a_number_is_taken_however_it_is_said(number):
    for wording in wordings(number, "number"):
        there = evening("mirror-dialogue", "heard", wording, 0.5)
        assert there.steps[0] == ("one-more-piece" if number == "6" else "appreciate"), wording


@pytest.mark.parametrize(
    ("wording", "answer"),
    [
        ("help", 'You can say "I\'m done"'),
        ("what can I say", 'You can say "I\'m done"'),
        ("go back", "Back to the step before."),
        ("start over", "From the start of this step, then."),
        ("louder", "Louder."),
        ("quieter", "Quieter."),
        ("too loud", "Quieter."),
        ("faster", "A little faster."),
        ("too fast", "Slower it is."),
        ("how long is left", "About two minutes left for this turn."),
        ("how much time is left", "About two minutes left for this turn."),
        ("give me an example", "Ana, whatever weighed on you out there. For example"),
    ],
)
def test_the_coach_answers_what_it_is_asked(wording, answer):
    assert evening("outside-stress", "tell", wording, 1.0).said[0].startswith(answer)


@pytest.mark.parametrize("talk", [each for each in wordings("", "floor") if "crying" not in each])
def test_talk_stays_talk(talk):
    there = evening("outside-stress", "tell", talk, 1.0)
    assert (there.steps, there.ending) == ([], None)
    assert not [line for line in there.said if "breath" not in line], "but for a heated word"


@pytest.mark.parametrize("step", ["good-time", "ideas"])
def test_done_answers_nothing_but_whether_there_is_more(step):
    there = evening("outside-stress", step, "okay I'm done", 1.0)
    assert (there.said, there.steps) == ([], [])


# --- Moments -----------------------------------------------------------------------------------


def test_a_second_im_done_is_no_answer_to_whether_they_got_it():
    there = evening("mirror-dialogue", "tell", *TOLD, *GIVEN_BACK, "I'm done", 1.0)
    assert there.said[-1].startswith("Ana, did they get it?")


@pytest.mark.parametrize("mumble", ["um", "hmm well", "the thing with the car"])
def test_mumbling_ends_no_evening(mumble):
    there = evening("outside-stress", "good-time", *(mumble, 9.0) * 3, 20.0)
    assert there.ending is None
    assert there.said[-1] == 'There\'s no hurry. When you are both ready, say "continue".'
    assert there.tones == ["unclear", "unclear"]


@pytest.mark.parametrize("wording", wordings("EXPLAIN", "choice:ears,ideas"))
def test_ears_and_ideas_are_told_apart_for_whoever_does_not_know(wording):
    there = evening("outside-stress", "ideas", wording, 1.0)
    assert there.heard("ears: Ben just listens. Ideas: Ben listens, and has one suggestion")
    assert there.heard("Either is fine")
    assert there.steps == []


@pytest.mark.parametrize("wording", ["what is it about?", "what do you mean?", "about what?"])
def test_the_topic_is_told_in_five_words_and_the_question_put_again(wording):
    there = evening("mirror-dialogue", "appointment", wording, 1.0)
    assert there.said[0].startswith("Ana, say in about five words what it's about")
    assert there.said[0].endswith("Yes or no?")


@pytest.mark.parametrize(
    "advice",
    [
        "you should just quit that job of yours",
        "why don't you simply tell him that you go at five",
        "well I had a hard day too, you know",
    ],
)
def test_advice_is_no_mirror_and_the_listener_tries_again(advice):
    at_once = evening("mirror-dialogue", "tell", *TOLD, advice, "I'm done", 1.0)
    assert at_once.said[-1].startswith("Ben, first say what you heard.")
    there = evening("mirror-dialogue", "tell", *TOLD, advice, 9.0, "I'm done", "no", 1.0)
    assert there.heard("Ben, first say what you heard.", "Ana, did they get it?")
    assert there.said[-1] == "Ben, once more: only what you heard."


@pytest.mark.parametrize(
    "answer", ["maybe just leave me alone", "get off my back", "just go away and let me be"]
)
def test_what_was_not_calm_is_acknowledged_before_it_goes_on(answer):
    there = evening("outside-stress", "this-evening", answer, "I'm done", 1.0)
    assert there.said[0] == "All right. That's been heard."
    assert "swap" not in there.said[1]


@pytest.mark.parametrize("tears", ["sorry, I'm crying", "I'm in tears", "I can't stop crying"])
def test_after_tears_nobody_is_offered_a_wording(tears):
    blame = ("you always leave it all to me", "I'm done", 2.0)
    there = evening("mirror-dialogue", "tell", tears, 14.0, *blame, *GIVEN_BACK, "yes", 1.0)
    assert there.said[0] == "Take all the time you need."
    assert not there.heard(INSTEAD_OF_WORDING)
    assert evening("mirror-dialogue", "tell", *blame).heard(INSTEAD_OF_WORDING)


@pytest.mark.parametrize("insult", ["you idiot, I hate you", "you make me sick"])
def test_an_insult_is_never_mirrored(insult):
    told = evening("mirror-dialogue", "tell", insult, 14.0, "I feel alone", "I'm done", 1.0)
    assert told.heard("Let's take one breath.", "Ana, let's go on gently. What's underneath that?")
    assert told.said[-1] == "Ben, what did you hear in that last part?"
    mirrored = evening("mirror-dialogue", "tell", *TOLD, insult, 14.0)
    assert mirrored.heard("Let's take one breath.", "Ana, what's underneath that for you?")


@pytest.mark.parametrize("insult", ["shut up", "idiot", "oh shut up"])
def test_a_short_insult_in_the_place_of_a_mirror_is_a_breath(insult):
    there = evening("floor-talk", "say-it", *TOLD, insult, 2.0)
    assert there.said[-1] == "Let's take one breath."


@pytest.mark.parametrize("leaving", wordings("LEAVING", "floor"))
def test_who_leaves_is_asked_about_waited_for_and_not_led_on(leaving):
    there = evening("mirror-dialogue", "tell", *TOLD, leaving, 150.0)
    assert there.said[1:] == [
        "Are you both still here?",
        "I'll wait a little. Say \"continue\" when you're back.",
        "Let's stop here for today. Thanks for the time you gave this.",
    ]
    assert there.ending == "early"
    back = evening("mirror-dialogue", "tell", *TOLD, leaving, 9.0, "yes we are", 3.0)
    assert back.said[2:] == ["Good.", "Go on, Ben."] or back.said[2] == "Good."
    assert back.ending is None


@pytest.mark.parametrize("step", ["easy", "easy-more"])
def test_an_empty_room_is_not_led_to_the_end(step):
    there = evening("curious-questions", step, 400.0)
    assert there.said.count("Are you both still here?") == 1
    assert there.ending == "early"


@pytest.mark.parametrize("answer", ["pretty heated I would say", "heated", "rather cold I think"])
def test_heated_from_one_is_enough_and_nobody_is_praised(answer):
    there = evening("floor-talk", "temperature", answer, 65.0, "no", 1.0)
    assert there.steps[0] == "breath"
    assert there.heard(
        "Then let's all breathe a little.", "That's fine. Understanding was the goal"
    )
    assert not there.heard("did it")


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("feel", "you make me feel like a maid"),
        ("whole", "finally do your part for once"),
        ("need", "you never do anything in this house"),
    ],
)
def test_a_hard_sentence_gets_help_to_the_end(step, sentence):
    there = evening("gentle-opening", step, sentence, "I'm done", 1.0, "okay", 1.0)
    assert there.heard(f"Ana, would you like to try that last one again, {INSTEAD_OF_WORDING}")
    assert there.said[-1].startswith('Go ahead, Ana: "I felt..."')
    done = evening(
        *("gentle-opening", step, sentence, "I'm done", "yes", 1.0),
        *("I felt alone with the dishes", "I'm done", 1.0),
    )
    assert len(done.steps) == 1


@pytest.mark.parametrize(
    "apology",
    [
        "I'm sorry if I hurt you, but you know how work is",
        "I'm sorry you felt that way, but I was tired",
        "I apologise if anything I said was wrong",
    ],
)
def test_the_if_and_the_but_are_named_once(apology):
    still = ("I came late but I rang", "I'm done", 1.0)
    there = evening("real-apology", "act", apology, "I'm done", 1.0, *still)
    assert there.said[0].startswith("Ana, there was an if or a but in that. Once more without")
    assert len([line for line in there.said if "an if or a but" in line]) == 1
    assert there.steps == ["cost"]
    plain = evening("real-apology", "act", "I came home at ten and didn't call", "I'm done", 1.0)
    assert plain.steps == ["cost"]


@pytest.mark.parametrize("defence", ["it's not like I did it on purpose", "you were late too"])
def test_who_apologises_tries_again(defence):
    there = evening("real-apology", "heard-it", defence, "I'm done", 1.0, "no", 1.0)
    assert there.said[-1] == "Ana, once more: only what you heard."


@pytest.mark.parametrize("distress", ["I can't breathe", "I need a minute", "I have to calm down"])
def test_words_of_distress_are_never_quoted(distress):
    there = evening("our-loop", "inside", "I want us to be all right", distress, 80.0)
    assert there.heard("Let's breathe for a minute.", "Ana, the floor is still yours.")
    for word in ("breathe,", "minute,", "calm down", "want us"):
        assert not [line for line in there.said[1:] if word in line]


@pytest.mark.parametrize(
    "interrupted",
    [
        "hang on sweetheart",
        "hang on, the phone",
        "I have to take this",
        "somebody's at the door",
        "the baby's crying",
    ],
)
@pytest.mark.parametrize("during", ["tell", "mirror"])
def test_a_child_or_the_phone_is_a_pause_and_nothing_to_mirror(interrupted, during):
    before = TOLD if during == "mirror" else ()
    there = evening("mirror-dialogue", "tell", *before, interrupted, 20.0)
    assert there.said[-1].startswith("Paused.")


@pytest.mark.parametrize("wording", wordings("LAST_TIME", "floor"))
def test_what_was_kept_is_told_or_that_nothing_was(wording):
    there = evening("weekly-check-in", "review", wording, 1.0)
    assert there.said[0].startswith("I have nothing here from last time.")


@pytest.mark.parametrize("name", ["thank-you-rounds", "small-thank-you", "weekly-check-in"])
@pytest.mark.parametrize(
    "hook", ["for finally washing a cup, once this year", "thanks for listening for once"]
)
def test_thanks_with_a_hook_are_asked_for_without(name, hook):
    there = evening(name, "thanks", hook, "I'm done", 1.0, "thanks for the cup", "I'm done", 1.0)
    assert there.said[0].startswith("Ana, there was a small hook in that. Once more, just the")
    assert len([line for line in there.said if "hook" in line]) == 1
    assert len(there.steps) == 1


@pytest.mark.parametrize(
    "wish",
    [
        "I just don't want to be here any more",
        "I really don't want to be here anymore",
        "honestly I don't want to live any more",
    ],
)
def test_a_wish_not_to_be_here_is_answered_with_help(wish):
    there = evening("where-i-stand", "hurts", wish, 1.0, mode="solo")
    assert there.ending == "early"
    assert "Are you in danger right now?" in there.said[0]
    assert there.shown
    assert "here" not in " ".join(there.shown).split("Emergency")[0]


@pytest.mark.parametrize("answer", ["sometimes", "yeah, a bit", "now and then", "I watch his face"])
def test_a_hedged_answer_about_fear_is_a_yes(answer):
    there = evening("where-i-stand", "afraid", answer, 1.0, mode="solo")
    assert there.steps[0] == "someone"


@pytest.mark.parametrize("wording", ["repeat", "say that again", "say their line again"])
def test_in_practice_the_partners_line_is_said_again(wording):
    there = evening("mirror-practice", "mirror", wording, 1.0, mode="solo")
    assert there.said[0].startswith("The meeting went on until six")


def test_more_time_is_said_and_a_release_still_ends_it():
    there = evening("outside-stress", "tell", TOLD[0], "let me finish", 3.0, "I'm done", 1.0)
    assert there.said[0] == "Thirty more seconds, Ana."
    assert there.steps == ["hardest"]


@pytest.mark.parametrize("wording", wordings("UNDO", "floor"))
def test_what_was_not_meant_is_taken_back(wording):
    there = evening("outside-stress", "tell", TOLD[0], "I'm done", 2.0, wording, 1.0)
    assert there.said[-2:] == ["Sorry, I misheard.", "Go on, Ana."]


def test_between_one_word_answers_nothing_is_said_about_changing_places():
    words = ("tired", "I'm done", "glad", "I'm done")
    there = evening("weekly-check-in", "weather", *words, *words, *words, *words, 1.0)
    assert not there.heard("swap")
    assert not there.heard("other way round")
