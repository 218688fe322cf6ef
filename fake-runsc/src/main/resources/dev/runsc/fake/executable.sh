#!/bin/sh
# A fake runsc, the same for all of them: what it does is written in .fake/launcher beside it.
case $0 in
  */*) _fr_dir=${0%/*} ;;
  *) _fr_dir=. ;;
esac
if ! [ -f "$_fr_dir/.fake/launcher" ]; then
  # Called through a symbolic link.
  _fr_dir=$(readlink -f -- "$0") && _fr_dir=${_fr_dir%/*}
  [ -f "$_fr_dir/.fake/launcher" ] || {
    printf 'fake-runsc: %s is not in the directory of a fake runsc; make one with: fakectl init DIR\n' "$0" >&2
    exit 125
  }
fi
. "$_fr_dir/.fake/launcher"
