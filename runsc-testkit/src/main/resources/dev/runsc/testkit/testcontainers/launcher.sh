#!/bin/sh
# Runs runsc in a container, as if it ran here. The agent there is asked through a directory that both
# sides see under the same path:
#
#   AGENT/requests     a FIFO; one line, the directory of a call, begins that call
#   CALL/run           a script: environment, working directory, streams, arguments
#   CALL/alive         a FIFO: what is written are signals to pass on, its end is the end of this process
#   CALL/exit          a FIFO: the exit status, once it is known
#   CALL/in out err    FIFOs for streams that can't be opened by a path over there
#
# A stream that is a file both sides see is opened there itself, so a container that outlives the call keeps it.
agent=@AGENT@
shared=@SHARED@
command=@COMMAND@

fail() {
  printf '%s\n' "$0: $1" >&2
  exit 125
}

# The text as a word of a shell.
quote() {
  rest=$1
  quoted=
  while :; do
    case $rest in
      *\'*)
        quoted="$quoted${rest%%\'*}'\\''"
        rest=${rest#*\'}
        ;;
      *) break ;;
    esac
  done
  printf " '%s'" "$quoted$rest"
}

is_shared() {
  case $1 in
    *' (deleted)') return 1 ;;
  esac
  printf '%s\n' "$shared" | {
    while IFS= read -r directory; do
      case $1 in
        "$directory"/*) exit 0 ;;
      esac
    done
    exit 1
  }
}

# What the stream is to be opened as over there.
stream() { # descriptor, name
  target=$(readlink "/proc/$$/fd/$1") || target=/dev/null
  if [ "$target" = /dev/null ] || { [ -f "$target" ] && is_shared "$target"; }; then
    place=$target
  else
    place=$call/$2
    mkfifo "$place" || fail "cannot make $place"
  fi
}

call=$(mktemp -d "$agent/call.XXXXXXXXXX") || fail "the container's directory $agent is gone"
trap 'rm -rf "$call"' EXIT
mkfifo "$call/alive" "$call/exit" || fail "cannot make $call/alive"

stream 0 in
in=$place
stream 1 out
out=$place
stream 2 err
err=$place
{
  (
    unset PATH HOME PWD OLDPWD
    export -p
  )
  printf 'cd%s 2>/dev/null || cd /\n' "$(quote "$PWD")"
  printf 'exec <%s >>%s 2>>%s\n' "$(quote "$in")" "$(quote "$out")" "$(quote "$err")"
  printf 'exec %s' "$command"
  for argument; do
    quote "$argument"
  done
  printf '\n'
} >"$call/run"

printf '%s\n' "$call" | dd of="$agent/requests" oflag=nonblock conv=notrunc status=none 2>/dev/null ||
  fail "the container that runsc runs in does not answer; it was stopped, or its agent has ended"

# The readers and the writer, none of which may keep this process alive in the eyes of the agent.
exec 3<&0
input=
[ "$in" != "$call/in" ] || {
  cat <&3 >"$in" 2>/dev/null &
  input=$!
}
outputs=
[ "$out" != "$call/out" ] || {
  cat "$out" 3<&- &
  outputs=$!
}
[ "$err" != "$call/err" ] || {
  cat "$err" 3<&- >&2 &
  outputs="$outputs $!"
}
cat "$call/exit" >"$call/code" 3<&- &
waiter=$!
exec 3<&- 4>"$call/alive"
for signal in HUP INT QUIT TERM USR1 USR2; do
  trap "(echo $signal >&4) 2>/dev/null" "$signal"
done

while kill -0 "$waiter" 2>/dev/null; do
  wait "$waiter"
done
code=$(cat "$call/code")
[ -z "$input" ] || kill "$input" 2>/dev/null
for output in $outputs; do
  while kill -0 "$output" 2>/dev/null; do
    wait "$output"
  done
done
[ -n "$code" ] || fail "the container that runsc runs in was stopped during the call"
exit "$code"
