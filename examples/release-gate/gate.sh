#!/bin/sh
# usage: gate.sh BASELINE CANDIDATE DIR OUT [OPTION…]
#
# Merges the reports of all shards, DIR/1, DIR/2, …, into OUT/merged, and holds them against BASELINE, the report of
# the release in use or the pointer to the last good one. Ends with 0 if CANDIDATE may be rolled out; then the pointer,
# OUT/last-good.json, names it. A missing shard ends it with 3.
# CONFORMANCE names the conformance command if it is not in PATH.
set -eu

[ $# -ge 4 ] || { sed -n '2s/^# //p' "$0" >&2; exit 2; }
baseline=$1 candidate=$2 dir=$3 out=$4
shift 4

# A finding in the merged report is for the gate to judge; a missing shard is not.
status=0
"${CONFORMANCE:-conformance}" merge "$dir"/*/ --report "$out/merged" || status=$?
[ "$status" -le 1 ] || exit "$status"

exec "${CONFORMANCE:-conformance}" gate --baseline "$baseline" --candidate "$candidate" --results "$out/merged" \
  --last-good "$out/last-good.json" --report "$out/gate" "$@"
