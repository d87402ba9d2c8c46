#!/bin/sh
# run.sh TEST ARGUMENT ...: runs a test with the Python that has the packages: that of .venv where ./dev test made it.
here=$(cd "$(dirname "$0")" && pwd)
python=$here/../../.venv/bin/python
[ -x "$python" ] || python=python3
test=$1
shift
exec "$python" -B "$here/$test" "$@"
