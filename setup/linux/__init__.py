"""The package for Debian and Ubuntu, and what a Linux desktop shows of voice-coach."""
