#!/usr/bin/env bash
# How soon handler processes are ready: starts a server of 1 and of 32 handler processes several times, on all CPUs.
# "1 more" is what the 32 took less what the 1 took, for each of the other 31. Usage: ready-time.sh [TIMES]
set -euo pipefail
times=${1:-5}
root=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
"$root/stampede" --version >/dev/null

ready_ms() { # handlers
  local out pid
  out=$(mktemp)
  "$root/stampede" serve "epoll,as=processes,handlers=$1" >"$out" &
  pid=$!
  for _ in $(seq 600); do
    grep -q 'ready in' "$out" && break
    sleep 0.1
  done
  sed -n 's/.*ready in \([0-9]*\) ms.*/\1/p' "$out"
  kill -TERM "$pid"
  wait "$pid" || true
  rm -f "$out"
}

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

one=$(for _ in $(seq "$times"); do ready_ms 1; done | median)
many=$(for _ in $(seq "$times"); do ready_ms 32; done | median)
echo "server of 1 handler process ready in    $one ms (spawner and handler JVM one after the other)"
echo "server of 32 handler processes ready in $many ms, $(((many - one) / 31)) ms for each more"
