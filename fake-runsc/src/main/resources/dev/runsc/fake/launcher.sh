#!/bin/sh
# A fake runsc. It asks the engine what to answer and does what the engine says: print, start the process of a
# container, wait for it, end. The engine is either resident (its directory is named in .fake/server) or started
# for this one call. Arguments and outputs travel as data, never as shell text.
_fr_dir=@DIR@

_fr_tag=
_fr_op=

# Takes one of the resident engine's reply pipes. Claims are files made with O_EXCL; the engine removes them.
_fr_claim() {
  command . "$_fr_dir/.fake/server" 2>/dev/null || return 1
  [ -p "$_fr_srv/calls" ] || return 1
  _fr_slot=$(($$ % @SLOTS@))
  _fr_try=0
  set -C
  until { printf %s "$$" >"$_fr_srv/claim/$_fr_slot"; } 2>/dev/null; do
    _fr_slot=$(((_fr_slot + 1) % @SLOTS@))
    _fr_try=$((_fr_try + 1))
    [ "$_fr_try" -lt @SLOTS@ ] || { set +C; return 1; }
  done
  set +C
  # Reading ends when the engine dies: after these lines only the engine holds the pipe open for writing.
  { command exec 8<>"$_fr_srv/slot/$_fr_slot" 9<"$_fr_srv/slot/$_fr_slot" 8>&-; } 2>/dev/null || return 1
  { command exec 8<>"$_fr_srv/calls"; } 2>/dev/null || return 1
  _fr_args=$_fr_srv/args/$_fr_slot
  _fr_tag="$_fr_slot "
}

_fr_fail() {
  printf 'fake-runsc: %s\n' "$*" >&2
  exit 125
}

_fr_request() {
  printf '%s\0' 1 "$_fr_dir" "$$" "$PPID" "$PWD" @ENVIRONMENT@-- "$@" >|"$_fr_args" ||
    _fr_fail "cannot write $_fr_args"
}

_fr_say() {
  printf '%s%s\n' "$_fr_tag" "$*" >&8
}

# Writes what comes with an answer, escaped for printf: short texts stand in the line itself, which a shell reads
# byte by byte, longer ones in a file of assignments.
_fr_write() {
  if [ "$1" = . ]; then
    . "$_fr_args.text"
    set -- "$_fr_out" "$_fr_err"
  fi
  [ "$1" = = ] || printf %b "${1#=}"
  [ "$2" = = ] || printf %b "${2#=}" >&2
}

# The short way. Most calls are answered at once, and a shell does not read the rest of a script that ends here.
if _fr_claim; then
  _fr_request "$@"
  _fr_say call
  IFS=' ' read -r _fr_op _fr_a _fr_b _fr_c <&9 || _fr_op=
  if [ "$_fr_op" = exit ]; then
    _fr_write "$_fr_b" "$_fr_c"
    exit "$_fr_a"
  fi
fi

# All the rest.
_fr_oneshot() {
  _fr_tag=
  _fr_args=$_fr_dir/.fake/call-$$
  _fr_java=@JAVA@
  [ -x "$_fr_java" ] || _fr_java=$(command -v java) || _fr_fail "no resident engine, and no java to start one for this call: @JAVA@ is gone and PATH has none"
  mkfifo -m 600 "$_fr_args.reply" "$_fr_args.answer" || _fr_fail "cannot make pipes in $_fr_dir/.fake; is $_fr_dir writable for you?"
  exec 8<>"$_fr_args.answer" 7<>"$_fr_args.reply"
  _fr_request "$@"
  _fr_archive=@ARCHIVE@
  if [ -f "$_fr_archive" ]; then _fr_archive=-XX:SharedArchiveFile=$_fr_archive; else _fr_archive=-Xshare:auto; fi
  # Paths are bytes; a JVM in the C locale would know ASCII only.
  LC_ALL=C.UTF-8 "$_fr_java" @JAVA_OPTIONS@ "$_fr_archive" -cp @CLASS_PATH@ dev.runsc.fake.OneShot "$_fr_dir" "$_fr_args" <"$_fr_args.answer" >"$_fr_args.reply" 7>&- 8>&- &
  _fr_engine=$!
  exec 9<"$_fr_args.reply" 7>&-
}

# Finds what makes a pseudo-terminal and sends it to a socket, if there is one to send it to.
_fr_find_console() {
  _fr_tool=
  [ -n "$2" ] || return 0
  _fr_report=$_fr_box/$1.console
  _fr_socket=$(printf '%bx' "${2#=}")
  _fr_socket=${_fr_socket%x}
  if command -v perl >/dev/null 2>&1; then
    _fr_tool=perl
    _fr_script=$_fr_box/console.pl
  elif command -v python3 >/dev/null 2>&1; then
    _fr_tool=python3
    _fr_script=$_fr_box/console.py
  else
    printf 'tool neither is in PATH' >"$_fr_report"
  fi
}

# Starts the process of a container in a session of its own, with the standard streams of this call and a
# control pipe as descriptor 7. Its standard input is saved first: a shell gives background commands another.
# Descriptor 5 of that process is a leash that ends with this call, unless the call waits for the process: a shell
# takes the exit status of a child that ends while it is there, and who reaps for us (a shim) would wait in vain.
_fr_spawn() {
  _fr_box=$_fr_dir/.fake/sandboxes/$1
  mkfifo -m 600 "$_fr_box/control" "$_fr_box/leash" || { _fr_say failed; return; }
  _fr_find_console program "$2"
  set -- /bin/sh "$_fr_dir/.fake/runsc-sandbox" "$_fr_box"
  [ -z "$_fr_tool" ] || set -- "$_fr_tool" "$_fr_script" "$_fr_socket" "$_fr_report" "$@"
  exec 6<&0 7<>"$_fr_box/control"
  setsid "$@" <&6 6<&- 8>&- 9<&- 5<"$_fr_box/leash" &
  _fr_pid=$!
  exec 6<&- 7>"$_fr_box/leash"
  _fr_say spawned "$_fr_pid"
}

# Starts a program in the sandbox of a container, on a leash too; it stays if this call is detached.
_fr_exec() {
  _fr_box=$_fr_dir/.fake/sandboxes/$1
  mkfifo -m 600 "$_fr_box/$2.leash" || { _fr_say failed; return; }
  _fr_find_console "$2" "$3"
  _fr_leash=$_fr_box/$2.leash
  set -- /bin/sh "$_fr_dir/.fake/runsc-sandbox" "$_fr_box" "$2"
  [ -z "$_fr_tool" ] || set -- "$_fr_tool" "$_fr_script" "$_fr_socket" "$_fr_report" "$@"
  exec 6<&0
  setsid "$@" <&6 6<&- 8>&- 9<&- 5<"$_fr_leash" &
  _fr_pid=$!
  exec 6<&- 7>"$_fr_leash"
  _fr_say spawned "$_fr_pid"
}

# Starts a hook of a container, which has the directory and the variables of this call.
_fr_hook() {
  _fr_box=$_fr_dir/.fake/sandboxes/$1
  setsid /bin/sh "$_fr_dir/.fake/runsc-sandbox" "$_fr_box" hook <"$_fr_box/hook.in" >"$_fr_box/hook.out" \
    2>"$_fr_box/hook.err" 7>&- 8>&- 9<&- &
  _fr_say spawned "$!"
}

# Does one thing that the engine asks for while the call goes on.
_fr_do() {
  case $1 in
    print) _fr_write "$3" "$4" ;;
    files)
      cat "$_fr_args.$2.out"
      cat "$_fr_args.$2.err" >&2
      _fr_say copied
      ;;
    spawn) _fr_spawn "$2" "$3" ;;
    exec) _fr_exec "$2" "$3" "$4" ;;
    hook) _fr_hook "$2" ;;
    await)
      exec 7>&-
      wait "$_fr_pid" 2>/dev/null
      _fr_say exited $?
      ;;
    signal)
      if kill -s "$2" -- "$3" 2>/dev/null; then _fr_say signalled; else _fr_say missing; fi
      ;;
    stdin)
      head -c "$2" >"$_fr_args.stdin" <&"${_fr_stdin:-0}"
      _fr_say read
      ;;
    fd)
      # A descriptor that the caller gave for its log. A shell may know only those of one digit by number.
      case $2 in
        ?) eval "printf %b \"\${3#=}\" >&$2" 2>/dev/null ;;
        *) printf %b "${3#=}" 2>/dev/null >>"/proc/self/fd/$2" ;;
      esac
      ;;
    hold)
      # A child that keeps standard output open, and nothing else of this call.
      setsid sleep "$3" </dev/null 2>/dev/null 7>&- 8>&- 9<&- &
      _fr_say spawned "$!"
      ;;
    late)
      _fr_file=$(printf '%bx' "${4#=}")
      setsid /bin/sh -c 'sleep "$1"; mv -f -- "$2" "$3"' fake-runsc-late "$3" "$_fr_dir/.fake/sandboxes/$2/file" \
        "${_fr_file%x}" </dev/null >/dev/null 2>&1 7>&- 8>&- 9<&- &
      _fr_say spawned "$!"
      ;;
    *) _fr_fail "the engine said something this launcher does not know: $1" ;;
  esac
}

# The call itself.
[ -n "$_fr_tag" ] || _fr_oneshot "$@"

while :; do
  [ -n "$_fr_op" ] || IFS=' ' read -r _fr_op _fr_a _fr_b _fr_c <&9 || {
    # The engine died. If it had not yet taken the request, nothing has happened and the call can be made anew.
    [ -n "$_fr_tag" ] && [ -f "$_fr_args" ] && { exec 9<&- 8>&-; rm -f "$_fr_args"; _fr_op=; _fr_oneshot "$@"; continue; }
    _fr_fail "the engine died while it answered this call; what the call has done is not known"
  }
  case $_fr_op in
    exit)
      _fr_write "$_fr_b" "$_fr_c"
      # Nothing of a call outlives it.
      [ -n "$_fr_tag" ] || wait "$_fr_engine"
      exit "$_fr_a"
      ;;
    die)
      [ -n "$_fr_tag" ] || wait "$_fr_engine"
      kill -s "$_fr_a" $$
      exit "$_fr_b"
      ;;
    *) _fr_do "$_fr_op" "$_fr_a" "$_fr_b" "$_fr_c" ;;
  esac
  _fr_op=
done
