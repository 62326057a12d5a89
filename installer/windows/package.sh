#!/bin/bash
# make package-windows: dist/ErchengStation-VERSION-setup.exe, -portable.zip and .msi, built wholly on Linux.
# Needs nsis, gcc-mingw-w64-x86-64, wixl and the checkout's .venv (Python 3.11). Wheels come from pip's own index.
set -euo pipefail
WINDOWS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$WINDOWS/../.." && pwd)
WORK=${ERCHENG_PACKAGING:-$ROOT/build/installer}/windows
VERSION=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$ROOT/src/ercheng_station/__init__.py")
NAME=ErchengStation
STAGE=$WORK/$NAME
PYTHON=$ROOT/.venv/bin/python
MINGW=x86_64-w64-mingw32

say() { printf '== %s\n' "$*" >&2; }

main() {
  mkdir -p "$WORK" "$ROOT/dist"
  say "Python, libraries and the program"
  "$PYTHON" "$WINDOWS/stage.py" "$STAGE" "$WORK/fetched"
  mkdir -p "$STAGE/lib/licences" # of Qt, libheif and libde265, whose wheels bring none
  cp /usr/share/common-licenses/{LGPL-3,GPL-3} "$STAGE/lib/licences/"
  "$PYTHON" "$WINDOWS/icon.py" "$WORK/station.ico" "$WORK/side.bmp"
  say "the starters"
  starter "$NAME.exe" -mwindows -DWINDOWED
  starter ercheng-station.exe -mconsole
  "$WINDOWS/imports.sh" "$STAGE"
  say "the setup"
  setup "$VERSION" "$STAGE" "$ROOT/dist/$NAME-$VERSION-setup.exe"
  say "the portable folder"
  portable
  say "the MSI"
  msi "$VERSION" "$WORK" "$ROOT/dist/$NAME-$VERSION.msi"
  (cd "$ROOT/dist" && sha256sum "$NAME-$VERSION"* > "$NAME-$VERSION.sha256")
  ls -l "$ROOT/dist/$NAME-$VERSION"*
}

# starter FILE OPTION…
starter() {
  local file=$1; shift
  "$MINGW-windres" -I "$WORK" -I "$WINDOWS" -c 65001 -DVERSION="\\\"$VERSION\\\"" -DNUMBERS="${VERSION//./,},0" -DFILENAME="\\\"$file\\\"" \
    "$WINDOWS/starter.rc" -O coff -o "$WORK/starter.res"
  "$MINGW-gcc" -municode -Os -s -Wall -Wextra -Werror "$@" "$WINDOWS/starter.c" "$WORK/starter.res" -o "$STAGE/$file" -lshell32
}

# setup VERSION STAGE OUT [OPTION…]
setup() {
  local version=$1 stage=$2 out=$3; shift 3
  makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DSTAGE="$stage" -DWORK="$WORK" -DOUT="$out" "$@" "$WINDOWS/station.nsi"
}

portable() {
  local at=$WORK/portable
  rm -rf "$at" "$ROOT/dist/$NAME-$VERSION-portable.zip"; mkdir -p "$at"
  cp -al "$STAGE" "$at/$NAME"
  cp "$WINDOWS/portable.txt" "$at/$NAME/"
  "$PYTHON" -m zipfile -c "$ROOT/dist/$NAME-$VERSION-portable.zip" "$at/$NAME"
  rm -rf "$at"
}

# msi VERSION FOLDER OUT: of $NAME in FOLDER, where station.ico lies too.
msi() {
  find "$2/$NAME" -type f -printf "$NAME/%P\n" | LC_ALL=C sort > "$2/files.txt"
  "$PYTHON" "$WINDOWS/msi.py" "$1" "$2/files.txt" "$2/station.ico" > "$2/station.wxs"
  (cd "$2" && wixl --arch x64 -o "$3" station.wxs)
}

[ "${BASH_SOURCE[0]}" != "$0" ] || main
