"""Family R: names, links, addresses, pictures, ids and playlists lead somewhere."""
