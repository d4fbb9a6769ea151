#!/bin/sh
# Double-click (or: sh demarrer.sh): prepares ramasse beside this file, then opens its page.
# The first time takes a few minutes and a connection; afterwards neither.
cd "$(dirname "$0")" || exit 1
case "${LANG:-fr}" in fr* | C* | POSIX*) french=1 ;; *) french=0 ;; esac

say() { # in French, in English
    if [ "$french" = 1 ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi
}

stop() { # status: the window stays until it has been read
    if [ -t 0 ]; then
        say "Appuyez sur Entrée pour fermer." "Press Enter to close."
        read -r _
    fi
    exit "$1"
}

recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

found=
for one in python3.13 python3.12 python3.11 python3 python; do
    if recent "$one"; then
        found=$one
        break
    fi
done
if [ -z "$found" ]; then
    say "Il manque Python 3.11 ou plus récent." "Python 3.11 or later is missing."
    case "$(uname -s)" in
    Darwin) say "Prenez-le sur https://www.python.org/downloads/macos/ puis recommencez." \
        "Take it from https://www.python.org/downloads/macos/ then start again." ;;
    *) say "Installez les paquets python3 et python3-venv de votre système, puis recommencez." \
        "Install the packages python3 and python3-venv of your system, then start again." ;;
    esac
    stop 2
fi

python=.venv/bin/python
if ! recent "$python" || ! cmp -s pyproject.toml .venv/installed.toml; then
    say "Préparation de ramasse : quelques minutes, une seule fois…" \
        "Preparing ramasse: a few minutes, only once …"
    recent "$python" || "$found" -m venv --clear .venv || {
        say "L'environnement ne se crée pas. Installez le paquet python3-venv, puis recommencez." \
            "The environment cannot be made. Install the package python3-venv, then start again."
        stop 2
    }
    "$python" -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e . || {
        say "L'installation s'est arrêtée (voir ci-dessus). Vérifiez la connexion, puis recommencez." \
            "Installing stopped (see above). Check the connection, then start again."
        stop 2
    }
    cp pyproject.toml .venv/installed.toml
fi

# the sources beside this file are the ones that run, wherever the folder was moved
"$python" -c 'from service.cli.app import main; main()' serve --open "$@"
status=$?
[ "$status" = 0 ] || stop "$status"
