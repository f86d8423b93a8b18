"""Chinese as it is broken into lines, said aloud and counted in messages."""
