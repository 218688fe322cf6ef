#!/bin/sh
# runsc-sandbox DIR: the process of one fake container. Descriptor 7 is its control pipe. It waits to be started,
# then runs the host program of DIR/program, or prints what DIR/workload says and waits for its end. It leaves its
# exit status in DIR/status, and ends with it.
dir=$1

finish() {
  printf %s "$1" >"$dir/status"
  # Whatever the container left behind ends with it.
  trap '' TERM
  kill -s TERM -- "-$$" 2>/dev/null
  exit "$1"
}

# One word per line, escaped for printf %b; the x keeps newlines at a word's end.
word() {
  case $1 in
    *\\*)
      word=$(printf '%bx' "$1")
      word=${word%x}
      ;;
    *) word=$1 ;;
  esac
}

run_host() {
  set --
  while IFS= read -r line; do
    word "${line#=}"
    set -- "$@" "$word"
  done <"$dir/program"
  cd -- "$1" || finish 128
  shift
  # Signals that a shell ignores in background commands get their defaults back; the program dies with its sandbox.
  if env --default-signal=INT,QUIT true 2>/dev/null; then
    set -- env --default-signal=INT,QUIT -i "$@"
  else
    set -- env -i "$@"
  fi
  if command -v setpriv >/dev/null 2>&1; then
    set -- setpriv --pdeathsig KILL "$@"
  fi
  exec 6<&0
  setsid "$@" <&6 6<&- 7>&- &
  child=$!
  printf %s "$child" >"$dir/child"
  # A shell tells of a child that was killed; that is not the container's to say.
  exec 6<&- 2>/dev/null
  wait "$child"
  code=$?
  kill -s KILL -- "-$child" 2>/dev/null
  finish "$code"
}

run_scripted() {
  while IFS=' ' read -r op value <&3; do
    case $op in
      out) printf %b "${value#=}" ;;
      err) printf %b "${value#=}" >&2 ;;
      end)
        after=${value% *}
        if [ "$after" = 0 ]; then
          finish "${value#* }"
        fi
        (sleep "$after" && printf 'exit %s\n' "${value#* }" >&7) </dev/null >/dev/null 2>&1 3<&- &
        ;;
    esac
  done 3<"$dir/workload"
}

while read -r op value <&7; do
  case $op in
    start)
      if [ -f "$dir/program" ]; then
        run_host
      elif [ -f "$dir/workload" ]; then
        run_scripted
      fi
      ;;
    print)
      printf %b "${value#=}"
      ;;
    exit) finish "$value" ;;
  esac
done
finish 1
