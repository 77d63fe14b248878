import pytest

from voice_coach.listening.words import without_stutter, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You're LATE, again!", "you are late again"),
        ("i can't and won't", "i can not and will not"),
        ("don’t", "do not"),
        ("it's sam's", "it is sam 's"),
        ("who'd've gone", "who would have gone"),
        ("o'clock", "o'clock"),
        ("rock'n'roll isn't", "rock'n'roll is not"),
        ("'tis 'quoted'", "tis quoted"),
        ("dont u gonna", "do not you going to"),
        ("", ""),
        ("naïve été 日本 123 _x_", "naïve été 日本 123 x"),
    ],
)
def test_words_are_plain_and_contractions_spelt_out(text, expected):
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("you you feel alone", "you feel alone"),
        ("it is like it is like nobody hears", "it is like nobody hears"),
        ("i want i want i want to go to go home", "i want to go home"),
        ("no no no", "no"),
        ("home sweet home", "home sweet home"),
        ("", ""),
    ],
)
def test_what_is_said_again_at_once_is_said_once(said, meant):
    assert without_stutter(said.split()) == meant.split()
