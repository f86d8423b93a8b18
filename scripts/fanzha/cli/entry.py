"""The group of all commands, and how it ends: a message and an exit code, never a traceback.

Exit codes: 0 fine, 1 the content has errors, 2 wrong use or environment. What a command does not
need is not imported: a check of one file starts in a third of a second.
"""

from __future__ import annotations

import gc
import sys

import click

from fanzha import __version__
from fanzha.cli import (
    check_commands,
    make_commands,
    pack_commands,
    print_commands,
    report_commands,
    sign_commands,
    towns_commands,
    write_commands,
)
from fanzha.cli.output_encoding import console_code_page, encoding_for_people, speak
from fanzha.cli.usage import ChineseHelp, explain
from fanzha.errors import ContentError, FanzhaError
from fanzha.files import reason

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
COMMANDS = (
    make_commands.build,
    check_commands.check,
    check_commands.explain_rule,
    make_commands.serve,
    write_commands.edit,
    print_commands.print_sheet,
    print_commands.print_order,
    report_commands.report,
    report_commands.survey_files,
    report_commands.community,
    make_commands.make_screens,
    make_commands.make_clips,
    make_commands.make_alert,
    pack_commands.make_pack,
    pack_commands.make_plan,
    make_commands.list_products,
    check_commands.stats,
    write_commands.new,
    write_commands.town,
    write_commands.import_file,
    check_commands.reference,
    sign_commands.keys,
    sign_commands.sign,
    sign_commands.verify,
    towns_commands.towns,
)
click.Context.formatter_class = ChineseHelp
# What we read stays until the end; to look for rubbish in it over and over takes a tenth of the time.
RARELY = 50_000


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="fanzha", message="%(prog)s %(version)s")
def cli() -> None:
    """反诈宣传：一份内容，生成网站、印刷品和屏幕文件。"""


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Entry point: our errors become a message and an exit code, never a traceback."""
    speak(encoding_for_people(console_code_page()))
    gc.set_threshold(RARELY)
    try:
        cli.main(standalone_mode=False)
    except ContentError as error:
        from fanzha.reports import text_report

        click.echo(text_report(error.findings), err=True)
        sys.exit(error.exit_code)
    except FanzhaError as error:
        click.echo(f"出错：{error}", err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo("已中断，原来的成品没有动", err=True)
        sys.exit(130)
    except click.ClickException as error:
        click.echo(explain(error), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        place = f"{error.filename}，" if error.filename else ""
        click.echo(f"出错：读写文件失败：{place}{reason(error)}", err=True)
        sys.exit(2)
