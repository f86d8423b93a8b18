"""The website: the one place that imports MkDocs.

`build` runs MkDocs once into a folder; `serve` runs its live preview. MkDocs itself is imported
only when one of them is called, so that checks start quickly.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from fanzha.edition import Edition, Project
from fanzha.product import Facts, Product

After = Callable[[Edition, Path], None]


def build(
    edition: Edition,
    config: Path,
    target: Path,
    products: Sequence[Product],
    facts: Facts,
    there: Path | None = None,
) -> list[str]:
    """Write all pages of the edition to `target`; pages link to those products.

    `facts` are by path: pages, width, height, seconds, bytes. Where files of an earlier build are
    `there`, those that would be the same are not written; their paths are given back.
    """
    from fanzha.site.adapter import run_build

    return run_build(edition, config, target, products, facts, there)


def serve(
    project: Project, config: Path, plan: Callable[[Edition], list[Product]], after: After
) -> None:
    """Live preview until Ctrl-C; `after` makes the products below the preview's folder."""
    from fanzha.site.adapter import run_serve

    run_serve(project, config, plan, after)


# Material prints a box about its own future at every start; editors need not read it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

__all__ = ["After", "build", "serve"]
