#!/bin/sh
# postinst and postrm: the desktop's lists of programs and kinds of files. The data of users is never touched.
set -e
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q /usr/share/applications || true
command -v update-mime-database >/dev/null 2>&1 && update-mime-database /usr/share/mime || true
exit 0
