"""A town without a website: no sheet carries a code or an address, and nothing is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanzha.content.region import Region
from fanzha.edition import read_edition
from fanzha.printing import cards, leaflet, papers, poster
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import codes, texts

NO_WEBSITE = "name: 青石镇\nsite_name: 青石镇反诈宣传\npublisher: 青石镇反诈办\n"
PRODUCERS = (leaflet, poster, cards, papers)


def test_no_sheet_leads_nowhere(project: MakeProject, tmp_path: Path) -> None:
    files = {
        "scams/shuadan.md": samples.scam(),
        "posters/p.md": samples.poster(),
        "cards/c.md": samples.card(),
        "cards/s.md": samples.card(form="table"),
        "notices/n.md": samples.notice(),
        "data/regions/qingshi.yml": NO_WEBSITE,
    }
    edition, findings = read_edition(project(files, region="qingshi"))
    assert findings == []
    seen = set()
    for product in (one for producer in PRODUCERS for one in producer.products(edition)):
        if product.kind in seen or product.parts or product.kind == "thumbnail":
            continue
        seen.add(product.kind)
        made = product.make(product.args, ROOT / "overrides")
        assert made.overflow == (), product.kind
        path = tmp_path / Path(product.path).name
        path.write_bytes(made.data)
        if path.suffix == ".txt":
            text = made.data.decode("utf-8-sig")
        else:
            text = "".join(texts(path))
            assert not codes(path), product.kind
        assert "96110" in text, product.kind
        assert not [word for word in ("扫码看", "://", "最新内容") if word in text], product.kind
    assert {"leaflet-a4", "poster-a4", "cards", "letter"} <= seen


@pytest.mark.parametrize("address", ["", "https://qingshi.example/"])
def test_an_item_has_a_lasting_address_where_there_is_a_website(address: str) -> None:
    region = Region(name="青石镇", site_name="青石镇", publisher="青石镇", site_url=address)
    assert region.lasting("shuadan") == (address and f"{address}q/shuadan/")
