# Finds a JDK, without starting a JVM to look. Sourced by ../temoin.
# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034 # home, root and cache are set by ../temoin, java_home is read there

jdk_wanted=25
# What was met and did not fit, for the message at the end.
jdk_seen=

# jdk_take FOLDER: succeeds, and sets $java_home, when FOLDER (or the macOS bundle FOLDER) is a JDK new enough.
jdk_take() {
  for jdk_folder in "$1" "$1/Contents/Home"; do
    [ -f "$jdk_folder/release" ] || continue
    jdk_version=
    while IFS='=' read -r jdk_key jdk_value; do
      [ "$jdk_key" != JAVA_VERSION ] || jdk_version=$(printf '%s' "$jdk_value" | tr -d '"\r')
    done <"$jdk_folder/release"
    jdk_major=${jdk_version%%[!0-9]*}
    if [ "${jdk_major:-0}" -lt $jdk_wanted ]; then
      jdk_seen="$jdk_seen
  $jdk_folder: Java ${jdk_version:-of no known version}"
    elif [ ! -x "$jdk_folder/bin/javac" ]; then
      jdk_seen="$jdk_seen
  $jdk_folder: Java $jdk_version without the compiler (bin/javac)"
    else
      java_home=$jdk_folder
      return 0
    fi
  done
  return 1
}

# The folders where systems and version managers put JDKs.
jdk_in_known_folders() {
  for jdk_candidate in "$root"/usr/lib/jvm/* "$root"/opt/* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* \
    "${MISE_DATA_DIR:-$HOME/.local/share/mise}"/installs/java/* "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/java/* \
    "$root"/Library/Java/JavaVirtualMachines/* "$HOME"/Library/Java/JavaVirtualMachines/* \
    "$root"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk "$root"/usr/local/opt/openjdk*/libexec/openjdk.jdk \
    "$root"/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec "$cache"/jdk-*; do
    jdk_take "$jdk_candidate" && return 0
  done
  return 1
}

# find_jdk: sets $java_home or ends with 69.
find_jdk() {
  HOME=${HOME:-/nonexistent}
  [ -z "${TEMOIN_JDK_SHA256-}" ] || [ -n "${TEMOIN_JDK_URL-}" ] || fail 2 \
    "TEMOIN_JDK_SHA256 is the checksum of another archive: give its address with TEMOIN_JDK_URL, or unset both"
  if [ -n "${TEMOIN_JAVA_HOME-}" ]; then
    jdk_take "$TEMOIN_JAVA_HOME" || fail 2 \
      "TEMOIN_JAVA_HOME is not the folder of a JDK $jdk_wanted or newer: $TEMOIN_JAVA_HOME${jdk_seen:+ (Java ${jdk_version:-unknown})}" \
      "name a folder with bin/javac and a release file, or unset it to let the launcher look"
    return 0
  fi
  [ -z "${JAVA_HOME-}" ] || ! jdk_take "$JAVA_HOME" || return 0
  if jdk_javac=$(command -v javac); then
    resolve "$jdk_javac"
    ! jdk_take "${resolved%/bin/javac}" || return 0
  fi
  ! jdk_in_known_folders || return 0

  # shellcheck source=launcher/fetch.sh
  . "$parts/fetch.sh"
  for jdk_package in openjdk-$jdk_wanted-jdk-headless temurin-$jdk_wanted-jdk; do
    if apt_install "$jdk_package" && jdk_in_known_folders; then return 0; fi
  done
  ! jdk_download || return 0
  fail 69 "no JDK $jdk_wanted or newer was found, and none could be fetched." \
    "found:${jdk_seen:- no Java at all}" ${fetch_why:+"$fetch_why"} \
    "needed: a JDK $jdk_wanted or newer, whose folder has bin/javac and a release file." \
    "type: $(jdk_line_to_type)" \
    "then run the same command again, or name a JDK of yours with TEMOIN_JAVA_HOME."
}

# Temurin 25.0.4.1+1, as released at github.com/adoptium/temurin25-binaries, tag jdk-25.0.4.1+1. The checksums of Linux
# are those of the official images (adoptium/containers, 25/jdk), those of macOS of the release's own metadata.
jdk_download() {
  jdk_release=25.0.4.1_1
  case $(uname -s)-$(uname -m) in
    Linux-x86_64 | Linux-amd64) jdk_platform=x64_linux ;;
    Linux-aarch64 | Linux-arm64) jdk_platform=aarch64_linux ;;
    Darwin-x86_64) jdk_platform=x64_mac ;;
    Darwin-arm64) jdk_platform=aarch64_mac ;;
    *) jdk_platform=none ;;
  esac
  # musl instead of glibc: Alpine.
  case $(ldd --version 2>&1 || :) in
    *musl*) jdk_platform=$(printf '%s' "$jdk_platform" | sed 's/_linux/_alpine-linux/') ;;
  esac
  case $jdk_platform in
    x64_linux) jdk_sum=dbb698396d478e7fa2b1e50f4103324b2a99b90569ee27c33f2261f9215cf41e ;;
    aarch64_linux) jdk_sum=69df11a02cfa3ef7d7ca645e03edce6778ec090e100f6ae2b42097865730ac52 ;;
    x64_alpine-linux) jdk_sum=f18648ee5ce45261f50dc9493fdae7ddebaa2a7a857cafda3e2a448a79c03dee ;;
    aarch64_alpine-linux) jdk_sum=8d19373d427017d86ac87cf6a47ba49746be864832f60b52b7e3b1531c6b2cb8 ;;
    x64_mac) jdk_sum=e6229d9504f7922053ab31821b9e6bee8761daf7b026a3476d1a027563009880 ;;
    aarch64_mac) jdk_sum=61979887f7506a24a57439ff99adb8b3a7fc89977d9cfe3b8984f58a981b7b9d ;;
    none)
      if [ -z "${TEMOIN_JDK_URL-}" ] || [ -z "${TEMOIN_JDK_SHA256-}" ]; then
        fetch_why="no archive is pinned for this system and processor: $(uname -s) $(uname -m)"
        return 1
      fi
      jdk_sum=
      ;;
  esac
  jdk_url=https://github.com/adoptium/temurin25-binaries/releases/download/jdk-25.0.4.1%2B1/OpenJDK25U-jdk_${jdk_platform}_hotspot_$jdk_release.tar.gz
  fetch_archive "Temurin JDK $jdk_release (about 140 MB)" "${TEMOIN_JDK_URL:-$jdk_url}" 256 \
    "${TEMOIN_JDK_SHA256:-$jdk_sum}" "jdk-$jdk_release" bin/javac || return 1
  jdk_take "$cache/jdk-$jdk_release"
}

# The line that installs a JDK on this system.
jdk_line_to_type() {
  if [ "$(uname -s)" = Darwin ]; then
    echo "brew install openjdk@$jdk_wanted"
  elif command -v apk >/dev/null; then
    echo "sudo apk add openjdk$jdk_wanted"
  elif command -v dnf >/dev/null; then
    echo "sudo dnf install java-$jdk_wanted-openjdk-devel"
  elif command -v zypper >/dev/null; then
    echo "sudo zypper install java-$jdk_wanted-openjdk-devel"
  elif command -v pacman >/dev/null; then
    echo "sudo pacman -S jdk-openjdk"
  elif command -v apt-get >/dev/null && apt_has "openjdk-$jdk_wanted-jdk-headless"; then
    echo "sudo apt-get install openjdk-$jdk_wanted-jdk-headless"
  else
    echo "the download at https://adoptium.net/temurin/releases/?version=$jdk_wanted, unpacked into ~/.jdks"
  fi
}
