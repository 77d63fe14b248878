import pytest

from voice_coach.errors import UsageError
from voice_coach.store.contacts import NEEDS, OWN_LIST, load_contacts

OWN = """
last_checked = "2026-05-01"
[[places]]
code = "ELSEWHERE"
name = "Here"
lines = [{ need = "crisis", name = "Night line", reach = "123", confirmed = true }]
"""


def test_every_place_names_an_emergency_number_and_somebody_for_a_crisis(tmp_path):
    for place in load_contacts(tmp_path).places:
        needs = {each.need for each in place.lines}
        assert {"emergency", "relationship", "crisis"} <= needs <= set(NEEDS), place.code


def test_no_line_is_claimed_to_be_checked(tmp_path):
    # The list is gathered from public pages. This changes on the day somebody calls every number.
    assert load_contacts(tmp_path).last_checked == ""


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("en_GB.UTF-8", "United Kingdom"),
        ("de_DE.UTF-8", "European Union"),
        ("en_IE", "Ireland"),
        ("C.UTF-8", "Elsewhere"),
        ("pt_BR.UTF-8", "Elsewhere"),
        ("", "Elsewhere"),
    ],
)
def test_the_machines_settings_choose_the_place(tmp_path, monkeypatch, language, place):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, language)
    assert load_contacts(tmp_path).here().name == place


def test_an_unknown_place_is_told_with_those_there_are(tmp_path):
    with pytest.raises(UsageError) as told:
        load_contacts(tmp_path).place("xx")
    assert "GB" in told.value.hint


def test_a_list_of_ones_own_replaces_ours(tmp_path):
    (tmp_path / OWN_LIST).write_text(OWN, encoding="utf-8")
    contacts = load_contacts(tmp_path)
    assert contacts.last_checked == "2026-05-01"
    assert contacts.here().lines[0].name == "Night line"


def test_a_broken_list_of_ones_own_is_passed_over(tmp_path):
    (tmp_path / OWN_LIST).write_text("last_checked = ", encoding="utf-8")
    assert len(load_contacts(tmp_path).places) > 5
