#!/bin/bash
# imports.sh FOLDER: fails if a program or library in it loads one that neither the folder nor Windows 10 brings.
set -euo pipefail
SYSTEM='^(advapi32|authz|bcrypt|bcryptprimitives|cfgmgr32|combase|comctl32|comdlg32|crypt32|d3d11|d3d12|d3d9|dbghelp|dnsapi|dwmapi|dwrite|dxgi|gdi32|imm32|iphlpapi|kernel32|mpr|msvcrt|ncrypt|netapi32|ntdll|ole32|oleaut32|propsys|rpcrt4|secur32|setupapi|shcore|shell32|shlwapi|user32|userenv|uxtheme|version|winmm|winspool\.drv|ws2_32|wtsapi32|api-ms-win-.*|ext-ms-win-.*|ucrtbase|d2d1|dcomp|wldap32|uiautomationcore)(\.dll)?$'
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
find "$1" -type f -iregex '.*\.\(exe\|dll\|pyd\)' -print0 > "$T/files"
xargs -0 x86_64-w64-mingw32-objdump -p < "$T/files" 2>/dev/null | sed -n 's/^\tDLL Name: //p' | tr '[:upper:]' '[:lower:]' | sort -u > "$T/needed"
find "$1" -type f -iregex '.*\.\(dll\|pyd\)' -printf '%f\n' | tr '[:upper:]' '[:lower:]' | sort -u > "$T/carried"
missing=$(comm -23 "$T/needed" "$T/carried" | grep -Ev "$SYSTEM" | tr '\n' ' ' || true)
echo "libraries loaded: $(wc -l < "$T/needed"); brought by nobody: ${missing:-none}"
[ -z "$missing" ]
