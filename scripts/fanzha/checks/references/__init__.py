"""Family R: names, links, addresses, pictures, ids and playlists lead somewhere."""

from __future__ import annotations

from fanzha.checks.references import (
    images,
    links,
    names,
    playlists,
    published_ids,
    web_addresses,
)

RULES = (
    *names.RULES,
    *links.RULES,
    *web_addresses.RULES,
    *images.RULES,
    *published_ids.RULES,
    *playlists.RULES,
)

__all__ = ["RULES"]
