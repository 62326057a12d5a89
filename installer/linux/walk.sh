#!/bin/bash
# walk.sh begin|again|left PROGRAM USER: inside a bare chroot, as a clerk under a Chinese name.
set -euo pipefail
STEP=$1 PROGRAM=$2 USER_NAME=$3
HOME_OF=/home/$USER_NAME DATA=/home/$USER_NAME/.local/share/ErchengStation SEEN=/home/$USER_NAME/seen
as_clerk() { su "$USER_NAME" -s /bin/bash -c "$1"; }
station() { as_clerk "'$PROGRAM' $1"; }

# The program's window under Xvfb, photographed once it shows a page. twm, because openbox would bring a Python.
photograph() {
  Xvfb :77 -screen 0 1366x768x24 >/dev/null 2>&1 & local screen=$!
  sleep 2
  as_clerk "DISPLAY=:77 twm >/dev/null 2>&1 & DISPLAY=:77 '$PROGRAM' >/dev/null 2>'$SEEN/window.log' & echo \$! > $SEEN/window.pid"
  local at
  for at in $(seq 60); do
    [ -n "$(DISPLAY=:77 xdotool search --name '两站工作台' 2>/dev/null)" ] && break
    sleep 1
  done
  sleep 6
  DISPLAY=:77 import -window root "$SEEN/$1.png"
  kill -0 "$(cat $SEEN/window.pid)"
  DISPLAY=:77 xdotool search --name '两站工作台' windowclose
  sleep 2
  kill $screen; wait $screen 2>/dev/null || true
}

visits() { station "--json list visit --limit 1" | sed -n 's/.*"total": \([0-9]*\).*/\1/p'; }

case $STEP in
  begin)
    as_clerk "mkdir -p '$SEEN'"
    station "init --name 泽林市场监管所知识产权工作站 --kind 工作站" > /dev/null
    as_clerk "echo '[{\"name\": \"鄂州市测试有限公司\"}]' | '$PROGRAM' add enterprise" >/dev/null
    as_clerk "echo '[{\"enterprise\": \"鄂州市测试有限公司\", \"visited_on\": \"2026-03-05\", \"way\": \"实地走访\", \"visitors\": \"张建国\", \"receiver\": \"李四\", \"findings\": \"𠮷 商标到期\"}]' | '$PROGRAM' --json add visit > '$SEEN/visit.json'" || cat "$SEEN/visit.json"
    station "export visit '$SEEN/台账.xlsx'"; station "export visit '$SEEN/台账.pdf'"
    id=$(sed -n 's/.*"id": "\([^"]*\)".*/\1/p' "$SEEN/visit.json" | head -1)
    station "paper visit_sheet $id '$SEEN/走访表.pdf'"
    station "import visit '$SEEN/台账.xlsx'"  # read by a process of its own
    photograph 第一次
    ;;
  again)
    [ "$(visits)" = 1 ]
    station check
    photograph 升级后
    ;;
  left)
    [ ! -e "$PROGRAM" ]
    [ -s "$DATA/station.db" ] && [ -s "$DATA/keys.json" ]
    ;;
esac
echo "$STEP: good"
