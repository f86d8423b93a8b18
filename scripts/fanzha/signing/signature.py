"""manifest.sig: who signed the manifest beside it.

What is signed are the bytes of the manifest as they lie there, and nothing else, so that any tool
can check it (`openssl pkeyutl -verify -rawin`). The signature is JSON: algorithm, fingerprint of the
key, signature, and for a key that an older one has introduced, that introduction.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fanzha.content.data.public_keys import ED25519, PublicKey, fingerprint, introduced

FORMAT = "fanzha-signature/1"


class Trust(StrEnum):
    """What a signature is worth to somebody who trusts a list of keys."""

    GOOD = "good"
    NONE = "none"  # there is no signature
    WRONG = "wrong"  # it is not of these bytes, or is no signature at all
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_ALG = "unknown-alg"
    REVOKED = "revoked"
    RETIRED = "retired"  # the edition is younger than the key may sign


@dataclass(frozen=True)
class Signed:
    """What came of checking: the key that signed, where that is known."""

    trust: Trust
    key: str = ""


def written(data: bytes, key: str, row: PublicKey, sign: Any) -> bytes:
    """The signature file of `data`; `sign` gives the signature of bytes by the private key."""
    content: dict[str, object] = {
        "format": FORMAT,
        "alg": row.alg,
        "key": key,
        "signature": base64.b64encode(sign(data)).decode(),
    }
    introduction = _introduction(row)
    if introduction is not None:
        content["introduced"] = introduction
    return _line(content)


def check(
    data: bytes, signature: bytes | None, edition: str, keys: Mapping[str, PublicKey]
) -> Signed:
    """Whether a trusted key has signed `data`, which says of itself that it is of `edition`."""
    if signature is None:
        return Signed(Trust.NONE)
    try:
        content = json.loads(signature)
        if _line(content) != signature:  # no byte of it is left to chance
            return Signed(Trust.WRONG)
        alg, name = str(content["alg"]), str(content["key"])
        value = _bytes(content["signature"])
        if content["format"] != FORMAT:
            return Signed(Trust.WRONG)
        if alg != ED25519:
            return Signed(Trust.UNKNOWN_ALG, name)
        public, trust = _public(name, content.get("introduced"), edition, keys)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Signed(Trust.WRONG)
    if not public:
        return Signed(trust, name)
    good = verify(public, value, data)
    return Signed(trust if good else Trust.WRONG, name if good else "")


def verify(public: str, signature: bytes, data: bytes) -> bool:
    """Whether this is the Ed25519 signature of the bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _public(name: str, told: Any, edition: str, keys: Mapping[str, PublicKey]) -> tuple[str, Trust]:
    """The public key of that name, and what it is worth; "" where nobody we trust knows it."""
    row = keys.get(name)
    if row is not None:
        same = told == _introduction(row)
        return (row.public, _worth(row, edition)) if same else ("", Trust.WRONG)
    if told is None or told["by"] not in keys:
        return "", Trust.UNKNOWN_KEY
    older, public = keys[told["by"]], str(told["public"])
    statement = introduced(ED25519, public, str(told["since"]))
    proof = _bytes(told["signature"])
    if fingerprint(public) != name or not verify(older.public, proof, statement):
        return "", Trust.UNKNOWN_KEY
    # A key that was given up cannot introduce others afterwards.
    worth = _worth(older, str(told["since"]))
    return (public, worth) if worth is Trust.GOOD else ("", worth)


def _introduction(row: PublicKey) -> dict[str, str] | None:
    if row.endorsed is None:
        return None
    return {
        "public": row.public,
        "since": row.since.isoformat(),
        "by": row.endorsed.by,
        "signature": row.endorsed.signature,
    }


def _line(content: object) -> bytes:
    return (json.dumps(content, separators=(",", ":")) + "\n").encode()


def _bytes(text: str) -> bytes:
    """Base64 as we write it: Python takes other letters for the same bytes."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError(text)
    return data


def _worth(row: PublicKey, day: str) -> Trust:
    if row.revoked is not None:
        return Trust.REVOKED
    late = row.until is not None and day > row.until.isoformat()
    return Trust.RETIRED if late else Trust.GOOD
