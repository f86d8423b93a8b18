"""The local web form: write, see what comes of it, save. The top room: nothing uses it."""
