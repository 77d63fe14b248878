"""Words typed at a shell: a file a command."""
