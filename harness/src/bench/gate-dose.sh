#!/usr/bin/env bash
# What the gate detects: a candidate slowed down on purpose by 0, 1/2, 1, 2 and 4 times the margin, for all requests, for the
# tail only and for throughput only, GATES gates each. A calibration tells what the server does without; from that the
# slow-downs follow:
#   all         every request takes that much longer: a share of the time one request keeps what the server is short of
#   tail        one request in a hundred takes what lies between the median and the p99 that is aimed at longer: how far that
#               moves the p99 depends on the shape of its tail, so go by the change that was seen
#   throughput  the handler is busy that much longer once the answer is sent: the same share as for all
# Prints a line for each gate and a table of verdicts with the median of the changes seen. Usage: gate-dose.sh, with these in the environment:
#   GATES=10 SERVER=epoll-exclusive ROUNDS=30 DURATION=1s WARMUP=1s SEED=1 WORK=spin:50us KINDS='all tail throughput'
#   DOSES='0 0.5 1 2 4' THROUGHPUT=5 P99=10
# The last two are the tolerances, in percent. WIDTH says how many requests the server works on at once, when that is not the number
# of its CPUs: with WORK=sleep:2ms it is that of its handlers. KEEP=folder keeps every document there.
# Takes hours with that: give it a quiet machine and a night.
set -euo pipefail
gates=${GATES:-10}
server=${SERVER:-epoll-exclusive}
rounds=${ROUNDS:-30}
seed=${SEED:-1}
throughput=${THROUGHPUT:-5}
p99=${P99:-10}
read -ra doses <<<"${DOSES:-0 0.5 1 2 4}"
read -ra kinds <<<"${KINDS:-all tail throughput}"
shared=(--rounds "$rounds" --duration "${DURATION:-1s}" --warmup "${WARMUP:-1s}" --work "${WORK:-spin:50us}"
  --tolerance "throughput=$throughput%,p50=$throughput%,p99=$p99%" --quiet --json)
. "$(dirname "$(readlink -f "$0")")/gates.sh"

ran "$work/calibration" --baseline "$server" --calibrate --seed "$seed"
python3 - "$work/calibration" <<'P'
import json, sys
gate = json.load(open(sys.argv[1]))
print(gate["explanation"])
P

extra() { # kind and dose: the setting of the candidate
  python3 - "$work/calibration" "$1" "$2" "$throughput" "$p99" "${WIDTH:-0}" <<'P'
import json, math, sys
calibration, kind, dose, throughput, p99, width = *sys.argv[1:3], *map(float, sys.argv[3:])
gate = json.load(open(calibration))
figures = {m["name"]: m["baseline"] for m in gate["metrics"]}
busy_us = 1e6 * (width or gate["design"]["cpus"]) / figures["throughput"]
worse = lambda percent: math.exp(dose * math.log1p(percent / 100)) - 1
if kind == "tail":
    print("%dns@1%%" % round(1e3 * ((1 + worse(p99)) * figures["p99"] - figures["p50"])) if dose else "0ns")
else:
    print("%dns%s" % (round(1e3 * worse(throughput) * busy_us), "@after" if kind == "throughput" else ""))
P
}

number=0
for kind in "${kinds[@]}"; do
  for dose in "${doses[@]}"; do
    setting=$(extra "$kind" "$dose")
    for gate in $(seq "$gates"); do
      number=$((number + 1))
      out=$work/$kind.$dose.$gate
      ran "$out" --baseline "$server" --candidate "$server,work-extra=$setting" --seed $((seed + number))
      python3 - "$out" "$kind" "$dose" "$setting" <<'P'
import json, sys
gate = json.load(open(sys.argv[1]))
show = lambda v: "-" if v is None else "%+.1f%%" % v
print("%-10s %4s delta  work-extra=%-14s %-12s %2d rounds  %s" % (*sys.argv[2:5], gate["verdict"], gate["rounds"], "  ".join(
    "%s %s" % (m["name"], show(m["estimatePercent"])) for m in gate["metrics"])), flush=True)
P
    done
  done
done

python3 - "$work" "$gates" "${kinds[*]}" "${doses[*]}" <<'P'
import json, statistics, sys
work, gates, kinds, doses = sys.argv[1], int(sys.argv[2]), sys.argv[3].split(), sys.argv[4].split()
print("\n| slower | dose in delta | fail | inconclusive | pass | throughput | p50 | p99 |\n|---|---|---|---|---|---|---|---|")
for kind in kinds:
    for dose in doses:
        every = [json.load(open("%s/%s.%s.%d" % (work, kind, dose, i))) for i in range(1, gates + 1)]
        counts = [sum(gate["verdict"] == v for gate in every) for v in ("fail", "inconclusive", "pass")]
        estimates = [[e for gate in every if (e := gate["metrics"][m]["estimatePercent"]) is not None] for m in range(3)]
        seen = ["%+.1f%%" % statistics.median(of) if of else "-" for of in estimates]
        print("| %s | %s | %d | %d | %d | %s |" % (kind, dose, *counts, " | ".join(seen)))
P
