#!/usr/bin/env bash
# What the ledger and the history cost: the same server with recording on and off, in interleaved rounds of one
# run, saturated by requests that ask for no work, which is when recording weighs most. Prints the ratio of each
# pair of rounds and their median. Usage: recording-cost.sh [ROUNDS] [DURATION]
set -euo pipefail
rounds=${1:-10}
duration=${2:-2s}
root=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
type -P python3 >/dev/null || { echo "needs python3 (Debian: python3)" >&2; exit 69; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$root/stampede" bench epoll,handlers=4 epoll,handlers=4,ledger=off --cpus 1 --work none --load closed:32 \
  --warmup 1s --duration "$duration" --rounds "$rounds" --out "$out" --json >"$out/result.json" || [[ $? -eq 2 ]]
python3 - "$out/result.json" <<'P'
import json, statistics, sys
on, off = json.load(open(sys.argv[1]))["cells"]
def pairs(figure):
    return [figure(a) / figure(b) for a, b in zip(on["rounds"], off["rounds"])]
def show(name, ratios):
    print("%-34s median %.3f   (%s)" % (name, statistics.median(ratios), " ".join("%.3f" % r for r in ratios)))
show("throughput, on / off", pairs(lambda r: r["throughputPerS"]))
show("server CPU per connection, on / off", pairs(lambda r: r["cpuUsPerConnection"]["server"]))
show("generator CPU per conn., on / off", pairs(lambda r: r["cpuUsPerConnection"]["generator"]))
print("medians: %.0f/s on, %.0f/s off" % tuple(statistics.median(r["throughputPerS"] for r in c["rounds"]) for c in (on, off)))
P
