"""核验.html: one file that works without a network: the judge, the keys, and the signed list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fanzha.content.data.public_keys import PublicKey, current
from fanzha.signing.verdict import Verdict

FOLDER = "genuine"
SCRIPTS = (
    *("libraries/sha256.min.js", "libraries/nacl.min.js"),
    *("proof.js", "zip.js", "judge.js", "page.js"),
)


def page(
    overrides: Path, manifest: Mapping[str, Any], keys: Mapping[str, PublicKey], listed: bytes
) -> bytes:
    """The page of a publisher; `listed` is a signed list, or nothing."""
    folder = overrides / FOLDER
    text = (folder / "page.html").read_text(encoding="utf-8")
    data = {
        "publisher": manifest["publisher"],
        "current": current(keys),
        "keys": {name: row.model_dump(mode="json") for name, row in keys.items()},
        "list": listed.decode(),
        "verdicts": {str(verdict): verdict.label for verdict in Verdict},
    }
    shown = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    scripts = [(folder / name).read_text(encoding="utf-8").strip() for name in SCRIPTS]
    parts = {
        "style": (folder / "page.css").read_text(encoding="utf-8").strip(),
        "script": "\n".join(scripts),
        "publisher": _escaped(str(manifest["publisher"])),
        "data": shown,  # last: what stands in it is not looked through
    }
    for name, part in parts.items():
        text = text.replace(f"{{{{ {name} }}}}", part)
    return text.encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
