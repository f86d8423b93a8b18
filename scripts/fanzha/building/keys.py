"""The key of a product: a hash of all that its bytes depend on, and of nothing else.

That is: its maker and arguments, the keys of its parts, our modules that the maker's module
imports, its templates with all that they import, the fonts where something is typeset, and the
versions of the libraries that those modules import. So a changed template remakes its own sheets,
and a changed check remakes nothing. tests/building/test_keys.py proves that nothing is missed.
"""

from __future__ import annotations

import ast
import hashlib
import json
import posixpath
import re
import sys
import zlib
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from fanzha.kept import Kept
from fanzha.product import Product, opened_by

OURS = "fanzha"
PACKAGE = Path(__file__).resolve().parent.parent
FONTS = "fonts/*.[ot]t[fc]"
# Libraries whose name for pip is not the one that is imported.
NAMES = {"PIL": "pillow", "docx": "python-docx", "pptx": "python-pptx", "yaml": "PyYAML"}
# What a template opens: `#import "x.typ"`, `include "x.typ"`, `json("x.json")` …
_OPENED = re.compile(
    r'\b(?:import|include)\s*"([^"]+)"'
    r'|\b(?:read|json|yaml|toml|csv|xml|cbor|image|plugin|bibliography)\(\s*"([^"]+)"'
)
_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_REQUIRED = re.compile(r"[A-Za-z0-9._-]+")


class Keys:
    """Keys for the templates below `overrides`. A file is read once: no file changes in a run.

    `codes` is where the hashes of our modules are kept; it forgets them with any change of code.
    """

    def __init__(self, overrides: Path, codes: Path | None = None) -> None:
        self.overrides = overrides
        self._codes = Kept(codes, zlib.ZLIB_RUNTIME_VERSION)
        self._known: dict[int, tuple[Product, str]] = {}  # the product is held, so is its number
        self._drawn: dict[tuple[str, ...], str] = {}

    def of(self, product: Product) -> str:
        """The key of a product; those of its parts are part of it."""
        known = self._known.get(id(product))
        if known is None:
            maker = product.make
            inputs = [
                f"{maker.__module__}.{maker.__qualname__}",
                product.args,
                [self.of(part) for part in product.parts],
                self._code_hash(maker.__module__),
                self._template_hash(opened_by(maker)),
            ]
            known = self._known[id(product)] = product, _sha256(_sorted(inputs).encode())
        return known[1]

    def save(self) -> None:
        """Keep the hashes of modules for the next run."""
        self._codes.save(whole=False)

    def _code_hash(self, module: str) -> str:
        """As below, or as it was kept; a module that is not ours may change without our knowing."""
        if not _is_ours(module):
            return code_hash(module)
        return self._codes.made(module, lambda: code_hash(module))

    def _template_hash(self, templates: tuple[str, ...]) -> str:
        if templates not in self._drawn:
            texts = {path: self._file_hash(path) for path in opened(self.overrides, *templates)}
            fonts = self._fonts if any(path.endswith(".typ") for path in templates) else ""
            self._drawn[templates] = _sha256(json.dumps([sorted(texts.items()), fonts]).encode())
        return self._drawn[templates]

    def _file_hash(self, path: str) -> str:
        file = self.overrides / path
        return _sha256(file.read_bytes()) if file.is_file() else ""

    @cached_property
    def _fonts(self) -> str:
        paths = sorted(self.overrides.glob(FONTS))
        return _sha256("".join(path.name + _sha256(path.read_bytes()) for path in paths).encode())


def opened(overrides: Path, *templates: str) -> frozenset[str]:
    """The templates and everything that they open, as paths below `overrides`."""
    found: set[str] = set()
    waiting = [*templates]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        if path.endswith(".typ") and (overrides / path).is_file():
            text = (overrides / path).read_text(encoding="utf-8")
            here = posixpath.dirname(path)
            for name in (one or other for one, other in _OPENED.findall(text)):
                if not name.startswith("@"):
                    waiting.append(posixpath.normpath(posixpath.join("/", here, name)).lstrip("/"))
    return frozenset(found)


@cache
def code_hash(module: str) -> str:
    """Hash of a module, of ours that it imports (also through others), and of their libraries."""
    modules, libraries = closure(module)
    texts = [_sha256(_source(name).read_bytes()) for name in modules]
    return _sha256(json.dumps([modules, texts, [_versions(name) for name in libraries]]).encode())


@cache
def closure(module: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(our modules, libraries) that a module comes down to, itself included, in order.

    Packages that only hold a module do not count: what stands in their __init__ plans products.
    """
    ours: set[str] = set()
    libraries: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in ours:
            continue
        ours.add(name)
        for imported in _imports(name):
            if imported.split(".")[0] == OURS:
                waiting.append(imported)
            else:
                libraries.add(imported.split(".")[0])
    return tuple(sorted(ours)), tuple(sorted(libraries - sys.stdlib_module_names))


@cache
def _imports(module: str) -> tuple[str, ...]:
    """The modules that a module imports, also inside its functions; not those for types only."""
    tree = ast.parse(_source(module).read_bytes())
    return tuple(dict.fromkeys(_found(tree)))


def _found(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if _is_ours(whole) else node.module
        elif not isinstance(node, ast.expr):
            yield from _found(node)


@cache
def _is_ours(module: str) -> bool:
    """Whether this is a module of ours, and not a name in one."""
    if module.split(".")[0] != OURS:
        return False
    stem = PACKAGE.joinpath(*module.split(".")[1:])
    return stem.with_suffix(".py").is_file() or (stem / "__init__.py").is_file()


@cache
def _source(module: str) -> Path:
    if _is_ours(module):
        stem = PACKAGE.joinpath(*module.split(".")[1:])
        return stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")
    spec = find_spec(module)  # the maker of a test
    assert spec is not None and spec.origin is not None
    return Path(spec.origin)


@cache
def _versions(library: str) -> str:
    """The version of a library and of those that it stands on; Python's own zlib packs some files."""
    found: dict[str, str] = {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    waiting = [NAMES.get(library, library)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # an extra that is not installed
            found[name] = ""
            continue
        for need in requires(name) or ():
            match = _REQUIRED.match(need)
            if match and "extra ==" not in need:
                waiting.append(match[0])
    return json.dumps(found, sort_keys=True)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
