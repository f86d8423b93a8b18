#!/bin/sh
# 双击，或在终端里运行：装好需要的东西，在浏览器里打开编辑页面。
cd "$(dirname "$0")" || exit 1
for python in python3.13 python3.12 python3.11 python3.14 python3 python; do
  if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null; then
    exec "$python" scripts/make.py edit "$@"
  fi
done
echo "这台电脑上没有合适的 Python（要 3.11 到 3.14）。请先安装，再双击这个文件。"
printf "按回车关闭……"
read -r _
exit 1
