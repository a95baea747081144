#!/usr/bin/env bash
# Real false alarms of the gate: runs GATES short gates of a server against itself and counts verdicts. None failing in 59
# bounds the rate of false fails by 5% with 95% confidence. Prints a line for each gate, then the counts with the exact
# upper bound. Usage: gate-aa.sh, with these in the environment:
#   GATES=59 SERVER=epoll-exclusive ROUNDS=10 DURATION=200ms WARMUP=500ms SEED=1 MORE='--work spin:50us --tolerance p50=10%'
# KEEP=folder keeps the document of every gate there, in which one that failed can be looked into round by round.
# The median of a second varies by 5 to 12% between rounds on two shared CPUs, which is more than a tolerance of 5% can bear;
# --calibrate says what a machine allows. Takes about GATES times ROUNDS times 6 s with that: give it a quiet machine and an evening.
set -euo pipefail
gates=${GATES:-59}
server=${SERVER:-epoll-exclusive}
rounds=${ROUNDS:-10}
duration=${DURATION:-200ms}
warmup=${WARMUP:-500ms}
seed=${SEED:-1}
read -ra more <<<"${MORE:---work spin:50us --tolerance p50=10%}"
shared=(--rounds "$rounds" --duration "$duration" --warmup "$warmup" --quiet --json "${more[@]}")
. "$(dirname "$(readlink -f "$0")")/gates.sh"

for gate in $(seq "$gates"); do
  ran "$work/$gate.json" --baseline "$server" --candidate "$server" --seed $((seed + gate))
  python3 - "$work/$gate.json" "$gate" <<'P'
import json, sys
gate = json.load(open(sys.argv[1]))
show = lambda v: "-" if v is None else "%+.1f%%" % v
print("gate %s seed %d %-12s %s" % (sys.argv[2], gate["seed"], gate["verdict"], "  ".join(
    "%s %s (noise %s%s)" % (m["name"], show(m["estimatePercent"]), show(m["noisePercent"]), ", advisory" if m["advisory"] else "")
    for m in gate["metrics"])), flush=True)
P
done

python3 - "$work" "$gates" <<'P'
import collections, json, sys
work, gates = sys.argv[1], int(sys.argv[2])
counts = collections.Counter(json.load(open("%s/%d.json" % (work, i)))["verdict"] for i in range(1, gates + 1))
fails = counts["fail"]
def at_most(p):  # chance of so few fails when each gate fails with chance p
    total, term = 0.0, (1 - p) ** gates
    for k in range(fails + 1):
        total += term
        term *= (gates - k) / (k + 1) * p / (1 - p)
    return total
low, high = 0.0, 1.0 - 1e-12
for _ in range(60):
    middle = (low + high) / 2
    low, high = (middle, high) if at_most(middle) > 0.05 else (low, middle)
print("%d gates: %d pass, %d inconclusive, %d fail; the rate of false fails is below %.1f%% (95%% confidence)"
      % (gates, counts["pass"], counts["inconclusive"], fails, 100 * high))
P
