"""The command line: words in, a call of the library out; a file a command."""
