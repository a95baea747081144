#!/usr/bin/env bash
# The flood engine beside wrk: both open a connection per request to the same nginx worker.
#
# The worker runs on one CPU, each client in turn on another, interleaved, closed load of 64. wrk closes
# by FIN, so close=fin is the like-for-like figure; close=reset is what we do by default. Prints every
# figure, medians, and ratios to wrk. Figures of different machines or moments are not comparable.
#
# usage: vs-wrk.sh [ROUNDS] [SECONDS]     after a build (mvn package); needs nginx, wrk, taskset, JDK 25
set -euo pipefail

rounds=${1:-3}
seconds=${2:-3}
concurrency=64
warmup_s=4
server_cpu=${SERVER_CPU:-0}
client_cpu=${CLIENT_CPU:-1}
port=${PORT:-18089}
module=$(cd "$(dirname "$0")/../.." && pwd)
root=$(dirname "$module")

need() {
  command -v "$1" >/dev/null || { echo "vs-wrk: $1 is missing: install the package $2" >&2; exit 69; }
}
need nginx nginx
need wrk wrk
need taskset util-linux
need curl curl
java=${JAVA_HOME:+$JAVA_HOME/bin/java}
for candidate in "$java" java /usr/lib/jvm/*25*/bin/java; do
  if [ -n "$candidate" ] && command -v "$candidate" >/dev/null &&
      "$candidate" -version 2>&1 | grep -q 'version "25'; then
    java25=$candidate
    break
  fi
done
[ -n "${java25:-}" ] || { echo "vs-wrk: no JDK 25: set JAVA_HOME" >&2; exit 69; }

path=
for folder in load-generator/target/test-classes load-generator/target/classes \
    contract/target/classes linux/target/classes; do
  [ -d "$root/$folder" ] || { echo "vs-wrk: $folder is missing: build with mvn package" >&2; exit 69; }
  path+=$root/$folder:
done
histogram=$(find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}/org/hdrhistogram" -name 'HdrHistogram-*.jar' \
    ! -name '*sources*' 2>/dev/null | sort | tail -1)
[ -n "$histogram" ] || { echo "vs-wrk: no HdrHistogram jar: build with mvn package" >&2; exit 69; }

work=$(mktemp -d)
nginx_pid=
finish() {
  if [ -n "$nginx_pid" ]; then
    kill "$nginx_pid" 2>/dev/null || true
    wait "$nginx_pid" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

cat >"$work/nginx.conf" <<CONF
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work;
  uwsgi_temp_path $work; scgi_temp_path $work;
  server {
    listen 127.0.0.1:$port backlog=4096;
    location / { return 200 "hello, whoever you are\n"; }
  }
}
CONF
taskset -c "$server_cpu" nginx -p "$work" -e "$work/error.log" -c "$work/nginx.conf" &
nginx_pid=$!
url=http://127.0.0.1:$port/
for _ in $(seq 50); do
  curl -fs -o "$work/answer" "$url" && break
  sleep 0.1
done
[ -s "$work/answer" ] || { echo "vs-wrk: nginx does not answer at $url" >&2; exit 69; }

# each prints: connections per second, microseconds of the client's CPU per connection
wrk_once() {
  local TIMEFORMAT='cpu %U %S'
  { time taskset -c "$client_cpu" wrk -t1 -c$concurrency -d"${seconds}s" -H 'Connection: close' "$url"; } 2>&1 |
    awk '/requests in/ { n = $1 } /Requests\/sec/ { r = $2 } /^cpu/ { c = $2 + $3 }
      END { printf "%.0f %.1f\n", r, c * 1e6 / n }'
}
ours_once() {
  "$java25" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -cp "$path$histogram" \
    stampede.load.bench.FloodBench \
    "target=$url,load=closed:$concurrency,threads=1,cpus=$client_cpu,close=$1,warmupNs=${warmup_s}000000000,durationNs=${seconds}000000000" |
    tee -a "$work/ours.log" |
    awk -v s="$seconds" '/^done/ { for (i = 2; i <= NF; i++) { split($i, p, "="); v[p[1]] = p[2] }
      printf "%.0f %.1f\n", v["throughputPerS"], v["threadCpuNs"] / 1000 / (v["endedPerS"] * s) }'
}
median() {
  awk -v c="$2" '{ print $c }' "$1" | sort -n |
    awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
row() {
  printf '%-7s %10s %7s %12s %7s %14s %7s   %s\n' "$@"
}

row round wrk 'us CPU' 'ours (fin)' 'us CPU' 'ours (reset)' 'us CPU' 'connections/s'
for round in $(seq "$rounds"); do
  wrk_once >>"$work/wrk"
  ours_once fin >>"$work/fin"
  ours_once reset >>"$work/reset"
  # shellcheck disable=SC2046 # two words each
  row "$round" $(tail -1 "$work/wrk") $(tail -1 "$work/fin") $(tail -1 "$work/reset") ''
done
wrk=$(median "$work/wrk" 1); fin=$(median "$work/fin" 1); reset=$(median "$work/reset" 1)
wrk_us=$(median "$work/wrk" 2); fin_us=$(median "$work/fin" 2); reset_us=$(median "$work/reset" 2)
row median "$wrk" "$wrk_us" "$fin" "$fin_us" "$reset" "$reset_us" ''
row ratio 1.00 1.00 $(awk -v w="$wrk" -v f="$fin" -v r="$reset" -v a="$wrk_us" -v b="$fin_us" -v c="$reset_us" \
  'BEGIN { printf "%.2f %.2f %.2f %.2f", f / w, b / a, r / w, c / a }') 'x wrk'
[ -z "${VERBOSE:-}" ] || cat "$work/ours.log"
