"""Checks for every edition: the shared library once, then only what is different for one region.

A fault in what all share stops everything; one in a region's own files stops that region and those
below it. What is wrong only in one edition names it: a shared page may link to what a town hides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from fanzha import checks
from fanzha.content.local import FOLDER
from fanzha.edition import Contents
from fanzha.findings import Finding, errors


@dataclass(frozen=True)
class Examined:
    """Findings on what all share, and per region on what is its own, or comes from above."""

    shared: tuple[Finding, ...]
    own: Mapping[str, tuple[Finding, ...]]

    @property
    def all(self) -> list[Finding]:
        """Every finding once, in order of place."""
        return sorted({*self.shared, *(one for some in self.own.values() for one in some)})

    def stopping(self, chain: tuple[str, ...]) -> list[Finding]:
        """The errors for which a region cannot be made; `chain` is itself and all above it."""
        return sorted({one for name in chain for one in errors(self.own.get(name, ()))})


def examine(contents: Contents) -> Examined:
    """Run all rules on what all share, and on each layer in the editions that have it."""
    own: dict[str, set[Finding]] = defaultdict(set)
    everywhere: set[Finding] = set()
    base: tuple[Finding, ...] = ()
    plain = next((name for name, row in contents.regions.items() if not row.parent), None) or next(
        iter(contents.regions), None
    )
    reading = contents.findings
    if plain is not None:
        bare = replace(contents, layers={})
        base = checks.examined(bare.edition(plain), reading).findings
    for finding in base or reading:
        owner = _owner(contents, finding.path)
        (own[owner] if owner else everywhere).add(finding)
    known = {_sign(finding) for finding in base}
    for name, region in contents.regions.items():
        layers = [contents.layers[one] for one in region.chain if one in contents.layers]
        # Only what lies in layers is looked through, unless shared pages may point to what is gone.
        if not layers or (name not in contents.layers and _leaf_only(contents, name)):
            continue
        mine = layers[0]
        changed = any(layer.choice.hide or layer.choice.replace for layer in layers)
        only = None if changed else frozenset(path for layer in layers for path in layer.paths)
        for finding in checks.examined(contents.edition(name), (), only).findings:
            if _sign(finding) in known:
                continue
            if finding.path.startswith(f"docs/{FOLDER}/{mine.region}/"):
                own[name].add(finding)
            elif _owner(contents, finding.path) in ("", name):
                message = f"{finding.message}（在{region.name}的版本里）"
                own[name].add(replace(finding, message=message))
    return Examined(
        tuple(sorted(everywhere)), {name: tuple(sorted(some)) for name, some in own.items()}
    )


def _leaf_only(contents: Contents, name: str) -> bool:
    """A region without a layer has what the one above it has: that is looked through there."""
    return contents.regions[name].parent in contents.regions


def _owner(contents: Contents, path: str) -> str:
    """The region whose file or layer this is; empty where all share it."""
    docs = contents.project.docs.relative_to(contents.project.root).as_posix()
    steps = PurePosixPath(path.removeprefix(f"{docs}/")).parts
    if steps[:2] == ("data", "regions"):
        return steps[-1].removesuffix(".yml")
    if steps[:1] == (FOLDER,) and len(steps) > 1:
        return steps[1]
    return ""


def _sign(finding: Finding) -> tuple[str, int, str, str]:
    return finding.path, finding.line, finding.code, finding.message
