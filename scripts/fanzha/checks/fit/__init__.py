"""Family L: what is printed and shown has room and glyphs."""
