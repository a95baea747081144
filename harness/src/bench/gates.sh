# For the scripts beside it that make real gates: source it with $shared holding the arguments of every gate. It sets $root and
# $work, the folder the documents go to: a new one that is removed at the end, or what KEEP names.
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.." && pwd)
type -P python3 >/dev/null || { echo "needs python3 (Debian: python3)" >&2; exit 69; }
"$root/stampede" --version >/dev/null
log=$(mktemp)
if [[ ${KEEP:-} ]]; then
  work=$KEEP
  mkdir -p "$work"
  trap 'rm -f "$log"' EXIT
else
  work=$(mktemp -d)
  trap 'rm -rf "$work" "$log"' EXIT
fi

# usage: ran FILE ARGUMENTS... where the document goes, then what this gate has beside $shared
ran() {
  local out=$1 code=0
  shift
  "$root/stampede" gate "$@" "${shared[@]}" >"$out" 2>"$log" || code=$?
  ((code <= 2)) || { cat "$log" >&2; echo "ended with $code: $*" >&2; exit "$code"; }
}
