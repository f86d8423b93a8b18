"""The one entry for a fresh machine: needs Python 3.11 or newer and nothing else.

`python3 scripts/make.py site` makes `.venv`, installs the pinned requirements and builds `site/`;
without arguments it lists the tasks. Further arguments go to the command behind the task, whose
exit code is returned (2: wrong use or environment, 130: Ctrl-C).

All of this file must parse, and it must run up to `unsuitable`, under Python 3.6: an old Python
then says what is missing instead of showing a syntax error.
"""

import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
HASHES = "requirements-hashes.txt"  # made by make_hashes.py
HASHED = ((3, 11), (3, 12), (3, 13))  # the Pythons that it is for
PIN = re.compile(r"(?m)^([\w.-]+==[^\s#\\]+)")
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CLEAN = (
    "site",
    ".site-*",
    ".site.lock",
    ".cache",
    "build",
    "scripts/*.egg-info",
    ".*_cache",
    ".hypothesis",
)
# What tests judge files with: program → Debian package, name, Windows package.
TOOLS = {
    "qpdf": ("qpdf", "qpdf", "QPDF.QPDF"),
    "ffprobe": ("ffmpeg", "FFmpeg", "Gyan.FFmpeg"),
    "soffice": ("libreoffice-impress", "LibreOffice", "TheDocumentFoundation.LibreOffice"),
    "lowriter": ("libreoffice-writer", "LibreOffice", "TheDocumentFoundation.LibreOffice"),
    "espeak-ng": ("espeak-ng", "eSpeak NG", "eSpeak-NG.eSpeak-NG"),
}
# Web servers that run the examples for them: program → Debian package.
SERVERS = {"nginx": "nginx-light", "caddy": "caddy"}
# What reads the code, while the tests run it.
LOOKS = ("ruff check .", "ruff format --check .", "mypy scripts/fanzha")
SHELL = "chromium-headless-shell"  # Chromium without windows: tests need half the time in it
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")


# The oldest Python that will do, and the first one for which the pinned packages have no wheels.
OLDEST, TOO_NEW = (3, 11), (3, 15)
# Processors that the pinned packages have wheels for. Windows on ARM runs a Python for x64.
PROCESSORS = ("x86_64", "amd64", "aarch64", "arm64", "universal2")


def unsuitable(version, platform):
    """Return why a Python cannot run this project, and what to do; "" if it can.

    `platform` is what `sysconfig.get_platform()` says of it: win-amd64, win32, linux-x86_64 …
    Without this, pip would try to compile FFmpeg and fail after minutes, in English.
    """
    short = f"{version[0]}.{version[1]}"
    oldest, newest = f"{OLDEST[0]}.{OLDEST[1]}", f"{TOO_NEW[0]}.{TOO_NEW[1] - 1}"
    if tuple(version[:2]) < OLDEST:
        return (
            f"这里的 Python 是 {short}，太旧了，需要 {oldest} 到 {newest}。\n"
            "请安装新的 Python（安装时勾选 Add python.exe to PATH），再运行同样的命令。"
        )
    if tuple(version[:2]) >= TOO_NEW:
        return (
            f"这里的 Python 是 {short}，太新了，有的软件包还没有给它做的版本。\n"
            f"请另装 {oldest} 到 {newest} 中的一个，用它来运行。例如装好 {newest} 以后：\n"
            f"    Windows：py -{newest} scripts\\make.py site\n"
            f"    Linux：python{newest} scripts/make.py site"
        )
    if platform == "win32":
        return (
            "这里的 Python 是 32 位的，需要的软件包只有 64 位的。\n"
            "请卸掉它，安装 64 位的 Python（下载页上写着 64-bit），再运行同样的命令。\n"
            "电脑的 Windows 本身是 32 位的，装不了，请换一台电脑。"
        )
    if platform == "win-arm64":
        return (
            "这里的 Python 是 ARM64 的，需要的软件包没有给它做的版本。\n"
            "请卸掉它，安装写着 64-bit 的那一种（不是 ARM64），Windows 11 的 ARM 电脑也能运行它。"
        )
    if not platform.endswith(PROCESSORS):
        return (
            f"这里是 {platform}，需要的软件包没有给这种处理器做的版本。\n"
            "请换一台 x86-64 或 ARM64 处理器的电脑来生成，做好的 site 文件夹哪里都能用。"
        )
    return ""


if unsuitable(sys.version_info, sysconfig.get_platform()):
    print(unsuitable(sys.version_info, sysconfig.get_platform()), file=sys.stderr)
    sys.exit(2)


class SetupError(Exception):
    """Something on this machine is missing; the message says in Chinese what to do."""


def main(argv: list[str]) -> int:
    """Run the task named first in `argv` with the other arguments; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # an old console lacks some characters
    if not argv or argv[0] in ("help", "-h", "--help"):
        print(usage())
        return 0
    task, args = argv[0], argv[1:]
    if task not in COMMANDS and task not in TASKS:
        print(f"没有“{task}”这个任务。\n\n{usage()}", file=sys.stderr)
        return 2
    # A build starts workers, tests hundreds of processes: what one has compiled, the others take.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        return command(COMMANDS[task][0], args) if task in COMMANDS else TASKS[task](args)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def usage() -> str:
    """Return the list of tasks."""
    lines = [f"  {name:<10} {line}" for name, (_, line) in COMMANDS.items()]
    lines += ["", *(f"  {name:<10} {task.__doc__}" for name, task in TASKS.items())]
    return "\n".join(
        ["用法：make.py 任务 [其他参数]", "上面一组任务后面加 --help，会说明怎么用。", "", *lines]
    )


# Commands of `fanzha` that are tasks too: command and the line in the list. People need not know
# where `fanzha` is.
COMMANDS = {
    "site": ("build", "生成网站、印刷品和屏幕画面，都放在 site/"),
    "edit": ("edit", "在浏览器里写内容：左边填表，右边看样子（按 Ctrl+C 结束）"),
    "serve": ("serve", "在本机预览网站，改了内容自动刷新（按 Ctrl+C 结束）"),
    "check": ("check", "只检查内容，不生成；后面可以写文件或文件夹"),
    "towns": ("towns", "许多地区：import 带进表格，export 带出，show、check、merge"),
    "town": ("town", "头一次用：填本镇的名称和电话，写好地区档案，做一张核对单"),
    "new": ("new", '新写一条内容，如 new cases "假客服退款"'),
    "import": ("import", "把 Word 文件变成草稿，如 import 通报.docx；贴文字用 import -"),
    "print": ("print", "只做一件印刷品，如 print shuadan --product leaflet-a4"),
    "print-order": ("print-order", "给一种场所开印刷单，连同要印的文件，如 print-order banks"),
    "report": ("report", "用统计表做季度情况报告，如 report 统计表.csv；样子：report --template"),
    "survey": ("survey", "做一份知晓率问卷：手机上填的、A4、录入表"),
    "pack": ("pack", "给一种场所做整包（ZIP），如 pack schools；不写场所，列出有哪些"),
    "plan": ("plan", "做今后十二个月的计划：网页、墙上贴的、表格、日历"),
    "community": ("community", "做一套无诈社区创建的材料：清单、记录本、公告栏、牌子、月报"),
    "alert": ("alert", "只做一条预警的全部文件和整包，如 alert jia-huiyi"),
    "screens": ("screens", "只给一种屏幕做全部播放列表，如 screens --profile 3840x2160"),
    "clips": ("clips", "做短视频，横竖各15秒、30秒，如 clips shuadan"),
    "list": ("list", "列出会生成哪些成品，各由哪些内容生成"),
    "explain": ("explain", "说明一条检查规则，如 explain F001"),
    "stats": ("stats", "统计内容：还缺什么，好不好读，有没有重复"),
    "keys": ("keys", "签名用的钥匙：new 做一把，rotate 换一把，list 看有哪些"),
    "sign": ("sign", "给做好的成品签名"),
    "verify": ("verify", "核验文件是不是真的、是不是现在用的一版，如 verify 整包.zip"),
    "reference": ("reference", "更新由程序生成的说明和已发布编号表"),
}


def command(name: str, args: list[str]) -> int:
    """Run a command of `fanzha`."""
    prepare("requirements.txt")
    return run(PYTHON, "-m", "fanzha", name, *args)


# The other tasks. The docstring of each is its line in the list.


def test(args: list[str]) -> int:
    """检查代码并跑测试；--quick 一分半钟（改动旁边的测试，其余每个文件一项），--all 连抽样的也全跑"""
    quick = "--quick" in args
    with ThreadPoolExecutor() as beside:
        # Debian's packages come while pip works; not where one of them is needed for pip.
        pip_first = quick or not importlib.util.find_spec("ensurepip")
        tools = None if pip_first else beside.submit(prepare_tools)
        prepare("requirements.txt", "tests/requirements.txt")
        if not quick:
            tools.result() if tools else prepare_tools()
            prepare_browser()
    if args == ["--quick"]:  # who names files wants all of them
        args = ["--quick", "--near"]
    # A test waits for its browser, its server or its child now and then: two keep a processor busy.
    count = str(2 * (os.cpu_count() or 1))
    workers = ("-n", count, "--dist", "loadfile", "--no-loadscope-reorder")
    with ThreadPoolExecutor() as beside:
        looks = {step: beside.submit(look, step) for step in LOOKS}
        say(
            "── pytest"
            + "（只跑改动旁边的，其余每个文件一项，不开浏览器；交出前请不带 --quick 再跑）" * quick
        )
        codes = {"pytest": run(PYTHON, "-m", "pytest", *workers, *args)}
    for step, found in looks.items():
        codes[step], output = found.result()
        say(f"── {step}\n{output}")
    failed = [step for step in codes if codes[step]]
    say("没有通过：" + "、".join(failed) if failed else "全部通过。")
    return max(codes.values())


def bench(args: list[str]) -> int:
    """测量速度和大小"""
    extra = "tests/bench/requirements.txt"
    prepare("requirements.txt", "tests/requirements.txt", *[extra] * (ROOT / extra).exists())
    return run(PYTHON, "-m", "tests.bench", *args)


def audit(args: list[str]) -> int:
    """用 Lighthouse、axe 和 HTML 检查工具审查网站（要 Node.js）"""
    prepare("requirements.txt", "tests/requirements.txt")
    prepare_browser()
    return run(PYTHON, "-m", "tests.audit", *args)


def pictures(args: list[str]) -> int:
    """重拍 README 里的图片"""
    prepare("requirements.txt", "tests/requirements.txt")
    prepare_browser()
    return run(PYTHON, "tests/pictures.py", *args)


def kit(args: list[str]) -> int:
    """做一个不上网也能装的文件夹 build/kit：软件包（Windows 和 Linux）、项目、双击就开始的文件"""
    prepare("requirements.txt")
    return run(PYTHON, "scripts/make_kit.py", *args)


def clean(args: list[str]) -> int:
    """删去 site/ 和各种缓存；加 --all 连 .venv 一起删"""
    if args not in ([], ["--all"]):
        raise SetupError("clean 后面只能加 --all。")
    found = [path for pattern in CLEAN for path in ROOT.glob(pattern)]
    for folder in ("scripts", "tests"):
        found += (ROOT / folder).rglob("__pycache__")
    for path in found + [VENV] * (bool(args) and VENV.exists()):
        try:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError as error:
            raise SetupError(f"删不掉 {path}：可能有窗口或程序正在用它，关掉后再试。") from error
    return 0


TASKS = {task.__name__: task for task in (test, bench, audit, pictures, kit, clean)}


# What the tasks stand on.


def prepare(*files: str) -> None:
    """Make `.venv` usable, and install the requirement `files` if any changed since the last time.

    The stamp in `.venv` holds a hash for each file installed and the project's folder: `-e .` and
    the scripts point there, so a moved or copied `.venv` is made anew.
    """
    place = os.path.normcase(ROOT)
    stamp_file = VENV / "fanzha-make.json"
    try:
        stamp = json.loads(stamp_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stamp = {}
    wanted = {name: fingerprint(name) for name in files}
    if stamp.get("place") != place or not works(PYTHON):
        make_venv()
        stamp = {"place": place}
    if wanted.items() <= stamp.items():
        return
    say("正在安装需要的软件包，第一次要几分钟，请不要关窗口……")
    if install(files):
        raise SetupError(
            "软件包没有装成，上面是安装程序 pip 的原话。\n"
            "多半是没有联网，或网络不稳：请连上网，再运行同样的命令。\n"
            "单位要用代理或镜像的，先设好环境变量 HTTPS_PROXY 或 PIP_INDEX_URL。"
        )
    stamp_file.write_text(json.dumps({**stamp, **wanted}), encoding="utf-8", newline="\n")


def install(files: "tuple[str, ...]") -> int:
    """Install the requirement `files`; from the folder `wheels` alone, where make_kit.py made one.

    There every file has a hash in a list, and what has none is refused. The project itself is no
    wheel: it is installed afterwards, with what the list has brought.
    """
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    if "tests/requirements.txt" in files:
        # What the first of many test processes imports is compiled for all; to compile
        # everything takes a third of the time.
        pip = (*pip, "--no-compile")
    wheels = ROOT / "wheels"
    if files == ("requirements.txt",) and (wheels / "requirements.txt").is_file():
        here = ("--no-index", "--find-links", wheels)
        return run(*pip, *here, "--require-hashes", "-r", wheels / "requirements.txt") or run(
            *pip, *here, "--no-deps", "--no-build-isolation", "-e", "."
        )
    if "requirements.txt" in files and covered():
        # By hash first; what is asked for beside it finds that already there.
        by_hash = run(*pip, "--require-hashes", "-r", HASHES) or run(
            *pip, "--no-deps", "--no-build-isolation", "-e", "."
        )
        if by_hash or len(files) == 1:
            return by_hash
    return run(*pip, *(part for name in files for part in ("-r", name)))


def covered() -> bool:
    """Whether the list of hashes is for this system; raises where it is not for these pins."""
    try:
        text = (ROOT / HASHES).read_text(encoding="utf-8")
    except OSError:
        return False
    pins = PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    listed = {pin.lower().replace("_", "-") for pin in PIN.findall(text)}
    other = [pin for pin in pins if pin.lower().replace("_", "-") not in listed]
    if other:
        raise SetupError(f"{HASHES} 里没有 {other[0]}：请运行 python scripts/make_hashes.py")
    system = sys.platform == "win32" or platform.libc_ver()[0] == "glibc"
    known = system and platform.machine().lower() in ("amd64", "x86_64")
    if not known or sys.version_info[:2] not in HASHED:
        say("这台电脑的系统不在清单里，软件包不逐个核对。")
        return False
    return True


def fingerprint(name: str) -> str:
    """Return a hash of what decides an installation: the requirement file and pyproject.toml."""
    try:
        return hashlib.sha256(
            b"\0".join((ROOT / part).read_bytes() for part in (name, "pyproject.toml"))
        ).hexdigest()
    except FileNotFoundError as error:
        raise SetupError(f"缺少 {error.filename}：项目没有下载完整，请重新下载。") from error


def works(python: Path) -> bool:
    """Tell whether the environment's Python starts and still has its pip."""
    try:
        return not subprocess.run([python, "-c", "import pip"], capture_output=True).returncode
    except OSError:
        return False


def make_venv() -> None:
    """Make `.venv` from nothing; on Debian and Ubuntu fetch the module for it where we may."""
    missing = not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"))
    if missing and not apt_install("python3-venv"):
        raise SetupError(
            "这里的 Python 没有 venv 模块。在 Debian、Ubuntu 上请先运行：\n"
            "    sudo apt-get install python3-venv\n再运行同样的命令。"
        )
    say("正在建立运行环境 .venv ……")
    base = getattr(sys, "_base_executable", sys.executable)  # we may run from the .venv to clear
    if run(base, "-m", "venv", "--clear", VENV):
        raise SetupError("建不成 .venv：请关掉正在用它的窗口，删去 .venv 文件夹再试。")


def prepare_browser() -> None:
    """Install a browser for the tests unless there is a Chromium, Chrome or Edge.

    And, where apt has it, the shell in which tests take half the time; apt is asked only once.
    """
    asked = VENV / "fanzha-shell-asked"
    if not shutil.which(SHELL) and not asked.exists():
        VENV.mkdir(exist_ok=True)
        asked.touch()
        if apt_install(SHELL):
            return
    if has_browser() or (apt_install("chromium") and has_browser()):
        return
    if run(PYTHON, "-m", "playwright", "install", "chromium"):
        raise SetupError("浏览器没有装成。请联网再试，或自己装好 Chromium、Chrome 或 Edge。")


def has_browser() -> bool:
    """Tell whether a browser is on the PATH or where Windows and macOS keep it."""
    folders = [os.environ.get(key) for key in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")]
    places = [Path("/Applications/Google Chrome.app"), Path("/Applications/Microsoft Edge.app")]
    for folder in filter(None, folders):
        places.append(Path(folder, "Google/Chrome/Application/chrome.exe"))
        places.append(Path(folder, "Microsoft/Edge/Application/msedge.exe"))
    return any(map(shutil.which, BROWSERS)) or any(place.exists() for place in places)


def prepare_tools() -> None:
    """Install what the tests judge our files with, unless it is there; servers where apt has them."""
    missing = [tool for tool in TOOLS if not has_tool(tool)]
    servers = [] if os.name == "nt" else [name for name in SERVERS if not shutil.which(name)]
    if missing or servers:
        apt_install(*(TOOLS[tool][0] for tool in missing), *(SERVERS[name] for name in servers))
    for program in missing:
        if has_tool(program):
            continue
        package, name, winget = TOOLS[program]
        raise SetupError(
            f"测试还缺少 {name}（命令 {program}），这里没有装成。\n"
            f"    Debian、Ubuntu：sudo apt-get install --no-install-recommends {package}\n"
            f"    Windows：winget install {winget}\n"
            "装好后重新打开窗口，再运行同样的命令。只想生成、不想测试的，用不着装。"
        )


def has_tool(program: str) -> bool:
    """Tell whether a program is on the PATH or where it puts itself; Debian splits LibreOffice."""
    folders = [*filter(None, map(os.environ.get, ("ProgramFiles", "ProgramFiles(x86)")))]
    places = [Path(folder, "eSpeak NG", f"{program}.exe") for folder in folders]
    if program in ("soffice", "lowriter"):
        places += [Path(folder, "LibreOffice/program/soffice.exe") for folder in folders]
        places.append(Path("/Applications/LibreOffice.app"))
    return bool(shutil.which(program)) or any(place.exists() for place in places)


def apt_install(*packages: str) -> bool:
    """Install Debian packages as root or with a silent sudo; tell whether it worked."""
    if not shutil.which("apt-get"):
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and not shutil.which("sudo"):
        return False
    say(f"正在用 apt-get 安装 {'、'.join(packages)} ……")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    run(*apt, "update")  # a clean container has no lists; old ones may do
    return run(*apt, "install", "-y", "--no-install-recommends", *packages) == 0


def look(step: str) -> tuple[int, str]:
    """Run a tool that reads the code while the tests run; return its exit code and what it says."""
    done = subprocess.run(
        [PYTHON, "-m", *step.split()],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, done.stdout.strip()


def run(*command) -> int:
    """Run a command in the project's folder, with UTF-8 for its files; return its exit code."""
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}) as child:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            child.wait()  # it got the Ctrl-C too, and ends in its own way
            raise
    return code if code >= 0 else 128 - code


def say(text: str) -> None:
    """Print at once, before the output of the next command."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
