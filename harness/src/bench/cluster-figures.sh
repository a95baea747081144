#!/usr/bin/env bash
# What a cluster costs beside its flood, on three machines that are network namespaces of this one: the figures of
# docs/cluster-arithmetic.md. Prints, for one member of two:
#
#   control      bytes a second from and to it, idle and while it floods (a server on its own loopback, so that nothing else is
#                on its interface)
#   connection   packets and bytes of one connection with its request, closed by reset and by FIN, control taken off
#   memory       of agent and load generator, at their most; of the kernel, for a connection that stands
#
# usage: cluster-figures.sh [SECONDS]          needs root, iproute2, python3
set -euo pipefail
seconds=${1:-5}
root=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
PATH=$PATH:/usr/sbin:/sbin
((EUID == 0)) || { echo "needs root, to make network namespaces" >&2; exit 69; }
"$root/stampede" --version >/dev/null
work=$(mktemp -d)
prefix=cf$$
running=()
cleanup() {
  for pid in "${running[@]}"; do
    kill -TERM "$pid" 2>/dev/null && wait "$pid" || true
  done
  for space in 1 2 3 hub; do
    ip netns del "$prefix$space" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

on() { # machine, command...
  local machine=$1
  shift
  ip netns exec "$prefix$machine" "$@"
}

ip netns add "${prefix}hub"
ip -n "${prefix}hub" link add br0 type bridge
ip -n "${prefix}hub" link set br0 up
for machine in 1 2 3; do
  ip netns add "$prefix$machine"
  ip -n "$prefix$machine" link set lo up
  ip -n "${prefix}hub" link add "port$machine" type veth peer name eth0 netns "$prefix$machine"
  ip -n "${prefix}hub" link set "port$machine" master br0 up
  ip -n "$prefix$machine" addr add "10.0.1.$machine/24" dev eth0
  ip -n "$prefix$machine" link set eth0 up
done
(umask 077; head -c 32 /dev/urandom | base64 >"$work/key")

stays() { # machine, what it says when it is ready, command...
  local machine=$1 ready=$2 said
  shift 2
  said=$(mktemp -p "$work")
  ip netns exec "$prefix$machine" "$root/stampede" "$@" >"$said" 2>&1 &
  running+=($!)
  for _ in $(seq 200); do
    ! grep -q "$ready" "$said" || return 0
    sleep 0.1
  done
  cat "$said" >&2
  exit 69
}

sent() { # of machine 2: rx_bytes tx_bytes rx_packets tx_packets
  on 2 sh -c 'cd /sys/class/net/eth0/statistics; cat rx_bytes tx_bytes rx_packets tx_packets' | tr '\n' ' '
}

flood() { # target, seconds, options: what went over machine 2's interface, and how many attempts it made
  local target=$1 length=$2 before after code=0
  shift 2
  before=$(sent)
  on 1 "$root/stampede" load "$target" --agents 10.0.1.2,10.0.1.3 --bind 10.0.1.1 --key "$work/key" --allow-remote \
    --warmup 0s --duration "${length}s" --quiet --json "$@" >"$work/load.json" 2>"$work/load.err" || code=$?
  ((code == 0 || code == 2)) || { cat "$work/load.err" >&2; exit 69; }
  sleep 1
  after=$(sent)
  python3 - "$work/load.json" $before $after <<'P'
import json, sys
counts = [int(word) for word in sys.argv[2:]]
members = json.load(open(sys.argv[1]))["cells"][0]["rounds"][0]["members"]
invoked = sum(m["requests"]["invoked"] for m in members if m["name"] == "b")
print(*(after - before for before, after in zip(counts[:4], counts[4:])), invoked)
P
}

for machine in 2 3; do
  name=$([[ $machine == 2 ]] && echo b || echo c)
  stays "$machine" 'waits for' agent --name "$name" --bind "10.0.1.$machine" --join 10.0.1.2,10.0.1.3 --key "$work/key" \
    --allow-target 10.0.1.1
  stays "$machine" 'listens at' serve epoll,handlers=2 --listen 127.0.0.1:9000
done
stays 1 'listens at' serve epoll,handlers=2 --listen 10.0.1.1:9000 --allow-remote
stays 1 'listens at' serve epoll,handlers=2 --listen 127.0.0.1:9000   # the controller looks at its own, which nobody floods

sleep 5
before=$(sent)
sleep 10
after=$(sent)
short=$(flood raw://127.0.0.1:9000 "$seconds" --load closed:64)
long=$(flood raw://127.0.0.1:9000 $((3 * seconds)) --load closed:64)
reset=$(flood raw://10.0.1.1:9000 "$seconds" --load closed:64)
fin=$(flood raw://10.0.1.1:9000 "$seconds" --load constant:400/s --close fin)
python3 - "$seconds" "$before" "$after" "$short" "$long" "$reset" "$fin" <<'P'
import sys
seconds = int(sys.argv[1])
before, after, short, long, reset, fin = ([int(word) for word in text.split()] for text in sys.argv[2:])
def line(name, figures, unit):
    print("%-28s in %8.0f bytes, %6.1f packets   out %8.0f bytes, %6.1f packets   %s" % (name, figures[0], figures[2],
        figures[1], figures[3], unit))
line("control, idle", [(b - a) / 10 for a, b in zip(before, after)], "a second, two members")
line("control, flooding", [(b - a) / (2 * seconds) for a, b in zip(short, long)], "a second, two members and a controller")
line("control, a run of no length", [a - (b - a) / 2 for a, b in zip(short, long)], "")
for name, run in ("reset", reset), ("FIN", fin):
    line("a connection, " + name, [(a - b) / run[4] for a, b in zip(run[:4], short)], "of %d" % run[4])
P
most() { # pid
  awk '/VmHWM/ { print $2 / 1024 }' "/proc/$1/status"
}
agent=${running[0]}
printf 'memory at most, MiB:         agent %.0f' "$(most "$agent")"
for child in $(cat /proc/"$agent"/task/*/children); do
  printf ', load generator %.0f' "$(most "$child")"
done
printf ' (history of the last flood included)\n'
on 1 python3 - 8000 <<'P'
import socket, sys
wanted = int(sys.argv[1])
def slab_bytes():
    return next(int(line.split()[1]) * 1024 for line in open("/proc/meminfo") if line.startswith("Slab:"))
listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
kept = []
before = slab_bytes()
for _ in range(wanted):
    kept.append(socket.create_connection(listening.getsockname()))
    kept.append(listening.accept()[0])
print("kernel memory:               %.0f bytes for both ends of a connection that stands (%d of them)"
    % ((slab_bytes() - before) / wanted, wanted))
P
