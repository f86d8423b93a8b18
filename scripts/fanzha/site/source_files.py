"""Which files of docs/ and of the theme go into the site, and how pictures leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item
from fanzha.content.local import FOLDER, MEDIA
from fanzha.content.picture_files import FORMATS, clean
from fanzha.edition import Edition
from fanzha.site.bundle import is_source

# The theme's scripts and their workers, which our pages do not load.
UNUSED = "assets/javascripts/"
# Of docs/, for the office alone, whatever `exclude_docs` of mkdocs.yml says.
INSIDE = ("data/", "engineers/", "editors/pictures/")

Shown = Callable[[Item[Meta]], bool]


def leave_out(files: Files, edition: Edition, shown: Shown) -> None:
    """Take away pages that are not shown, what is for the office or for other towns, and what the
    theme has and our pages do not load."""
    for file in list(files.documentation_pages()):
        item = edition.library.by_page.get(file.src_uri)
        if item is None or not shown(item):
            files.remove(file)
    for file in list(files):
        unused = file.src_uri.startswith(UNUSED) or file.src_uri.endswith(".map")
        unused = unused or file.src_uri.startswith(INSIDE)
        if unused or is_source(file.src_uri) or _of_others(file.src_uri, edition.region.chain):
            files.remove(file)


def add_local_pages(files: Files, edition: Edition, shown: Shown, config: MkDocsConfig) -> None:
    """Add the items that the region, or one above it, has for itself."""
    for item in edition.library.items:
        folder = _local_folder(item, edition.project.docs)
        if folder and shown(item) and files.get_file_from_path(item.page) is None:
            files.append(File(item.page, folder, config.site_dir, use_directory_urls=True))


def _of_others(path: str, chain: Sequence[str]) -> bool:
    """Whether a file below docs/ is for other towns, or no picture: pages are added where they go."""
    top, _, rest = path.partition("/")
    mine = rest.partition("/")[0] in chain and Path(path).suffix.lower() in MEDIA
    return top == FOLDER and not mine


def _local_folder(item: Item[Meta], docs: Path) -> str:
    """The layer that an item lies in; empty where it is shared."""
    path = item.document.source.path
    found = f"/{FOLDER}/" in path and path.removesuffix(f"/{item.page}")
    return str(docs.parent / found) if found else ""


def clean_pictures(files: Files, config: MkDocsConfig) -> None:
    """Photographs go out upright and without place, author and device."""
    for file in list(files.media_files()):
        path = Path(config.docs_dir) / file.src_uri
        if Path(file.src_dir or "") != Path(config.docs_dir) or path.suffix.lower() not in FORMATS:
            continue
        content = path.read_bytes()
        cleaned = clean(content, path.suffix)
        if cleaned != content:
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=cleaned))


def refuse_taken(files: Files, made: Mapping[str, str], config: MkDocsConfig) -> None:
    """No file of docs/ may replace one that is made, of the theme, or of ours: a second guard."""
    addresses = {File.generated(config, name, content="").dest_uri for name in made}
    for file in files:
        if Path(file.src_dir or "") != Path(config.docs_dir):
            continue
        shadows = any((Path(folder) / file.src_uri).is_file() for folder in config.theme.dirs)
        if shadows or file.dest_uri in addresses:
            raise PluginError(f"docs/{file.src_uri} 占了网站自己的位置，换一个名字或移到别处")
