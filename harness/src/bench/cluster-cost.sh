#!/usr/bin/env bash
# What coordination costs: the same bench flooded by this machine's own load generator and by one agent on the same machine,
# in turn. Prints for each the CPU time of everything that took part (controller, server and load generator; of the agent,
# which is up already, what it and its load generator use while the command runs) and how long the command took; then
# medians of rounds, difference and ratio, of all of it and of what is left without the flood itself: what the server's handlers
# and the load threads used in the measured window, which varies more from round to round than coordination costs. The load
# has a rate, so that the work is the same; the load generator has one CPU and the server another.
# Usage: cluster-cost.sh, with these in the environment:
#   ROUNDS=5 SECONDS_EACH=30 LOAD=constant:5000/s WORK=none
set -euo pipefail
rounds=${ROUNDS:-5}
root=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
type -P python3 >/dev/null || { echo "needs python3 (Debian: python3)" >&2; exit 69; }
(($(nproc) >= 2)) || { echo "needs two CPUs" >&2; exit 69; }
"$root/stampede" --version >/dev/null
work=$(mktemp -d)
agent=
cleanup() {
  [[ -z $agent ]] || { kill "$agent" && wait "$agent"; } || true
  rm -rf "$work"
}
trap cleanup EXIT

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(min(s.getsockname()[1], 65000))')
load_cpu=$(python3 -c 'import os; print(sorted(os.sched_getaffinity(0))[1])')
"$root/stampede" agent --name a --port "$port" --load-cpus "$load_cpu" 2>"$work/agent" &
agent=$!
for _ in $(seq 300); do
  ! grep -q 'waits for a controller' "$work/agent" || break
  sleep 0.1
done

# Ticks of user and system time that a process, what it has waited for, and its children have used.
ticks() {
  local pid=$1 stat child sum
  stat=$(<"/proc/$pid/stat")
  read -ra stat <<<"${stat##*) }"
  sum=$((stat[11] + stat[12] + stat[13] + stat[14]))
  for child in $(cat "/proc/$pid"/task/*/children); do
    sum=$((sum + $(ticks "$child")))
  done
  echo "$sum"
}

# Seconds of CPU time of the flood itself.
flood_s() { # the document
  python3 -c '
import json, sys
cell = json.load(open(sys.argv[1]))["cells"][0]
print(sum(cell["cpuUsPerConnection"].values()) * cell["requests"]["ok"] / 1e6)' "$1"
}

TIMEFORMAT='%3U %3S %3R'
round() { # which, words
  local name=$1 before code=0
  shift
  before=$(ticks "$agent")
  { time "$root/stampede" bench epoll,handlers=4 --cpus 1 --rounds 1 --load "${LOAD:-constant:5000/s}" \
    --work "${WORK:-none}" --warmup 1s --duration "${SECONDS_EACH:-30}s" --out "$work/out.$name" --quiet \
    "$@" >/dev/null 2>"$work/err" || code=$?; } 2>"$work/time"
  ((code <= 2)) || { cat "$work/err" "$work/agent" >&2; exit 69; }
  echo "$name $(<"$work/time") $(($(ticks "$agent") - before)) $code $(flood_s "$work/out.$name/run.json")" >>"$work/all"
}

round warm --agents 1 --port "$port" # the agent starts its load generator with its first run, and keeps it
for each in $(seq "$rounds"); do
  echo "round $each of $rounds" >&2
  if ((each % 2)); then
    round local
    round agent --agents 1 --port "$port"
  else
    round agent --agents 1 --port "$port"
    round local
  fi
done

python3 - "$work/all" "$(getconf CLK_TCK)" <<'P'
import statistics, sys
cpu, beside, took, invalid = {}, {}, {}, 0
for line in open(sys.argv[1]):
    name, user, system, real, ticks, code, flood = line.split()
    # what the idle agent uses while this machine floods is its own affair
    own = float(user) + float(system) + (int(ticks) / float(sys.argv[2]) if name != "local" else 0)
    print("%-6s %8.3f s of CPU, of which the flood itself %7.3f; took %7.3f s%s" % (
        name, own, float(flood), float(real), "" if code == "0" else "; exit %s" % code))
    if name != "warm":
        cpu.setdefault(name, []).append(own)
        beside.setdefault(name, []).append(own - float(flood))
        took.setdefault(name, []).append(float(real))
        invalid += code != "0"
def show(what, values):
    local, agent = statistics.median(values["local"]), statistics.median(values["agent"])
    print("%-22s local %8.3f s   agent %8.3f s   difference %+7.3f s   ratio %.4f" % (what, local, agent, agent - local, agent / local))
show("CPU time", cpu)
show("beside the flood", beside)
show("duration", took)
if invalid:
    print("%d runs were not valid, or no verdict was reached" % invalid)
P
