#!/bin/sh
# Drives the coqui adapter on the real coqui-tts, in an environment of its own (`make test-coqui`).
set -eu
cd "$(dirname "$0")/../.."
venv=.venv-coqui
[ -d "$venv" ] || "${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/pip" install --quiet -r requirements-dev.txt -e ".[coqui]" torch torchaudio torchcodec six
exec "$venv/bin/python" -m pytest -W ignore tests/voices/engines -k coqui "$@"
