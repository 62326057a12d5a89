#!/bin/bash
# Inside the build chroot: the locked wheels, then the program as a folder in /build/dist.
set -euo pipefail
cd /build
rm -rf venv dist work; /opt/python/bin/python3.11 -m venv --without-pip venv
PYTHONPATH=/installer venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r /source/requirements-package.lock
# the package is compressed as a whole, which does better than module by module
export PYINSTALLER_ZLIB_COMPRESSION_LEVEL=0
venv/bin/python -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath work \
  /source/installer/linux/ercheng-station.spec
# what compilers leave for debuggers is a fifth of the folder
find dist -type f -name '*.so*' -exec strip --strip-unneeded {} +
/installer/icu.sh "$(find dist -type f -name 'libicudata.so.*')"
