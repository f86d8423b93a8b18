"""Wanted values → the same file with only the lines of the changed fields rewritten."""
