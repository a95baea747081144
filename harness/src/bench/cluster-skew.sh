#!/usr/bin/env bash
# How well agents begin together, and whether what they count adds up: a server with its controller and two agents, on three
# machines of one network (namespaces of this machine, joined by veth and a bridge; made here, and gone when it ends). The
# agents stay up; one controller makes RUNS short runs, each with a server, orders and comparisons of clocks of its own: a
# controller for each would only add the start of a JVM. Prints for each run by how much each agent began after the instant
# given, by clocks known how well, and how far apart they were; then p50, p99 and max of all. Fails when a count of some run
# is not the sum of its members', or an audit does not pass. Needs root. Usage: cluster-skew.sh, with these in the
# environment: RUNS=50 DURATION=300ms WARMUP=100ms LOAD=closed:16 SEED=1
set -euo pipefail
runs=${RUNS:-50}
root=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
PATH=$PATH:/usr/sbin:/sbin
for tool in python3 ip; do
  type -P "$tool" >/dev/null || { echo "needs $tool (Debian: python3, iproute2)" >&2; exit 69; }
done
((EUID == 0)) || { echo "needs root, to make networks" >&2; exit 69; }
"$root/stampede" --version >/dev/null

work=$(mktemp -d)
net=sk$$
made=()
agents=()
cleanup() {
  local each
  for each in "${agents[@]}"; do
    kill "$each" 2>/dev/null && wait "$each" || true
  done
  for each in "${made[@]}"; do
    ip netns del "$each" || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

namespace() {
  ip netns add "$1"
  made+=("$1")
  ip -n "$1" link set lo up
}
address() { echo "10.214.0.$1"; }

namespace "${net}hub"
ip -n "${net}hub" link add br0 type bridge
ip -n "${net}hub" link set br0 up
for machine in 1 2 3; do
  namespace "${net}m$machine"
  ip link add eth0 netns "${net}m$machine" type veth peer name "port$machine" netns "${net}hub"
  ip -n "${net}hub" link set "port$machine" master br0 up
  ip -n "${net}m$machine" addr add "$(address "$machine")/24" dev eth0
  ip -n "${net}m$machine" link set eth0 up
done

(umask 077; head -c 32 /dev/urandom | base64 >"$work/key")
hosts=$(address 2),$(address 3)
for machine in 2 3; do
  ip netns exec "${net}m$machine" "$root/stampede" agent --name "$machine" --join "$hosts" --bind "$(address "$machine")" \
    --key "$work/key" --allow-target "$(address 1)/32" >"$work/agent$machine" 2>&1 &
  agents+=($!)
done
for machine in 2 3; do
  for _ in $(seq 300); do
    ! grep -q 'waits for a controller' "$work/agent$machine" || break
    sleep 0.1
  done
done

code=0
ip netns exec "${net}m1" "$root/stampede" bench epoll,handlers=2 --listen "$(address 1):0" --agents "$hosts" --bind "$(address 1)" \
  --key "$work/key" --allow-remote --cpus 1 --rounds "$runs" --load "${LOAD:-closed:16}" --warmup "${WARMUP:-100ms}" \
  --duration "${DURATION:-300ms}" --seed "${SEED:-1}" --out "$work/out" --quiet --json >"$work/run.json" 2>"$work/err" ||
  code=$?
((code <= 2)) && [[ -s $work/run.json ]] || { cat "$work/err" "$work"/agent? >&2; exit 69; }

python3 - "$work/run.json" "$runs" <<'P'
import json, math, sys
cell, wanted = json.load(open(sys.argv[1]))["cells"][0], int(sys.argv[2])
COUNTS = ("invoked", "ok", "failed", "indeterminate", "warmup", "connections", "resent")
skews, apart, unknown, wrong = [], [], [], []
for run, round in enumerate(cell["rounds"], 1):
    members = round["members"]
    for count in COUNTS:
        if sum(m["requests"][count] for m in members) != round["requests"][count]:
            wrong.append("run %d: %s" % (run, count))
    if sum(m["latencyUs"]["total"]["count"] for m in members) != round["latencyUs"]["total"]["count"]:
        wrong.append("run %d: latencies" % run)
    if round["audit"]["verdict"] != "pass":
        wrong.append("run %d: audit %s: %s" % (run, round["audit"]["verdict"], round["audit"]["explanation"]))
    us = [m["startSkewUs"] for m in members]
    skews += map(abs, us)
    apart.append(max(us) - min(us))
    unknown.append(max(m["clockUncertaintyUs"] for m in members))
    print("run %2d: %s us after the instant given, %6.1f apart, clocks known within %.1f; %d requests, audit %s" % (
        run, " and ".join("%7.1f" % u for u in us), apart[-1], unknown[-1], round["requests"]["invoked"], round["audit"]["verdict"]))
for count in COUNTS:
    if sum(m["requests"][count] for r in cell["rounds"] for m in r["members"]) != cell["requests"][count]:
        wrong.append("all runs: " + count)
if len(cell["rounds"]) != wanted:
    wrong.append("%d runs, not %d" % (len(cell["rounds"]), wanted))
def show(name, values):
    values = sorted(values)
    at = lambda q: values[max(0, math.ceil(q * len(values)) - 1)]
    print("%-28s p50 %7.1f us   p99 %7.1f us   max %7.1f us   (%d)" % (name, at(.5), at(.99), values[-1], len(values)))
show("start skew of an agent", skews)
show("between the two of a run", apart)
show("clocks known within", unknown)
print("audits: %s over %d requests" % (cell["audit"]["verdict"], cell["requests"]["invoked"]))
print("every count is the sum of the members'" if not wrong else "NOT SO:\n" + "\n".join(wrong))
sys.exit(1 if wrong else 0)
P
