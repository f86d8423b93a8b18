"""The examples for web servers in README.md are run as they stand: headers, sub-path, packing, caching."""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILES = {
    "index.html": "首页" * 200,
    "404.html": "没有这一页" * 100,
    "assets/site.css": "a { color: red }\n" * 200,
    "search/rank.js": "take(1)\n" * 300,
    "screens/mentou/index.html": "门头" * 200,
    "texts/shuadan/article.html": "<script>1</script>" * 20,
    "screens/mentou/512x32/index.html": "<script>1</script>" * 20,
}
KEPT = "public, max-age=31536000, immutable"
ASKED = "no-cache, no-transform"


def example(language: str) -> str:
    """The block of README.md in that language."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(program: str, folder: Path, port: int) -> list[str]:
    """The command that serves `folder`/site at the port with the example's settings."""
    site = str(folder / "site")
    text = example("caddyfile" if program == "caddy" else "nginx").replace("/srv/fanzha/site", site)
    settings = folder / "settings"
    if program == "caddy":
        text = text.replace(":80 {", f"http://127.0.0.1:{port} {{")
        settings.write_text("{\n admin off\n auto_https off\n}\n" + text, encoding="utf-8")
        return ["caddy", "run", "--adapter", "caddyfile", "--config", str(settings)]
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    head = f"pid {folder}/pid;\nerror_log {folder}/log;\ndaemon off;\nmaster_process off;\nevents {{}}\n"
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    http_part = f"http {{ include /etc/nginx/mime.types;\naccess_log off;\n{paths}{text}}}\n"
    settings.write_text(head + http_part, encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(settings)]


@pytest.fixture(params=["nginx", "caddy"])
def port(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """The port at which the server answers."""
    if not shutil.which(request.param) or (
        request.param == "nginx" and not Path("/etc/nginx/mime.types").is_file()
    ):
        pytest.skip(f"{request.param} is not installed")
    for path, text in FILES.items():
        target = tmp_path / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    tmp_path.chmod(0o755)
    number = free_port()
    with (tmp_path / "output").open("wb") as output:
        run = subprocess.Popen(
            command(request.param, tmp_path, number), stdout=output, stderr=output
        )
        try:
            for _ in range(200):
                with closing(socket.socket()) as probe:
                    if probe.connect_ex(("127.0.0.1", number)) == 0:
                        break
                assert run.poll() is None, (tmp_path / "output").read_text(encoding="utf-8")
                time.sleep(0.05)
            yield number
        finally:
            run.terminate()
            run.wait(10)


def ask(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by small letters, body."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with closing(link):
        link.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = link.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, answer.read()


def test_the_examples_serve_the_site(port: int) -> None:
    """Also what is not there has the site's page and all headers; loops carry no policy."""
    for path, status, policy in (
        ("/fanzha/", 200, True),
        ("/fanzha/nowhere/", 404, True),
        ("/fanzha/screens/mentou/", 200, True),
        ("/fanzha/screens/mentou/512x32/", 200, False),
        ("/fanzha/texts/shuadan/article.html", 200, False),
    ):
        code, headers, body = ask(port, path)
        assert (path, code) == (path, status)
        assert ("content-security-policy" in headers) == policy, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["cache-control"] == ASKED, path
        if status == 404:
            body = gzip.decompress(body) if headers.get("content-encoding") else body
            assert "没有这一页" in body.decode("utf-8")
    code, headers, _ = ask(port, "/fanzha")
    assert code in (301, 302, 308) and headers["location"].endswith("/fanzha/")
    for path in ("/fanzha/assets/site.css?v=1", "/fanzha/search/rank.js?v=1"):
        code, headers, body = ask(port, path)
        assert (code, headers["cache-control"]) == (200, KEPT)
        assert headers["content-encoding"] == "gzip" and len(body) < 500
