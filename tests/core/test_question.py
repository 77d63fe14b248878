"""A closed question: what answers it, and how often it is asked again."""

from voice_coach.core.question import MAX_REPROMPTS, Question
from voice_coach.exercise.meanings import Meaning, of_answer
from voice_coach.exercise.script import Ask


def question(**fields) -> Question:
    given = {"answers": ("yes", "no"), "otherwise": "no", **fields}
    return Question(**{"step": "q", "text": "Now?", "partner": "a", **given})


def test_an_answer_is_told_in_the_words_of_the_script():
    assert question().answer(Meaning.YES) == "yes"
    assert question().answer(Meaning.PAUSE) is None


def test_to_is_there_more_giving_the_floor_up_means_no_and_more_yes():
    asked = question(step="more")
    assert asked.answer(Meaning.YIELD) == "no"
    assert asked.answer(Meaning.MORE) == "yes"


def test_more_to_did_they_get_it_is_partly():
    assert question(answers=("yes", "partly", "no")).answer(Meaning.MORE) == "partly"


def test_a_hedge_counts_as_the_answer_the_step_names():
    step = Ask(id="afraid", say="Ever?", otherwise="no", sometimes="yes")
    assert Question.of(step, "a").answer(Meaning.SOMETIMES) == "yes"
    assert question().answer(Meaning.SOMETIMES) is None


def test_giving_the_floor_up_answers_no_other_question():
    assert question().meanings == ("YES", "NO")
    assert question(answers=("yes", "no", "more")).answer(Meaning.MORE) == "more"


def test_a_tone_tells_twice_that_an_answer_was_not_understood():
    asked = question()
    assert [asked.unclear() for _ in range(3)] == [True, True, False]
    asked.start_over()
    assert asked.unclear()


def test_the_last_time_it_is_asked_is_known():
    asked = question()
    assert [(asked.ask_again(), asked.last_time)[1] for _ in range(3)] == [False, True, False]
    asked.start_over()
    assert asked.ask_again()


def test_a_consent_waits_and_an_opinion_does_not():
    consent = {"id": "good-time", "say": "Now?", "otherwise": "no", "on": {"no": "end"}}
    assert Question.of(Ask(**consent), "a").waits
    assert not Question.of(Ask(**consent | {"otherwise": "yes"}), "a").waits
    assert not Question.of(Ask(**consent | {"on": {"no": "next"}}), "a").waits


def test_answers_of_their_own_do_not_mean_yes_or_no():
    asked = question(answers=("ears", "ideas"), otherwise="ears")
    assert asked.meanings == ("EARS", "IDEAS")


def test_nought_to_ten_are_eleven_answers():
    asked = question(answers=("0-10",), otherwise="7")
    assert [asked.answer(str(number)) for number in range(12)] == [
        *(str(number) for number in range(11)),
        None,
    ]
    assert of_answer("maybe") == ("MAYBE",)


def test_it_is_asked_again_so_often_and_then_given_up():
    asked = question()
    assert [asked.ask_again() for _ in range(MAX_REPROMPTS + 1)] == [True] * MAX_REPROMPTS + [False]


def test_the_reprompt_is_the_question_itself_where_there_is_no_other():
    assert question().again == "Now?"
    assert question(again="Is it now?").again == "Is it now?"


def test_a_step_of_a_script_becomes_a_question():
    step = Ask(id="good-time", say="Is now good?", otherwise="no", again="Now?")
    asked = Question.of(step, "b")
    assert (asked.step, asked.text, asked.again) == ("good-time", "Is now good?", "Now?")
    assert (asked.partner, asked.otherwise) == ("b", "no")


def test_an_answer_that_is_not_sure_is_asked_back_once():
    asked = question()
    assert asked.ask_back(Meaning.YES)
    assert not asked.ask_back(Meaning.YES)
    assert asked.meant(Meaning.YES) == Meaning.YES
    assert asked.ask_back(Meaning.YES)
    assert asked.meant(Meaning.NO) == Meaning.NO


def test_what_is_no_answer_is_not_asked_back():
    assert not question().ask_back(Meaning.YIELD)


def test_a_no_that_is_asked_back_is_a_no_whether_confirmed_or_said_again():
    for reply in (Meaning.YES, Meaning.NO):
        asked = question()
        asked.ask_back(Meaning.NO)
        assert asked.meant(reply) == Meaning.NO


def test_a_number_that_is_asked_back_can_be_confirmed_corrected_and_denied():
    asked = question(answers=("0-10",), otherwise="7")
    assert Meaning.YES not in asked.meanings
    for reply, meant in ((Meaning.YES, "8"), ("9", "9"), (Meaning.NO, None)):
        asked.ask_back("8")
        assert {Meaning.YES, Meaning.NO} < set(asked.meanings)
        assert asked.meant(reply) == meant


def test_asked_again_it_is_the_question_that_is_answered():
    asked = question(answers=("0-10",), otherwise="7")
    asked.ask_back("8")
    assert asked.ask_again()
    assert asked.meant(Meaning.YES) == Meaning.YES


def test_what_silence_would_lead_out_with_is_waited_for():
    for answers, otherwise, on, waits in (
        (("yes", "no"), "no", {"no": "end"}, True),
        (("yes", "no"), "yes", {"no": "end"}, False),
        (("0-10",), "6", {"0-6": "another-day"}, True),
        (("0-10",), "7", {"0-6": "another-day"}, False),
        (("0-10",), "3", {"0-6": "next"}, False),
    ):
        step = Ask(id="asked", say="Now?", answers=answers, otherwise=otherwise, on=on)
        assert Question.of(step, "a").waits is waits
