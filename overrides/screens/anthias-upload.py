#!/usr/bin/env python3
"""把这个文件夹里的图片传到 Anthias 播放盒。

用法：python3 anthias-upload.py 播放盒地址 [用户名 密码]
例如：python3 anthias-upload.py http://192.168.1.20

每张图放几秒、哪天起哪天止、几点到几点播，都照 playlist.json 里写的。要 2026 年 4 月以后的 Anthias，
旧的不认星期和钟点，别的照样。再传一遍会多出一份，先在播放盒的网页上删掉旧的。
"""

import base64
import json
import sys
import urllib.error
import urllib.request
from pathlib import Path

BOUNDARY = "fanzha-5f0c1e7ab2"


def main(address, user="", password=""):
    """Upload each picture, then tell the player when to show it."""
    folder = Path(__file__).resolve().parent
    playlist = json.loads((folder / "playlist.json").read_text(encoding="utf-8"))
    headers = permission(address, user, password) if user else {}
    for asset in playlist["anthias"]:
        file = asset.pop("file")
        if not (folder / file).is_file():
            print(f"没有 {file}，不传它")
            continue
        kept = ask(address, "file_asset", *form(folder / file), headers)
        body = json.dumps({**asset, "uri": kept["uri"], "ext": kept["ext"]}).encode()
        ask(address, "assets", body, "application/json", headers)
        print(f"已上传 {file}")
    print("传完了，到播放盒的网页上看一看")


def permission(address, user, password):
    """What lets us in: a token; players from before 2026 know only name and password."""
    body = json.dumps({"username": user, "password": password}).encode()
    url = f"{address.rstrip('/')}/api/v2/auth/token/"
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return {"Authorization": f"Bearer {json.load(answer)['token']}"}
    except urllib.error.HTTPError as error:
        if error.code not in (404, 405):
            sys.exit(f"用户名或密码不对（{error.code}）")
    except urllib.error.URLError as error:
        sys.exit(f"连不上 {address}：{error.reason}")
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def form(path):
    """A file as the body of a form, and the type of that body."""
    head = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        f'name="file_upload"; filename="{path.name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + path.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()
    return body, f"multipart/form-data; boundary={BOUNDARY}"


def ask(address, what, body, kind, headers):
    """Send to one address of API v2; the answer as data."""
    url = f"{address.rstrip('/')}/api/v2/{what}"
    request = urllib.request.Request(url, body, {**headers, "Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except ValueError:  # the page to log in
        sys.exit("播放盒要用户名和密码，写在地址后面")
    except urllib.error.HTTPError as error:
        sys.exit(f"播放盒不收（{error.code}）：{error.read().decode(errors='replace')[:300]}")
    except urllib.error.URLError as error:
        sys.exit(f"连不上 {address}：{error.reason}")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    given = sys.argv[1]  # 192.168.1.20 is an address, too
    main(given if "://" in given else f"http://{given}", *sys.argv[2:])
