"""A request that is turned round is not acted on, at no moment."""

import pytest

from voice_coach.hearing.moments import counts_at
from voice_coach.listening import meaning_of
from voice_coach.listening.vocabulary import denying_words, wrapped_phrases

ASKED = {
    "stop": ("STOP",),
    "end this": ("STOP",),
    "call it a day": ("STOP",),
    "take a break": ("TIME_OUT", "PAUSE"),
    "pause": ("PAUSE",),
    "skip this": ("PASS",),
    "slow down": ("SLOWER",),
}
DENIED = (
    "no need to {}",
    "there's no need to, um, {}",
    "I see no reason to {}",
    "I'd hate to {} now",
    "we'd hate for you to {}",
    "it's too early to {}",
    "it would be a shame to {}",
    "I'd prefer not to {}",
    "I'd rather not {}",
    "I'm not ready to {}",
    "it's not time to {}",
    "I don't think we need to {}",
    "I don't feel like we should {}",
    "let's not {}",
    "don't let's {}",
    "I refuse to {}",
    "nobody wants to {}",
    "I'm afraid to {}",
    "we always {}",
)
WHERE = ("floor", "yesno", "gotit", "paused", "open")


@pytest.mark.parametrize("denied", DENIED)
def test_what_is_denied_is_not_asked_for(denied):
    taken = {
        (asked, where, meaning)
        for asked, means in ASKED.items()
        for where in WHERE
        if (meaning := meaning_of(denied.format(asked), counts_at(where))) in means
    }
    assert taken == set()


@pytest.mark.parametrize(
    ("text", "where", "meaning"),
    [
        ("I'd rather not go on", "floor", "STOP"),  # holds its denial itself
        ("no need to go on", "paused", "STOP"),
        ("I'm not happy to go on", "yesno", "STOP"),
        ("I hate to ask, but can we stop", "floor", "STOP"),  # asks anew behind it
        ("I'm afraid we have to stop", "floor", "STOP"),
        ("why not take a break", "floor", "TIME_OUT"),
        ("why don't we stop", "yesno", "STOP"),
        ("no need to stop", "yesno", None),  # neither a no nor an end
        ("no reason not to", "yesno", "YES"),
        ("I'd hate to go on", "yesno", None),
        ("too tired to go on", "paused", None),
        ("it's too late to continue", "paused", "TIME_OUT"),
        ("no, we need to stop", "yesno", "TIME_OUT"),
    ],
)
def test_what_is_meant_behind_or_by_a_denial(text, where, meaning):
    assert meaning_of(text, counts_at(where)) == meaning


def test_a_recogniser_of_few_words_knows_what_denies_too():
    listened_for = set(wrapped_phrases(("STOP",)))
    assert {"don't stop", "please don't stop", "let's not stop", "never stop"} <= listened_for
    assert {"don't", "not", "never"} == denying_words()
