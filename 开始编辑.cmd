@echo off
chcp 65001 >nul
rem Double-click: sets up what is missing, then opens the form in the browser.
cd /d "%~dp0"
where py >nul 2>nul && (py scripts\make.py edit %* & goto done)
where python >nul 2>nul && (python scripts\make.py edit %* & goto done)
echo 这台电脑上没有 Python。请先安装 3.11 到 3.14 的 64 位版本，安装时勾选 Add python.exe to PATH，再双击这个文件。
:done
if errorlevel 1 pause
