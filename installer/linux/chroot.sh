# Chroots of pinned Debian releases, for building and for proving. Sourced; needs root and debootstrap.
# Mirrors, proxies and certificates come from the environment and from the machine, never from a file here.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
WORK=${ERCHENG_PACKAGING:-$ROOT/build/installer}
VERSION=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$ROOT/src/ercheng_station/__init__.py")
MAINTAINER="两站工作台 <noreply@ercheng-station.invalid>"

say() { printf '== %s\n' "$*" >&2; }

# chroot_of RELEASE: its path; made once, used again.
chroot_of() {
  local at=$WORK/$1
  if [ ! -e "$at/.made" ]; then
    say "making a chroot of Debian $1"
    rm -rf "$at"; mkdir -p "$WORK"
    debootstrap --variant=minbase "$1" "$at" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$WORK/$1.log" 2>&1
    lend_network "$at"
    touch "$at/.made"
  fi
  echo "$at"
}

# How this machine reaches its mirrors; nothing of it gets into a package.
lend_network() {
  cp /etc/resolv.conf /etc/hosts "$1/etc/" 2>/dev/null || true
  mkdir -p "$1/etc/ssl/certs"
  cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/" 2>/dev/null || true
  cp -n /etc/apt/apt.conf.d/99* "$1/etc/apt/apt.conf.d/" 2>/dev/null || true
}

# inside CHROOT COMMAND…: with /proc and /dev there while it runs.
inside() {
  local at=$1 code=0; shift
  mount --bind /proc "$at/proc"; mount --bind /dev "$at/dev"
  DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$at" "$@" || code=$?
  umount -l "$at/dev" "$at/proc"
  return $code
}

install_into() {
  local at=$1; shift
  inside "$at" apt-get -qq update
  inside "$at" apt-get -qq install -y --no-install-recommends "$@" >"$at/.apt.log" 2>&1 || { tail -20 "$at/.apt.log" >&2; return 1; }
}
