"""The folder of people's own exercises, and their exercises beside the project's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from voice_coach.exercise.translation import ENGLISH
from voice_coach.store.language import load_language
from voice_coach.store.model_store import data_home
from voice_coach.store.script_files import ScriptFiles
from voice_coach.store.settings_file import config_home, read_settings

FOLDER = "exercises"
"""In the data folder, where the settings name no other."""


def own_folder(*, tell: Callable[[str], None] = lambda _: None) -> Path:
    """Where people's own exercises are: the folder of their settings, or one in the data folder."""
    chosen = read_settings(config_home(), tell=tell).exercises
    return Path(chosen).expanduser() if chosen else data_home() / FOLDER


def every_script(
    *, tell: Callable[[str], None] = lambda _: None, language: str = ENGLISH
) -> ScriptFiles:
    """The project's exercises, and people's own.

    Raises:
        UsageError: there is no such language.
        ScriptError: what is written down in that language is not fine.
    """
    return ScriptFiles(own_folder(tell=tell), load_language(language))
