# The other way to make the call: in front of a real runsc, which gets this call's arguments, environment, standard
# streams and all other descriptors untouched. The talk with the engine is left to a child, the talker, for it takes
# descriptors. It tells what to do by the pipe .next, and hears of the end of the real runsc, or of this process, by
# the pipe .done, of which only this process holds the other end.
_fr_real=@REAL@
_fr_base=$_fr_dir/.fake/call-$$
mkfifo -m 600 "$_fr_base.next" "$_fr_base.done" || _fr_fail "cannot make pipes in $_fr_dir/.fake"

# Two descriptors below 10 that the caller has not given to us.
_fr_in=
_fr_tell=
for _fr_n in 9 8 7 6 5 4 3; do
  if ! { true >&$_fr_n; } 2>/dev/null; then
    [ -n "$_fr_in" ] && _fr_tell=$_fr_n && break
    _fr_in=$_fr_n
  fi
done
[ -n "$_fr_tell" ] || _fr_fail "recording needs two descriptors below 10 that its caller does not use"

_fr_talk() {
  trap '' INT TERM HUP QUIT PIPE
  exec 4<>"$_fr_base.next" 5<"$_fr_base.done"
  if _fr_claim; then
    _fr_request "$@"
    _fr_say call
  else
    _fr_oneshot "$@"
  fi
  _fr_code=
  while IFS=' ' read -r _fr_op _fr_a _fr_b _fr_c <&9; do
    case $_fr_op in
      exit | die)
        [ "$_fr_op" = die ] || _fr_write "$_fr_b" "$_fr_c"
        [ -n "$_fr_tag" ] || wait "$_fr_engine"
        printf '%s %s %s\n' "$_fr_op" "$_fr_a" "$_fr_b" >&4
        read -r _ <&5
        return
        ;;
      real)
        printf 'real %s\n' "$_fr_a" >&4
        read -r _fr_code <&5 || return
        for _fr_part in out err; do
          [ ! -f "$_fr_base.$_fr_part" ] || mv "$_fr_base.$_fr_part" "$_fr_args.$_fr_part"
        done
        _fr_say ended "$_fr_code"
        ;;
      gone) return ;;
      *) _fr_do "$_fr_op" "$_fr_a" "$_fr_b" "$_fr_c" ;;
    esac
  done
  # The engine died. What it has not printed yet is for the caller all the same.
  for _fr_part in out err; do
    [ ! -f "$_fr_args.$_fr_part" ] || mv "$_fr_args.$_fr_part" "$_fr_base.$_fr_part"
  done
}

# Runs the real runsc with the standard input of this call; a shell gives background commands another.
_fr_start() {
  set -- "$_fr_real" "$@"
  [ -z "$_fr_default" ] || set -- env --default-signal=INT,QUIT "$@"
  [ -z "$_fr_death" ] || set -- setpriv --pdeathsig KILL "$@"
  _fr_streams="<&$_fr_in $_fr_in<&- $_fr_tell>&-"
  case $_fr_how in
    hold) _fr_streams="$_fr_streams >\"\$_fr_base.out\" 2>\"\$_fr_base.err\"" ;;
    tee)
      mkfifo -m 600 "$_fr_base.out.pipe" "$_fr_base.err.pipe"
      eval "tee \"\$_fr_base.out\" <\"\$_fr_base.out.pipe\" $_fr_in<&- $_fr_tell>&- &"
      _fr_tees=$!
      eval "tee \"\$_fr_base.err\" <\"\$_fr_base.err.pipe\" >&2 $_fr_in<&- $_fr_tell>&- &"
      _fr_tees="$_fr_tees $!"
      _fr_streams="$_fr_streams >\"\$_fr_base.out.pipe\" 2>\"\$_fr_base.err.pipe\""
      ;;
  esac
  eval "\"\$@\" $_fr_streams &"
  _fr_child=$!
}

_fr_call_real() {
  _fr_default=
  _fr_death=
  _fr_tees=
  if env --default-signal=INT,QUIT true 2>/dev/null; then _fr_default=1; fi
  if command -v setpriv >/dev/null 2>&1; then _fr_death=1; fi
  _fr_start "$@"
  # What is sent to the call is meant for the real runsc. From a terminal it has got it already.
  for _fr_signal in HUP TERM USR1 USR2; do
    trap "kill -s $_fr_signal $_fr_child 2>/dev/null" "$_fr_signal"
  done
  [ -t 0 ] || for _fr_signal in INT QUIT; do
    trap "kill -s $_fr_signal $_fr_child 2>/dev/null" "$_fr_signal"
  done
  while :; do
    wait "$_fr_child"
    _fr_code=$?
    kill -0 "$_fr_child" 2>/dev/null || break
  done
  # shellcheck disable=SC2086 # two process ids
  [ -z "$_fr_tees" ] || wait $_fr_tees
  trap '' PIPE
  rm -f "$_fr_base.out.pipe" "$_fr_base.err.pipe"
}

eval "exec $_fr_in<&0"
_fr_stdin=3
(
  [ "$_fr_in" = 3 ] || eval "exec 3<&$_fr_in $_fr_in<&-"
  _fr_talk "$@"
) &
_fr_talker=$!
for _fr_signal in HUP INT QUIT TERM; do
  trap "trap - $_fr_signal; kill -s $_fr_signal \$\$" "$_fr_signal"
done
eval "exec $_fr_tell>\"\$_fr_base.done\""
_fr_how=
_fr_code=
while :; do
  _fr_op=
  read -r _fr_op _fr_a _fr_b <"$_fr_base.next"
  case $_fr_op in
    real)
      _fr_how=$_fr_a
      _fr_call_real "$@"
      printf '%s\n' "$_fr_code" >&"$_fr_tell"
      ;;
    exit | die)
      [ -z "$_fr_how" ] || trap '' PIPE
      printf 'ok\n' >&"$_fr_tell"
      break
      ;;
    *)
      # The talker lost the engine, or never had one: the real runsc is called all the same, and the loss is noted.
      if [ -z "$_fr_how" ]; then
        _fr_how=inherit
        _fr_call_real "$@"
      fi
      if [ -f "$_fr_base.out" ] && [ "$_fr_how" = hold ]; then
        cat "$_fr_base.out"
        cat "$_fr_base.err" >&2
      fi
      rm -f "$_fr_base.out" "$_fr_base.err"
      printf 'call %s was not recorded: the engine died, or none could be started\n' "$$" >>"$_fr_dir/.fake/lost"
      _fr_op=exit
      _fr_a=$_fr_code
      break
      ;;
  esac
done
wait "$_fr_talker" 2>/dev/null
rm -f "$_fr_base.next" "$_fr_base.done"
[ "$_fr_op" != die ] || {
  trap - "$_fr_a"
  kill -s "$_fr_a" $$
  exit "$_fr_b"
}
exit "$_fr_a"
