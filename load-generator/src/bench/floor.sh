#!/usr/bin/env bash
# Connections per second of CPUs when one thread on each does both ends of its own in turn: the least the kernel asks for.
# usage: floor.sh [CPU[,CPU...]] [SECONDS] [reset|fin]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
"$root/stampede" --version >/dev/null
for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" java /usr/lib/jvm/*25*/bin/java; do
  if [[ -n $candidate ]] && type -P "$candidate" >/dev/null && "$candidate" -version 2>&1 | grep -q 'version "25'; then
    exec "$candidate" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -cp "$root/harness/target/lib/*" \
      "$root/load-generator/src/test/java/stampede/load/bench/FloorBench.java" "${1:-0}" "${2:-3}" "${@:3}"
  fi
done
echo "no JDK 25: set JAVA_HOME" >&2
exit 69
