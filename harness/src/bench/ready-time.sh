#!/usr/bin/env bash
# How soon handler processes are ready: starts servers of 1 thread, of 1 and of 32 handler processes several times, on
# all CPUs. What the process takes beyond the thread is the handler's JVM. Usage: ready-time.sh [TIMES]
set -euo pipefail
times=${1:-5}
root=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
"$root/stampede" --version >/dev/null

ready_ms() { # population, handlers
  local out pid
  out=$(mktemp)
  "$root/stampede" serve "epoll,as=$1,handlers=$2" >"$out" &
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

thread=$(for _ in $(seq "$times"); do ready_ms threads 1; done | median)
one=$(for _ in $(seq "$times"); do ready_ms processes 1; done | median)
many=$(for _ in $(seq "$times"); do ready_ms processes 32; done | median)
echo "server of 1 thread:              ready in $thread ms"
echo "server of 1 handler process:     ready in $one ms, so the handler process took $((one - thread)) ms"
echo "server of 32 handler processes:  ready in $many ms, $(((many - one) / 31)) ms for each more"
