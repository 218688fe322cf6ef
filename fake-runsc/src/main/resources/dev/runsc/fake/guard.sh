# Makes the pipes of a server and stays with it: when the server's JVM is gone without a word, even by SIGKILL, the
# containers of the fakes that it held are ended, and its directory is removed. $1 is that directory, $2 the number
# of reply pipes, $3 the text of an executable: one that the JVM wrote could still be open in a child of it. It
# hears of the JVM's end by the end of its own standard input.
trap '' INT TERM HUP
cd -- "$1" || exit 1
printf %s "$3" >runsc || exit 1
set -- "$1" "$2" calls
slot=0
while [ "$slot" -lt "$2" ]; do
  set -- "$@" "slot/$slot"
  slot=$((slot + 1))
done
dir=$1
shift 2
mkfifo -m 600 "$@" || exit 1
echo ready
read -r _

end() {
  [ -f "$1/pid" ] || return 0
  read -r pid _ <"$1/pid"
  for group in "$1"/attached/* "$1/child"; do
    case $group in
      */child) [ -f "$group" ] && read -r group _ <"$group" ;;
    esac
    kill -s KILL -- "-${group##*/}"
  done
  kill -s KILL -- "-$pid"
}

[ -f guarded ] || : >guarded
while IFS= read -r home <&3; do
  # One that was closed meanwhile is not served any more, or by another server.
  [ -f "$home/.fake/server" ] || continue
  . "$home/.fake/server"
  [ "$_fr_srv" = "$dir" ] || continue
  for box in "$home"/.fake/sandboxes/*; do
    end "$box" 2>/dev/null
  done
  rm -f "$home/.fake/server"
done 3<guarded
if [ -f elsewhere ]; then
  while IFS= read -r other <&3; do
    rm -rf -- "$other"
  done 3<elsewhere
fi
rm -rf -- "$dir"
