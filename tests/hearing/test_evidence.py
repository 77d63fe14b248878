"""When a hit is believed: said alone, long enough, surely enough."""

import msgspec
import pytest

from voice_coach.hearing.evidence import interpret, syllables
from voice_coach.hearing.grammar import CommandPhrases, Grammar

PHRASES = Grammar.of(
    {"stop": "STOP", "yes": "YES", "skip it": "PASS", "that's everything": "YIELD"}
)


class Heard(msgspec.Struct, frozen=True):
    text: str
    start: int
    end: int
    confidence: float = 1.0


def words(*said: str | tuple[str, float], lasting: int = 8000) -> list[Heard]:
    heard = []
    for number, each in enumerate(said):
        text, confidence = each if isinstance(each, tuple) else (each, 1.0)
        heard.append(Heard(text, number * lasting, (number + 1) * lasting, confidence))
    return heard


def believed(heard, *, voiced=8000, **options) -> str | None:
    command = interpret(heard, PHRASES, voiced=voiced, **options)
    return command.meaning if command and command.sure else None


def test_a_phrase_alone_is_believed():
    assert believed(words("stop")) == "STOP"
    assert believed(words("skip", "it")) == "PASS"
    assert believed(words("skip it")) == "PASS"


@pytest.mark.parametrize("times", [2, 3, 4])
def test_the_same_phrase_several_times_running_is_that_phrase(times):
    assert believed(words(*["stop"] * times), voiced=times * 8000) == "STOP"
    assert believed(words(*["skip", "it"] * times), voiced=times * 16_000) == "PASS"


def test_one_sure_time_is_enough():
    assert believed(words(("stop", 0.5), "stop"), voiced=16_000) == "STOP"


@pytest.mark.parametrize(
    "said", [("stop", "yes"), ("[unk]", "stop"), ("stop", "[unk]"), ("skip",), ("skip", "it", "it")]
)
def test_anything_else_is_talk(said):
    assert believed(words(*said), voiced=16_000) is None


def test_what_is_far_softer_is_the_room():
    heard = words("[unk]", "stop", "[unk]")
    assert believed(heard, level=lambda start, end: 60.0 if start == 8000 else 45.0) == "STOP"
    assert believed(heard, level=lambda start, end: 60.0 if start == 8000 else 55.0) is None
    unsure = words("[unk]", ("stop", 0.8), "[unk]")
    assert believed(unsure, level=lambda start, end: 60.0 if start == 8000 else 45.0) is None


def test_a_phrase_takes_time_for_its_syllables():
    assert believed(words("stop", lasting=3200), voiced=3200) is None
    assert believed(words("that's everything", lasting=5800), voiced=5800) is None
    assert believed(words("that's everything", lasting=12_800), voiced=12_800) == "YIELD"


def test_an_answer_that_was_asked_for_is_believed_sooner_or_asked_back():
    assert believed(words(("yes", 0.68))) is None
    assert believed(words(("yes", 0.68)), expected={"YES"}) == "YES"
    unsure = interpret(words(("yes", 0.55)), PHRASES, voiced=8000, expected={"YES"})
    assert unsure
    assert not unsure.sure
    assert interpret(words(("yes", 0.3)), PHRASES, voiced=8000, expected={"YES"}) is None


def test_a_long_stretch_around_it_needs_a_sure_phrase():
    assert believed(words("stop"), voiced=24_000) == "STOP"
    assert believed(words(("stop", 0.85)), voiced=24_000) is None
    assert believed(words("stop"), voiced=80_000) is None


@pytest.mark.parametrize(
    ("phrase", "count"), [("yes", 1), ("please", 1), ("repeat", 2), ("over to you", 4), ("zero", 2)]
)
def test_syllables(phrase, count):
    assert syllables(phrase) == count


def test_what_people_wrap_around_a_command_is_part_of_it():
    grammar = CommandPhrases.load().wrapped(("STOP", "PAUSE"))
    heard = words("um", "can we", "pause", "please")
    command = interpret(heard, grammar, voiced=32_000)
    assert (command.meaning, command.phrase) == ("PAUSE", "um can we pause please")
    doubtful = words("um", "can we", ("pause", 0.6), "please")
    assert interpret(doubtful, grammar, voiced=32_000) is None
    assert interpret(words("top", "please"), grammar, voiced=16_000) is None


REQUESTS = Grammar.of({"can we stop": "STOP", "we stop": "STOP"})


def asked_for(*said: str | tuple[str, float], wrapped: bool = True) -> str | None:
    heard = words(*said)
    command = interpret(heard, REQUESTS, voiced=8000 * len(heard), wrapped=wrapped)
    return command.meaning if command else None


def test_of_a_wrapped_request_no_word_need_be_sure():
    said = ["can", "we", ("stop", 0.52)]
    assert asked_for(*said) == "STOP"
    assert asked_for(*said, wrapped=False) is None


@pytest.mark.parametrize("sure", [(1.0, 1.0, 0.44), (0.7, 0.7, 0.69)], ids=["one", "all"])
def test_unless_one_is_hardly_a_word_or_all_are_doubtful(sure):
    assert asked_for(*zip(("can", "we", "stop"), sure, strict=True)) is None


def test_one_doubtful_word_may_be_none():
    assert asked_for(("to", 0.59), "can", "we", "stop") == "STOP"
    assert asked_for("can", "we", "stop", ("i", 0.59)) == "STOP"
    assert asked_for(("to", 0.6), "can", "we", "stop") is None
    assert asked_for(("to", 0.59), "can", "we", "stop", ("i", 0.59)) is None
    assert asked_for(("[unk]", 0.59), "can", "we", "stop") is None  # that was speech
    assert asked_for("can", "we", ("not", 0.59), "stop") is None  # and that the contrary
    assert asked_for(("to", 0.59), "we stop") is None  # one word is too little for this ear


EXPLAINING = Grammar.of(
    {"what do you mean": "EXPLAIN", "can we stop please": "STOP", "can we skip please": "PASS"}
)


def meant_by(*said: str | tuple[str, float], wrapped: bool = True) -> str | None:
    heard = words(*said)
    command = interpret(heard, EXPLAINING, voiced=8000 * len(heard), wrapped=wrapped)
    return command.meaning if command else None


@pytest.mark.parametrize(
    "said", [("let's", "do you", "mean"), (("let's", 0.3), "do", "you", ("mean", 0.8))]
)
def test_one_word_of_a_request_may_be_misheard(said):
    assert meant_by(*said) == "EXPLAIN"
    assert meant_by(*said, wrapped=False) is None


def test_what_is_sure_of_it_is_told():
    command = interpret(words("let's", "do you", "mean"), EXPLAINING, voiced=24_000, wrapped=True)
    assert command.phrase == "do you mean"


@pytest.mark.parametrize(
    "said",
    [
        ("can", "we", "slip", "please"),  # could be either
        ("never", "do", "you", "mean"),  # says the contrary
        ("[unk]", "do", "you", "mean"),  # was more than a word
        ("let's do", "you", "mean"),
        ("let's", "do", ("you", 0.79), "mean"),
        ("let's", "do", "your", "mean"),
        ("what", "do", "you"),
    ],
)
def test_more_than_one_word_may_not_nor_one_that_decides(said):
    assert meant_by(*said) is None


def test_two_sure_words_are_too_few():
    assert asked_for("can", "we", "top") is None
