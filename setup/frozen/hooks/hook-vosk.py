"""Vosk opens libvosk beside its own code."""

from PyInstaller.utils.hooks import collect_dynamic_libs

binaries = collect_dynamic_libs("vosk")
