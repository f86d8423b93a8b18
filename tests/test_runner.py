"""Making products: each once, kept, and made anew when anything that it depends on has changed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fanzha import typeset
from fanzha.errors import UsageError
from fanzha.product import Args, Made, Overflow, Product
from fanzha.runner import KEEP_SECONDS, WORTH_A_POOL, Runner
from tests.conftest import ROOT


def note(args: Args, overrides: Path) -> Made:
    """A maker that leaves a mark at every call, and says which process it ran in."""
    marks = Path(args["marks"])
    (marks / f"{args['name']}-{len(list(marks.glob(args['name'] + '-*')))}").touch()
    text = f"{args['name']}:{(overrides / 'print' / 'a.typ').read_text(encoding='utf-8')}"
    return Made(text.encode(), pages=2)


def where(args: Args, overrides: Path) -> Made:
    return Made(str(os.getpid()).encode())


def too_long(args: Args, overrides: Path) -> Made:
    return Made(b"%PDF", overflow=(Overflow("steps", 3.5, 12),))


def broken(args: Args, overrides: Path) -> Made:
    raise UsageError(f"坏的：{args['name']}")


def stay(args: Args, overrides: Path) -> Made:
    """A maker that holds a line to the test as long as its process lives."""
    if not LINES:
        line = socket.create_connection(("127.0.0.1", args["port"]))
        LINES.append(line)
        # The test hangs up at its end, so that no process outlives it.
        threading.Thread(target=lambda: (line.recv(1), os._exit(0)), daemon=True).start()
    time.sleep(0.05)
    return Made(b"")


LINES: list[socket.socket] = []


def crew(folder: str, port: str) -> None:
    """A build that takes long; the test below runs it in a process of its own, and kills that."""
    args = {"port": int(port)}
    products = [
        Product(str(n), "print", "k", "样品", (), stay, {**args, "n": n}) for n in range(10_000)
    ]
    with Runner(Path(folder) / "overrides", Path(folder) / "cache", 2) as runner:
        list(runner.run(products, Counted()))


class Counted:
    """Progress that only counts."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    def start(self, total: int, label: str) -> None:
        self.seen += [(total, label)]

    def step(self) -> None:
        self.seen += ["step"]

    def finish(self) -> None:
        self.seen += ["finish"]


class Workshop:
    """A folder with templates, a cache and the marks of the makers."""

    def __init__(self, root: Path) -> None:
        self.overrides, self.cache, self.marks = root / "overrides", root / "cache", root / "marks"
        self.marks.mkdir()
        for name in ("print/a.typ", "typst/theme.typ", "fonts/x.otf", "tokens.json", "site/a.css"):
            path = self.overrides / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("一", encoding="utf-8")

    def products(self, *names: str, make: object = note) -> list[Product]:
        return [
            Product(f"{name}.pdf", "print", "k", "样品", (name,), make, self.args(name))  # type: ignore[arg-type]
            for name in names
        ]

    def args(self, name: str) -> dict[str, str]:
        return {"name": name, "marks": str(self.marks)}

    def run(self, products: Sequence[Product], jobs: int = 1) -> dict[str, Made]:
        with Runner(self.overrides, self.cache, jobs) as runner:
            return {product.path: made for product, made in runner.run(products, Counted())}

    def calls(self) -> int:
        """How often a maker was called until now."""
        return len(list(self.marks.iterdir()))

    def kept(self) -> Iterator[Path]:
        return (path for path in (self.cache / "products").rglob("*") if path.is_file())


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


NAMES = [f"p{number:02d}" for number in range(WORTH_A_POOL + 6)]


def test_a_product_is_made_once_and_then_kept(workshop: Workshop) -> None:
    """The shipped library has a hundred; nobody waits for them after mending one comma."""
    products = workshop.products("a", "b")
    first = workshop.run(products)
    assert workshop.calls() == 2
    assert workshop.run(products) == first
    assert workshop.calls() == 2
    assert first["a.pdf"].data.decode() == "a:一"
    assert first["a.pdf"].facts() == {"pages": 2}


def test_only_what_changed_is_made_again(workshop: Workshop) -> None:
    workshop.run(workshop.products("a", "b"))
    workshop.run(workshop.products("a", "b", "c"))
    assert workshop.calls() == 3


@pytest.mark.parametrize("name", ["print/a.typ", "typst/theme.typ", "fonts/x.otf", "tokens.json"])
def test_a_changed_template_font_or_colour_makes_all_anew(workshop: Workshop, name: str) -> None:
    """Else half of the leaflets would have the new phone block and half the old one."""
    workshop.run(workshop.products("a", "b"))
    (workshop.overrides / name).write_text("二", encoding="utf-8")
    workshop.run(workshop.products("a", "b"))
    assert workshop.calls() == 4


def test_a_changed_style_of_the_website_makes_no_paper_anew(workshop: Workshop) -> None:
    workshop.run(workshop.products("a"))
    (workshop.overrides / "site" / "a.css").write_text("二", encoding="utf-8")
    workshop.run(workshop.products("a"))
    assert workshop.calls() == 1


def test_a_new_version_of_what_draws_makes_all_anew(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update of Typst may break lines elsewhere."""
    workshop.run(workshop.products("a"))
    monkeypatch.setattr(typeset, "versions", lambda: "typst 99")
    workshop.run(workshop.products("a"))
    assert workshop.calls() == 2


def test_another_maker_does_not_get_the_product_of_this_one(workshop: Workshop) -> None:
    """A leaflet and a card are made from the same arguments."""
    workshop.run(workshop.products("a"))
    other = workshop.run(workshop.products("a", make=where))
    assert other["a.pdf"].data.decode() == str(os.getpid())


def test_many_are_made_side_by_side_and_come_out_the_same(workshop: Workshop) -> None:
    alone = workshop.run(workshop.products(*NAMES))
    shutil.rmtree(workshop.cache)
    assert workshop.run(workshop.products(*NAMES), jobs=2) == alone
    assert workshop.calls() == 2 * len(NAMES)


def test_a_pool_is_used_for_many_and_not_for_few(workshop: Workshop) -> None:
    """Starting workers takes longer than two dozen leaflets."""
    here = str(os.getpid()).encode()
    few = workshop.run(workshop.products(*NAMES[:5], make=where), jobs=2)
    many = workshop.run(workshop.products(*NAMES[5:], "x", make=where), jobs=2)
    assert {made.data for made in few.values()} == {here}
    assert here not in {made.data for made in many.values()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_one_ends_the_run_and_names_it(workshop: Workshop, jobs: int) -> None:
    products = workshop.products(*NAMES) + workshop.products("schlecht", make=broken)
    with pytest.raises(UsageError, match="坏的：schlecht"):
        workshop.run(products, jobs)


def test_workers_end_when_the_build_is_killed(workshop: Workshop) -> None:
    """Else each killed build leaves processes of 80 MB behind, until the machine is full."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        code = "import sys; from tests.test_runner import crew; crew(*sys.argv[1:])"
        where = [str(workshop.overrides.parent), str(server.getsockname()[1])]
        build = subprocess.Popen([sys.executable, "-c", code, *where], cwd=ROOT)
        try:
            lines = [server.accept()[0] for _ in range(2)]
        finally:
            build.kill()
            build.wait()
        ended = [_hung_up(line) for line in lines]
        for line in lines:
            line.close()
    assert ended == [True, True]


def _hung_up(line: socket.socket) -> bool:
    """Whether the other side ends; it has ten seconds, far more than a process needs."""
    line.settimeout(10)
    try:
        return line.recv(1) == b""
    except ConnectionError:
        return True
    except TimeoutError:
        return False


def test_what_does_not_fit_is_not_kept(workshop: Workshop) -> None:
    """It must be named again at the next build, too, until somebody cuts it."""
    products = workshop.products("a", make=too_long)
    for _ in range(2):
        assert workshop.run(products)["a.pdf"].overflow == (Overflow("steps", 3.5, 12),)
    assert list(workshop.kept()) == []


@pytest.mark.parametrize("damage", ["cut", "filled", "flipped"])
def test_a_damaged_file_in_the_cache_is_made_anew(workshop: Workshop, damage: str) -> None:
    """Power cuts leave halves and zeros; memory and sticks turn single bits."""
    products = workshop.products("a")
    whole = workshop.run(products)
    (path,) = workshop.kept()
    good = path.read_bytes()
    bad = {
        "cut": [good[:end] for end in range(len(good))],
        "filled": [b"\0" * len(good), good + b"x", b"{}\n", b"[]\n", b"null\n", b"\xff\n"],
        "flipped": [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(len(good))],
    }
    for data in bad[damage]:
        path.write_bytes(data)
        assert workshop.run(products) == whole, data


def test_progress_counts_what_is_kept_as_well(workshop: Workshop) -> None:
    """Else the bar would stop at 3 of 107 and look broken."""
    workshop.run(workshop.products("a"))
    progress = Counted()
    with Runner(workshop.overrides, workshop.cache, 1) as runner:
        assert len(list(runner.run(workshop.products("a", "b"), progress))) == 2
        assert list(runner.run([], progress)) == []
    assert progress.seen == [(2, "print"), "step", "step", "finish"]


def test_what_no_build_has_used_for_long_is_dropped(workshop: Workshop) -> None:
    """The cache must not grow for ever; what is in use stays, however old it is."""
    workshop.run(workshop.products("a", "b"))
    old = time.time() - KEEP_SECONDS - 60
    for path in workshop.kept():
        os.utime(path, (old, old))
    workshop.run(workshop.products("a"))
    with Runner(workshop.overrides, workshop.cache, 1) as runner:
        runner.prune()
    assert len(list(workshop.kept())) == 1
    workshop.run(workshop.products("a", "b"))
    assert workshop.calls() == 3


def test_every_template_of_the_repository_counts() -> None:
    """A new folder of templates that the hash leaves out would serve stale sheets."""
    paths = [path for path in (ROOT / "overrides").rglob("*") if path.suffix in (".typ", ".otf")]
    folders = {path.relative_to(ROOT / "overrides").parts[0] for path in paths}
    assert folders <= {"print", "screens", "sharing", "typst", "fonts"}, "add it to Runner._tools"


def join(args: Args, overrides: Path, parts: Sequence[Made]) -> Made:
    """A maker that needs others: it joins what was made of its parts."""
    note(args, overrides)
    return Made(b"+".join(part.data for part in parts))


def book(workshop: Workshop, name: str, pages: str, cost: int = 1) -> Product:
    parts = tuple(workshop.products(*pages))
    return Product(name, "print", "book", "书", (), join, workshop.args(name), parts, cost)


@pytest.mark.parametrize("jobs", [1, 2])
def test_parts_are_made_first_and_once(workshop: Workshop, jobs: int) -> None:
    """A video is encoded from its slides; a slide in two videos is drawn once."""
    books = [book(workshop, "x", "ab", WORTH_A_POOL), book(workshop, "y", "bc", WORTH_A_POOL)]
    made = workshop.run(books, jobs)
    assert {name: out.data.decode() for name, out in made.items()} == {
        "x": "a:一+b:一",
        "y": "b:一+c:一",
    }
    assert workshop.calls() == 5


def test_a_changed_part_makes_only_itself_and_the_whole(workshop: Workshop) -> None:
    """One changed slide of twenty must not cost twenty."""
    workshop.run([book(workshop, "x", "ab")])
    workshop.run([book(workshop, "x", "ab")])
    assert workshop.calls() == 3
    assert workshop.run([book(workshop, "x", "ac")])["x"].data.decode() == "a:一+c:一"
    assert workshop.calls() == 5


def test_what_is_too_long_in_a_part_is_said_once(workshop: Workshop) -> None:
    """Of the whole, where the part is not published itself; else of the part alone."""
    (part,) = workshop.products("p", make=too_long)
    whole = replace(book(workshop, "x", ""), parts=(part,))
    alone, both = workshop.run([whole]), workshop.run([whole, part])
    mark = Overflow("steps", 3.5, 12)
    assert alone["x"].overflow == (mark,)
    assert (both["x"].overflow, both["p.pdf"].overflow) == ((), (mark,))
