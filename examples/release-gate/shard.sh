#!/bin/sh
# usage: shard.sh INDEX COUNT CANDIDATE DIR [OPTION…]
#
# Runs one part of the scenarios on a candidate and leaves its report in DIR/INDEX. INDEX goes from 1 to COUNT.
# A finding is for the gate to judge, so it does not end the job; anything else that goes wrong does.
# CONFORMANCE names the conformance command if it is not in PATH.
set -eu

[ $# -ge 4 ] || { sed -n '2s/^# //p' "$0" >&2; exit 2; }
index=$1 count=$2 candidate=$3 dir=$4
shift 4

status=0
"${CONFORMANCE:-conformance}" run --target "$candidate" --shard "$index/$count" --report "$dir/$index" "$@" || status=$?
case $status in
  0 | 1) [ -s "$dir/$index/report.json" ] || { echo "shard.sh: there is no report in $dir/$index" >&2; exit 3; } ;;
  *) exit "$status" ;;
esac
