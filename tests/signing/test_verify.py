"""Nothing that was changed, renamed, swapped or replaced passes as genuine and in use."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import json
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from fanzha.content.data.public_keys import Endorsement, introduced
from fanzha.signing import genuine_list, signature
from fanzha.signing.private_keys import Signer
from fanzha.signing.signature import Trust
from fanzha.signing.verdict import Verdict
from tests.signing.town import DAY, ITEMS, PACK, PDF, PICTURE, Town, item, signed_by, signer

RFC = json.loads(Path(__file__).with_name("rfc8032.json").read_text(encoding="utf-8"))
OURS, THEIRS = signer(1), signer(2)
KEYS = {OURS.key: OURS.row}
LATER = DAY + datetime.timedelta(days=30)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path / "site").sealed(OURS, KEYS)


@pytest.mark.parametrize("vector", RFC, ids=lambda row: row["name"])
def test_the_vectors_of_the_standard_hold(vector: dict[str, str]) -> None:
    """RFC 8032, 7.1: what others sign, we verify; and not with a bit changed."""
    public = base64.b64encode(bytes.fromhex(vector["public"])).decode()
    message, proof = bytes.fromhex(vector["message"]), bytes.fromhex(vector["signature"])
    assert signature.verify(public, proof, message)
    assert not signature.verify(public, proof, message + b"\0")
    assert not signature.verify(public, bytes([proof[0] ^ 1]) + proof[1:], message)


def test_what_was_signed_is_genuine_and_the_same_again(town: Town, tmp_path: Path) -> None:
    """Folder, ZIP and single files; a second signing gives the same bytes."""
    verifier = town.verifier(KEYS)
    for path in ("", PACK, PDF, PICTURE):
        found = verifier.look(town.folder / path)
        assert found.good, (path, found)
        assert found.publisher == "示范镇反诈宣传工作小组" and found.edition == "2026-11-20"
    assert verifier.look(town.folder / PDF).title == "《刷单返利》（传单（A4，双面））"
    assert verifier.look(town.folder / PACK).valid_until == "2027-01-20"
    again = Town(tmp_path / "again").sealed(OURS, KEYS)
    assert again.bytes() == town.bytes()
    assert town.sealed(OURS, KEYS).bytes() == again.bytes()
    with zipfile.ZipFile(town.folder / PACK) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[-2:] == ["manifest.json", "manifest.sig"]
        archive.extractall(tmp_path / "unpacked")
    assert verifier.look(tmp_path / "unpacked").good


def test_no_changed_byte_passes(town: Town, tmp_path: Path) -> None:
    """200 bytes of a ZIP, of each file of a folder with its manifest and signature, of single files."""
    verifier, chance = town.verifier(KEYS), random.Random(20)
    places = [(path, len(data)) for path, data in town.bytes().items()]
    for path, size in places:
        at_least = 200 if path in (PACK, PDF, "manifest.sig") else 25
        for at in sorted(chance.sample(range(size), min(size, at_least))):
            file = town.folder / path
            data = file.read_bytes()
            changed = bytes([data[at] ^ chance.randrange(1, 256)])
            file.write_bytes(data[:at] + changed + data[at + 1 :])
            if path in (PACK, PDF, PICTURE):
                assert not verifier.look(file).good, (path, at)
            if path in (PACK, PDF, PICTURE, "manifest.json", "manifest.sig"):
                assert not verifier.look(town.folder).good, (path, at)
            if path == "genuine.txt":
                assert not isinstance(
                    genuine_list.opened(file.read_bytes(), KEYS), genuine_list.GenuineList
                )
            file.write_bytes(data)
    assert verifier.look(town.folder).good


def test_the_whole_zip_byte_by_byte(town: Town) -> None:
    """Names, times, rights and the list of contents are as bound as what the files hold."""
    file, verifier = town.folder / PACK, town.verifier(KEYS)
    data = file.read_bytes()
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :])
        found = verifier.look(file)
        assert found.verdict in (Verdict.CHANGED, Verdict.UNSIGNED, Verdict.UNKNOWN_KEY), at
        if at % 3 == 0:  # shorter, and with something before or behind
            file.write_bytes(data[:at])
            assert not verifier.look(file).good
    for other in (data + b"\0", b"MZ" + data):
        file.write_bytes(other)
        assert verifier.look(file).verdict is Verdict.CHANGED


def test_renames_additions_and_losses_are_seen(town: Town, tmp_path: Path) -> None:
    verifier = town.verifier(KEYS)
    for path in (PACK, PDF):
        renamed = tmp_path / f"别的名字{Path(path).suffix}"
        shutil.copy(town.folder / path, renamed)
        found = verifier.look(renamed)
        assert found.verdict is Verdict.RENAMED and Path(path).name in found.notes[0]
    (town.folder / "更多.pdf").write_bytes(b"more")
    found = verifier.look(town.folder)
    assert found.verdict is Verdict.CHANGED and "多了 更多.pdf" in found.notes
    (town.folder / "更多.pdf").unlink()
    (town.folder / PDF).rename(town.folder / PDF.replace("shuadan", "shuadan2"))
    found = verifier.look(town.folder)
    assert found.verdict is Verdict.CHANGED and f"少了 {PDF}" in found.notes


def test_a_signature_of_something_else_does_not_help(town: Town, tmp_path: Path) -> None:
    """Swapped between two ZIPs of ours, between ZIP and folder; made with another key; none at all."""
    verifier = town.verifier(KEYS)
    other = signed_by(OURS)(town.pack(tmp_path / "qun2.zip", title="另一包"))
    from fanzha import zips

    with other.open("rb") as file:
        foreign = zips.read(file).signature
    mine = shutil.copy(town.folder / PACK, tmp_path / "alert-qun.zip")
    for proof, verdict in (
        (foreign, Verdict.CHANGED),
        ((town.folder / "manifest.sig").read_bytes(), Verdict.CHANGED),
        (b"{}\n", Verdict.CHANGED),
        (None, Verdict.UNSIGNED),
    ):
        zips.sign(Path(mine), proof)
        assert verifier.look(Path(mine)).verdict is verdict
    by_thief = signed_by(THEIRS)(town.pack(tmp_path / "theirs.zip"))
    assert verifier.look(by_thief).verdict is Verdict.UNKNOWN_KEY
    sm2 = json.loads(foreign or b"")
    sm2["alg"] = "SM2"
    zips.sign(by_thief, (json.dumps(sm2, separators=(",", ":")) + "\n").encode())
    assert verifier.look(by_thief).verdict is Verdict.UNKNOWN_ALG
    # A list of somebody else is no list.
    forged = Town(tmp_path / "forged").sealed(THEIRS, {THEIRS.key: THEIRS.row})
    data = (forged.folder / "genuine.txt").read_bytes()
    assert genuine_list.opened(data, KEYS) is Trust.UNKNOWN_KEY


def test_an_old_edition_is_called_old_expired_or_withdrawn(town: Town, tmp_path: Path) -> None:
    """A replay: everything is signed rightly, only not of today."""
    old_pdf, old_zip = tmp_path / "shuadan.pdf", tmp_path / "alert-qun.zip"
    shutil.copy(town.folder / PDF, old_pdf)
    shutil.copy(town.folder / PACK, old_zip)
    shutil.copytree(town.folder, tmp_path / "old-site")
    assert town.verifier(KEYS, datetime.date(2027, 1, 21)).look(old_zip).verdict is Verdict.EXPIRED
    town.files[PDF] = ("leaflet-a4", ["shuadan"], b"%PDF-1.7 new")
    town.items = {**ITEMS, "qun": item("群里做任务", "2026-12-20", "2027-02-20")}
    town.sealed(OURS, KEYS, LATER)
    verifier = town.verifier(KEYS, LATER)
    found = verifier.look(old_pdf)
    assert found.verdict is Verdict.OLD and found.notes == (f"{PDF}，{LATER} 起换了新的",)
    found = verifier.look(old_zip)
    assert found.verdict is Verdict.OLD and "已有 2026-12-20 的新版" in found.notes[0]
    assert verifier.look(tmp_path / "old-site").verdict is Verdict.OLD
    assert verifier.look(town.folder / PDF).good and verifier.look(town.folder).good
    # The same items set anew, such as with another telephone number: the list has another hash.
    remade = signed_by(OURS)(town.pack(tmp_path / "again" / "alert-qun.zip", note="x"))
    assert verifier.look(remade).verdict is Verdict.OLD
    # Made on demand, of the same editions: on no list, genuine and in use all the same.
    own = signed_by(OURS)(town.pack(tmp_path / "venue.zip", path="packs/venue.zip"))
    assert verifier.look(own).good
    town.items = {"shuadan": ITEMS["shuadan"]}
    withdrawn = dataclasses.replace(town.listed(KEYS), items=town.items, files={})
    gone = dataclasses.replace(verifier, listed=withdrawn).look(old_zip)
    assert gone.verdict is Verdict.WITHDRAWN
    alone = dataclasses.replace(verifier, listed=None)
    assert alone.look(old_zip).verdict in (Verdict.UNDATED, Verdict.EXPIRED)
    assert alone.look(old_pdf).verdict is Verdict.UNKNOWN


def test_rotation_overlaps_and_a_stolen_key_is_worth_nothing(town: Town, tmp_path: Path) -> None:
    """The old page takes what the new key signs, because the old key introduced it."""
    proof = OURS.sign(introduced("Ed25519", THEIRS.row.public, DAY))
    told = Endorsement(by=OURS.key, signature=base64.b64encode(proof).decode())
    new = Signer(THEIRS.key, THEIRS.row.model_copy(update={"endorsed": told}), THEIRS.sign)
    until = OURS.row.model_copy(update={"until": DAY})
    both = {OURS.key: until, new.key: new.row}
    fresh = signed_by(new)(town.pack(tmp_path / "alert-qun.zip", path="packs/on-demand.zip"))
    fresh = fresh.rename(tmp_path / "on-demand.zip")
    assert town.verifier(KEYS).look(fresh).good  # a school that has not yet fetched the new page
    old = dataclasses.replace(town.verifier(KEYS), keys=both)
    assert old.look(town.folder / PACK).good and old.look(fresh).good
    late = signed_by(OURS)(
        town.pack(tmp_path / "late.zip", edition=str(LATER), path="packs/late.zip")
    )
    assert old.look(late).verdict is Verdict.RETIRED
    stolen = {OURS.key: OURS.row.model_copy(update={"revoked": DAY}), new.key: new.row}
    unlisted = dataclasses.replace(town.listed(KEYS), files={})
    after = dataclasses.replace(town.verifier(KEYS), keys=stolen, listed=unlisted)
    assert after.look(town.folder / PACK).verdict is Verdict.REVOKED
    # What the new key has put on its list stays genuine, whoever signed it first.
    assert dataclasses.replace(after, listed=town.listed(KEYS)).look(town.folder / PACK).good
    # A thief who introduces a key of his own is told from ours by the new page.
    thief = signer(3)
    proof = OURS.sign(introduced("Ed25519", thief.row.public, DAY))
    told = Endorsement(by=OURS.key, signature=base64.b64encode(proof).decode())
    forged = Signer(thief.key, thief.row.model_copy(update={"endorsed": told}), thief.sign)
    theirs = signed_by(forged)(town.pack(tmp_path / "thief.zip"))
    assert after.look(theirs).verdict is Verdict.REVOKED
    not_endorsed = signed_by(signer(3))(town.pack(tmp_path / "thief2.zip"))
    assert after.look(not_endorsed).verdict is Verdict.UNKNOWN_KEY
