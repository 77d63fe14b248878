"""The `models` command as tests run it, and what a failure of it must look like."""

from click.testing import CliRunner, Result

from voice_coach.cli.main import main
from voice_coach.store.model_store import ModelStore

PIECES = 46 * 65_536
"""Bytes of some whole pieces of a download: about three of thirteen megabytes."""

WHOLE = 9
"""Files in the stand-in: those of coach-en, its README too."""


def models(store: ModelStore, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["models", *arguments], obj=store, catch_exceptions=False)


def failed(result: Result, code: int = 4) -> str:
    """The message of a command that failed as it should: one line and a next step."""
    assert result.exit_code == code, result.output
    message, hint = result.stderr.splitlines()
    assert message
    assert hint
    return message


def left_over(store: ModelStore) -> list[str]:
    return sorted(each.name for each in store.folder.iterdir())
