#!/usr/bin/env bash
# What a connection costs the server in CPU time: every strategy that is available here, as threads, beside one nginx
# worker, all at the same fixed rate on the same CPUs, warmed up, in interleaved rounds. Prints medians of rounds and
# their ratios to nginx. Usage: cpu-per-connection.sh, with these in the environment:
#   ROUNDS=5 SECONDS_EACH=5 WARMUP=5 RATE=10000 HANDLERS=4 CPUS=2 STRATEGIES=all
#   SERVERS='blocking,handlers=4,defer=1s uring,handlers=2': these instead, as bench takes them
#
# What differs: ours answer 64 bytes to 32 in the raw protocol and record every request; nginx answers http, whose
# least is about twice that on the wire, parses a header, keeps no access log and records nothing. Both close every
# connection, and both are met by the same load generator, which closes by reset. Ours are measured in the window
# after the warm-up; nginx, which compiles nothing, over its whole flood.
set -euo pipefail
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-5}
warmup=${WARMUP:-5}
rate=${RATE:-10000}
handlers=${HANDLERS:-4}
cpus=${CPUS:-2}
strategies=${STRATEGIES:-all}
read -ra ours <<<"${SERVERS:---strategies $strategies --as threads --handlers $handlers}"
root=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
. "$root/load-generator/src/bench/nginx.sh"
for tool in python3 nginx taskset; do
  type -P "$tool" >/dev/null || PATH=$PATH:/usr/sbin type -P "$tool" >/dev/null ||
    { echo "needs $tool (Debian: python3, nginx, util-linux)" >&2; exit 69; }
done
PATH=$PATH:/usr/sbin
"$root/stampede" --version >/dev/null
work=$(mktemp -d)
master=
cleanup() {
  [[ -z $master ]] || { kill -QUIT "$master" && wait "$master"; } || true
  rm -rf "$work"
}
trap cleanup EXIT

port=$(free_port)
nginx_conf 1 "$port" >"$work/nginx.conf"
taskset -c "0-$((cpus - 1))" nginx -e "$work/nginx.log" -p "$work" -c "$work/nginx.conf" &
master=$!
worker=
for _ in $(seq 100); do
  worker=$(cat "/proc/$master/task/$master/children")
  [[ -z $worker ]] || break
  sleep 0.05
done
worker=${worker%% *}
[[ -n $worker ]] || { echo "nginx did not start: $(cat "$work/nginx.log")" >&2; exit 69; }

# 2 means that some figure is not to be believed, 1 that a server could not follow and left clients without an answer,
# as one that creates a thread for each connection may: the table then says so
ran() {
  local code=0
  "$@" || code=$?
  ((code <= 2)) || { echo "failed with $code: $*" >&2; return 69; }
}

nginx_round() { # where the result goes
  local before after
  before=$(cut -d' ' -f1 "/proc/$worker/schedstat")
  ran "$root/stampede" load "http://127.0.0.1:$port/{id}" --load "constant:$rate/s" --warmup 1s \
    --duration "${seconds}s" --quiet --json >"$1" 2>"$1.log" || { cat "$1.log" >&2; exit 69; }
  after=$(cut -d' ' -f1 "/proc/$worker/schedstat")
  echo $((after - before)) >"$1.cpu"
}

ours_round() { # where the result goes
  ran "$root/stampede" bench "${ours[@]}" --cpus "$cpus" \
    --load "constant:$rate/s" --work none --warmup "${warmup}s" --duration "${seconds}s" --rounds 1 \
    --out "$work/run" --quiet --json >"$1" 2>"$1.log" || { cat "$1.log" >&2; exit 69; }
}

for round in $(seq "$rounds"); do
  echo "round $round of $rounds" >&2
  if ((round % 2)); then
    nginx_round "$work/nginx.$round"
    ours_round "$work/ours.$round"
  else
    ours_round "$work/ours.$round"
    nginx_round "$work/nginx.$round"
  fi
done

python3 - "$work" "$rounds" ${SERVERS:+exact} <<'P'
import json, statistics, sys
work, rounds, exact = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
us, doubtful, left_out = {}, {}, {}
def add(name, value, cell):
    us.setdefault(name, []).append(value)
    doubtful[name] = doubtful.get(name, 0) + (not cell["valid"])
for i in range(1, rounds + 1):
    cell = json.load(open("%s/nginx.%d" % (work, i)))["cells"][0]
    answered = cell["requests"]["ok"] + cell["requests"]["warmup"]
    add("nginx (1 worker)", int(open("%s/nginx.%d.cpu" % (work, i)).read()) / 1e3 / answered, cell)
    run = json.load(open("%s/ours.%d" % (work, i)))
    for skipped in run["skipped"]:
        left_out[skipped["server"]] = skipped["reason"]
    for cell in run["cells"]:
        if cell["cpuUsPerConnection"]["server"] is not None:
            add(cell["server"]["name"] if not exact else cell["server"]["spec"], cell["cpuUsPerConnection"]["server"], cell)
base = statistics.median(us["nginx (1 worker)"])
print("%-34s %8s %8s   %s" % ("server", "CPU us", "x nginx", "rounds"))
# whose rounds were all invalid is not ranked: it stands last
for name in sorted(us, key=lambda n: (doubtful[n] == len(us[n]), statistics.median(us[n]))):
    median = statistics.median(us[name])
    doubt = "" if not doubtful[name] else "   (%d of %d rounds not valid)" % (doubtful[name], len(us[name]))
    print("%-34s %8.2f %8.2f   %s%s" % (name, median, median / base, " ".join("%.1f" % v for v in us[name]), doubt))
for server, reason in left_out.items():
    print("left out %s: %s" % (server, reason))
P
