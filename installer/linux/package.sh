#!/bin/bash
# make package-deb: dist/*.deb in the layout of Debian and in that of the UOS store, from one folder frozen on Debian 11.
set -euo pipefail
. "$(dirname "$0")/chroot.sh"

BUILD_PACKAGES="build-essential icu-devtools dpkg-dev xz-utils pkg-config patchelf zlib1g-dev libbz2-dev liblzma-dev libexpat1-dev libffi-dev
  libssl-dev librsvg2-bin libsqlite3-dev uuid-dev libglib2.0-0 libgl1 libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4
  libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libdbus-1-3 libfontconfig1 libgssapi-krb5-2 libcups2"
APPID=cn.ercheng.station
NAME=ercheng-station

main() {
  local build; build=$(chroot_of bullseye)
  if [ "$(cat "$build/.tools" 2>/dev/null)" != "$BUILD_PACKAGES" ]; then
    say "installing what building needs"
    install_into "$build" $BUILD_PACKAGES; lend_network "$build"
    echo "$BUILD_PACKAGES" > "$build/.tools"
  fi
  mkdir -p "$build/build" "$build/installer" "$build/source"
  cp "$HERE"/* "$build/installer/"
  rm -rf "$build/installer/pip"  # Debian's source of Python comes without one
  cp -r "$(python3 -c 'import pip; print(*pip.__path__)')" "$build/installer/pip"
  say "Python 3.11 for glibc 2.28"
  inside "$build" bash /installer/build_python.sh
  say "freezing the program"
  rm -rf "$build/source"; mkdir -p "$build/source"
  git -C "$ROOT" archive HEAD src resources installer requirements-package.lock pyproject.toml README.md LICENSE | tar -x -C "$build/source"
  inside "$build" bash /installer/freeze.sh
  local folder=$build/build/dist/$NAME
  find "$folder" -xtype l -delete
  "$HERE/symbols.sh" "$folder"
  inside "$build" rsvg-convert -w 256 -h 256 /source/resources/brand/app.svg -o /build/icon.png
  cp "$build/build/icon.png" "$WORK/"
  mkdir -p "$ROOT/dist"
  deb "$folder" debian
  deb "$folder" uos
  ls -l "$ROOT"/dist/*.deb
}

# deb FOLDER LAYOUT
deb() {
  local folder=$1 layout=$2 root=$WORK/$2 arch; arch=$(dpkg --print-architecture)
  say "the package, layout $layout"
  rm -rf "$root"; mkdir -p "$root/DEBIAN"
  if [ "$layout" = uos ]; then
    lay_out_uos "$folder" "$root" "$arch"
  else
    lay_out_debian "$folder" "$root"
  fi
  control "$root" "$([ "$layout" = uos ] && echo "$APPID" || echo "$NAME")" "$arch"
  chmod -R u=rwX,go=rX "$root"
  (cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | xargs -0 md5sum > DEBIAN/md5sums)
  dpkg-deb --root-owner-group -Zxz -z9 --build "$root" "$ROOT/dist" >/dev/null
}

lay_out_debian() {
  local folder=$1 root=$2
  put "$folder" "$root/opt/$NAME" "$root/usr/share" "$NAME" "$NAME %f"
  mkdir -p "$root/usr/bin" "$root/usr/share/metainfo" "$root/usr/share/doc/$NAME"
  ln -s "/opt/$NAME/$NAME" "$root/usr/bin/$NAME"
  sed "s/@VERSION@/$VERSION/; s/@DATE@/$(git -C "$ROOT" log -1 --format=%cs)/" "$HERE/ercheng-station.metainfo.xml" \
    > "$root/usr/share/metainfo/$APPID.metainfo.xml"
  cp "$ROOT/LICENSE" "$root/usr/share/doc/$NAME/copyright"
  local script
  for script in postinst postrm; do install -m755 "$HERE/refresh_menus.sh" "$root/DEBIAN/$script"; done
}

# The store refuses maintainer scripts; everything stands under one folder.
lay_out_uos() {
  local folder=$1 root=$2 arch=$3 at=$2/opt/apps/$APPID
  put "$folder" "$at/files" "$at/entries" "$APPID" "/opt/apps/$APPID/files/$NAME %f"
  mkdir -p "$at/files/doc"; cp "$ROOT/LICENSE" "$at/files/doc/copyright"
  cat > "$at/info" <<INFO
{"appid": "$APPID", "name": "两站工作台", "version": "$VERSION.0", "arch": ["$arch"],
 "permissions": {"autostart": false, "notification": false, "trayicon": false, "clipboard": true, "account": false,
 "bluetooth": false, "camera": false, "audio_record": false, "installed_apps": false}}
INFO
}

# put FOLDER PROGRAM SHARE ICON EXEC: the program, its entry in the menu, its icon and the kinds of files it opens.
put() {
  local folder=$1 program=$2 share=$3 icon=$4 exec=$5
  mkdir -p "$program" "$share/applications" "$share/icons/hicolor/256x256/apps" "$share/icons/hicolor/scalable/apps" "$share/mime/packages"
  cp -a "$folder/." "$program/"
  sed "s#@EXEC@#$exec#; s#@ICON@#$icon#" "$HERE/ercheng-station.desktop" > "$share/applications/$icon.desktop"
  cp "$WORK/icon.png" "$share/icons/hicolor/256x256/apps/$icon.png"
  cp "$ROOT/resources/brand/app.svg" "$share/icons/hicolor/scalable/apps/$icon.svg"
  cp "$HERE/ercheng-station.mime.xml" "$share/mime/packages/$icon.xml"
}

control() {
  local depends; depends=$(sed -n 's/^[^# ]* \(.*\)/\1/p' "$HERE/depends.txt" | sort -u | paste -sd, | sed 's/,/, /g')
  [ "$3" != arm64 ] || depends=$(sed 's/libc6 (>= 2.28)/libc6 (>= 2.31)/; s/libstdc++6 (>= 8)/libstdc++6 (>= 9.3)/' <<< "$depends")
  cat > "$1/DEBIAN/control" <<CONTROL
Package: $2
Version: $VERSION
Section: misc
Priority: optional
Architecture: $3
Installed-Size: $(du -sk "$1" | cut -f1)
Maintainer: $MAINTAINER
Depends: $depends
Recommends: fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei
Description: offline records of intellectual-property service stations
 Visits, mediation, clues, reports of a township's intellectual-property
 stations on one computer, without a network.
CONTROL
}

main
