"""The driver is imported by name. Its engine is the system's: espeak-ng, for one."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("pyttsx3.drivers", on_error="ignore")
