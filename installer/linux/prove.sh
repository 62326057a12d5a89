#!/bin/bash
# make prove-deb: installs dist/*.deb in bare Debian 11 and 12 without Python, works with it in a real window under Xvfb,
# upgrades over an older version and removes it; moves a district's data to a server; and holds the start of the installed
# program against that of the checkout. Leaves pictures and papers in out/package/.
set -euo pipefail
. "$(dirname "$0")/chroot.sh"

NAME=ercheng-station APPID=cn.ercheng.station
ARCH=$(dpkg --print-architecture)

main() {
  local release
  for release in bullseye bookworm; do
    prove "$release" "$NAME" "/opt/$NAME/$NAME"
  done
  prove bullseye "$APPID" "/opt/apps/$APPID/files/$NAME"
  compare_start
  say "all installed, worked, upgraded and left the data"
}

# prove RELEASE PACKAGE PROGRAM
prove() {
  local at; at=$(chroot_of "$1")
  local bare=$WORK/prove deb=$ROOT/dist/${2}_${VERSION}_${ARCH}.deb out=$ROOT/out/package/$1-$2
  say "$2 on bare Debian $1"
  rm -rf "$bare" "$out"; mkdir -p "$out"
  if [ "$1" = bullseye ]; then debootstrap_copy "$1" "$bare"; else cp -a "$at" "$bare"; fi
  cp "$deb" "$bare/new.deb"; older "$deb" "$bare/old.deb"
  cp "$HERE/walk.sh" "$bare/walk.sh"
  install_into "$bare" xvfb xauth twm xdotool imagemagick desktop-file-utils fonts-wqy-microhei
  ! inside "$bare" sh -c 'command -v python3' || { echo "this chroot has a Python of its own" >&2; return 1; }
  install_into "$bare" /old.deb
  inside "$bare" desktop-file-validate $(cd "$bare" && ls -d usr/share/applications/$NAME.desktop opt/apps/*/entries/applications/*.desktop 2>/dev/null | sed 's#^#/#')
  inside "$bare" useradd --create-home 张建国
  inside "$bare" bash /walk.sh begin "$3" 张建国
  install_into "$bare" /new.deb
  inside "$bare" bash /walk.sh again "$3" 张建国
  if [ "$1" = bookworm ]; then
    install_into "$bare" postgresql
    inside "$bare" bash /walk.sh district "$3" 张建国
  fi
  cp "$bare"/home/张建国/seen/* "$out/"
  inside "$bare" dpkg -r "$2" >/dev/null
  inside "$bare" bash /walk.sh left "$3" 张建国
  rm -rf "$bare"
}

# The same machine, the same libraries of the system, the same data.
compare_start() {
  local at=$WORK/installed screen
  say "the start, beside that of the checkout"
  rm -rf "$at"; dpkg-deb -x "$ROOT/dist/${NAME}_${VERSION}_${ARCH}.deb" "$at"
  Xvfb -displayfd 3 -screen 0 1366x768x24 3>"$WORK/display" >/dev/null 2>&1 & screen=$!
  until [ -s "$WORK/display" ]; do sleep 0.2; done
  DISPLAY=:$(cat "$WORK/display") "$ROOT/.venv/bin/python" "$HERE/start.py" "$at/opt/$NAME/$NAME" || { kill $screen; return 1; }
  kill $screen
  rm -rf "$at" "$WORK/display"
}

# The build chroot is no bare one: proving begins from a new one.
debootstrap_copy() {
  debootstrap --variant=minbase "$1" "$2" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$WORK/prove.log" 2>&1
  lend_network "$2"
}

# older DEB OUT: the same package under a lower version, for the upgrade; walk.sh has the data say so too.
older() {
  local at=$WORK/older
  rm -rf "$at"; dpkg-deb -R "$1" "$at"
  sed -i 's/^Version: .*/Version: 0.0.1/' "$at/DEBIAN/control"
  dpkg-deb --root-owner-group -Zxz -z1 --build "$at" "$2" >/dev/null; rm -rf "$at"
}

main
