"""Tests, in the folders of scripts/fanzha/."""
