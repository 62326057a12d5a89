#!/bin/bash
# make prove-windows: installs dist/ErchengStation-VERSION-setup.exe in wine 10 (Debian 13) as a clerk under a Chinese name,
# works with it, upgrades, removes it; then the portable folder and the MSI. Pictures and papers are left in out/windows/.
# wine is not Windows: what passes here is called tested in wine. What only Windows can show is in README.md.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/package.sh"
. "$WINDOWS/../linux/chroot.sh"
OLDER=0.0.1
WORK=${ERCHENG_PACKAGING:-$ROOT/build/installer}
CLERK=张建国
TOOLS="xvfb xauth openbox xdotool imagemagick wine wine64 fonts-noto-cjk unzip postgresql"

prove() {
  local at out=$ROOT/out/windows; at=$(chroot_of trixie)
  if [ "$(cat "$at/.tools" 2>/dev/null)" != "$TOOLS" ]; then
    say "installing wine"
    install_into "$at" $TOOLS
    echo "$TOOLS" > "$at/.tools"
  fi
  say "an older setup, for the upgrade"
  rm -rf "$at/proof" "$out"; mkdir -p "$at/proof" "$out"
  older "$at/proof/older"
  cp "$ROOT/dist/$NAME-$VERSION-setup.exe" "$at/proof/setup.exe"
  cp "$ROOT/dist/$NAME-$VERSION-portable.zip" "$at/proof/portable.zip"
  cp "$ROOT/dist/$NAME-$VERSION.msi" "$at/proof/station.msi"
  cp "$WINDOWS/walk.sh" "$at/proof/"
  inside "$at" sh -c "id $CLERK >/dev/null 2>&1 || useradd --badname --create-home $CLERK 2>/dev/null"
  say "working with it in wine"
  inside "$at" su "$CLERK" -s /bin/bash -c "bash /proof/walk.sh $OLDER $VERSION" | tee "$out/walk.txt" || true
  cp "$at/home/$CLERK"/seen/* "$out/"
  rm -rf "$at/proof" "$at/home/$CLERK/.wine" "$at/home/$CLERK/seen"
  grep -q '^all good' "$out/walk.txt"
}

# older OUT: the same program under a lower version, as OUT.exe and OUT.msi.
older() {
  local beside=$WORK/windows/older package=app/ercheng_station
  local stage=$beside/$NAME
  rm -rf "$beside"; mkdir -p "$beside"
  cp -al "$WORK/windows/$NAME" "$stage"
  cp "$WORK/windows/station.ico" "$beside/"
  rm "$stage/$package/__init__.pyc"
  sed "s/^__version__ = .*/__version__ = \"$OLDER\"/" "$ROOT/src/ercheng_station/__init__.py" > "$stage/$package/__init__.py"
  WORK=$WORK/windows setup "$OLDER" "$stage" "$1.exe" -DQUICK
  msi "$OLDER" "$beside" "$1.msi"
  rm -rf "$beside"
}

prove
