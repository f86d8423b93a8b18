"""What a check answered is kept: the same question about the same files is not asked again.

A check from the command line takes a second and more, most of it to start: models, patterns,
tables. A clerk, an editor's task and a hook ask twice about what has not changed. So the report is
kept with a hash of all that it was made from, and given again before any of that is imported. Our
code, every file of docs/ and overrides/, the settings, the day and the question are in the hash;
what is read from elsewhere would have to go there, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fanzha.content.reading.again import state_of
from fanzha.invocation import how_to_run
from fanzha.kept import Kept, digest
from fanzha.project import Project


@dataclass(frozen=True)
class Answer:
    """A report as it is shown, and whether anything in it is an error or a warning."""

    text: str
    failed: bool
    warned: bool


class Answers:
    """The answers that hold for a project as it is now; none where its files cannot be read."""

    def __init__(self, project: Project) -> None:
        self.kept = Kept()
        with suppress(OSError):
            folders = (project.docs, project.root / "overrides")
            states = [state_of(folder).hex() for folder in folders]
            # Reports say how a repair is started, which depends on where we are installed.
            state = digest(states, project, how_to_run("check"))
            self.kept = Kept(project.root / ".cache" / "fanzha" / "answers", state)

    def find(self, paths: Sequence[Path], *question: object) -> Answer | None:
        """What was answered to this question about these paths."""
        found = self.kept.find(_key(paths, question))
        return None if found is None else Answer(*found)

    def keep(self, answer: Answer, paths: Sequence[Path], *question: object) -> None:
        """Keep it for the next time."""
        self.kept.keep(_key(paths, question), (answer.text, answer.failed, answer.warned))
        self.kept.save(whole=False)


def _key(paths: Sequence[Path], question: Sequence[object]) -> str:
    places = [(str(path.resolve()), path.is_file(), path.is_dir()) for path in paths]
    return digest(places, *question)
