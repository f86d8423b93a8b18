"""What a product depends on: all of it is in its key, and nothing else.

Two proofs run a maker in a world that has only what its key counts: a folder with no other
templates, and a package whose other modules are empty. The bytes must be the same.
"""

from __future__ import annotations

import hashlib
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from fanzha.building import keys
from fanzha.building.keys import Keys, closure, code_hash, opened
from fanzha.building.progress import Silent
from fanzha.building.runner import Runner
from fanzha.edition import Project, read_edition
from fanzha.producers import plan
from fanzha.product import Made, Product, opened_by
from tests.conftest import ROOT, TODAY, Some

OVERRIDES = ROOT / "overrides"
PACKAGE = ROOT / "scripts" / "fanzha"
CHEAP = 12  # leaflets: what costs more is left to the long proof

# Runs makers with all other modules of ours empty, and says what came out, and which libraries
# were there at the end.
ALONE = """
import hashlib, importlib, importlib.util, pickle, sys
from pathlib import Path

class Empty:
    def __init__(self, package, allowed):
        self.package, self.allowed = package, allowed
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] != "fanzha" or name in self.allowed:
            return None
        folder = self.package.joinpath(*name.split(".")[1:])
        spec = importlib.util.spec_from_loader(name, self, is_package=folder.is_dir())
        if folder.is_dir():
            spec.submodule_search_locations = [str(folder)]
        return spec
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        pass

package, jobs, overrides = pickle.load(sys.stdin.buffer)
before = {name.split(".")[0] for name in sys.modules}
found = []
for module, name, allowed, args, parts in jobs:
    for known in [known for known in sys.modules if known.split(".")[0] == "fanzha"]:
        del sys.modules[known]
    sys.meta_path[:] = [one for one in sys.meta_path if not hasattr(one, "allowed")]
    sys.meta_path.insert(0, Empty(package, set(allowed)))
    maker = getattr(importlib.import_module(module), name)
    made_class = importlib.import_module("fanzha.product").Made
    given = [tuple(made_class.of(*part) for part in parts)] if parts else []
    made = maker(args, overrides, *given)
    found.append(hashlib.sha256(made.data).hexdigest())
after = {name.split(".")[0] for name in sys.modules} - before
sys.stdout.buffer.write(pickle.dumps((found, sorted(after))))
"""


@pytest.fixture(scope="module")
def planned() -> list[Product]:
    """Every product of the shipped library."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    return plan(edition)


def everything(products: list[Product]) -> Iterator[Product]:
    """The products and their parts."""
    for product in products:
        yield from everything([*product.parts])
        yield product


def chosen(products: list[Product], *, cheap: bool) -> list[Product]:
    """The lightest product of each maker, for colours, copier and shop; each kind where not `cheap`."""
    found: dict[Any, Product] = {}
    for product in everything(products):
        if product.assembled or (cheap and weight(product) > CHEAP):
            continue
        form = product.args.get("format", {})
        kind = "" if cheap else product.kind
        key = (product.make, form.get("bw"), form.get("shop"), kind)
        if key not in found or weight(product) < weight(found[key]):
            found[key] = product
    return list(found.values())


def weight(product: Product) -> int:
    return product.cost + sum(weight(part) for part in product.parts)


@pytest.fixture(scope="module")
def made(planned: list[Product], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Path → what a maker makes in the usual world, for the chosen products and their parts."""
    wanted = [*everything(chosen(planned, cheap=True))]
    return usual(wanted, tmp_path_factory.mktemp("usual"))


def usual(products: list[Product], folder: Path) -> dict[str, Made]:
    with Runner(OVERRIDES, folder, 1) as runner:
        found = [*runner.run(products, Silent())]
    return {product.path: output.kept.made() for product, output in found if output.kept}


def only_what_is_named(product: Product, folder: Path) -> Path:
    """A folder of templates with those that the product's key counts, and the fonts."""
    for path in opened(OVERRIDES, *opened_by(product.make)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(OVERRIDES / path, target)
    (folder / "fonts").symlink_to(OVERRIDES / "fonts", target_is_directory=True)
    return folder


def check_templates(products: list[Product], made: dict[str, Made], folder: Path) -> None:
    for number, product in enumerate(products):
        mine = folder / str(number)
        mine.mkdir()
        parts = [tuple(made[part.path] for part in product.parts)] if product.parts else []
        again = product.make(product.args, only_what_is_named(product, mine), *parts)
        assert again.data == made[product.path].data, product.path


def alone(products: list[Product], made: dict[str, Made]) -> tuple[list[str], list[str]]:
    """(hashes, libraries) of products made by a package of which all else is empty."""
    jobs = [
        (
            *(product.make.__module__, product.make.__qualname__),
            closure(product.make.__module__)[0],
            product.args,
            [(made[part.path].data, made[part.path].facts()) for part in product.parts],
        )
        for product in products
    ]
    command = [sys.executable, "-c", ALONE]
    given = pickle.dumps((PACKAGE, jobs, OVERRIDES))
    done = subprocess.run(command, input=given, capture_output=True, cwd=PACKAGE.parent)
    assert done.returncode == 0, done.stderr.decode()
    hashes, libraries = pickle.loads(done.stdout)
    return hashes, libraries


def test_a_maker_opens_only_the_templates_that_it_names(
    planned: list[Product], made: dict[str, Made], tmp_path: Path
) -> None:
    """A template that is not counted would leave old sheets behind when it changes."""
    check_templates(chosen(planned, cheap=True), made, tmp_path)


def test_a_maker_uses_only_the_modules_that_are_counted(
    planned: list[Product], made: dict[str, Made], some: Some
) -> None:
    """The same for our own code; with --all each maker, in a usual run one of each module."""
    products = some(chosen(planned, cheap=True), lambda product: product.make.__module__)
    hashes, _ = alone(products, made)
    assert hashes == [hashlib.sha256(made[p.path].data).hexdigest() for p in products]


@pytest.mark.long
def test_every_maker_is_counted_in_full(planned: list[Product], tmp_path: Path, some: Some) -> None:
    """The costly ones too; and a process for each, to see which libraries it uses.

    With --all each kind of each maker; in a usual run one of each family: that every module counts
    its code and its templates is proved by the cheap ones above.
    """
    products = some(
        chosen(planned, cheap=False), lambda product: product.make.__module__.split(".")[1]
    )
    made = usual([*everything(products)], tmp_path / "usual")
    check_templates(products, made, tmp_path)
    names = packages_distributions()
    for product in products:
        (digest,), libraries = alone([product], made)
        assert digest == hashlib.sha256(made[product.path].data).hexdigest(), product.path
        counted = spelled(" ".join(map(keys._versions, closure(product.make.__module__)[1])))
        used = {name for library in libraries for name in names.get(library, ())} - {"fanzha"}
        assert {n for n in used if f'"{spelled(n)}"' not in counted} == set(), product.path


def spelled(name: str) -> str:
    """One spelling of a distribution's name: typing_extensions and typing-extensions are the same."""
    return name.lower().replace("_", "-")


def test_the_package_holds_nothing_but_code() -> None:
    """A data file beside a module would be read and not counted; data lies in docs/ and overrides/."""
    others = {path.name for path in PACKAGE.rglob("*.*") if path.suffix not in (".py", ".pyc")}
    assert others == set()


def changed(planned: list[Product], folder: Path, name: str) -> set[str]:
    """The paths of the products whose key changes with a template."""
    before = {product.path: Keys(folder).of(product) for product in planned}
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    keys_after = Keys(folder)
    return {p.path for p in planned if keys_after.of(p) != before[p.path]}


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OVERRIDES, tmp_path / "overrides"))


def test_a_changed_template_makes_its_own_sheets_anew_and_no_others(
    planned: list[Product], overrides: Path
) -> None:
    """Whoever moves a line on the door plate waits for plates, not for films."""
    some = [*planned[::40], *(p for p in planned if p.path.startswith("print/plate-"))]
    assert changed(some, overrides, "print/plate.typ") == {
        p.path for p in some if p.path.startswith("print/plate-")
    }
    assert changed(some, overrides, "site/header.html") == set()


def test_a_changed_theme_reaches_everything_that_is_typeset(
    planned: list[Product], overrides: Path
) -> None:
    """Else half of the sheets would have the new phone block and half the old one."""
    some = [p for p in planned[::40] if p.path.endswith((".pdf", ".webp", ".jpg"))]
    assert changed(some, overrides, "tokens.json") == {p.path for p in some}
    (overrides / "fonts" / "NotoSansSC-Bold.otf").write_bytes(b"other")
    assert changed(some, overrides, "typst/theme.typ") == {p.path for p in some}


def test_what_checks_and_pages_do_remakes_nothing(planned: list[Product]) -> None:
    """An edited rule must not cost the minutes of the print room."""
    counted = {name for p in everything(planned) for name in closure(p.make.__module__)[0]}
    tops = {name.split(".")[1] for name in counted}
    assert tops & {"checks", "site", "building", "cli", "edition"} == set()
    assert "fanzha.printing.press" in counted


def test_kept_hashes_of_modules_are_those_that_are_read(
    planned: list[Product], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read once for all builds; with other code everything is read again."""
    products = [planned[0], planned[-1]]
    fresh, first = Keys(OVERRIDES), Keys(OVERRIDES, tmp_path / "codes")
    wanted = [fresh.of(product) for product in products]
    assert [first.of(product) for product in products] == wanted
    first.save()
    monkeypatch.setattr(keys, "code_hash", lambda module: "read")
    again = Keys(OVERRIDES, tmp_path / "codes")
    assert [again.of(product) for product in products] == wanted
    monkeypatch.setattr("fanzha.kept.code_state", lambda: "other code")
    other = Keys(OVERRIDES, tmp_path / "codes")
    assert [other.of(product) for product in products] != wanted


@pytest.mark.parametrize(
    ("library", "remade", "left"),
    [
        ("pikepdf", "fanzha.printing.plate", "fanzha.screens.slides"),
        ("Markdown", "fanzha.printing.leaflet", "fanzha.printing.thumbnails"),
        ("pypdfium2", "fanzha.printing.thumbnails", "fanzha.printing.leaflet"),
        ("pillow", "fanzha.printing.thumbnails", "fanzha.printing.body"),
        ("lxml", "fanzha.screens.pptx", "fanzha.printing.thumbnails"),
        ("typst", "fanzha.screens.strips", "fanzha.printing.impose"),
        ("av", "fanzha.screens.video", "fanzha.printing.leaflet"),
    ],
)
def test_a_new_version_of_a_library_remakes_what_it_draws(
    library: str, remade: str, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update of Typst may break lines elsewhere; one of the film library does not."""

    def clear() -> None:
        code_hash.cache_clear()
        keys._versions.cache_clear()

    clear()
    before = code_hash(remade), code_hash(left)
    real = keys.version
    monkeypatch.setattr(
        keys, "version", lambda name: "99" if name.lower() == library.lower() else real(name)
    )
    clear()
    assert code_hash(remade) != before[0] and code_hash(left) == before[1]
    monkeypatch.undo()
    clear()
