#!/bin/sh
# macOS: double-click. The first time: right-click, Open.
exec sh "$(dirname "$0")/demarrer.sh" "$@"
