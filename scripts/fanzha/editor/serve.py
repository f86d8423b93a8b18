"""Starting and ending the form: a free port of this computer, a key, a browser."""

from __future__ import annotations

import os
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

from filelock import FileLock, Timeout

from fanzha.edition import Project
from fanzha.editor.app import Editor
from fanzha.editor.desk import DRAFTS, Desk
from fanzha.editor.guard import Guard
from fanzha.errors import FanzhaError, UsageError

HOST = "127.0.0.1"
PORT = 8137
TRIED = 20  # ports after it, where somebody listens there


def serve(
    project: Project,
    config: Path,
    *,
    port: int | None,
    open_browser: bool,
    say: Callable[[str], None],
) -> None:
    """Serve the form until Ctrl-C; `say` gets what is to be read in the window."""
    import uvicorn  # 60 ms that no other command waits for

    folder = project.root / DRAFTS
    folder.mkdir(exist_ok=True)
    desk = Desk(project)
    editor = Editor(desk, config)
    if not editor.room.townless:
        _ = desk.edition  # what cannot be read is said here, not in the browser
    with _one_at_a_time(folder), _listen(port) as listener:
        host = f"{HOST}:{listener.getsockname()[1]}"

        def tell(address: str) -> None:
            say(f"浏览器关掉了，要再打开：{address}")

        guard = Guard(editor.app(), host, tell)
        Thread(target=_quietly(editor.warm), name="warm", daemon=True).start()
        say(f"正在编辑，地址是（只能用一次）：\n    {guard.address}\n写完了，关掉这个窗口就行。")
        if open_browser:
            webbrowser.open(guard.address)
        settings = uvicorn.Config(
            guard, log_level="error", access_log=False, server_header=False, lifespan="off"
        )
        uvicorn.Server(settings).run(sockets=[listener])


def _quietly(act: Callable[[], None]) -> Callable[[], None]:
    """What goes wrong beforehand is said when somebody asks for it."""

    def acting() -> None:
        with suppress(FanzhaError, OSError):
            act()

    return acting


def _one_at_a_time(folder: Path) -> FileLock:
    """Two windows of the same project would answer under two addresses."""
    lock = FileLock(folder / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise UsageError("已经在编辑了：用那个黑色窗口里的地址，或者先关掉它") from None
    return lock


def _listen(port: int | None) -> socket.socket:
    """The first free port of this computer, from PORT on; raises UsageError where there is none."""
    for number in [port] if port else range(PORT, PORT + TRIED):
        listener = socket.socket(socket.AF_INET)
        if os.name != "nt":  # on Windows it would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen()  # who comes before all is loaded waits and is not turned away
        except OSError:
            listener.close()
            continue
        return listener
    raise UsageError(f"{HOST} 的 {port or PORT} 端口用不了：关掉占用它的程序，或用 --port 换一个")
