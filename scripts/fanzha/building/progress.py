"""Who is told how far a run is; see cli/console.py for the one that people see."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far a run is."""

    def start(self, total: int, label: str) -> None:
        """`total` products are about to be made."""

    def step(self) -> None:
        """One more is ready."""

    def finish(self) -> None:
        """All are ready."""


class Silent:
    """No progress: a check prints only its report."""

    def start(self, total: int, label: str) -> None:
        """Nothing to show."""

    def step(self) -> None:
        """Nothing to show."""

    def finish(self) -> None:
        """Nothing to show."""
