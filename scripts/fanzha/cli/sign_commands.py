"""Commands of the publisher: keys, signing a finished folder, and verifying what somebody has."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fanzha.cli.options import config_option, open_project, region_option, today_option
from fanzha.invocation import how_to_run

if TYPE_CHECKING:
    from fanzha.findings import Finding

passphrase_option = click.option("--passphrase", is_flag=True, help="给私钥加一个口令。")


@click.group()
def keys() -> None:
    """发布单位的钥匙：做一把（new）、换一把（rotate）、看有哪些（list）。"""


@keys.command("new")
@passphrase_option
@config_option
@today_option
def new_key(passphrase: bool, config: Path, today: datetime.date | None) -> None:
    """做第一把钥匙：私钥存在这台电脑的用户文件夹里，公钥写进 docs/data/keys.yml。"""
    from fanzha.content.data import public_keys
    from fanzha.signing import publisher

    project, _ = open_project(config, None, today)
    known, findings = public_keys.read(project.root, project.docs)
    _stop(findings)
    name, path = publisher.start(
        project.root, project.docs, known, project.today, _new_passphrase(passphrase)
    )
    _told(name, path)


@keys.command("rotate")
@passphrase_option
@click.option("--lost", is_flag=True, help="旧的私钥找不到了。")
@click.option("--stolen", is_flag=True, help="旧的私钥可能被别人拿到了：作废。")
@config_option
@today_option
def rotate_key(
    passphrase: bool, lost: bool, stolen: bool, config: Path, today: datetime.date | None
) -> None:
    """换一把新钥匙：旧的介绍新的，半年里两把都认；丢了、被拿走了也能换。"""
    from fanzha.content.data import public_keys
    from fanzha.signing import publisher

    if lost and stolen:
        raise click.UsageError("--lost、--stolen 只写一样；拿不准就写 --stolen")
    project, _ = open_project(config, None, today)
    known, findings = public_keys.read(project.root, project.docs)
    _stop(findings)
    name, path = publisher.rotate(
        project.root,
        project.docs,
        known,
        project.today,
        _new_passphrase(passphrase),
        _ask,
        lost=lost,
        stolen=stolen,
    )
    _told(name, path)
    if lost or stolen:
        click.echo(
            "没有旧钥匙介绍：请在网站和公告栏写明换了钥匙，把新指纹写上，请各处下载新的核验页"
        )


@keys.command("list")
@config_option
@today_option
def list_keys(config: Path, today: datetime.date | None) -> None:
    """列出全部钥匙：指纹、状态、私钥在不在这台电脑上。"""
    from fanzha.content.data import public_keys
    from fanzha.signing import private_keys

    project, _ = open_project(config, None, today)
    known, findings = public_keys.read(project.root, project.docs)
    _stop(findings)
    if not known:
        click.echo(f"还没有钥匙；运行 {how_to_run('keys new')}")
    folder = private_keys.outside(project.root)
    for name, row in known.items():
        state = f"{row.revoked} 作废" if row.revoked else "在用"
        state = f"已换下，认到 {row.until}" if row.until and not row.revoked else state
        here = "私钥在这台电脑上" if (folder / f"{name}.pem").is_file() else "私钥不在这台电脑上"
        click.echo(f"{name}　{row.since} 起，{state}，{here}")


@click.command("sign")
@click.argument("folder", metavar="[成品文件夹]", required=False, type=click.Path(path_type=Path))
@config_option
@region_option
@today_option
def sign(
    folder: Path | None, config: Path, region: str | None, today: datetime.date | None
) -> None:
    """给做好的成品签名，如 sign site；私钥有口令的、在别的电脑上做好的，用它。"""
    from fanzha.building.signing_again import sign_again
    from fanzha.content.data import public_keys

    project, settings = open_project(config, region, today)
    known, findings = public_keys.read(project.root, project.docs)
    _stop(findings)
    target = (folder or Path(settings.site_dir)).absolute()
    for town, key in sign_again(project, known, target, _ask):
        click.echo(f"{town} 签好了，钥匙 {key}")


@click.command("verify")
@click.argument(
    "paths", metavar="文件或文件夹...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--list",
    "listed",
    type=click.Path(path_type=Path),
    help="用哪份名单，默认成品文件夹里的 genuine.txt。",
)
@config_option
@today_option
def verify(
    paths: tuple[Path, ...], listed: Path | None, config: Path, today: datetime.date | None
) -> None:
    """核验成品是不是真的、是不是现在用的一版，如 verify 整包.zip。"""
    from fanzha.content.data import public_keys
    from fanzha.errors import UsageError
    from fanzha.files import reason
    from fanzha.signing import genuine_list
    from fanzha.signing.sealing import LIST
    from fanzha.signing.verdict import OF_TRUST
    from fanzha.signing.verify import Verifier

    project, settings = open_project(config, None, today)
    known, findings = public_keys.read(project.root, project.docs)
    _stop(findings)
    path = listed or Path(settings.site_dir) / LIST
    found = None
    if listed is not None or path.is_file():
        try:
            opened = genuine_list.opened(path.read_bytes(), known)
        except OSError as error:
            raise UsageError(f"名单 {path} 读不了：{reason(error)}") from error
        if not isinstance(opened, genuine_list.GenuineList):
            raise UsageError(f"名单 {path} 不能用：{OF_TRUST[opened].label}")
        found = opened
    verifier = Verifier(known, found, project.today)
    results = [(one, verifier.look(one)) for one in paths]
    for one, result in results:
        click.echo(f"{one}：{result.verdict.label}")
        facts = [
            ("内容", result.title),
            ("编印", result.publisher),
            ("版本", result.edition),
            ("有效至", result.valid_until),
            ("钥匙", result.key),
        ]
        for label, text in facts:
            if text:
                click.echo(f"　　{label}：{text}")
        for note in result.notes:
            click.echo(f"　　{note}")
    if not all(result.good for _, result in results):
        sys.exit(1)


def _stop(findings: Sequence[Finding]) -> None:
    from fanzha.errors import ContentError

    if findings:
        raise ContentError(findings)


def _ask() -> str:
    return str(click.prompt("私钥的口令", hide_input=True))


def _new_passphrase(wanted: bool) -> str:
    if not wanted:
        return ""
    return str(
        click.prompt(
            "口令，至少8个字", hide_input=True, confirmation_prompt="再输一遍", value_proc=_long
        )
    )


def _long(text: str) -> str:
    if len(text) < 8:
        raise click.BadParameter("口令太短，至少8个字")
    return text


def _told(name: str, path: Path) -> None:
    click.echo(f"指纹：{name}")
    click.echo(f"私钥：{path}")
    click.echo("私钥不要给别人，不要放进项目。拷一份到U盘，和公章一样锁好：丢了就签不了名。")
    click.echo(f"公钥写进了 docs/data/keys.yml。运行 {how_to_run('site')}，成品就带签名。")
