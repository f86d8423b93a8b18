"""The door: only the browser that was given the key, only from our own pages.

Other pages in the same browser can send requests to 127.0.0.1, and a foreign name can be made to
lead there (DNS rebinding). So the Host must be ours, whatever changes something must come from our
own pages (Origin), and every request needs a cookie that only the address with the key gives. The
key works once; the next one is printed in the window of the program.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 16_000_000  # bytes; a photograph from a telephone has eight
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; frame-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# The page of an item stands in a frame of ours, and runs nothing.
FRAMED = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
PREVIEW = "/site/"
# What was made is looked at in a window of its own; it may not reach the form.
MADE = "/out/"
LOOKED_AT = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
    "font-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "sandbox allow-same-origin allow-downloads allow-popups"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """Wraps the application. `tell` is given each new address with its key."""

    def __init__(self, app: App, host: str, tell: Callable[[str], None]) -> None:
        self.app = app
        self.host = host  # with its port
        self.tell = tell
        self.secret = secrets.token_urlsafe(32)
        self.key = secrets.token_urlsafe(24)

    @property
    def origin(self) -> str:
        """What the browser calls us."""
        return f"http://{self.host}"

    @property
    def address(self) -> str:
        """The address that opens the door once."""
        return f"{self.origin}/?key={self.key}"

    @property
    def cookie(self) -> str:
        """Its name has the port: browsers keep one jar for all ports of a computer."""
        return f"fanzha{self.host.rpartition(':')[2]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, give the cookie, or refuse."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        if headers.get("host") != self.host:
            await _refuse(send, 403, f"只能从 {self.origin} 打开")
            return
        key = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
        if scope["path"] == "/" and key and hmac.compare_digest(key.encode(), self.key.encode()):
            self.key = secrets.token_urlsafe(24)
            self.tell(self.address)
            cookie = f"{self.cookie}={self.secret}; Path=/; HttpOnly; SameSite=Strict"
            await _answer(send, 303, b"", {"location": "/", "set-cookie": cookie})
            return
        if not self._known(headers.get("cookie", "")):
            await _refuse(send, 403, "请从“开始编辑”打开的窗口进来；黑色窗口里有新的地址")
            return
        if key:
            await _answer(send, 303, b"", {"location": "/"})
            return
        if scope["method"] not in ("GET", "HEAD") and not self._own(headers):
            await _refuse(send, 403, "这个请求不是从编辑页面发出的")
            return
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BODY or "transfer-encoding" in headers:
            await _refuse(send, 413, f"太大了，最多 {MOST_BODY // 1_000_000} MB")
            return
        policy = POLICY
        for start, other in ((PREVIEW, FRAMED), (MADE, LOOKED_AT)):
            if scope["path"].startswith(start):
                policy = other

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {**HEADERS, "content-security-policy": policy}
                kept = [pair for pair in message["headers"] if pair[0].decode().lower() not in own]
                message["headers"] = [*kept, *((n.encode(), v.encode()) for n, v in own.items())]
            await send(message)

        await self.app(scope, receive, guarded)

    def _known(self, cookies: str) -> bool:
        pairs = (part.strip().partition("=") for part in cookies.split(";"))
        return any(
            name == self.cookie and hmac.compare_digest(value.encode(), self.secret.encode())
            for name, _, value in pairs
        )

    def _own(self, headers: dict[str, str]) -> bool:
        site = headers.get("sec-fetch-site", "same-origin")
        return headers.get("origin") == self.origin and site == "same-origin"


async def _refuse(send: Send, status: int, why: str) -> None:
    await _answer(send, status, why.encode("utf-8"), {"content-type": "text/plain; charset=utf-8"})


async def _answer(send: Send, status: int, body: bytes, more: dict[str, str]) -> None:
    own = {**HEADERS, "content-security-policy": POLICY, **more}
    head = [(name.encode(), value.encode()) for name, value in own.items()]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
