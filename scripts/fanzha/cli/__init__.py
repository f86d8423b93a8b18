"""The `fanzha` command: parse, call, print. No logic."""

from fanzha.cli.entry import cli, main

__all__ = ["cli", "main"]
