@echo off
rem Windows: double-click. Prepares ramasse beside this file, then opens its page.
rem The first time takes a few minutes and a connection; afterwards neither.
setlocal
title ramasse
rem unlike cd, this also enters a folder of the network
pushd "%~dp0" || goto zipped
if not exist pyproject.toml goto zipped

set "recent=import sys; sys.exit(sys.version_info < (3, 11) or sys.maxsize < 2**32)"
rem OneDrive would send the environment, 1 GB of small files, and hold them while they are written
set "env=.venv"
echo "%~dp0" | find /i "OneDrive" >nul && set "env=%LOCALAPPDATA%\ramasse\venv"
set "found="
for %%v in (3.13 3.12 3.11 3) do if not defined found (
    py -%%v -c "%recent%" >nul 2>&1 && set "found=py -%%v"
)
if not defined found python -c "%recent%" >nul 2>&1 && set "found=python"
if not defined found goto missing

set "python=%env%\Scripts\python.exe"
"%python%" -c "%recent%" >nul 2>&1 || goto prepare
fc /b pyproject.toml "%env%\installed.toml" >nul 2>&1 || goto prepare
goto open

:prepare
echo Installation de ramasse : quelques minutes, une seule fois...
echo Preparing ramasse: a few minutes, only once...
"%python%" -c "%recent%" >nul 2>&1 || %found% -m venv --clear "%env%" || goto failed
"%python%" -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e . || goto failed
copy /y pyproject.toml "%env%\installed.toml" >nul

:open
rem the sources beside this file are the ones that run, wherever the folder was moved
"%python%" -c "from service.cli.app import main; main()" serve --open %*
set "status=%errorlevel%"
if not "%status%"=="0" pause
exit /b %status%

:zipped
echo Ce fichier doit rester dans le dossier de ramasse, et l'archive .zip etre d'abord extraite :
echo clic droit sur l'archive, "Extraire tout", puis double-cliquez ici dans le dossier extrait.
echo.
echo This file must stay in the folder of ramasse, and the .zip archive be extracted first:
echo right-click the archive, "Extract all", then double-click here in the folder made.
pause
exit /b 2

:missing
echo Il manque Python en 64 bits (3.11, 3.12 ou 3.13).
echo Prenez Python 3.13 sur https://www.python.org/downloads/windows/
echo Cochez "Add python.exe to PATH", puis double-cliquez de nouveau sur demarrer.cmd.
echo.
echo Python 3.11 or later, of 64 bits, is missing.
echo Take Python 3.13 from https://www.python.org/downloads/windows/
echo Tick "Add python.exe to PATH", then double-click demarrer.cmd again.
pause
exit /b 2

:failed
echo L'installation n'a pas abouti, voir plus haut. Il faut une connexion, 1 Go de place
echo et Python 3.11, 3.12 ou 3.13 ; puis recommencez.
echo Installing stopped, see above. It needs a connection, 1 GB of room
echo and Python 3.11, 3.12 or 3.13; then start again.
pause
exit /b 2
