# Runs calls in the container; launcher.sh, on the other side, tells how they talk.
agent=$1

if [ "$2" != call ]; then
  exec 3<>"$agent/requests"
  echo ready
  while IFS= read -r call <&3; do
    # A subshell that ends at once leaves the call to process 1, which reaps it.
    (sh "$agent/agent" "$agent" call "$call" 3<&- &)
  done
  exit
fi

call=$3

# runsc and what it has started, from the leaves on.
end_tree() {
  for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do
    end_tree "$child"
  done
  kill -KILL "$1" 2>/dev/null
}

exec 6>"$call/exit"
sh "$call/run" 6>&- &
pid=$!
{
  exec 6>&-
  while read -r signal; do
    kill "-$signal" "$pid" 2>/dev/null
  done <"$call/alive"
  # Nobody is left to hear of it, or to clear up.
  end_tree "$pid"
  rm -rf "$call"
} &
watcher=$!
wait "$pid"
code=$?
kill "$watcher" 2>/dev/null
wait "$watcher" 2>/dev/null
echo "$code" >&6
exec 6>&-
