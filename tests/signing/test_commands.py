"""`fanzha keys`, `sign` and `verify`, as a town office uses them; a build with a key and without."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject

Run = Callable[..., subprocess.CompletedProcess[str]]
FILES = {
    "scams/shuadan.md": samples.scam(),
    "alerts/qun.md": samples.alert(severity="urgent"),
}


@pytest.fixture
def root(project: MakeProject) -> Path:
    return project(FILES, fonts=True).root


@pytest.fixture
def run(root: Path, tmp_path: Path) -> Run:
    """A command of somebody whose keys lie in a folder of the test."""

    def act(*args: object, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
        done = fanzha(root, *args, **{"FANZHA_KEYS": str(tmp_path / "keys"), **env})
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    return act


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_town_makes_a_key_builds_verifies_and_replaces_it(
    root: Path, run: Run, tmp_path: Path
) -> None:
    run("build", "--only", "packs")
    before = contents(root / "site")
    assert "manifest.sig" not in before and "genuine.html" not in before
    told = run("keys", "new").stdout
    name = told.split("指纹：")[1].split()[0]
    (private,) = (tmp_path / "keys").glob("*.pem")
    assert private.stem == name and str(private) in told
    if os.name != "nt":
        assert private.stat().st_mode & 0o777 == 0o600
    assert name in (root / "docs/data/keys.yml").read_text(encoding="utf-8")
    assert not any(b"PRIVATE" in data for data in contents(root / "docs").values())
    # With the key: signed; once more, and over what is there: the same bytes.
    assert f"已签名，钥匙 {name}" in run("build", "--only", "packs").stdout
    signed = contents(root / "site")
    assert {"manifest.sig", "genuine.html", "genuine.txt"} <= signed.keys()
    run("build", "--only", "packs")
    assert contents(root / "site") == signed
    run("build", "--only", "packs", "--site-dir", tmp_path / "other")
    assert contents(tmp_path / "other") == signed
    shown = run("verify", root / "site", root / "site/packs/alert-qun.zip").stdout
    assert shown.count("是真的，现在还用") == 2 and name in shown and "2026-11-20" in shown
    # Everything of one alert: made on demand, twice, into the same folder.
    for _ in range(2):
        run("alert", "qun", "-o", tmp_path / "qun")
    assert "genuine.html" not in contents(tmp_path / "qun")
    assert "现在还用" in run("verify", tmp_path / "qun/packs/alert-qun.zip").stdout
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(b"x")
    assert "名单里没有" in run("verify", changed, code=1).stdout
    # A computer without the key makes the same, unsigned; `sign` makes it what the other made.
    empty = str(tmp_path / "nothing")
    assert "没有签名" in run("build", "--only", "packs", FANZHA_KEYS=empty).stdout
    assert "没有签名" in run("verify", root / "site", code=1).stdout
    assert "没有" in run("sign", code=2, FANZHA_KEYS=empty).stderr
    assert f"签好了，钥匙 {name}" in run("sign").stdout
    assert contents(root / "site") == signed
    run("keys", "new", code=2)
    # Rotation: the old one introduces the new one, and what it signed is still genuine.
    shutil.copy(root / "site/packs/alert-qun.zip", tmp_path / "alert-qun.zip")
    newer = run("keys", "rotate").stdout.split("指纹：")[1].split()[0]
    run("build", "--only", "packs")
    proof = json.loads((root / "site/manifest.sig").read_bytes())
    assert proof["key"] == newer and proof["introduced"]["by"] == name
    assert "已换下，认到 2027-05-20" in run("keys", "list").stdout
    assert "重新做过" in run("verify", tmp_path / "alert-qun.zip", code=1).stdout
    # Lost: the way on is a new key and its announcement.
    (tmp_path / "keys" / f"{newer}.pem").unlink()
    assert "--lost" in run("keys", "rotate", code=2).stderr
    assert "公告栏" in run("keys", "rotate", "--stolen").stdout
    run("build", "--only", "packs")
    assert "现在还用" in run("verify", root / "site").stdout
    assert "作废" in run("keys", "list").stdout


def test_keys_are_kept_out_of_the_project_and_of_the_eyes_of_others(
    root: Path, run: Run, tmp_path: Path
) -> None:
    inside = run("keys", "new", code=2, FANZHA_KEYS=str(root / "docs")).stderr
    assert "私钥不能放在项目里" in inside and not list(root.rglob("*.pem"))
    run("keys", "new")
    (private,) = (tmp_path / "keys").glob("*.pem")
    if os.name != "nt":
        private.chmod(0o644)
        assert "chmod 600" in run("sign", code=2).stderr
        private.chmod(0o600)
    private.write_text("no key", encoding="ascii")
    assert "从备份里拷回来" in run("sign", code=2).stderr
    keys = root / "docs/data/keys.yml"
    keys.write_text(keys.read_text(encoding="utf-8").replace("public: ", "public: AAAA"), "utf-8")
    assert "keys.yml:" in run("verify", root, code=1).stderr


def test_a_key_with_a_passphrase_signs_only_for_who_knows_it(
    root: Path, run: Run, tmp_path: Path
) -> None:
    """A build asks nobody; `sign` does."""
    from fanzha.content.data import public_keys
    from fanzha.signing import private_keys, publisher

    os.environ["FANZHA_KEYS"] = str(tmp_path / "keys")
    try:
        publisher.start(root, root / "docs", {}, datetime.date(2026, 11, 21), "八个字以上的口令")
        known, _ = public_keys.read(root, root / "docs")
        assert private_keys.signer(known, root) is None
        assert private_keys.signer(known, root, lambda: "八个字以上的口令") is not None
    finally:
        del os.environ["FANZHA_KEYS"]
    assert "口令不对" in run("sign", code=2, FANZHA_PASSPHRASE="wrong").stderr


def test_any_tool_can_check_a_signature(root: Path, run: Run, tmp_path: Path) -> None:
    """OpenSSL, which knows nothing of us, agrees on the manifest as it lies there."""
    import base64

    import yaml
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    openssl = shutil.which("openssl")
    run("keys", "new")
    run("alert", "qun", "-o", tmp_path / "qun")
    rows = yaml.safe_load((root / "docs/data/keys.yml").read_text(encoding="utf-8"))
    (row,) = rows.values()
    proof = json.loads((tmp_path / "qun/manifest.sig").read_bytes())["signature"]
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(row["public"]))
    pem = public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    (tmp_path / "key.pem").write_bytes(pem)
    (tmp_path / "proof").write_bytes(base64.b64decode(proof))
    if openssl is None:
        public.verify(base64.b64decode(proof), (tmp_path / "qun/manifest.json").read_bytes())
        return
    command = [
        *(openssl, "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin"),
        *("-in", "qun/manifest.json", "-sigfile", "proof"),
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
