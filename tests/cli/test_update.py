"""`voice-coach update` asks one question, and only when it is typed."""

import json

import pytest
from click.testing import CliRunner

from tests.store.file_server import file_server
from tests.test_no_sockets import sockets
from voice_coach import __version__
from voice_coach.cli.main import main
from voice_coach.store.releases import VARIABLE, numbers

PAGE = "https://example.org/releases/v9.9"


def answer(tag: str) -> bytes:
    return json.dumps({"tag_name": tag, "html_url": PAGE, "assets": [{"size": 1}]}).encode()


@pytest.fixture
def ask(monkeypatch):
    """Type the command with a server that answers so."""

    def asked(content: bytes, **manners: object) -> tuple[int, str, int]:
        with file_server(content) as server:
            for name, value in manners.items():
                setattr(server, name, value)
            monkeypatch.setenv(VARIABLE, server.url)
            done = CliRunner().invoke(main, ["update"])
            return done.exit_code, done.output, len(server.asked)

    return asked


def test_a_newer_release_is_told_with_its_page(ask):
    code, shown, asked = ask(answer("v9.9"))
    assert (code, asked) == (0, 1)
    assert f"There is v9.9; you have {__version__}." in shown
    assert PAGE in shown


@pytest.mark.parametrize("tag", [__version__, f"v{__version__}", "0.0.9"])
def test_the_same_or_an_older_one_is_nothing_new(tag, ask):
    code, shown, _ = ask(answer(tag))
    assert code == 0
    assert "nothing newer" in shown


@pytest.mark.parametrize(
    ("content", "manners"),
    [
        (b"<html>Log in to this hotel's network</html>", {}),
        (b'{"message": "Not Found"}', {}),
        (answer("nightly"), {}),
        (answer("9" * 5000), {}),
        (answer("v9.9"), {"status": 404}),
        (answer("v9.9"), {"breaks_after": 10}),
        (b" " * 1_100_000 + answer("v9.9"), {}),
    ],
)
def test_an_answer_that_is_none_is_told_in_two_lines(content, manners, ask):
    code, shown, _ = ask(content, **manners)
    assert code == 9
    assert len(shown.splitlines()) == 2
    assert "Traceback" not in shown


def test_without_an_address_nobody_is_asked():
    done = CliRunner().invoke(main, ["update"])
    assert done.exit_code == 9
    assert VARIABLE in done.output


def test_nobody_there_is_told():
    done = CliRunner().invoke(main, ["update", "--from", "http://127.0.0.1:9/releases"])
    assert done.exit_code == 9
    assert "127.0.0.1" in done.output


def test_it_alone_opens_a_connection_and_only_to_the_address_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with file_server(answer("v9.9")) as server:
        monkeypatch.setenv(VARIABLE, server.url)
        found, shown = sockets(tmp_path / "trace", "update")
        asked = len(server.asked)
        sockets(tmp_path / "other", "list")
        assert len(server.asked) == asked == 1
    assert found
    assert "v9.9" in shown


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "http://[", "http://..x/", f"http://{'a' * 300}/", "releases"]
)
def test_an_address_that_is_none_is_told_in_two_lines(address):
    done = CliRunner().invoke(main, ["update", "--from", address])
    assert done.exit_code == 9
    assert len(done.output.splitlines()) == 2


@pytest.mark.parametrize("page", ["javascript:alert(1)", f"{PAGE}\nType: rm", f"{PAGE}{'x' * 400}"])
def test_a_page_that_is_no_plain_address_is_not_shown(page, ask):
    code, shown, _ = ask(json.dumps({"tag_name": "v9.9", "html_url": page}).encode())
    assert (code, len(shown.splitlines())) == (0, 1)


@pytest.mark.parametrize(
    ("older", "newer"), [("0.9", "0.10"), ("v1.2.3", "1.2.4"), ("1", "1.0.0.1"), ("0.1.0", "v0.2")]
)
def test_versions_are_compared_by_number(older, newer):
    assert numbers(older) < numbers(newer)
