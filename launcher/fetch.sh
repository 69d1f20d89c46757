# Downloads with a pinned checksum, and packages where apt is at hand. Sourced by the other parts.
# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034 # cache is set by ../temoin, fetch_why is read by the others

# Why the last fetch gave nothing, for the message at the end.
fetch_why=

# as_root_with_apt: packages are installed only where that needs no question: as root, with apt, never through sudo.
as_root_with_apt() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && command -v apt-cache >/dev/null
}

# apt_has PACKAGE: the sources of this machine offer it.
apt_has() {
  apt_candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *//p')
  [ -n "$apt_candidate" ] && [ "$apt_candidate" != '(none)' ]
}

# apt_install PACKAGE: installs it where a candidate exists. Adds no source; refreshes the lists once when they lack it,
# because a fresh container has none.
apt_install() {
  as_root_with_apt || return 1
  if ! apt_has "$1" && [ -z "${apt_refreshed-}" ]; then
    apt_refreshed=yes
    say "looking for $1: refreshing the package lists (apt-get update)"
    apt-get -q update -o Acquire::http::Timeout=10 >/dev/null 2>&1 || :
  fi
  apt_has "$1" || return 1
  say "fetching the package $1 $apt_candidate (apt-get install)"
  if ! apt_output=$(DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$1" 2>&1 </dev/null); then
    fetch_why="apt-get could not install $1: $(printf '%s\n' "$apt_output" | tail -n 1)"
    return 1
  fi
}

# download URL FILE: with curl or wget, 5 s at most to connect, given up when nothing moves for 30 s.
download() {
  if command -v curl >/dev/null; then
    download_shown=-sS
    [ ! -t 2 ] || download_shown='-S --progress-bar'
    # shellcheck disable=SC2086 # one or two options
    curl -fL $download_shown --connect-timeout 5 --speed-limit 1 --speed-time 30 -o "$2" "$1"
  elif command -v wget >/dev/null; then
    # The small wget of busybox knows -T alone, which covers connecting and reading.
    case $(wget --help 2>&1 || :) in
      *--connect-timeout*) wget -nv --tries=1 --connect-timeout=5 --read-timeout=30 -O "$2" "$1" ;;
      *) wget -q -T 30 -O "$2" "$1" ;;
    esac
  else
    echo "neither curl nor wget is installed" >&2
    return 1
  fi
}

# checksum BITS FILE: prints the SHA-BITS of FILE, with whichever tool this system has.
checksum() {
  if command -v "sha$1sum" >/dev/null; then
    "sha$1sum" "$2" | cut -d ' ' -f 1
  elif command -v shasum >/dev/null; then
    shasum -a "$1" "$2" | cut -d ' ' -f 1
  elif command -v openssl >/dev/null; then
    openssl dgst "-sha$1" "$2" | sed 's/.*= *//'
  else
    echo "no tool for SHA-$1"
  fi
}

# fetch_archive LABEL URL BITS SUM NAME WITNESS: downloads the archive, compares its SHA-BITS with SUM, unpacks it aside,
# and renames the folder in it that holds WITNESS to $cache/NAME in one step: what stands there is always whole.
fetch_archive() {
  fetch_aside=$cache/aside.$$
  rm -rf "$fetch_aside"
  if ! mkdir -p "$fetch_aside" 2>/dev/null; then
    fetch_why="the cache $cache cannot be written"
    return 1
  fi
  say "fetching $1 from $2"
  fetch_unpack "$@" && fetch_whole=yes || fetch_whole=no
  rm -rf "$fetch_aside"
  [ "$fetch_whole" = yes ]
}

fetch_unpack() {
  : >"$fetch_aside/said"
  # On a terminal the progress stays visible; elsewhere what was said becomes part of the message.
  if [ -t 2 ]; then
    download "$2" "$fetch_aside/archive" && fetch_done=0 || fetch_done=$?
  else
    download "$2" "$fetch_aside/archive" 2>"$fetch_aside/said" && fetch_done=0 || fetch_done=$?
  fi
  if [ "$fetch_done" != 0 ]; then
    fetch_why="the download from $2 failed: $(tail -n 1 "$fetch_aside/said")"
    return 1
  fi
  fetch_sum=$(checksum "$3" "$fetch_aside/archive")
  if [ "$fetch_sum" != "$4" ]; then
    fetch_why="the file from $2 was thrown away: its SHA-$3 is $fetch_sum, expected $4"
    return 1
  fi
  mkdir "$fetch_aside/tree"
  if ! tar -xzf "$fetch_aside/archive" -C "$fetch_aside/tree" 2>"$fetch_aside/said"; then
    fetch_why="the archive from $2 could not be unpacked: $(tail -n 1 "$fetch_aside/said")"
    return 1
  fi
  for fetch_top in "$fetch_aside"/tree/*; do
    [ -e "$fetch_top/$6" ] || [ -e "$fetch_top/Contents/Home/$6" ] || continue
    # Another launcher may have been quicker: its folder is as good as ours.
    [ -d "$cache/$5" ] || mv "$fetch_top" "$cache/$5" 2>/dev/null || [ -d "$cache/$5" ]
    return
  done
  fetch_why="the archive from $2 holds no $6"
  return 1
}
