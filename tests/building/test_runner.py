"""Making products: each once, kept, and made anew when anything that it depends on has changed."""

from __future__ import annotations

import hashlib
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

from fanzha.building.runner import Runner
from fanzha.building.store import KEEP_SECONDS, Store
from fanzha.building.workers import KILLED, WORTH_A_POOL, Output
from fanzha.errors import UsageError
from fanzha.product import Args, Made, Origin, Overflow, Product, opens
from tests.conftest import ROOT


@opens("print/a.typ")
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


def defect(args: Args, overrides: Path) -> Made:
    return Made(bytes(1 // 0))


def die(args: Args, overrides: Path) -> Made:
    """A maker whose process ends as if it had been killed."""
    os._exit(9)


def die_once(args: Args, overrides: Path) -> Made:
    mark = Path(args["marks"]) / "died"
    if mark.exists():
        return Made(b"alive")
    mark.touch()
    os._exit(9)


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

    def outputs(self, products: Sequence[Product], jobs: int = 1) -> dict[str, Output]:
        """What became of each product, by path."""
        with Runner(self.overrides, self.cache, jobs) as runner:
            return {product.path: output for product, output in runner.run(products, Counted())}

    def run(self, products: Sequence[Product], jobs: int = 1) -> dict[str, Made]:
        """The products that were made, by path."""
        found = self.outputs(products, jobs).items()
        return {path: output.kept.made() for path, output in found if output.kept}

    def calls(self) -> int:
        """How often a maker was called until now."""
        return len(list(self.marks.iterdir()))

    def kept(self) -> Iterator[Path]:
        return (path for path in (self.cache / "products").rglob("*") if path.is_file())

    def data(self) -> list[Path]:
        """The products in the store, without what is told of them."""
        return [path for path in self.kept() if path.suffix != ".json"]


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


NAMES = [f"p{number:02d}" for number in range(WORTH_A_POOL + 6)]


def test_a_product_is_made_once_and_then_kept(workshop: Workshop) -> None:
    """The shipped library has two thousand; nobody waits for them after mending one comma."""
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
def test_what_fails_is_told_and_the_rest_is_made(workshop: Workshop, jobs: int) -> None:
    """An office that prints three hundred sheets learns of all faults at once, not one a day."""
    bad = workshop.products("schlecht", make=broken) + workshop.products("null", make=defect)
    found = workshop.outputs([*bad, *workshop.products(*NAMES)], jobs)
    assert found["schlecht.pdf"] == Output(failed=("坏的：schlecht",))
    (reason,) = found["null.pdf"].failed
    assert "ZeroDivisionError" in reason and "test_runner.py" in reason
    assert sum(output.kept is not None for output in found.values()) == len(NAMES)


def test_a_killed_worker_is_replaced(workshop: Workshop) -> None:
    """A system without memory ends the process that has most of it; the build goes on."""
    once = workshop.products("einmal", make=die_once)
    made = workshop.run([*once, *workshop.products(*NAMES)], jobs=2)
    assert made["einmal.pdf"].data == b"alive" and len(made) == 1 + len(NAMES)


def test_a_product_that_kills_its_worker_again_is_named(workshop: Workshop) -> None:
    """A picture that crashes a library must not stop all others, nor pull them down with it."""
    bad = workshop.products("todlich", "fatal", make=die)
    found = workshop.outputs([*workshop.products(*NAMES), *bad], jobs=2)
    assert {path for path, output in found.items() if output.failed == (KILLED,)} == {
        "todlich.pdf",
        "fatal.pdf",
    }
    assert sum(output.kept is not None for output in found.values()) == len(NAMES)


def test_workers_end_when_the_build_is_killed(workshop: Workshop) -> None:
    """Else each killed build leaves processes of 80 MB behind, until the machine is full."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        code = "import sys; from tests.building.test_runner import crew; crew(*sys.argv[1:])"
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
        assert workshop.outputs(products)["a.pdf"].overflow == (Overflow("steps", 3.5, 12),)
    assert list(workshop.kept()) == []


@pytest.mark.parametrize("damage", ["cut", "filled", "flipped"])
def test_a_damaged_file_in_the_store_is_made_anew(workshop: Workshop, damage: str) -> None:
    """Power cuts leave halves and zeros; somebody edits a published file, which is the same file."""
    products = workshop.products("a")
    whole = workshop.run(products)
    for number in range(2):  # the product, and what is told of it
        good = sorted(workshop.kept())[number].read_bytes()
        bad = {
            "cut": [good[:end] for end in range(len(good))],
            "filled": [b"\0" * len(good), good + b"x", b"{}\n", b"[]\n", b"null\n", b"\xff\n"],
            "flipped": [
                good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(len(good))
            ],
        }
        for data in bad[damage]:
            sorted(workshop.kept())[number].write_bytes(data)
            assert workshop.run(products) == whole, data


def test_two_products_that_changed_places_are_made_anew(workshop: Workshop) -> None:
    """A store put back by hand must not hang one village's leaflet under another's name."""
    products = workshop.products("a", "b")
    whole = workshop.run(products)
    one, other = workshop.data()
    for suffix in ("", ".json"):
        first, second = Path(f"{one}{suffix}"), Path(f"{other}{suffix}")
        aside = first.rename(workshop.cache / "aside")
        second.rename(first)
        aside.rename(second)
    assert workshop.run(products) == whole
    assert workshop.calls() == 4


def test_a_store_that_was_copied_is_used(workshop: Workshop) -> None:
    """Copying gives all files a new time; then they are read once, and not made again."""
    whole = workshop.run(workshop.products("a", "b"))
    for path in workshop.data():
        os.utime(path)
    assert workshop.run(workshop.products("a", "b")) == whole
    assert workshop.calls() == 2


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
    assert len(workshop.data()) == 1 and len(list(workshop.kept())) == 2
    workshop.run(workshop.products("a", "b"))
    assert workshop.calls() == 3


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


@pytest.mark.parametrize("deep", [1, 2])
def test_what_is_too_long_in_a_part_is_said_once(workshop: Workshop, deep: int) -> None:
    """Of the whole, where the part is not published itself; else of the part alone. Every time."""
    (part,) = workshop.products("p", make=too_long)
    whole = part
    for level in range(deep):
        whole = replace(book(workshop, f"x{level}", ""), parts=(whole,))
    mark = Overflow("steps", 3.5, 12, Origin("items", "p", "steps"))
    for _ in range(2):
        assert workshop.outputs([whole])[whole.path] == Output(overflow=(mark,))
    both = workshop.outputs([whole, part])
    assert both["p.pdf"].overflow == (Overflow("steps", 3.5, 12),)
    assert deep > 1 or both[whole.path] == Output()
    assert list(workshop.kept()) == []


def test_of_a_part_that_failed_the_whole_tells_why(workshop: Workshop) -> None:
    """Else a film would be missing without a word."""
    (part,) = workshop.products("p", make=broken)
    whole = replace(book(workshop, "x", ""), parts=(part,))
    assert workshop.outputs([whole])["x"].failed == ("坏的：p",)


def pack(args: Args, overrides: Path, files: Sequence[Path], target: Path) -> None:
    """A maker that puts its parts together while the site is written."""
    target.write_bytes(b"".join(file.read_bytes() for file in files))


def test_what_is_put_together_is_not_kept(workshop: Workshop) -> None:
    """A ZIP of files that are in the site would double the store."""
    parts = tuple(workshop.products("a", "b"))
    whole = Product("x.zip", "print", "k", "包", (), pack, {}, parts, assembled=True)
    target = workshop.overrides.parent / "x.zip"
    with Runner(workshop.overrides, workshop.cache, 1) as runner:
        ((_, output),) = runner.run([whole], Counted())
        written = runner.put(whole, output, target)
    assert target.read_text(encoding="utf-8") == "a:一b:一"
    assert written is not None and written.size == target.stat().st_size
    assert written.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert len(workshop.data()) == 2


def test_what_was_put_together_stays_where_it_is_the_same(workshop: Workshop) -> None:
    """A run about something else forgets nothing; a damaged file and another part are seen."""
    target = workshop.overrides.parent / "x.zip"

    def put(*names: str) -> int:
        parts = tuple(workshop.products(*names))
        whole = Product("x.zip", "print", "k", "包", (), pack, {}, parts, assembled=True)
        with Runner(workshop.overrides, workshop.cache, 1) as runner:
            ((_, output),) = runner.run([whole], Counted())
            written = runner.put(whole, output, target)
        assert written is not None
        assert written.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
        assert target.read_text(encoding="utf-8") == "".join(f"{n}:一" for n in names)
        return target.stat().st_mtime_ns

    first = put("a", "b")
    workshop.run(workshop.products("c"))
    assert put("a", "b") == first
    target.write_text("x", encoding="utf-8")
    put("a", "b")
    put("a", "c")


def test_a_product_is_linked_and_not_copied(workshop: Workshop) -> None:
    """Reading and writing 160 MB again took longer than all that was new."""
    (product,) = workshop.products("a")
    target = workshop.overrides.parent / "out" / "a.pdf"
    with Runner(workshop.overrides, workshop.cache, 1) as runner:
        ((_, output),) = runner.run([product], Counted())
        runner.put(product, output, target)
    assert [path.stat().st_ino for path in workshop.data()] == [target.stat().st_ino]
    target.write_bytes(b"edited by hand")
    assert workshop.run([product])["a.pdf"].data.decode() == "a:一"
    assert target.read_bytes() == b"edited by hand"


def test_what_was_made_is_found_without_reading_what_stands_beside_it(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build asks for four thousand products; an edited file is still noticed."""
    products = workshop.products("a", "b")
    first = workshop.run(products)
    monkeypatch.setattr(Store, "find", refuse)
    assert workshop.run(products) == first
    monkeypatch.undo()
    for path in workshop.data():
        path.write_bytes(b"edited")
    assert workshop.run(products) == first
    assert workshop.calls() == 4


def refuse(store: Store, key: str) -> None:
    raise AssertionError("the store was asked")


def test_workers_that_are_ready_make_few_as_well(workshop: Workshop) -> None:
    """A build starts them while it plans; then nothing waits for anything."""
    with Runner(workshop.overrides, workshop.cache, 2) as runner:
        runner.warm()
        found = runner.run(workshop.products("a", "b", make=where), Counted())
        made = {output.kept.made().data for _, output in found if output.kept}
    assert made and str(os.getpid()).encode() not in made
