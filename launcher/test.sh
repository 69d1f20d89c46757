#!/bin/sh
# The launcher's own tests: it is run on machines made of folders and links, each with an empty home, a PATH that holds
# only what a case gives it, and fake JDKs, Mavens and browsers. Downloads are real ones, from loopback.
#
# `./temoin test` runs this with TEMOIN_JAVA_HOME; by hand: TEMOIN_JAVA_HOME=/a/jdk sh launcher/test.sh [WORD IN A CASE]
# shellcheck disable=SC2016 # scripts are written in single quotes here, and expand where they run
set -eu

real_java=${TEMOIN_JAVA_HOME:-${JAVA_HOME:?a JDK 25 is needed: set TEMOIN_JAVA_HOME}}
only=
source_folder=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/temoin-launcher.XXXXXX")
work=$(cd "$work" && pwd -P)
server_pid=
trap '[ -z "$server_pid" ] || kill $server_pid; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cases=0
machines=0
failures=0
active=yes
label=
# What an explanation is asked for: nothing, or test.
explain_what=
# How the launcher is called, when not by its own path.
typed=

mkdir "$work/tools"
for tool in sh awk basename cat chmod cmp cp cut date dirname env find grep gzip head ln ls mkdir mv readlink rm rmdir sed sleep \
  tail tar tee touch tr uname sha256sum sha512sum shasum openssl; do
  if tool_file=$(command -v "$tool"); then ln -s "$tool_file" "$work/tools/$tool"; fi
done

# --- the machine of a case ---------------------------------------------------------------------------------------

# begin LABEL [CHECKOUT]: a machine with a checkout, the plain tools of any Unix, and nothing else. Not root.
begin() {
  label=$1
  active=yes
  case $label in *"$only"*) ;; *) active=no; return 0 ;; esac
  cases=$((cases + 1))
  machines=$((machines + 1))
  box=$work/$machines
  bin=$box/bin
  system=$box/system
  checkout=$box/${2:-checkout}
  mkdir -p "$box/home" "$system" "$checkout/launcher" "$box/elsewhere"
  cp "$source_folder/temoin" "$checkout/temoin"
  cp "$source_folder"/launcher/*.sh "$checkout/launcher"
  cp -RP "$work/tools" "$bin"
  fake id 'echo 1000'
  # Nobody's password is ever asked for.
  fake sudo 'echo "sudo $*" >>"$BOX/sudo"; exit 1'
}

# fake NAME LINES: puts a script of that name on PATH; it knows the folder of the case as $BOX.
fake() {
  [ $active = yes ] || return 0
  rm -f "$bin/$1"
  script "$bin/$1" "$2"
}

script() {
  mkdir -p "$(dirname "$1")"
  printf '#!/bin/sh\nBOX="%s"\n%s\n' "$box" "$2" >"$1"
  chmod +x "$1"
}

link() { [ $active != yes ] || ln -s "$(command -v "$1")" "$bin/$1"; }

# jdk FOLDER VERSION [bare]: a JDK, or with `bare` one without its compiler. Its `java` says how it was called.
jdk() {
  [ $active = yes ] || return 0
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="Nobody"\nJAVA_VERSION="%s"\nOS_ARCH="x86_64"\n' "$2" >"$1/release"
  [ "${3-}" = bare ] || script "$1/bin/javac" 'exit 99'
  script "$1/bin/java" '
record=
for argument; do
  echo "argument $argument"
  case $argument in
    -XX:AOTCacheOutput=*) record=${argument#*=} ;;
    --exercise)
      [ ! -f "$BOX/old-program" ] || exit 2
      echo cache >"$record"
      exit 0
      ;;
  esac
done
pwd
while IFS= read -r line; do echo "input $line"; done
env | grep TEMOIN
code=$(cat "$BOX/code" 2>/dev/null) || code=0
exit "$code"'
}

# A Maven that builds nothing but leaves what the launcher takes, and notes each call and the JDK that it was run on.
maven_script='
case $* in
  -v) echo "Apache Maven VERSION"; exit 0 ;;
esac
echo "$JAVA_HOME $*" >>"$BOX/maven-calls"
[ ! -f "$BOX/broken" ] || { echo "[INFO] Scanning"; echo "[ERROR] Main.java:[3,1] missing semicolon"; exit 1; }
if [ -f "$BOX/slow" ]; then sleep "$(cat "$BOX/slow")" & echo $! >"$BOX/maven-pid"; wait $! || exit 143; fi
echo "[INFO] Downloading from here: http://127.0.0.1/a.jar"
echo "[INFO] Downloaded from here: http://127.0.0.1/a.jar (1.5 MB at 3 MB/s)"
for module in server demo; do
  mkdir -p $module/target/quick/classes/eu/temoin/$module
  echo class >$module/target/quick/classes/eu/temoin/$module/Main.class
  echo jar >$module/target/quick/temoin-$module-1.jar
done
mkdir -p consent/target/quick
echo jar >consent/target/quick/temoin-consent-1.jar
mkdir -p "$BOX/one" "$BOX/two"
echo library >"$BOX/one/library.jar"
echo another >"$BOX/two/library.jar"
printf "%s" "$PWD/consent/target/quick/temoin-consent-1.jar:$BOX/one/library.jar:$BOX/two/library.jar" >server/target/quick/classpath
: >demo/target/quick/classpath'

# maven FILE VERSION
maven() {
  [ $active = yes ] || return 0
  rm -f "$1"
  script "$1" "$(printf '%s\n' "$maven_script" | sed "s/VERSION/$2/")"
}

# A checkout with a source of each kind, a JDK and a Maven.
project() {
  [ $active = yes ] || return 0
  for module in consent server demo journeys; do
    mkdir -p "$checkout/$module/src/main/java" "$checkout/$module/src/test/java"
    echo '<project/>' >"$checkout/$module/pom.xml"
    echo 'class A {}' >"$checkout/$module/src/main/java/A.java"
  done
  rm -r "$checkout/journeys/src/main"
  echo '<project/>' >"$checkout/pom.xml"
  jdk "$system/usr/lib/jvm/jdk-25" 25.0.3
  maven "$bin/mvn" 3.9.15
}

# apt PACKAGE...: root, with apt that offers these packages; installing one gives what it would give.
apt() {
  [ $active = yes ] || return 0
  fake id 'echo 0'
  mkdir "$box/offers"
  for package; do : >"$box/offers/$package"; done
  [ $# = 0 ] || { jdk "$box/packed-jdk" 25.0.2; maven "$box/packed-mvn" 3.8.7; }
  fake apt-cache 'if [ -f "$BOX/offers/$2" ]; then echo "  Candidate: 1.0"; else echo "  Candidate: (none)"; fi'
  fake apt-get 'echo "$*" >>"$BOX/apt"
case $* in
  *install*openjdk-25* | *install*temurin-25*) mkdir -p "$BOX/system/usr/lib/jvm"; cp -R "$BOX/packed-jdk" "$BOX/system/usr/lib/jvm/packed" ;;
  *install*maven) cp "$BOX/packed-mvn" "$BOX/bin/mvn" ;;
  *install*chromium) cp "$BOX/bin/sudo" "$BOX/bin/chromium" ;;
esac'
}

# --- running and comparing ---------------------------------------------------------------------------------------

# run [NAME=VALUE]... [-- ARGUMENT...]: types ./temoin ARGUMENT... on that machine; without arguments it only explains.
# shellcheck disable=SC2086 # no word, or one
run() {
  [ $active = yes ] || return 0
  run_explain=TEMOIN_LAUNCHER_EXPLAIN=1
  run_words=
  for run_argument; do
    if [ "$run_argument" = -- ]; then run_explain=A=b; break; fi
    run_words="$run_words $(printf "'%s'" "$run_argument")"
  done
  while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done
  [ $# = 0 ] || shift
  [ "$run_explain" = A=b ] || set -- $explain_what
  code=0
  (
    cd "$box/elsewhere"
    eval "exec env -i HOME='$box/home' PATH='$bin' TEMOIN_LAUNCHER_ROOT='$system' $run_explain $run_words \"\${typed:-$checkout/temoin}\" \"\$@\""
  ) >"$box/output" 2>&1 </dev/null || code=$?
}

wrong() {
  failures=$((failures + 1))
  printf 'FAILED: %s\n  %s\n' "$label" "$1"
  sed 's/^/    | /' "$box/output"
}

# expect CODE WORDS...: the exit code, and words that must stand in the output.
expect() {
  [ $active = yes ] || return 0
  [ "$code" = "$1" ] || wrong "ended with $code, not $1"
  shift
  for words; do
    grep -qF -- "$words" "$box/output" || wrong "did not say: $words"
  done
  [ ! -e "$box/sudo" ] || wrong "called sudo"
}

refuse() {
  [ $active = yes ] || return 0
  for words; do ! grep -qF -- "$words" "$box/output" || wrong "said: $words"; done
}

# holds DESCRIPTION COMMAND...
holds() {
  [ $active = yes ] || return 0
  holds_what=$1
  shift
  "$@" || wrong "$holds_what"
}

builds() { [ "$(grep -c jar:jar "$box/maven-calls" || :)" = "$1" ]; }
# Until the fake Maven of a slow build runs, 20 s at most.
maven_runs() {
  maven_waited=0
  until [ -s "$box/maven-pid" ]; do
    [ $maven_waited -lt 400 ] || return 1
    sleep 0.05
    maven_waited=$((maven_waited + 1))
  done
}

absent() { for absent_file; do [ ! -e "$absent_file" ] && [ ! -L "$absent_file" ] || return 1; done; }
empty_folder() { [ -z "$(ls -A "$1" 2>/dev/null)" ]; }

# --- what is served on loopback ----------------------------------------------------------------------------------

begin 'archives'
mkdir -p "$work/served" "$box/pack/jdk-25.9"
jdk "$box/pack/jdk-25.9" 25.9
maven "$box/pack/apache-maven-3.9.9/bin/mvn" 3.9.9
tar -czf "$work/served/jdk.tar.gz" -C "$box/pack" jdk-25.9
tar -czf "$work/served/maven.tar.gz" -C "$box/pack" apache-maven-3.9.9
tar -czf "$work/served/other.tar.gz" -C "$work" served/maven.tar.gz
sum() { sha"$1"sum "$2" 2>/dev/null || shasum -a "$1" "$2"; }
jdk_sum=$(sum 256 "$work/served/jdk.tar.gz" | cut -d ' ' -f 1)
other_sum=$(sum 256 "$work/served/other.tar.gz" | cut -d ' ' -f 1)
maven_sum=$(sum 512 "$work/served/maven.tar.gz" | cut -d ' ' -f 1)
cases=0
only=${1-}
"$real_java/bin/java" "$source_folder/launcher/Loopback.java" "$work/served" >"$work/port" 2>"$work/server.log" &
server_pid=$!
server_waited=0
until [ -s "$work/port" ]; do
  if ! kill -0 $server_pid 2>/dev/null || [ $server_waited -ge 300 ]; then
    cat "$work/server.log"
    echo "no loopback server"
    exit 1
  fi
  sleep 0.1
  server_waited=$((server_waited + 1))
done
site=http://127.0.0.1:$(cat "$work/port")

# shellcheck source=launcher/cases.sh
. "$source_folder/launcher/cases.sh"

[ $failures = 0 ] || { echo "$failures wrong answers in $cases cases of the launcher"; exit 1; }
[ $cases -gt 0 ] || { echo "no case of the launcher is called like that: $only"; exit 1; }
echo "$cases cases of the launcher passed"
