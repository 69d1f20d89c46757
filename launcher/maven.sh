# Finds Maven, and runs it on the JDK that jdk.sh found. Sourced by build.sh and checks.sh.
# shellcheck shell=sh
# shellcheck disable=SC2154 # home, cache and java_home are set by ../temoin

maven_wanted=3.8.6
maven_seen=

# maven_take FILE: succeeds, and sets $mvn, when FILE is a Maven new enough.
maven_take() {
  [ -f "$1" ] && [ -x "$1" ] || return 1
  maven_version=$(JAVA_HOME=$java_home "$1" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  if printf '%s\n' "${maven_version:-0}" | awk -F. '{ exit !($1 * 1000000 + $2 * 1000 + $3 >= 3008006) }'; then
    mvn=$1
    return 0
  fi
  maven_seen="$maven_seen
  $1: Maven ${maven_version:-of no known version}"
  return 1
}

maven_in_known_folders() {
  if maven_on_path=$(command -v mvn); then
    ! maven_take "$maven_on_path" || return 0
  fi
  for maven_candidate in "$cache"/maven-*/bin/mvn \
    "${MAVEN_USER_HOME:-$HOME/.m2}"/wrapper/dists/apache-maven-*/*/bin/mvn \
    "${MAVEN_USER_HOME:-$HOME/.m2}"/wrapper/dists/apache-maven-*/*/apache-maven-*/bin/mvn; do
    maven_take "$maven_candidate" && return 0
  done
  return 1
}

# find_maven: sets $mvn or ends with 69.
find_maven() {
  [ -z "${TEMOIN_MAVEN_SHA512-}" ] || [ -n "${TEMOIN_MAVEN_URL-}" ] || fail 2 \
    "TEMOIN_MAVEN_SHA512 is the checksum of another archive: give its address with TEMOIN_MAVEN_URL, or unset both"
  if [ -n "${TEMOIN_MVN-}" ]; then
    maven_take "$TEMOIN_MVN" || fail 2 \
      "TEMOIN_MVN is not a Maven $maven_wanted or newer: $TEMOIN_MVN${maven_seen:+ (Maven ${maven_version:-unknown})}" \
      "name the file bin/mvn of one, or unset it to let the launcher look"
    return 0
  fi
  ! maven_in_known_folders || return 0

  # shellcheck source=launcher/fetch.sh
  . "$parts/fetch.sh"
  if apt_install maven && maven_in_known_folders; then return 0; fi
  # Apache Maven 3.9.15. The checksum was computed from the same archive in Maven Central
  # (org.apache.maven:apache-maven:3.9.15:tar.gz:bin) and is the one that Apache publishes beside its release.
  if fetch_archive "Apache Maven 3.9.15 (about 9 MB)" \
    "${TEMOIN_MAVEN_URL:-https://archive.apache.org/dist/maven/maven-3/3.9.15/binaries/apache-maven-3.9.15-bin.tar.gz}" 512 \
    "${TEMOIN_MAVEN_SHA512:-33d81e0ec785f0207e3e5e3ffb61863e1dca5784c15ac3fb5ff105f69cffbea484eb8d473ea60467a63f7b0570eef8622f2fed8eee96acbe668aa313391cddb3}" \
    maven-3.9.15 bin/mvn && maven_take "$cache/maven-3.9.15/bin/mvn"; then
    return 0
  fi
  fail 69 "no Maven $maven_wanted or newer was found, and none could be fetched." \
    "found:${maven_seen:- no Maven at all}" ${fetch_why:+"$fetch_why"} \
    "needed: Maven $maven_wanted or newer, to build Témoin once." \
    "type: $(maven_line_to_type)" \
    "then run the same command again, or name the file bin/mvn of yours with TEMOIN_MVN."
}

maven_line_to_type() {
  if [ "$(uname -s)" = Darwin ]; then
    echo "brew install maven"
  elif command -v apk >/dev/null; then
    echo "sudo apk add maven"
  elif command -v dnf >/dev/null; then
    echo "sudo dnf install maven"
  elif command -v zypper >/dev/null; then
    echo "sudo zypper install maven"
  elif command -v pacman >/dev/null; then
    echo "sudo pacman -S maven"
  elif command -v apt-get >/dev/null; then
    echo "sudo apt-get install maven"
  else
    echo "the download at https://maven.apache.org/download.cgi, unpacked, with its bin on PATH"
  fi
}

# maven ARGUMENTS: runs it on our JDK, in the checkout, without the questions of a terminal and without the remarks that
# old Maven libraries draw on new JDKs.
maven() {
  (
    cd "$home" || exit
    JAVA_HOME=$java_home
    MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS-}"
    export JAVA_HOME MAVEN_OPTS
    forget_own_variables
    exec "$mvn" -B "$@" </dev/null
  )
}
