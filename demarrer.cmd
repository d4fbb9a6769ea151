@echo off
rem Windows: double-click. Prepares ramasse beside this file, then opens its page.
rem The first time takes a few minutes and a connection; afterwards neither.
setlocal
title ramasse
cd /d "%~dp0"

set "recent=import sys; sys.exit(sys.version_info < (3, 11))"
set "found="
for %%v in (3.13 3.12 3.11 3) do if not defined found (
    py -%%v -c "%recent%" >nul 2>&1 && set "found=py -%%v"
)
if not defined found python -c "%recent%" >nul 2>&1 && set "found=python"
if not defined found goto missing

set "python=.venv\Scripts\python.exe"
"%python%" -c "%recent%" >nul 2>&1 || goto prepare
fc /b pyproject.toml .venv\installed.toml >nul 2>&1 || goto prepare
goto open

:prepare
echo Installation de ramasse : quelques minutes, une seule fois...
echo Preparing ramasse: a few minutes, only once...
"%python%" -c "%recent%" >nul 2>&1 || %found% -m venv --clear .venv || goto failed
"%python%" -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e . || goto failed
copy /y pyproject.toml .venv\installed.toml >nul

:open
rem the sources beside this file are the ones that run, wherever the folder was moved
"%python%" -c "from service.cli.app import main; main()" serve --open %*
set "status=%errorlevel%"
if not "%status%"=="0" pause
exit /b %status%

:missing
echo Il manque Python (3.11, 3.12 ou 3.13).
echo Prenez Python 3.13 sur https://www.python.org/downloads/windows/
echo Cochez "Add python.exe to PATH", puis double-cliquez de nouveau sur demarrer.cmd.
echo.
echo Python 3.11 or later is missing.
echo Take Python 3.13 from https://www.python.org/downloads/windows/
echo Tick "Add python.exe to PATH", then double-click demarrer.cmd again.
pause
exit /b 2

:failed
echo L'installation n'a pas abouti, voir plus haut. Il faut une connexion ; puis recommencez.
echo Installing stopped, see above. Check the connection, then start again.
pause
exit /b 2
