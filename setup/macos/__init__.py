"""The formula for Homebrew, made of a release. It was never run on macOS."""
