"""What people want of the coach, in the words they use for it."""

import re
import tomllib
from importlib.resources import files

import pytest

from voice_coach.exercise.meanings import ANY_TIME, NUMBERS, Meaning
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.moments import counts_at
from voice_coach.listening.pattern import Pattern, parts_of
from voice_coach.listening.phrasebook import page
from voice_coach.listening.request import meaning_of
from voice_coach.listening.vocabulary import cores, plain_phrases, wrapped_phrases


@pytest.mark.parametrize("meaning", ["YES", "NO", "PARTLY"])
def test_an_answer_can_be_said_in_forty_ways(meaning):
    entry = page("answers")[meaning]
    plain = {each for each in (*entry["say"], *entry["written"]) if re.fullmatch(r"[a-z' ]+", each)}
    assert len(plain) >= 40


@pytest.mark.parametrize(
    ("text", "where", "meaning"),
    [
        ("stop stop please stop", "floor", "STOP"),
        ("yes please pause", "yesno", "PAUSE"),  # a request counts before an answer
        ("not yet, pause it please, the kettle's on", "yesno", "PAUSE"),
        ("stop, pause", "floor", "PAUSE"),  # of two requests the gentler
        ("pause while I get the door", "floor", "PAUSE"),
        ("pause, the phone's ringing", "floor", "PAUSE"),
        ("pause, you never pick up the phone", "floor", None),
        ("go ahead, your turn out", "floor", None),  # "your turn now", misheard: ends nothing
        ("I want out", "floor", "STOP"),
        ("you have to go back to the dentist in March", "floor", None),  # a line said back
        ("can we go back to the bit about feelings", "floor", "BACK"),
        ("louder, I can't hear you over the fridge", "open", "LOUDER"),
        ("end it, please", "gotit", "STOP"),  # nobody is kept from stopping by a question
        ("one second, sorry", "gotit", "PAUSE"),
        ("I have to get the door", "floor", "PAUSE"),
        ("I have to get this off my chest", "floor", None),
        ("let me get this straight", "floor", None),
        ("she got it all", "gotit", "YES"),
        ("she got it all wrong", "gotit", "NO"),
        ("can you", "floor", None),
        ("please", "floor", None),
        ("", "floor", None),
        ("stop " * 31, "floor", None),
        ("no one ever asked me that at home", "yesno", None),
        ("no because you weren't there", "yesno", None),
        ("what i heard is that the sun was out", "floor", None),  # a mirror
        ("stop or he will kill me", "floor", None),  # words of danger are no request
        ("no wait, yes", "yesno", "YES"),  # who corrects an answer means the last one
        ("yes, no, hang on, no", "yesno", "NO"),
        ("six, I mean seven", "number", "7"),
        ("I mean yes", "gotit", "YES"),
        ("wait, pause it", "yesno", "PAUSE"),  # nothing is taken back there
        ("yes, mostly", "gotit", "PARTLY"),  # a yes of which something is taken back
        ("that's right, kind of", "gotit", "PARTLY"),
        ("no, but nearly", "gotit", "PARTLY"),
        ("he did, but", "gotit", "PARTLY"),
        ("she nearly got it", "gotit", "PARTLY"),
        ("I suppose so, more or less", "gotit", "PARTLY"),
        ("yes, but not all of it", "gotit", "PARTLY"),
        ("yes, but only just", "gotit", "PARTLY"),
        ("yeah, but he left out that I felt stupid", "gotit", "PARTLY"),
        ("yes but I also said it hurt", "gotit", "PARTLY"),
        ("yes but", "yesno", None),  # no consent either
        ("oh shut up", "floor", None),  # not "up": one of three words is too many
        ("I can't say it's the end", "yesno", None),  # three cores in a row are talk
        ("quick, somebody write that down", "yesno", None),
        ("a quick one please", "yesno", "SHORTER"),
        ("I dunno, that's kind of it I suppose", "floor", "YIELD"),
        ("yeah, maybe", "yesno", None),
        ("yes no", "gotit", "PARTLY"),
        ("can you turn it down please", "open", "QUIETER"),  # it once ended the evening
        ("no, leave it", "yesno", "NO"),
        ("he left something out", "gotit", "PARTLY"),
        ("some ideas at the end please", "choice:ears,ideas", "IDEAS"),
        ("I don't want to pause", "yesno", None),  # what is denied is not asked for
        ("we don't want a break", "open", None),
        ("I don't think we should stop", "yesno", None),
        ("let's not go on", "paused", "STOP"),
        ("let's not stop", "yesno", None),  # nor is what stands behind "not"
        ("let's not call it a night just yet", "yesno", None),
        ("I'd rather not, let's stop", "yesno", "STOP"),
        ("let's not, please", "yesno", "NO"),
        ("I'm leaving", "gotit", "LEAVING"),  # one who goes does not end it for two
        ("we're leaving", "floor", "STOP"),
        ("I'm leaving the job in March", "floor", None),
        ("can we um just stop this please", "floor", "STOP"),  # words that colour, anywhere
        ("un-pause please", "paused", "CONTINUE"),
        ("can you go back", "open", "BACK"),
        ("why did you pause", "paused", "UNDO"),
        ("my boss kept me late and nobody asked me how I was", "floor", None),
    ],
)
def test_the_rules_of_the_grammar(text, where, meaning):
    assert meaning_of(text, counts_at(where)) == meaning


def test_a_closed_recogniser_explains_and_adds_nothing():
    phrases = CommandPhrases.load()
    said = counts_at("floor")
    assert phrases.meaning_of_words(["can", "we", "take a break", "please"], said) == "TIME_OUT"
    assert phrases.meaning_of_words(["stop", "[unk]"], said) is None
    assert phrases.meaning_of_words(["over"], said) is None  # typed only
    assert phrases.meaning_of_text("over", said) == "YIELD"
    assert phrases.meaning_of_words([], said) is None


def test_a_sentence_of_ones_own_means_what_it_was_given_for():
    phrases = CommandPhrases.load().with_phrases("STOP", ["red balloon"])
    assert phrases.meaning_of_words(["red", "balloon"], ("STOP",)) == "STOP"
    assert phrases.meaning_of_words(["red", "balloon"], ("PAUSE",)) is None
    assert "red balloon" not in phrases.wrapped(("STOP",)).phrases  # it is heard as it is, or not
    assert phrases.meaning_of_text("Red balloon!", ("STOP",)) == "STOP"
    assert phrases.meaning_of_text("the red balloon", ("STOP",)) is None
    assert phrases.spoken(("STOP",))["red balloon"] == "STOP"


def test_a_script_may_have_an_answer_of_its_own():
    assert plain_phrases("TRAVEL") == ["travel"]


def test_numbers_bring_the_words_that_stand_around_them():
    assert "out of ten" in wrapped_phrases(("7", "STOP"))
    assert "out of ten" not in wrapped_phrases(("STOP",))
    assert "can we stop" in wrapped_phrases(("STOP",))


def test_every_core_means_what_it_stands_under():
    for meaning in (*Meaning, *NUMBERS):
        for phrase in (*plain_phrases(meaning), *cores(meaning)):
            counts = (meaning, *ANY_TIME) if meaning in NUMBERS else (meaning,)
            assert meaning_of(phrase, counts, closed=True) == meaning, phrase


def test_the_small_model_knows_the_words(coach_en):
    from voice_coach.edge.vosk_recognizer import SpeechModel

    model, phrases = SpeechModel(coach_en), CommandPhrases.load()
    assert all(map(model.can_hear, phrases.spoken(phrases.meanings)))
    unknown = [each for meaning in Meaning for each in cores(meaning) if not model.can_hear(each)]
    assert unknown == ["you misheard me"]


def marks(entry):
    if isinstance(entry, dict):
        for name, each in entry.items():
            if name not in ("only", "not_for", "to_the_coach"):
                yield from marks(each)
    elif isinstance(entry, list):
        for phrase in entry:
            yield from phrase.split()


@pytest.mark.parametrize("name", ["commands", "answers", "numbers", "wrappers"])
def test_the_files_of_the_grammar_are_written_as_they_say(name):
    path = files("voice_coach") / "phrases" / "en" / f"{name}.toml"
    for mark in marks(tomllib.loads(path.read_text(encoding="utf-8"))):
        for choice in mark.removesuffix("?").split("|"):
            assert re.fullmatch(r"[a-z0-9']+|<[a-z]+>|\.\.\.", choice), mark


def test_a_part_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        Pattern.of("stop <nothing>", {})


def test_a_pattern_ends_wherever_it_can():
    parts = parts_of({"it": ["", "it", "the|this game"]})
    stop = Pattern.of("let's stop|end <it> now?", parts)
    assert stop.ends(["let", "us", "stop", "the", "game", "now"], 0) == {3, 5, 6}
    assert stop.ends(["let", "us", "go"], 0) == frozenset()
    assert stop.firsts() == (frozenset({"let"}), False)
    assert Pattern.of("now?", {}).firsts() == (frozenset({"now"}), True)
    assert Pattern.of("i'm|don't", {}).ends(["do", "not"], 0) == {2}
