"""The errors that end a command; each message is for an editor, in Chinese.

FanzhaError
├── ContentError      the content has errors (carries the findings); exit code 1
│   └── FitError      text does not fit on a sheet or slide
├── MakeError         some products could not be made; names each, its content and the reason
└── UsageError        wrong use or environment: no such region, folder in use …; exit code 2
    └── TypesetError  Typst refused a template: a defect of ours, not of the content
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fanzha.findings import Finding


class FanzhaError(Exception):
    """Base of all errors that we raise on purpose."""

    exit_code = 2


class ContentError(FanzhaError):
    """The content has errors; `findings` says where and how to mend them."""

    exit_code = 1

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"内容有 {len(self.findings)} 处错误")


class FitError(ContentError):
    """Text does not fit on its sheet or slide."""


class MakeError(FanzhaError):
    """Some products could not be made; the message names each of the first few."""


class UsageError(FanzhaError):
    """The command was used wrongly, or the machine lacks something."""


class TypesetError(UsageError):
    """Typst refused a template; the message carries its diagnostics."""
