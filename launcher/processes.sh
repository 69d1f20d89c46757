# One launcher at a time for what two would spoil, and a limit of time. Sourced by build.sh and checks.sh.
# shellcheck shell=sh
# shellcheck disable=SC2154 # home is set by ../temoin

locked=
lock_wait_max=900

# lock NAME: waits until this process holds build/lock.NAME. The lock is a symbolic link whose target is the holder's
# process id, because a link is made with its content in one step: it never exists without saying whose it is.
lock() {
  mkdir -p "$home/build" 2>/dev/null || :
  [ -w "$home/build" ] || fail 1 "the folder $home/build cannot be written"
  lock_file=$home/build/lock.$1
  lock_waited=0
  trap unlock EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  until ln -s "$$" "$lock_file" 2>/dev/null; do
    lock_holder=$(readlink "$lock_file" || :)
    if [ -n "$lock_holder" ] && ! kill -0 "$lock_holder" 2>/dev/null; then
      lock_break
    else
      [ $lock_waited != 0 ] || say "waiting for another launcher (process ${lock_holder:-unknown}), which is building"
      sleep 1
    fi
    lock_waited=$((lock_waited + 1))
    [ $lock_waited -le $lock_wait_max ] || fail 75 \
      "$lock_file has stood for $((lock_wait_max / 60)) minutes (process ${lock_holder:-unknown}); delete it if that is no launcher"
  done
  locked=$lock_file
}

# Takes away the lock of a process that is gone. Of several that see it, the one that makes the folder does it, after
# another look: the lock may be a new one by now.
lock_break() {
  if mkdir "$lock_file.breaking" 2>/dev/null; then
    [ "$(readlink "$lock_file" || :)" != "$lock_holder" ] || rm -f "$lock_file"
    rmdir "$lock_file.breaking"
  else
    sleep 1
    # Whoever made it died in between.
    rmdir "$lock_file.breaking" 2>/dev/null || :
  fi
}

unlock() {
  [ -z "$locked" ] || rm -f "$locked"
  locked=
}

# within SECONDS COMMAND...: runs COMMAND and ends it after SECONDS. `timeout` is not everywhere.
within() {
  within_limit=$1
  shift
  "$@" &
  within_pid=$!
  (
    within_sleep=
    trap 'kill $within_sleep; exit' TERM
    sleep "$within_limit" &
    within_sleep=$!
    wait $within_sleep
    kill $within_pid
  ) >/dev/null 2>&1 &
  within_guard=$!
  wait $within_pid && within_code=0 || within_code=$?
  kill $within_guard 2>/dev/null || :
  return "$within_code"
}
