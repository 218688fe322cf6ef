#!/bin/sh
# runsc-sandbox DIR: the process of one fake container. Descriptor 7 is its control pipe. It waits to be started,
# then runs the host program that DIR/program describes, or prints what DIR/workload says and waits for its end.
# It leaves its exit status in DIR/status, and ends with it, but not before the call that started it: descriptor 5
# is a leash that tells of that.
# runsc-sandbox DIR EXEC: runs one more program in that container, described by DIR/EXEC, likewise.
# runsc-sandbox DIR EXEC script: is that program, if a script says what it does.
# runsc-sandbox DIR hook: runs the command in DIR/hook and leaves its exit status in DIR/hook.status.
dir=$1

unleashed() {
  { read -r _ <&5; } 2>/dev/null
}

finish() {
  printf %s "$1" >"$dir/status"
  # Whatever the container left behind ends with it.
  trap '' TERM
  for group in "$dir"/attached/*; do
    kill -s KILL -- "-${group##*/}" 2>/dev/null
  done
  kill -s TERM -- "-$$" 2>/dev/null
  unleashed
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

# Starts the program that a file describes: working directory, user, variables, program, arguments. It is in a
# session of its own and dies with this process.
launch() {
  file=$1
  set --
  while IFS= read -r line; do
    word "${line#=}"
    set -- "$@" "$word"
  done <"$file"
  cd -- "$1" || return 1
  user=$2
  shift 2
  # Signals that a shell ignores in background commands, and nohup in all, get their defaults back.
  if env --default-signal true 2>/dev/null; then
    set -- env --default-signal -i "$@"
  else
    set -- env -i "$@"
  fi
  if command -v setpriv >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # several options in one word, made of digits and dashes
    set -- setpriv --pdeathsig KILL $user "$@"
  fi
  exec 6<&0
  ctty=
  [ ! -f "$file.ctty" ] || ctty=-c
  set -- setsid $ctty "$@"
  fds=
  if [ -f "$file.fds" ]; then
    read -r fds <"$file.fds"
  fi
  # The redirections are digits and marks that the engine has checked.
  eval "\"\$@\" <&6 5<&- 6<&- 7>&- $fds &"
  child=$!
  # A shell tells of a child that was killed; that is not the container's to say. What is, goes to descriptor 6.
  exec 6>&2 2>/dev/null
}

# A terminal that nobody is to get: one of the three streams stands for all of them.
if [ -f "$dir/${2:-program}.terminal" ] && ! [ -t 0 ] && ! [ -t 1 ] && ! [ -t 2 ]; then
  read -r stream <"$dir/${2:-program}.terminal"
  exec 0<&"$stream" 1>&"$stream" 2>&"$stream"
fi

if [ "${2-}" = hook ]; then
  set --
  while IFS= read -r line; do
    word "${line#=}"
    set -- "$@" "$word"
  done <"$dir/hook"
  "$@"
  printf %s $? >"$dir/hook.status"
  exit
fi

if [ $# -eq 3 ]; then
  while IFS=' ' read -r op value <&3; do
    case $op in
      out) printf %b "${value#=}" ;;
      err) printf %b "${value#=}" >&2 ;;
      end)
        [ "${value% *}" = 0 ] || sleep "${value% *}" 3<&-
        exit "${value#* }"
        ;;
    esac
  done 3<"$dir/$2.script"
  exec sleep 2147483647
fi

if [ $# -eq 2 ]; then
  code=0
  child=
  if [ -f "$dir/$2" ]; then
    launch "$dir/$2" || { unleashed; exit 128; }
  elif [ -f "$dir/$2.script" ]; then
    exec 6<&0
    setsid /bin/sh "$0" "$dir" "$2" script <&6 5<&- 6<&- &
    child=$!
    exec 6>&2 2>/dev/null
  fi
  if [ -n "$child" ]; then
    # Who ends the sandbox by force says in this file what that means for a program in it.
    : >"$dir/$2.lost"
    exec 4<"$dir/$2.lost"
    detached=
    [ ! -f "$dir/$2.detached" ] || detached=1
    [ -n "$detached" ] || exec 6>&-
    : >"$dir/attached/$child"
    printf %s "$child" >"$dir/$2.child"
    wait "$child"
    code=$?
    kill -s KILL -- "-$child" 2>/dev/null
    rm -f "$dir/attached/$child"
    if [ "$code" = 137 ] && IFS= read -r lost <&4; then
      code=128
      [ -z "$detached" ] || printf '%s\n' "$lost" >&6
    fi
  fi
  { printf %s "$code" >"$dir/$2.status"; } 2>/dev/null
  unleashed
  exit "$code"
fi

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
        (sleep "$after" && printf 'exit %s\n' "${value#* }" >&7) </dev/null >/dev/null 2>&1 3<&- 5<&- &
        ;;
    esac
  done 3<"$dir/workload"
}

while read -r op value <&7; do
  case $op in
    start)
      if [ -f "$dir/program" ]; then
        launch "$dir/program" || finish 128
        exec 6>&-
        printf %s "$child" >"$dir/child"
        wait "$child"
        code=$?
        kill -s KILL -- "-$child" 2>/dev/null
        finish "$code"
      elif [ -f "$dir/workload" ]; then
        run_scripted
      fi
      ;;
    exit) finish "$value" ;;
  esac
done
finish 1
