"""Widgets and drivers are imported by name when they are used."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

hiddenimports = [*collect_submodules("textual.widgets"), *collect_submodules("textual.drivers")]
datas = [*collect_data_files("textual"), *copy_metadata("textual")]
