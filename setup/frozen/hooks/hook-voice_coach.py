"""Commands and Vosk are imported by name; models and texts are read beside the code."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

hiddenimports = [*collect_submodules("voice_coach"), "vosk"]
datas = collect_data_files("voice_coach")
