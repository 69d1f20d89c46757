# `test`, `conformance` and `screenshots`, and what `bench` shares with them: the commands of a developer, run from the
# sources with every gate on.
# shellcheck shell=sh
# shellcheck disable=SC2154 # home, java_home and the options are set by ../temoin

# shellcheck source=launcher/maven.sh
. "$parts/maven.sh"
# shellcheck source=launcher/processes.sh
. "$parts/processes.sh"
# shellcheck source=launcher/chromium.sh
. "$parts/chromium.sh"
# shellcheck source=launcher/bench.sh
. "$parts/bench.sh"

# explain [test]: what would be used, one a line.
explain() {
  echo "jdk $java_home"
  find_maven
  echo "maven $mvn"
  if [ "${1-}" = test ]; then
    find_chromium
    echo "chromium $chromium"
  fi
}

# part NAME COMMAND...: one part of the tests, its time, and the end of all when it fails.
part() {
  part_name=$1
  part_why=
  shift
  part_begun=$(date +%s)
  say "$part_name: begins"
  "$@" && part_code=0 || part_code=$?
  part_took=$(($(date +%s) - part_begun))
  [ "$part_code" = 0 ] || fail 1 ${part_why:+"$part_why"} "FAILED in $part_name after $part_took s (exit $part_code)"
  say "$part_name: passed in $part_took s"
}

check_test() {
  test_sites=
  for test_argument; do
    case $test_argument in
      --sites) test_sites=-Dtemoin.sites=true ;;
      --help | -h) help_test; exit 0 ;;
      *) fail 2 "test knows no $test_argument" "type: ./temoin test, or ./temoin test --sites" ;;
    esac
  done
  test_begun=$(date +%s)
  find_maven
  find_chromium
  say "JDK $java_home, Maven $mvn, browser $chromium"
  part 'launcher, shellcheck' test_scripts
  part 'launcher, its table of cases' test_launcher
  if [ -n "$test_sites" ]; then
    part 'what the real applications need' install_sites
    part 'a first site, by the page' sh "$home/docs/first-site.sh"
  fi
  lock checks
  # What a test starts by itself finds the same JDK and Maven.
  JAVA_HOME=$java_home
  PATH=$java_home/bin:$(dirname "$mvn"):$PATH
  export JAVA_HOME PATH
  part 'modules and journeys, with every gate' test_modules
  unlock
  say "everything passed in $(($(date +%s) - test_begun)) s${test_sites:+, the real applications included}"
}

# Everything that Maven knows. Its words pass through, and those that say what went wrong come once more at the end.
test_modules() {
  test_log=$home/build/test.log
  {
    maven -ntp verify "-Dtemoin.chromium=$chromium" "-Dtemoin.home=$home" ${test_sites:+"$test_sites"} 2>&1 &&
      test_code=0 || test_code=$?
    echo "$test_code" >"$test_log.status"
  } | tee "$test_log"
  test_code=$(cat "$test_log.status" 2>/dev/null || echo 1)
  rm -f "$test_log.status"
  [ "$test_code" != 0 ] || return 0
  part_why=$(LC_ALL=C sed -n -e 's/^\[ERROR\]   *\([A-Z].*\)/  \1/p' \
    -e 's/^\[ERROR\] Failed to execute goal [^ ]* /  /p' "$test_log" | sed 's/ -> \[Help.*//' | head -n 12)
  part_why="what went wrong (all of it is in $test_log):
$part_why"
  return "$test_code"
}

# The linter is asked for, not fetched at any price: a machine that can't have it still runs everything else.
test_scripts() {
  if ! command -v shellcheck >/dev/null; then
    # shellcheck source=launcher/fetch.sh
    . "$parts/fetch.sh"
    if ! apt_install shellcheck; then
      say "shellcheck is not installed here: the scripts were only parsed"
      for test_script in "$home/temoin" "$home"/launcher/*.sh; do sh -n "$test_script" || return; done
      return 0
    fi
  fi
  (cd "$home" && shellcheck temoin launcher/*.sh docs/*.sh .ci/run)
}

# Servers and tools that the tests of real applications start; those of the first site are installed by its own page.
install_sites() {
  # shellcheck source=launcher/fetch.sh
  . "$parts/fetch.sh"
  for site_need in nginx:nginx-light apache2:apache2-bin caddy:caddy sqlite3:sqlite3 strace:strace openssl:openssl \
    goaccess:goaccess; do
    if ! command -v "${site_need%%:*}" >/dev/null && ! [ -x "/usr/sbin/${site_need%%:*}" ]; then
      apt_install "${site_need#*:}" || {
        part_why="${site_need%%:*} is not installed, and the package ${site_need#*:} can't be had: ${fetch_why:-it takes root, apt and a source that has it}"
        return 1
      }
    fi
  done
}

test_launcher() {
  TEMOIN_JAVA_HOME=$java_home sh "$home/launcher/test.sh"
}

# test_classpath MODULE: compiles MODULE and what it stands on, tests included, and sets $classpath to its tests' own.
test_classpath() {
  lock checks
  say "compiling $1 and what it stands on"
  maven -q -ntp -pl "$1" -am test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath || return
  unlock
  classpath=$home/$1/target/test-classes:$home/$1/target/classes:$(cat "$home/$1/target/test.classpath")
}

# run_test_class MODULE CLASS ARGUMENTS: runs the program CLASS from the tests of MODULE.
run_test_class() {
  run_module=$1
  run_class=$2
  shift 2
  test_classpath "$run_module" || fail 1 "module $run_module could not be compiled: see above"
  case $run_class in
    eu.temoin.*)
      [ -f "$home/$run_module/target/test-classes/$(printf '%s' "$run_class" | tr . /).class" ] ||
        fail 1 "the tests of module $run_module hold no class $run_class"
      ;;
  esac
  (
    run_memory=${TEMOIN_JAVA_OPTS--XX:+UseSerialGC -Xmx1g}
    forget_own_variables
    # shellcheck disable=SC2086 # several options in one variable
    exec "$java_home/bin/java" $fixed_options $run_memory "-Dtemoin.home=$home" -cp "$classpath" "$run_class" "$@"
  )
}

check_conformance() {
  case ${1-} in
    --help | -h) help_conformance; exit 0 ;;
    '' | -*) fail 2 "conformance wants the folder of the public test data" "type: ./temoin conformance ../shared/corpora" ;;
  esac
  [ $# = 1 ] || fail 2 "conformance reads one folder" "type: ./temoin conformance ../shared/corpora"
  [ -d "$1" ] || fail 1 "the folder of the public test data is missing: $1"
  find_maven
  run_test_class journeys eu.temoin.journeys.Conformance "$(cd "$1" && pwd -P)" "$home/conformance.baseline"
}

check_screenshots() {
  case ${1-} in
    --help | -h) help_screenshots; exit 0 ;;
    '' | -*) fail 2 "screenshots wants a folder for the pictures" "type: ./temoin screenshots DIR" ;;
  esac
  find_maven
  find_chromium
  mkdir -p "$1" || fail 1 "the folder $1 can't be made"
  gallery_folder=$(cd "$1" && pwd -P)
  shift
  TEMOIN_JAVA_OPTS="${TEMOIN_JAVA_OPTS--XX:+UseSerialGC -Xmx1g} -Dtemoin.chromium=$chromium" \
    run_test_class journeys eu.temoin.journeys.Gallery "$gallery_folder" "$@"
}

help_test() {
  cat <<'END'
Usage: temoin test [--sites]
Runs every test with every gate: the launcher's own, unit, property, integration, and a real browser.
      --sites   the real applications too; installs what they need, and fails when it can't
Example:
  ./temoin test --sites
Stops at the first part that fails, with 1. No test is skipped: without a browser it ends with 69.
END
}

help_conformance() {
  cat <<'END'
Usage: temoin conformance DIR
Reads every file of the public test data in DIR and prints, a folder each, how many cases agree and differ.
Example:
  ./temoin conformance ../shared/corpora
Fails when DIR is missing, a file is unread, the Merkle trees differ, or more cases differ than conformance.baseline says.
END
}

help_screenshots() {
  cat <<'END'
Usage: temoin screenshots DIR [STATE...]
Pictures every page and state of the demonstration (or those named) in DIR: light and dark, at 320, 768 and 1440
pixels, in French and English. DIR/index.html shows them side by side. Takes some ten minutes.
Example:
  ./temoin screenshots build/gallery banner placeholder
END
}
