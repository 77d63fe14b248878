"""The installer for Windows, put together wherever makensis is; never run on Windows."""
