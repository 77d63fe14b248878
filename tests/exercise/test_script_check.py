"""What a person who writes a script is told, and where."""

import cProfile

import msgspec
import pytest

from voice_coach.exercise.script import Exercise
from voice_coach.exercise.script_check import problems
from voice_coach.exercise.script_hints import hints, unexplained

TELL = {"kind": "floor", "id": "tell", "say": "{speaker}, tell it.", "seconds": 24}
READY = {"kind": "ask", "id": "ready", "say": "Ready?", "otherwise": "no"}
TABLE = {
    "name": "trial",
    "title": "Trial",
    "level": "easy",
    "purpose": "Try.",
    "about": "Ours.",
    "minutes": {"short": 1},
}


def told(*steps: dict, part: dict | None = None, mode: str = "couple", **more) -> list[str]:
    parts = [{"part": "only", "each": mode == "couple", "steps": steps} | (part or {})]
    made = msgspec.convert(TABLE | {mode: parts} | more, Exercise)
    return [f"{each.path}: {each.expected}" for each in problems(made)]


def test_a_good_script_has_no_problem():
    assert told(TELL) == []
    assert told(TELL | {"seconds": 50}, mode="solo") == []


def test_a_step_that_asks_something_and_is_not_explained_is_known():
    hello = {"kind": "say", "id": "hello", "say": "Hello."}
    steps = (hello, READY, TELL, TELL | {"id": "more", "explain": "For example: a song."})
    made = msgspec.convert(TABLE | {"couple": [{"part": "only", "steps": steps}]}, Exercise)
    assert unexplained(made) == ["ready", "tell"]


def test_what_is_close_to_a_bound_is_a_hint():
    long, longer = {"say": "word " * 31}, {"say": "word " * 32, "explain": "word " * 35}
    for step, count in ((long, 0), (longer, 2)):
        made = msgspec.convert(
            TABLE | {"couple": [{"part": "only", "each": True, "steps": [TELL | step]}]}, Exercise
        )
        lines = [each for each in hints(made) if "words of 35" in each]
        assert len(lines) == count
    assert lines[0].startswith("Part only, step tell, say: 32 words of 35")


@pytest.mark.parametrize(("seconds", "hinted"), [(24, False), (31, True)])
def test_a_length_that_is_nearly_wrong_is_a_hint(seconds, hinted):
    step = TELL | {"seconds": seconds, "explain": "For example: a song."}
    made = msgspec.convert(
        TABLE | {"couple": [{"part": "only", "each": True, "steps": [step]}]}, Exercise
    )
    assert bool(list(hints(made))) is hinted
    if hinted:
        assert "minutes.short says 1, and the couple steps take about" in next(hints(made))


def test_a_script_without_lengths_or_flows():
    made = msgspec.convert(TABLE | {"minutes": {}}, Exercise)
    assert [each.path for each in problems(made)] == ["$.minutes", "$"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"say": "word " * 36}, "$.couple[0].steps[0].say"),
        ({"say": "This heals."}, "$.couple[0].steps[0].say"),
        ({"say": "{speaker, tell it."}, "$.couple[0].steps[0].say"),
        ({"say": "{somebody}, tell it."}, "$.couple[0].steps[0].say"),
        ({"say": "{card}"}, "$.couple[0].steps[0].say"),
        ({"explain": "word " * 36}, "$.couple[0].steps[0].explain"),
        ({"explain": "This heals."}, "$.couple[0].steps[0].explain"),
        ({"explain": "{somebody}, tell it."}, "$.couple[0].steps[0].explain"),
        ({"then": "nowhere"}, "$.couple[0].steps[0].then"),
        ({"lighter": "nowhere"}, "$.couple[0].steps[0].lighter"),
        ({"lengths": ["endless"]}, "$.couple[0].steps[0].lengths"),
        ({"when": {"ready": "yes"}}, "$.couple[0].steps[0].when"),
        ({"seconds": {"endless": 3}}, "$.couple[0].steps[0].seconds"),
        ({"hints": [{"after_seconds": 3, "say": "{x}"}]}, "$.couple[0].steps[0].hints[0].say"),
    ],
)
def test_a_bad_step(change, path):
    assert [line.partition(":")[0] for line in told(TELL | change)] == [path]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"otherwise": "maybe"}, "otherwise"),
        ({"sometimes": "maybe"}, "sometimes"),
        ({"on": {"maybe": "next"}}, "on.maybe"),
        ({"on": {"no": "ready"}}, "on.no"),
        ({"again": "word " * 36}, "again"),
    ],
)
def test_a_bad_question(change, path):
    lines = told(READY | change, TELL)
    assert [line.partition(":")[0] for line in lines] == [f"$.couple[0].steps[0].{path}"]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("title", "title"),
        ("purpose", "purpose"),
        ("about", "about"),
        ("watch_for", "watch_for[0]"),
    ],
)
def test_what_is_shown_and_not_said_promises_no_more_than_practice(key, place):
    text = "A treatment that heals."
    shown = text if place == key else [text]
    assert told(TELL, **{key: shown}) == [
        f'$.{place}: another word than "treatment": this is practice, nothing more',
        f'$.{place}: another word than "heals": this is practice, nothing more',
    ]


def test_a_condition_must_name_a_possible_answer():
    assert told(READY, TELL | {"when": {"ready": "maybe"}}) == [
        '$.couple[0].steps[1].when: an answer of "ready", one of "pass", "yes", "no", not "maybe"'
    ]


def test_a_number_can_be_asked_for_and_jumped_on():
    calm = READY | {"answers": ["0-10"], "otherwise": "7", "on": {"0-6": "end"}}
    assert told(calm, TELL | {"when": {"ready": "7-10"}, "seconds": 20}) == []


def test_two_steps_cannot_share_an_id():
    assert told(TELL, TELL) == ['$.couple[0].steps[1].id: an id of its own: "tell" is taken']


def test_alone_nothing_is_played_for_each_and_nobody_mirrors():
    paths = [
        line.partition(":")[0]
        for line in told(TELL | {"mirrored": True}, part={"each": True}, mode="solo")
    ]
    assert paths == ["$.solo[0].each", "$.solo[0].steps[0]"]


def test_alone_only_a_practice_line_is_mirrored():
    mirror = TELL | {"id": "mirror", "checked": True, "seconds": 20}
    line = {"kind": "say", "id": "line", "say": "I was late.", "voice": "practice partner"}
    part = {"each": False}
    assert told(line, mirror, part=part, mode="solo", minutes={"short": 0.5}) == []
    for before in (TELL | {"seconds": 20}, line | {"voice": "coach"}):
        assert told(before, mirror, part=part, mode="solo") == [
            "$.solo[0].steps[1]: alone `checked` only after a practice partner's line"
        ]


LINE = {"kind": "say", "id": "line", "say": "I was late.", "voice": "practice partner"}
MIRROR = TELL | {"id": "mirror", "checked": True, "seconds": 20}


def test_what_was_done_leads_on_where_a_practice_line_is_mirrored():
    part = {"each": False}
    after = {"kind": "say", "id": "after", "say": "Thank you."}
    leading = MIRROR | {"on": {"mirrored": "after", "silent": "end"}}
    fine = {"part": part, "mode": "solo", "minutes": {"short": 0.5}}
    assert told(LINE, leading, after, **fine) == []
    assert told(LINE, MIRROR, after | {"when": {"mirror": "partly"}}, **fine) == []
    wrong = MIRROR | {"on": {"mirrored": "line"}}
    assert told(LINE, wrong, after, **fine) == [
        '$.solo[0].steps[1].on.mirrored: one of "next", "end", "after", not "line"'
    ]
    (no_answer,) = told(LINE, MIRROR, after | {"when": {"mirror": "well"}}, **fine)
    assert no_answer.startswith('$.solo[0].steps[2].when: an answer of "mirror", one of "mirrored"')


def test_it_leads_nowhere_where_nothing_is_mirrored_alone():
    own = TELL | {"seconds": 20, "on": {"mirrored": "end"}}
    expected = "`on` only alone, where `checked` is true"
    assert told(own, part={"each": False}, mode="solo", minutes={"short": 0.5}) == [
        f"$.solo[0].steps[0].on: {expected}"
    ]
    assert f"$.couple[0].steps[0].on: {expected}" in told(TELL | {"on": {"mirrored": "end"}})
    after = {"kind": "say", "id": "after", "say": "Thank you.", "when": {"tell": "mirrored"}}
    assert told(TELL, after)[0].startswith("$.couple[0].steps[1].when: the id of an earlier")


def test_a_part_is_checked_too():
    lines = told(
        TELL, part={"lengths": ["x"], "times": {"x": 2}, "deck": "ours", "when": {"ready": "yes"}}
    )
    paths = [line.partition(":")[0] for line in lines]
    assert paths == [f"$.couple[0].{key}" for key in ("lengths", "times", "deck", "when")]


def test_a_deck_is_checked_and_counts_in_the_length_of_a_prompt():
    part = {"deck": "ours"}
    long = told(
        TELL | {"say": "{speaker}, " + "word " * 10 + "{card}"},
        part=part,
        cards={"ours": ["Short?", "word " * 30]},
    )
    assert long == ["$.couple[0].steps[0].say: 35 words at most, not 41"]
    empty = told(TELL | {"say": "{card}"}, part=part, cards={"ours": []})
    assert empty[0] == "$.cards.ours: at least one card"
    answered = {"say": "Say it.", "model": "word " * 30, "level": 2}
    lines = (
        TELL | {"say": "{card}"},
        TELL | {"id": "how", "say": "Six words of our own now: {model}"},
    )
    modelled = told(*lines, part=part, cards={"ours": ["Short?", answered]})
    assert modelled[0] == "$.couple[0].steps[1].say: 35 words at most, not 36"
    bad_model = told(
        TELL | {"say": "{card}"}, part=part, cards={"ours": [answered | {"model": "{x}"}]}
    )
    assert bad_model[0].startswith("$.cards.ours[0].model: one of {a}")
    none = told(TELL | {"say": "{card} {model}"}, part=part, cards={"ours": ["Short?"]})
    assert none[0].startswith("$.couple[0].steps[0].say: one of {a}")
    bad = told(TELL | {"say": "{card}"}, part=part, cards={"ours": ["{x}?"]})
    assert bad[0].startswith("$.cards.ours[0]: one of {a}")


def test_a_length_that_is_not_what_the_steps_take():
    assert told(TELL | {"seconds": 300}) == [
        "$.minutes.short: about 10.2, which is what the couple steps take"
    ]


def test_partners_must_be_given_equal_time():
    assert told(TELL | {"seconds": 50}, part={"each": False}) == [
        "$.couple: equal slots in short: one partner is given 50 s of talk, the other 0 s"
    ]


def test_a_value_is_needed_only_for_the_lengths_its_step_is_in():
    other = TELL | {"id": "other", "seconds": {"long": 50}, "lengths": ["long"]}
    assert told(TELL, other, minutes={"short": 1, "long": 3}) == []


def test_quiet_and_breathing_are_checked_and_need_no_talk():
    rest = {"kind": "quiet", "id": "rest", "say": "Rest.", "seconds": 25}
    breathe = {"kind": "breathe", "id": "breath", "say": "Breathe.", "seconds": {"x": 3}}
    assert told(rest) == []
    assert told(breathe) == ["$.couple[0].steps[0].seconds: a value for each of short"]


@pytest.mark.parametrize("name", ["next", "end"])
def test_a_step_is_not_called_as_a_way_is(name):
    assert told(TELL | {"id": name}) == [f'$.couple[0].steps[0].id: another id than "{name}"']


@pytest.mark.parametrize("word", ["stop", "pause", "lighter", "pass"])
def test_a_safe_word_is_no_answer(word):
    found = told(TELL, READY | {"answers": ["yes", word], "otherwise": "yes"})
    assert len(found) == 1
    assert found[0].startswith(f'$.couple[0].steps[1].answers: another answer than "{word}"')


@pytest.mark.parametrize("say", ["{speaker:d}, go on.", "{speaker!r}, go on.", "{speaker, go on."])
def test_a_place_is_a_name_in_braces_and_nothing_else(say):
    assert any("nothing else in them" in line for line in told(TELL | {"say": say}))


def calls_for(steps: int) -> int:
    """How many functions are called to check so many questions that lead to one another."""
    names = [f"step-{number}" for number in range(steps)]
    many = [
        READY | {"id": name, "then": after, "when": {before: "yes"}}
        for before, name, after in zip(names[:-1], names[1:], [*names[2:], "end"], strict=True)
    ]
    profile = cProfile.Profile()
    profile.enable()
    told(READY | {"id": names[0]}, *many, part={"each": False})
    profile.disable()
    return sum(each.callcount for each in profile.getstats())


def test_twice_as_many_steps_take_twice_as_long():
    assert calls_for(400) < 2.2 * calls_for(200)


def test_alone_the_words_of_a_floor_may_be_said_back():
    fine = {"part": {"each": False}, "mode": "solo", "minutes": {"short": 0.5}}
    back = {"kind": "say", "id": "back", "say": "You said: {back}"}
    own = TELL | {"seconds": 20, "say": "Well?"}
    assert told(own, back, **fine) == []
    long = back | {"say": "word " * 16 + "{back}"}
    assert told(own, long, **fine) == ["$.solo[0].steps[1].say: 35 words at most, not 36"]
    [for_two] = told(TELL, back)
    assert for_two.startswith("$.couple[0].steps[1].say: one of {a}")
