"""Lines in several languages."""

import tomllib

from voice_coach.exercise.translation import in_language, languages_of, untranslated

SCRIPT = tomllib.loads("""
title = "Tea"
watch_for.en = ["advice"]
watch_for.de = ["Ratschläge"]
[minutes]
short = 3
[[couple]]
part = "talk"
[[couple.steps]]
id = "say"
say.en = "Hello."
say.de = "Hallo."
say.fr = "Bonjour."
when = { say = "yes" }
[[couple.steps.hints]]
say.de = "Ruhig."
""")


def lines(language: str) -> tuple[str, list[str], str, str]:
    script = in_language(SCRIPT, language)
    [step] = script["couple"][0]["steps"]
    return script["title"], script["watch_for"], step["say"], step["hints"][0]["say"]


def test_a_line_is_in_the_language_or_in_english_or_in_what_there_is():
    assert lines("de") == ("Tea", ["Ratschläge"], "Hallo.", "Ruhig.")
    assert lines("fr") == ("Tea", ["advice"], "Bonjour.", "Ruhig.")
    assert lines("en") == ("Tea", ["advice"], "Hello.", "Ruhig.")


def test_everything_else_stays():
    script = in_language(SCRIPT, "de")
    assert script["couple"][0]["steps"][0]["when"] == {"say": "yes"}
    assert script["minutes"] == {"short": 3}
    assert in_language({"say": {}}, "de") == {"say": ""}


def test_the_languages_that_are_there_and_what_is_missing_in_one():
    assert languages_of(SCRIPT) == ["de", "fr"]
    assert untranslated(SCRIPT, "de") == ["$.title"]
    step = "$.couple[0].steps[0]"
    assert untranslated(SCRIPT, "en") == [f"{step}.hints[0].say"]
    assert untranslated(SCRIPT, "fr") == ["$.title", "$.watch_for", f"{step}.hints[0].say"]
