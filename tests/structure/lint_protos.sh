#!/bin/sh
# buf lint over the protos. Exit status 77, which CTest counts as skipped, where buf is not there: ./dev test installs it.
cd "$(dirname "$0")/../../protos" || exit 1
buf=../.venv/bin/buf
[ -x "$buf" ] || buf=$(command -v buf) || { echo "skipped: buf is not there; ./dev test installs it into .venv"; exit 77; }
exec "$buf" lint
