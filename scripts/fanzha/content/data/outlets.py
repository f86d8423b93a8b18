"""docs/data/outlets.yml: the ways by which an alert goes out, in the order in which to take them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import Line24, Line40, Model, Text


class Outlet(Model):
    """One way out: who takes it, what to do, and which files it is done with."""

    label: Line24 = Field(description="从哪里发", examples=["微信群、家长群"])
    who: Line24 = Field(description="谁来发", examples=["群主、网格员"])
    how: Line40 = Field(description="怎么发，一两句话", examples=["先粘贴文字，再发方图。"])
    folder: Annotated[Text, Field(max_length=12, pattern=r"^[^/\\\\:*?\"<>|.]+$")] = Field(
        description="整包里的文件夹", examples=["1-群里发"]
    )
    kinds: tuple[Text, ...] = Field(
        min_length=1, description="哪些成品归这里，写种类的开头", examples=[["text-group"]]
    )

    def takes(self, kind: str) -> bool:
        """Whether a product of this kind goes out here."""
        return kind.startswith(self.kinds)
