"""docs/data/import.yml: what importing goes by when others' writing becomes a draft."""

from __future__ import annotations

from pydantic import Field

from fanzha.content.kinds.fields import Model, Text


class ImportWords(Model):
    """Marks of secrecy, what is none, words of alerts, and what messengers add of their own."""

    secret: tuple[Text, ...] = Field((), description="写着这些的文件一律不收")
    harmless: tuple[Text, ...] = Field((), description="里面有上面的字，却是平常话")
    alert: tuple[Text, ...] = Field((), description="题目里有这些，当成预警")
    messenger: tuple[Text, ...] = Field((), description="聊天软件自己加的字")

    def marked(self, text: str) -> str:
        """The mark of secrecy that a text bears, however it is spaced; empty where it bears none."""
        plain = "".join(text.split())
        for word in self.harmless:
            plain = plain.replace(word, "")
        return next((word for word in self.secret if word in plain), "")
