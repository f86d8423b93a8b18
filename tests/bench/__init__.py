"""Measuring: `python scripts/make.py bench`, or `python -m tests.bench` in the project's folder."""
