#!/bin/sh
# Make a virtual environment: make_venv.sh PYTHON FOLDER
# Debian ships venv apart from python3; where it is missing and can be installed, it is.
set -eu
python=$1
folder=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "需要 Python 3.11 或更新 · Python 3.11 or newer is needed: make PYTHON=python3.11 …" >&2
    exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ]; then run=; else run=sudo; fi
    echo "安装 python3-venv · installing python3-venv" >&2
    $run apt-get update -qq && $run apt-get install -y -qq python3-venv || {
        echo "请先安装 python3-venv · please install python3-venv first: apt-get install python3-venv" >&2
        exit 2
    }
fi
rm -rf "$folder"
"$python" -m venv "$folder"
