#!/bin/bash
# Inside the build chroot: CPython 3.11 from Debian's own source with its security fixes, loadable on glibc 2.28.
set -euo pipefail
[ -e /opt/python/.made ] && exit 0
sed 's/^deb \([^ ]*\) .*/deb-src \1 bookworm main/' /etc/apt/sources.list > /etc/apt/sources.list.d/source.list
apt-get -qq update
rm -rf /build/python /opt/python; mkdir -p /build/python; cd /build/python
apt-get -qq source --download-only python3.11 2>/dev/null
dpkg-source --no-check -x python3.11_*.dsc source >/dev/null
cd source
# a security fix of Debian's made it use the interpreter's inside, which Debian's own build allows elsewhere
sed -i '1i #define Py_BUILD_CORE_MODULE 1' Modules/pyexpat.c
# semaphores with a clock came with glibc 2.30
ac_cv_func_sem_clockwait=no CFLAGS="-include /installer/glibc228.h" LDFLAGS=-Wl,-rpath,/opt/python/lib \
  ./configure --quiet --prefix=/opt/python --enable-shared --without-ensurepip --with-system-expat --disable-test-modules >/build/python/configure.log 2>&1
make -s -j"$(nproc)" >/build/python/make.log 2>&1
make -s install >/build/python/install.log 2>&1
strip --strip-unneeded /opt/python/lib/libpython3.11.so.1.0
touch /opt/python/.made
