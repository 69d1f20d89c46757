#!/bin/sh
# Runs docs/first-site.md: every command of the page as it stands there, in one shell, and holds what it prints to the
# block of expected lines below it. `./temoin test --sites` calls this; nothing of it stays behind.
#
# A block that begins with ```sh is run, ```sh apt only where a package of it is missing, and each line of a following
# ```text must be found in the output, in which … stands for anything. Ports that are free take the place of the page's.
#
# With `--until 8` it stops after that step, says where visitors arrive, and leaves everything running until its standard
# input ends: for a browser to try.
set -eu

fail() {
  printf 'first-site: %s\n' "$*" >&2
  exit 1
}

here=$(cd "$(dirname "$0")" && pwd -P)
page=$here/first-site.md
time_max=300
until=99
case $#,${1-} in
  0,) ;;
  2,--until) until=$2 ;;
  *) fail "it knows --until STEP" ;;
esac

if [ -z "${FIRST_SITE_TIMED-}" ]; then
  # The first use builds the program, which may take longer than the steps.
  "$here/../temoin" --version >/dev/null || fail "the program could not be built"
  FIRST_SITE_TIMED=yes exec timeout -k 20 "$time_max" sh "$0" "$@" || fail "no program timeout (package coreutils)"
fi

work=$(mktemp -d)
wiki=
gateway=
step=

# end PID: ends a child of this shell that still runs.
end() {
  [ -n "$1" ] || return 0
  [ "$(ps -o ppid= -p "$1" | tr -d ' ')" = $$ ] || return 0
  kill "$1"
  wait "$1" || :
}

# tidy CODE: when the shell ends, with its code.
tidy() {
  if [ "$1" != 0 ] && [ -n "$step" ]; then
    printf 'first-site: step %s ended with %s; what it printed:\n' "$(basename "$step")" "$1" >&2
    cat "$step.out" >&2
  fi
  end "$gateway"
  end "$wiki"
  cd /
  rm -rf "$work"
}
trap 'tidy $?' EXIT
trap 'exit 1' HUP INT TERM

mkdir "$work/tmp" "$work/steps"
# The blocks of the page: 01.sh, 01.text and so on; 01.apt marks one that installs.
LC_ALL=C awk -v into="$work/steps" '
  /^```sh( apt)?$/ { number++; file = sprintf("%s/%02d.sh", into, number); printf "" >file
                     if (/apt/) printf "" >sprintf("%s/%02d.apt", into, number); next }
  /^```text$/      { file = sprintf("%s/%02d.text", into, number); next }
  /^```$/          { if (file != "") close(file); file = ""; next }
  file != ""       { print >file }
' "$page"
steps=$(find "$work/steps" -name '*.sh' | sort)
[ "$(printf '%s\n' "$steps" | grep -c .)" = "$(grep -c '^## [0-9]' "$page")" ] || fail "a step of $page has no command, or two blocks"

# packages_missing FILE: whether one that it installs is not there.
packages_missing() {
  # shellcheck disable=SC2013 # words are wanted
  for package in $(sed -n 's/.*apt-get install [^"]*--no-install-recommends //p' "$1"); do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q ' installed$' || return 0
  done
  return 1
}

# expect STEP: each line of its ```text stands in what it printed.
expect() {
  while IFS= read -r line; do
    pattern=$(printf '%s\n' "$line" | sed -e 's/[][\.*^$]/\\&/g' -e 's/…/.*/g')
    LC_ALL=C grep -q -e "^${pattern}[[:space:]]*\$" "$1.out" || {
      printf 'first-site: step %s did not print: %s\n' "$(basename "$1")" "$line" >&2
      return 1
    }
  done <"$1.text"
}

# free_port: one that nothing listens on.
free_port() {
  # shellcheck disable=SC2016 # the dollars are PHP's
  php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo preg_replace("/.*:/", "", stream_socket_get_name($s, false));'
}

begun=$(date +%s)
cd "$here/.."
for step in $steps; do
  step=${step%.sh}
  if [ -e "$step.apt" ]; then
    : >"$step.out"
    packages_missing "$step.sh" || continue
    [ "$(id -u)" = 0 ] || fail "packages are missing, and only root can install them: $(grep apt-get "$step.sh" | tail -n 1)"
    sh -e "$step.sh" >"$step.out" 2>&1
    continue
  fi
  if [ -z "${TEMOIN_LISTEN-}" ]; then
    # The page uses the ports that serve uses unless told otherwise; here it is told by its variables.
    site_port=$(free_port)
    TEMOIN_LISTEN=127.0.0.1:$(free_port)
    TEMOIN_MANAGEMENT=127.0.0.1:$(free_port)
    TMPDIR=$work/tmp
    export TEMOIN_LISTEN TEMOIN_MANAGEMENT TMPDIR
  fi
  for block in "$step.sh" "$step.text"; do
    [ ! -e "$block" ] || sed -i -e "s/127\.0\.0\.1:3000/127.0.0.1:$site_port/g" \
      -e "s/localhost:8080/localhost:${TEMOIN_LISTEN#*:}/g" -e "s/127\.0\.0\.1:9090/$TEMOIN_MANAGEMENT/g" "$block"
  done
  # shellcheck source=/dev/null
  . "$step.sh" >"$step.out" 2>&1
  [ ! -e "$step.text" ] || expect "$step"
  if [ "$(basename "$step")" = "$(printf '%02d' "$until")" ]; then
    printf 'first-site: ready at http://localhost:%s\n' "${TEMOIN_LISTEN#*:}"
    cat >/dev/null
    exit
  fi
done
trap - EXIT
step=
tidy 0
printf 'first-site: all %s steps of %s do what it says, in %s s\n' "$(printf '%s\n' "$steps" | grep -c .)" \
  "$(basename "$page")" $(($(date +%s) - begun))
