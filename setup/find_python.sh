#!/bin/sh
# Prints the first Python that is new enough, or says what to install.
for python in python3.13 python3.12 python3.11 python3; do
    if command -v "$python" >/dev/null 2>&1 &&
        "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
    then
        command -v "$python"
        exit 0
    fi
done
echo "voice-coach needs Python 3.11, 3.12 or 3.13." >&2
echo "Install one: sudo apt-get install python3 python3-venv   or: brew install python@3.12" >&2
exit 1
