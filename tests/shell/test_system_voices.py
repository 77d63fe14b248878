"""Which voice is meant: by its name, its title, or a part of them."""

import pytest

from voice_coach.edge.ports import SystemVoice
from voice_coach.errors import UsageError
from voice_coach.shell.system_voices import SystemVoices


def voice(name: str, title: str, language: str = "", gender: str = "male") -> SystemVoice:
    id = name.removeprefix("+")
    return SystemVoice(
        name=name, title=title, language=language, gender=gender, id=id, engine="some"
    )


HERE = SystemVoices(
    [
        voice("anna", "Anna", "de-de", "female"),
        voice("en-us", "English (America)", "en-us"),
        voice("en-us-nyc", "English (New York)", "en-us-nyc"),
        voice("en", "English (Great Britain)", "en-gb"),
    ],
    [voice("+f3", "female3", gender="female"), voice("+f30", "thirty", gender="female")],
    "en",
)


def test_english_ones_come_first_and_of_them_the_usual_one():
    names = [each.name for each in HERE.every]
    assert names == ["en", "en-us", "en-us-nyc", "anna", "+f3", "+f30"]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("en", "en"),
        ("EN-US", "en-us"),
        ("english (america)", "en-us"),
        ("york", "en-us-nyc"),
        ("ANNA", "anna"),
        ("en-us + F3", "en-us+f3"),
        ("britain+female3", "en+f3"),
    ],
)
def test_a_voice_is_found_by_what_it_is_called(wanted, name):
    assert HERE.find(wanted).name == name


def test_a_variant_gives_its_sex_and_keeps_the_language():
    found = HERE.find("en-us+f3")
    assert (found.id, found.language, found.gender) == ("en-us+f3", "en-us", "female")
    assert HERE.find("en-us").gender == "male"


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("en-uk", 'There is no voice "en-uk" here. Did you mean en-us'),
        ("en-us+f4", "Did you mean +f3"),
        ("english", '3 voices match "english": en, en-us, en-us-nyc.'),
        ("qqqq", 'There is no voice "qqqq" here.'),
        ("", 'There is no voice "" here.'),
        ("+f3", 'There is no voice "+f3" here.'),
        ("en-us+", 'There is no voice "en-us+" here.'),
    ],
)
def test_one_that_is_not_there_is_told_with_those_near_it(wanted, told):
    with pytest.raises(UsageError) as caught:
        HERE.find(wanted)
    assert caught.value.message.startswith(told) or told in caught.value.message
    assert "voice-coach voices list" in caught.value.hint
