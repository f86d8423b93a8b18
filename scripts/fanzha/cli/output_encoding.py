"""The encoding of what goes into a file or another program: `check > x.txt` on Windows.

PowerShell 5.1 decodes what a program prints with the code page of the console (936 on a Chinese
Windows) before it writes the file, and cmd writes the bytes as they are, which Notepad then reads
in the same code page: UTF-8 would become unreadable in the first. So text for people is written in
the console's code page, if it holds Chinese at all; reports for programs are always UTF-8.
"""

from __future__ import annotations

import codecs
import io
import os
import sys


def encoding_for_people(code_page: int) -> str:
    """The name of an encoding; `code_page` is the console's number, 0 where there is none."""
    name = f"cp{code_page}"
    try:
        codecs.lookup(name)
        "反诈，检查通过。".encode(name)
    except (LookupError, UnicodeEncodeError):
        return "utf-8"
    return name


def console_code_page() -> int:
    """What Windows says that the console writes; 0 elsewhere, and where there is no console."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetConsoleOutputCP())


def speak(encoding: str) -> None:
    """Output that is redirected gets this encoding, unless one is asked for in the environment."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            asked = stream.encoding if os.environ.get("PYTHONIOENCODING") else None
            chosen = asked or ("utf-8" if stream.isatty() else encoding)
            stream.reconfigure(encoding=chosen, errors="replace")
