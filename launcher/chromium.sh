# Finds Chromium, for `test` only. Sourced by checks.sh.
# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034 # what ../temoin and checks.sh set and read

chromium_seen=

# chromium_take FILE: succeeds, and sets $chromium, when FILE is a browser that a test can drive.
chromium_take() {
  [ -f "$1" ] && [ -x "$1" ] || return 1
  resolve "$1"
  # A snap or flatpak runs in a sandbox of its own: it sees neither the test's profile folder nor its options. What
  # Ubuntu calls chromium-browser is a script that starts the snap.
  case $resolved in
    */snap/* | */snap | */flatpak/* | */flatpak) chromium_boxed=yes ;;
    *)
      chromium_boxed=no
      chromium_head=$(LC_ALL=C head -c 4096 "$resolved" | LC_ALL=C tr -d '\000')
      case $chromium_head in '#!'*/snap/bin/* | '#!'*'snap run'* | '#!'*'flatpak run'*) chromium_boxed=yes ;; esac
      ;;
  esac
  if [ $chromium_boxed = yes ]; then
    chromium_reason="$1 is a snap or flatpak: its sandbox hides the test's profile from it"
    say "$chromium_reason; looking further"
    chromium_seen="$chromium_seen
  $chromium_reason"
    return 1
  fi
  chromium=$1
}

chromium_on_path() {
  for chromium_name in chromium chromium-browser google-chrome google-chrome-stable; do
    if chromium_candidate=$(command -v $chromium_name); then
      chromium_take "$chromium_candidate" && return 0
    fi
  done
  for chromium_candidate in "$root/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "$root/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    chromium_take "$chromium_candidate" && return 0
  done
  return 1
}

# The browsers that Playwright downloads for itself, here or for another project.
chromium_of_playwright() {
  for chromium_cache in ${PLAYWRIGHT_BROWSERS_PATH:+"$PLAYWRIGHT_BROWSERS_PATH"} \
    "${XDG_CACHE_HOME:-$HOME/.cache}/ms-playwright" "$HOME/Library/Caches/ms-playwright"; do
    for chromium_candidate in "$chromium_cache"/chromium-*/chrome-linux*/chrome \
      "$chromium_cache"/chromium-*/chrome-mac*/*.app/Contents/MacOS/*; do
      chromium_take "$chromium_candidate" && return 0
    done
  done
  return 1
}

# find_chromium: sets $chromium or ends with 69.
find_chromium() {
  if [ -n "${TEMOIN_CHROMIUM-}" ]; then
    chromium_take "$TEMOIN_CHROMIUM" || fail 2 \
      "TEMOIN_CHROMIUM is not a Chromium that tests can drive: $TEMOIN_CHROMIUM" \
      "name the browser's own file (no snap, no flatpak), or unset it to let the launcher look"
    return 0
  fi
  if chromium_on_path || chromium_of_playwright; then return 0; fi

  # shellcheck source=launcher/fetch.sh
  . "$parts/fetch.sh"
  if apt_install chromium && chromium_on_path; then return 0; fi
  say "fetching Chromium with Playwright's own download (120 s at most)"
  fetch_why="Playwright's download gave no browser"
  if test_classpath journeys; then
    if within 120 "$java_home/bin/java" -cp "$classpath" com.microsoft.playwright.CLI install chromium >&2; then
      ! chromium_of_playwright || return 0
    else
      fetch_why="Playwright's download failed or took more than 120 s"
    fi
  fi
  chromium_type='your system'\''s package of Chromium or Google Chrome (not the snap)'
  ! command -v apt-get >/dev/null || chromium_type='sudo apt-get install chromium'
  [ "$(uname -s)" != Darwin ] || chromium_type='brew install --cask google-chrome'
  fail 69 "no Chromium was found, and none could be fetched. No test is skipped for lack of it." \
    "found:${chromium_seen:- no browser at all}" "$fetch_why" \
    "needed: Chromium or Google Chrome, neither snap nor flatpak." \
    "type: $chromium_type" \
    "then run the same command again, or name a browser of yours with TEMOIN_CHROMIUM."
}
