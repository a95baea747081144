#!/usr/bin/env bash
# What counting by tracepoints costs the server: the same running server flooded with counters on and off, in turns
# that swap who comes first, by requests that ask for no work, which is when counting weighs most. Prints the ratios
# of each pair of floods and their median, for a server of ours as processes and for nginx, and what was counted.
# CPU time per connection is of all the server's processes, over the whole flood.
# Usage: tracepoint-cost.sh [ROUNDS] [DURATION], with these in the environment:
#   SERVER=epoll,as=processes,handlers=4   the server of ours
#   WORKERS=4                              of nginx
# Servers run on the first CPU, the load generator on the others. Counting needs root or CAP_PERFMON.
set -euo pipefail
rounds=${1:-10}
duration=${2:-2s}
server=${SERVER:-epoll,as=processes,handlers=4}
workers=${WORKERS:-4}
bench=$(dirname "$(readlink -f "$0")")
root=$(cd "$bench/../../.." && pwd)
lib=$root/harness/target/lib
. "$root/load-generator/src/bench/nginx.sh"
PATH=$PATH:/usr/sbin
for tool in python3 nginx taskset; do
  type -P "$tool" >/dev/null ||
    { echo "needs $tool (Debian: python3, nginx, util-linux)" >&2; exit 69; }
done
"$root/stampede" --version >/dev/null
work=$(mktemp -d)
running=
counter=
cleanup() {
  for pid in $counter $running; do
    kill -TERM "$pid" 2>/dev/null && wait "$pid" || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

stop() { # a process of ours
  kill -TERM "$1" && wait "$1" || true
}

reachable() { # port
  for _ in $(seq 200); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.05
  done
  echo "nobody listens at port $1: $(cat "$work"/*.log)" >&2
  exit 69
}

cpu_ns() { # of the server that runs and all its children
  python3 - "$running" <<'P'
import glob, sys
def cpu(pid):
    own = sum(int(open(f).read().split()[0]) for f in glob.glob("/proc/%s/task/*/schedstat" % pid))
    children = [c for f in glob.glob("/proc/%s/task/*/children" % pid) for c in open(f).read().split()]
    return own + sum(map(cpu, children))
print(cpu(sys.argv[1]))
P
}

ordered() { # on or off; the counter's answer
  local answer
  echo "$1" >&"${COUNTER[1]}"
  read -r answer <&"${COUNTER[0]}"
  echo "$answer"
}

flood() { # URL, where the result goes; 2 means that some figure is not to be believed
  local code=0 before
  before=$(cpu_ns)
  "$root/stampede" load "$1" --load closed:32 --warmup 1s --duration "$duration" --quiet --json --out "$work/run" \
    --load-cpus "$others" >"$2" 2>"$2.log" || code=$?
  ((code == 0 || code == 2)) || { cat "$2.log" >&2; exit 69; }
  echo $(($(cpu_ns) - before)) >"$2.cpu"
}

compare() { # title, port, URL
  local title=$1 port=$2 url=$3 round turn answer
  coproc COUNTER { "$java" --enable-native-access=ALL-UNNAMED -cp "$lib/*" "$bench/CountAtAddress.java" "127.0.0.1:$port"; }
  counter=$COUNTER_PID
  for round in $(seq "$rounds"); do
    for turn in $( ((round % 2)) && echo on off || echo off on); do
      if [[ $turn == on ]]; then
        answer=$(ordered on)
        [[ $answer == counting* ]] || { echo "$answer" >&2; exit 69; }
        flood "$url" "$work/$round.on"
        echo "$title, round $round: $(ordered off)" >&2
      else
        flood "$url" "$work/$round.off"
      fi
    done
  done
  stop "$counter"
  counter=
  python3 - "$work" "$rounds" "$title" <<'P'
import json, statistics, sys
work, rounds, title = sys.argv[1], int(sys.argv[2]), sys.argv[3]
def flooded(round, turn):
    flood = "%s/%d.%s" % (work, round, turn)
    cell = json.load(open(flood))["cells"][0]
    answered = cell["requests"]["ok"] + cell["requests"]["warmup"]
    return cell["throughputPerS"], int(open(flood + ".cpu").read()) / 1e3 / answered
def show(name, unit, figure):
    on, off = [[flooded(i, turn)[figure] for i in range(1, rounds + 1)] for turn in ("on", "off")]
    ratios = [a / b for a, b in zip(on, off)]
    print("%-36s on / off: median %.3f   (%s)   medians: %.1f %s on, %.1f off" % (
        name, statistics.median(ratios), " ".join("%.3f" % r for r in ratios), statistics.median(on), unit, statistics.median(off)))
print(title)
show("  throughput", "/s", 0)
show("  server CPU per connection", "us", 1)
P
}

mapfile -t cpus < <(python3 -c 'import os; print(*sorted(os.sched_getaffinity(0)), sep="\n")')
others=$(IFS=,; echo "${cpus[*]:$((${#cpus[@]} > 1))}")

port=$(free_port)
taskset -c "${cpus[0]}" "$root/stampede" serve "$server" --listen "127.0.0.1:$port" >"$work/serve.log" 2>&1 &
running=$!
reachable "$port"
java=$(readlink "/proc/$running/exe") # the JDK that the launcher found
compare "$server" "$port" "raw://127.0.0.1:$port"
stop "$running"

port=$(free_port)
nginx_conf "$workers" "$port" >"$work/nginx.conf"
taskset -c "${cpus[0]}" nginx -e "$work/nginx.log" -p "$work" -c "$work/nginx.conf" &
running=$!
reachable "$port"
compare "nginx, $workers workers" "$port" "http://127.0.0.1:$port/{id}"
stop "$running"
running=
