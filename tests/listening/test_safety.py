import pytest

from voice_coach.listening import find_safety_cue


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i'm scared of him", "partner_danger"),
        ("my husband choked me last night", "partner_danger"),
        ("he said he would kill me", "partner_danger"),
        ("he won't let me see my friends", "partner_danger"),
        ("i want to die", "self_harm"),
        ("i've been cutting myself again", "self_harm"),
        ("he hits our son", "child"),
        ("i'm afraid i will hurt the baby", "child"),
    ],
)
def test_a_sign_of_danger_has_its_kind(text, kind):
    cue = find_safety_cue(text)
    assert cue is not None
    assert cue.kind == kind


def test_the_gravest_sign_counts():
    cue = find_safety_cue("he hit me and then he hit the baby and i want to die")
    assert cue is not None
    assert cue.kind == "child"


def test_a_harmless_phrase_does_not_hide_a_sign_elsewhere():
    text = "i cut myself shaving this morning and later in the evening after dinner i want to die"
    cue = find_safety_cue(text)
    assert cue is not None
    assert cue.kind == "self_harm"


@pytest.mark.parametrize("softener", ["just", "really", "honestly just"])
def test_a_word_that_softens_hides_no_sign(softener):
    for text in ("i {} don't want to be here anymore", "i {} want to die", "he {} hits me"):
        assert find_safety_cue(text.format(softener))
    assert find_safety_cue(f"i {softener} cut myself shaving") is None


@pytest.mark.parametrize(
    "text", ["i cut myself shaving", "my ex hit me", "he hit me in the film", "i want to rest", ""]
)
def test_harmless_words_are_left_alone(text):
    assert find_safety_cue(text) is None


def test_a_cue_carries_no_words():
    assert find_safety_cue("he hit me").__struct_fields__ == ("kind",)
