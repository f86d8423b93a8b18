"""The files of the theme, without its 14,000 icons: MkDocs lists them all to leave them out again."""

from __future__ import annotations

import os

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class _Shown(FileSystemLoader):
    """Lists nothing below a folder whose name begins with a point; what is named is found there."""

    def list_templates(self) -> list[str]:
        """Paths below the folders of the theme, in order."""
        found: set[str] = set()
        for top in self.searchpath:
            for folder, inner, names in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                above = os.path.relpath(folder, top).replace(os.sep, "/")
                found.update(names if above == "." else (f"{above}/{name}" for name in names))
        return sorted(found)


def without_icons(theme: Theme) -> None:
    """From now on the templates of this theme are listed so; MkDocs asks once in each build."""
    make = theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = _Shown(theme.dirs)
        return env

    # MkDocs gives no other place to say it: it makes the environment itself.
    theme.get_env = get_env  # type: ignore[method-assign]
