"""核验.html in a real browser without a network: it says what `fanzha verify` says."""

from __future__ import annotations

import base64
import datetime
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from fanzha import zips
from fanzha.content.data.public_keys import Endorsement, introduced
from fanzha.signing.private_keys import Signer
from fanzha.signing.verify import Verifier
from tests.shared import ROOT
from tests.signing.test_verify import KEYS, LATER, OURS, RFC, THEIRS
from tests.signing.town import ITEMS, PACK, PDF, PICTURE, Town, item, signed_by, signer

LIBRARIES = ROOT / "overrides" / "genuine" / "libraries"
# What an old phone lacks: all of WebCrypto; or only Ed25519 in it.
WITHOUT = {
    "as it is": "",
    "no Ed25519": """
        const known = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = (form, key, alg, ...rest) =>
            alg.name === "Ed25519" ? Promise.reject(new DOMException("", "NotSupportedError"))
                                   : known(form, key, alg, ...rest);""",
    "no WebCrypto": "Object.defineProperty(window.crypto, 'subtle', {value: undefined});",
}


@pytest.fixture(params=WITHOUT)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 780}, offline=True)
    context.add_init_script(WITHOUT[request.param])
    shown = context.new_page()
    wrong: list[str] = []
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("request", lambda r: wrong.append(r.url) if r.url.startswith("http") else None)
    yield shown
    context.close()
    assert not wrong


def opened(page: Page, folder: Path, day: datetime.date) -> None:
    page.clock.set_fixed_time(datetime.datetime(day.year, day.month, day.day, 12))
    page.goto((folder / "genuine.html").as_uri())
    page.wait_for_selector("#work:not([hidden])")


def said(page: Page, path: Path) -> tuple[str | None, str]:
    """The verdict on a file, and all that its card says."""
    page.set_input_files("#files", path)
    card = page.locator("#results li").first
    page.wait_for_selector("#results li:first-child[data-verdict]")
    return card.get_attribute("data-verdict"), card.inner_text()


def test_the_page_says_what_the_command_says(page: Page, tmp_path: Path) -> None:
    """A school's whole day: genuine, renamed, changed, old, expired, of a thief, of nobody."""
    town = Town(tmp_path / "site").sealed(OURS, KEYS)
    cases = tmp_path / "cases"

    def case(name: str, source: Path, at: int = -1) -> Path:
        target = cases / name / source.name
        target.parent.mkdir(parents=True)
        shutil.copy(source, target)
        if at >= 0:
            data = target.read_bytes()
            target.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        return target

    pack = town.folder / PACK
    size = pack.stat().st_size
    files = [case(f"old {Path(p).suffix}", town.folder / p) for p in (PDF, PACK, PICTURE)]
    town.files[PDF] = ("leaflet-a4", ["shuadan"], b"%PDF-1.7 new")
    town.items = {**ITEMS, "qun": item("群里做任务", "2026-12-20", "2027-01-05")}
    town.sealed(OURS, KEYS, LATER)
    files += [case(f"new {Path(p).suffix}", town.folder / p) for p in (PDF, PACK)]
    files += [case(f"changed {at}", pack, at) for at in range(3, size, size // 12)]
    files += [case("renamed", town.folder / PDF).rename(cases / "别名.pdf")]
    files += [signed_by(THEIRS)(town.pack(cases / "theirs.zip"))]
    files += [
        signed_by(OURS)(
            town.pack(cases / "expired.zip", items={"x": item("旧", "2026-01-01", "2026-02-01")})
        )
    ]
    gone = {"y": item("撤下的", "2026-11-01", "2027-06-01")}
    files += [signed_by(OURS)(town.pack(cases / "gone.zip", items=gone))]
    files += [town.pack(cases / "unsigned.zip")]
    proof = OURS.sign(introduced("Ed25519", THEIRS.row.public, LATER))
    told = Endorsement(by=OURS.key, signature=base64.b64encode(proof).decode())
    new = Signer(THEIRS.key, THEIRS.row.model_copy(update={"endorsed": told}), THEIRS.sign)
    files += [signed_by(new)(town.pack(cases / "by-new-key.zip", path="packs/by-new-key.zip"))]
    files += [signed_by(signer(4))(town.pack(cases / "again.zip"))]
    opened(page, town.folder, LATER)
    verifier = town.verifier(KEYS, LATER)
    verdicts = set()
    for file in files:
        found = verifier.look(file)
        verdict, text = said(page, file)
        assert verdict == found.verdict, (file, text, found)
        told_too = (found.verdict.label, found.title, found.publisher, *found.notes)
        assert all(words in text for words in told_too), (file, text, found)
        verdicts.add(verdict)
    assert verdicts >= {
        *("current", "old", "changed", "renamed", "unknown-key", "withdrawn", "unsigned"),
    }
    groups = page.locator("#mark span").all_inner_texts()
    assert "-".join(groups) == OURS.key
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360


def test_a_newer_list_is_taken_and_a_forged_or_older_one_is_not(page: Page, tmp_path: Path) -> None:
    """A computer without a network gets the list on a stick."""
    town = Town(tmp_path / "site").sealed(OURS, KEYS)
    shutil.copytree(town.folder, tmp_path / "first")
    was = tmp_path / "first" / PDF
    town.files[PDF] = ("leaflet-a4", ["shuadan"], b"%PDF-1.7 new")
    town.sealed(OURS, KEYS, LATER)
    forged = Town(tmp_path / "forged").sealed(THEIRS, {THEIRS.key: THEIRS.row}, LATER)
    opened(page, tmp_path / "first", LATER)
    assert said(page, was)[0] == "current"
    for folder, words in (
        (forged.folder, "没有换"),
        (town.folder, "2026-12-30"),
        (tmp_path / "first", "没有换"),
    ):
        page.set_input_files("#files", folder / "genuine.txt")
        page.locator("#results li:first-child", has_text=words).wait_for()
    assert said(page, was)[0] == "old"


def test_a_page_without_a_list_says_that_it_cannot_know(page: Page, tmp_path: Path) -> None:
    """Made on a computer without the key: packs of before are still told from others."""
    town = Town(tmp_path / "site").sealed(OURS, KEYS)
    pack = Path(shutil.copy(town.folder / PACK, tmp_path / "alert-qun.zip"))
    town.sealed(None, KEYS)
    assert (
        not (town.folder / "genuine.txt").exists() and not (town.folder / "manifest.sig").exists()
    )
    with (town.folder / PACK).open("rb") as file:
        assert zips.read(file).signature is None
    opened(page, town.folder, LATER)
    assert said(page, pack)[0] == "undated" == Verifier(KEYS, None, LATER).look(pack).verdict
    assert said(page, town.folder / PACK)[0] == "unsigned"


@pytest.mark.parametrize("vector", RFC, ids=lambda row: row["name"])
def test_both_ways_to_check_know_the_vectors_of_the_standard(
    browser: Browser, vector: dict[str, str]
) -> None:
    """RFC 8032, 7.1, by the browser and by the library that stands in for it."""
    context = browser.new_context(offline=True)
    shown = context.new_page()
    for name in ("libraries/sha256.min.js", "libraries/nacl.min.js", "proof.js"):
        shown.add_script_tag(path=ROOT / "overrides" / "genuine" / name)
    texts = [base64.b64encode(bytes.fromhex(vector[n])).decode() for n in ("public", "signature")]
    message = [*bytes.fromhex(vector["message"])]
    ask = """([key, proof, message]) => Promise.all([message, message.concat([0])].map(
        m => Promise.all([Proof.verify(key, proof, new Uint8Array(m)),
                          nacl.sign.detached.verify(new Uint8Array(m), Proof.bytesOf(proof),
                                                    Proof.bytesOf(key))])))"""
    assert shown.evaluate(ask, [*texts, message]) == [[True, True], [False, False]]
    context.close()


def test_the_libraries_are_those_that_were_looked_at() -> None:
    """Two files of others, unchanged: their hashes stand beside them."""
    listed = (LIBRARIES / "SHA256SUMS").read_text(encoding="ascii").split("\n")
    rows = dict(reversed(line.split("  ")) for line in listed if line)
    from hashlib import sha256

    assert {name: sha256((LIBRARIES / name).read_bytes()).hexdigest() for name in rows} == rows
    assert json.loads((LIBRARIES / "versions.json").read_text(encoding="utf-8")).keys() == {
        *(path.name for path in LIBRARIES.glob("*.js"))
    }
