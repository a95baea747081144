#!/usr/bin/env bash
# The flood engines beside wrk, ab and h2load, interleaved round by round; prints medians and ratios. Figures of different
# machines or moments are not comparable; ratios of one run are.
#
#   per request   a connection for each request to one nginx worker on one CPU, every client in turn on another, 64 at once;
#                 wrk, ab and h2load close by FIN, ours by reset and by FIN; each of ours is divided by what the best of the
#                 three did beside it, the best being the one with the highest median of all its runs
#   kept          the same with connections that are kept
#   both ours     one uring-multishot server (deferred accept), two load threads on io_uring, nothing pinned, beside the
#                 floor: one thread that does both ends of each connection in turn, alone on one CPU, times the CPUs; and
#                 such a thread on every CPU at once, which is less wherever CPUs share a core
#   open loop     half of what was found possible, offered at even distances: what was begun, and how late; and how much of
#                 its time a thread that only looks at the clock is kept from that for 50 us and more on the same CPU, for
#                 nobody begins in time while the machine does something else
#
# Ours come before those they are compared with in odd rounds and after them in even ones, for a machine may do less the longer it is
# kept busy.
#
# What was measured while the host took more than 5% of the CPU time (steal) tells nothing: it is measured again, with all it is
# compared with, after REST seconds in which this machine does nothing, twice at most, and is left out then. The table says
# how many rounds each figure has.
#
# Ours warm up for 10 s (WARMUP), for they stand beside clients that were compiled before they ran: on one CPU, shared with
# its own compilers, throughput rises for three to five seconds.
#
# usage: flood.sh [ROUNDS] [SECONDS] [PART...]    parts: request kept both open (default all)
# needs nginx, wrk, apache2-utils (ab), nghttp2-client (h2load), python3, util-linux (taskset)
set -euo pipefail
rounds=${1:-5}
seconds=${2:-3}
parts=${*:3}
parts=${parts:-request kept both open}
server_cpu=${SERVER_CPU:-0}
client_cpu=${CLIENT_CPU:-1}
concurrency=${CONCURRENCY:-64}
warmup=${WARMUP:-10}
rest=${REST:-20}
most_steal=5
here=$(dirname "$(readlink -f "$0")")
root=$(cd "$here/../../.." && pwd)
PATH=$PATH:/usr/sbin
for need in nginx:nginx wrk:wrk ab:apache2-utils h2load:nghttp2-client python3:python3 taskset:util-linux; do
  type -P "${need%%:*}" >/dev/null || { echo "needs ${need%%:*}: install the package ${need#*:}" >&2; exit 69; }
done
"$root/stampede" --version >/dev/null
work=$(mktemp -d)
. "$here/nginx.sh"
running=()
cleanup() {
  for pid in "${running[@]}"; do
    kill -TERM "$pid" 2>/dev/null && wait "$pid" || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

reachable() { # port
  for _ in $(seq 200); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.05
  done
  echo "nobody listens at port $1" >&2
  exit 69
}

note() { # name, figure; counts when the host has left the CPUs alone until all is noted
  [[ -n $2 ]] || { echo "$1: no figure" >&2; exit 69; }
  echo "$1 $2" >>"$work/noted"
}

stolen() { # percent
  echo "$1" >>"$work/stolen"
}

undisturbed() { # a command that notes figures
  local try name figure
  for try in 1 2 3; do
    : >"$work/noted" >"$work/stolen"
    "$@"
    if awk -v most="$most_steal" '$1 > most { exit 1 }' "$work/stolen"; then
      while read -r name figure; do
        echo "$figure" >>"$work/$name.figures"
      done <"$work/noted"
      return
    fi
    echo "the host took $(sort -n "$work/stolen" | tail -1)% of the CPU time: ${*:1:2} $( ((try < 3)) && echo again || echo left out)" >&2
    sleep "$rest"
  done
}

cpu_ticks() { # in all, and of these what the host took
  awk '/^cpu / { print $2 + $3 + $4 + $5 + $6 + $7 + $8 + $9, $9 }' /proc/stat
}

watched() { # a command during which somebody counts what the host takes
  local all taken
  read -r all taken < <(cpu_ticks)
  "$@"
  stolen "$(cpu_ticks | awk -v all="$all" -v taken="$taken" '{ printf "%.1f", $1 > all ? 100 * ($2 - taken) / ($1 - all) : 0 }')"
}

# each prints requests per second; all but wrk_kept make a connection for each
# wrk says nothing of itself unless told; with this header it asks in the same words as we do, ab and h2load in theirs
per_s_wrk_kept() { taskset -c "$client_cpu" wrk -H 'User-Agent: stampede' -t1 -c"$concurrency" -d"${seconds}s" "$@" "$url" | awk '/Requests\/sec/ { print $2 }'; }
per_s_wrk() { per_s_wrk_kept -H 'Connection: close'; }
per_s_ab() { taskset -c "$client_cpu" ab -q -t "$seconds" -n 10000000 -c "$concurrency" "$url" 2>"$work/ab.log" | awk '/Requests per second/ { print $4 }'; }
# its own measure of time does not end when the server closes every connection
per_s_h2load() { taskset -c "$client_cpu" h2load --h1 -t1 -c"$concurrency" -n $((15000 * seconds)) -H 'Connection: close' "$url" | awk '/finished in/ { gsub(",", "", $4); print $4 }'; }
ours() { # URL and options; the result document
  local code=0
  "$root/stampede" load "$@" --warmup "${warmup}s" --duration "${seconds}s" --quiet --json --out "$work/run" 2>"$work/load.log" >"$work/load.json" || code=$?
  ((code == 0 || code == 2)) || { cat "$work/load.log" >&2; exit 69; }
  stolen "$(figure "c['kernel']['stealPercent']")"
}
figure() { # an expression of the cell c
  python3 -c "import json; c = json.load(open('$work/load.json'))['cells'][0]; print($1)"
}
per_s_ours() {
  ours "$url" --load "closed:$concurrency" --load-cpus "$client_cpu" --load-threads 1 "$@"
  figure "c['throughputPerS']"
}

kept_off_percent() { # of the time of a thread that does nothing but look at the clock
  taskset -c "$client_cpu" python3 - "$seconds" <<'P'
import sys, time
now = last = begin = time.perf_counter_ns()
end, gone = begin + int(sys.argv[1]) * 10**9, 0
while now < end:
    now = time.perf_counter_ns()
    if now - last >= 50_000:
        gone += now - last
    last = now
print("%.2f" % (100 * gone / (now - begin)))
P
}

beside() { # our name, those we are compared with at once, our options
  local other
  ((round % 2 == 0)) || note "$1" "$(per_s_ours "${@:3}")"
  for other in $2; do
    note "$1.$other" "$(watched "per_s_$other")"
  done
  ((round % 2)) || note "$1" "$(per_s_ours "${@:3}")"
}

both_ours() {
  local port server
  port=$(free_port)
  "$root/stampede" serve "${BOTH_SERVER:-uring-multishot,as=threads,handlers=1,defer=1s}" --listen "127.0.0.1:$port" >"$work/serve.log" 2>&1 &
  server=$!
  running+=("$server")
  reachable "$port"
  ours "raw://127.0.0.1:$port" --load "closed:$concurrency" --load-threads 2 --engine uring --close reset
  note both-ours "$(figure "c['throughputPerS']")"
  kill -TERM "$server" && wait "$server" || true
  unset 'running[-1]'
  note both-ours.floor-alone "$(watched "$here/floor.sh" "$client_cpu" "$seconds" reset | awk -v n="$(nproc)" '{ print $2 * n }')"
  note both-ours.floor-at-once "$(watched "$here/floor.sh" "$(seq -s , 0 $(($(nproc) - 1)))" "$seconds" reset | awk '{ print $2 }')"
}

open_loop() {
  local half
  half=$(per_s_ours --engine uring --close reset | awk '{ print int($1 / 2) }')
  ours "$url" --load "constant:$half/s" --load-cpus "$client_cpu" --load-threads 1 --engine uring --close reset
  note open-achieved-percent "$(figure "100 * c['rounds'][0]['achievedPerS'] / c['rounds'][0]['offeredPerS']")"
  note open-lag-p99-us "$(figure "c['lagUs']['p99']")"
  note cpu-gone-percent "$(kept_off_percent)"
}

table() { # title, those we are compared with, our names
  python3 - "$work" "$@" <<'P'
import os, statistics, sys
work, title, others, names = sys.argv[1], sys.argv[2], sys.argv[3].split(), sys.argv[4:]
def read(name):
    path = "%s/%s.figures" % (work, name)
    return [float(line) for line in open(path)] if os.path.exists(path) else []
def row(name, figures, ratio):
    if figures:
        print("%-28s %10.0f  %10s   %s" % (name, statistics.median(figures), ratio, " ".join("%.0f" % f for f in figures)))
    else:
        print("%-28s every round left out" % name)
theirs = {other: sum((read("%s.%s" % (name, other)) for name in names), []) for other in others}
best = max(others, key=lambda other: statistics.median(theirs[other] or [0]))
print("\n%-28s %10s  %10s   rounds" % (title, "median", "x " + best))
for other in others:
    row(other, theirs[other], "")
for name in names:
    ours, beside = read(name), read("%s.%s" % (name, best))
    row(name, ours, "%.2f" % statistics.median(a / b for a, b in zip(ours, beside)) if ours else "")
P
}

if [[ $parts == *request* || $parts == *kept* || $parts == *open* ]]; then
  port=$(free_port)
  nginx_conf 1 "$port" | sed 's/keepalive_timeout 0/keepalive_timeout 60; keepalive_requests 1000000/' >"$work/nginx.conf"
  url=http://127.0.0.1:$port/hello
  taskset -c "$server_cpu" nginx -p "$work" -e "$work/nginx.log" -c "$work/nginx.conf" &
  running+=($!)
  reachable "$port"
fi
for round in $(seq "$rounds"); do
  echo "round $round of $rounds" >&2
  if [[ $parts == *request* ]]; then
    for engine in uring epoll; do
      for close in reset fin; do
        undisturbed beside "$engine-$close" "wrk ab h2load" --engine "$engine" --close "$close"
      done
    done
  fi
  if [[ $parts == *kept* ]]; then
    for engine in uring epoll; do
      undisturbed beside "$engine-kept" wrk_kept --engine "$engine" --keep-alive 0
    done
  fi
  [[ $parts != *both* ]] || undisturbed both_ours
  [[ $parts != *open* ]] || undisturbed open_loop
done
[[ $parts != *request* ]] || table "connections/s, per request" "wrk ab h2load" uring-reset uring-fin epoll-reset epoll-fin
[[ $parts != *kept* ]] || table "requests/s, kept" wrk_kept uring-kept epoll-kept
[[ $parts != *both* ]] || table "connections/s, both ours" floor-alone both-ours
[[ $parts != *both* ]] || table "the same" floor-at-once both-ours
if [[ $parts == *open* ]]; then
  echo
  for name in open-achieved-percent open-lag-p99-us cpu-gone-percent; do
    printf '%-28s %s\n' "$name" "$(if [[ -s $work/$name.figures ]]; then tr '\n' ' ' <"$work/$name.figures"; else echo every round left out; fi)"
  done
fi
