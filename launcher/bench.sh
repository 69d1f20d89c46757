# `bench`: what the program can do on this machine, each measurement with what it is compared with in the same run.
# shellcheck shell=sh
# shellcheck disable=SC2154 # home, java_home and the options are set by ../temoin

# In the order in which all are run.
bench_names='decision cookie audience year rewriter ledger gateway'

bench_title() {
  case $1 in
    decision) echo 'a token verified and decided, about 1 minute' ;;
    cookie) echo 'cookies and policies of one request, about 1 minute' ;;
    audience) echo 'one request counted, on all processors, about 1 minute' ;;
    year) echo 'a report of a year of a large site, about 2 minutes' ;;
    rewriter) echo 'pages rewritten, beside Bun, about 2 minutes' ;;
    ledger) echo 'durable choices, beside plain inserts, about 1 minute' ;;
    gateway) echo 'pages through the gateway, beside nginx, about 4 minutes' ;;
    *) return 1 ;;
  esac
}

check_bench() {
  case ${1-} in --help | -h) help_bench; exit 0 ;; esac
  # shellcheck disable=SC2086 # several names in one variable
  [ $# -gt 0 ] || set -- $bench_names
  for bench_name; do
    bench_title "$bench_name" >/dev/null ||
      fail 2 "bench knows no $bench_name" "there are: $bench_names" "type: ./temoin bench, or ./temoin bench NAME"
  done
  find_maven
  bench_code=0
  for bench_name; do
    say "$bench_name: $(bench_title "$bench_name")"
    # One that can't be had here is no reason to leave out the others.
    ("bench_$bench_name") || bench_code=$?
  done
  exit "$bench_code"
}

bench_decision() { bench_jmh consent DecisionBenchmark; }

bench_cookie() { bench_jmh enforcement CookieBenchmark; }

bench_audience() { bench_jmh audience CountBenchmark; }

# bench_jmh MODULE CLASS: what JMH measured, and the bytes that each operation allocates, as a table.
bench_jmh() {
  mkdir -p "$home/build/bench"
  bench_result=$home/build/bench/$2.csv
  rm -f "$bench_result"
  # JMH's own words go where the others' go; the table alone is the result.
  run_test_class "$1" org.openjdk.jmh.Main -prof gc -rf csv -rff "$bench_result" "[.]$2[.]" >&2
  [ -s "$bench_result" ] || fail 1 "$2 left no result"
  echo "| | ns | bytes allocated |
|---|---|---|"
  awk -F, '
    { gsub(/"/, ""); name = $1; sub(/^.*Benchmark\./, "", name); method = name; sub(/:.*/, "", method) }
    NR > 1 && name == method { order[++count] = name; time[name] = sprintf("%.0f ± %.0f", $5, $6) }
    name ~ /:.*gc\.alloc\.rate\.norm$/ { bytes[method] = sprintf("%.0f", $5) }
    END {
      for (i = 1; i <= count; i++) {
        words = order[i]
        while (match(words, /[A-Z]/)) {
          words = substr(words, 1, RSTART - 1) " " tolower(substr(words, RSTART, 1)) substr(words, RSTART + 1)
        }
        printf "| %s | %s | %s |\n", words, time[order[i]], bytes[order[i]]
      }
    }' "$bench_result"
}

# The pages are the public corpus, which stands beside the checkout and is no part of it.
bench_rewriter() {
  bench_pages=${TEMOIN_PAGES:-$home/../shared/corpora/html/pages}
  set -- "$bench_pages"/*.html.gz
  [ -f "$1" ] || fail 1 "no page (*.html.gz) stands in $bench_pages" \
    "type: TEMOIN_PAGES=/folder/of/pages ./temoin bench rewriter"
  find_bun
  run_test_class enforcement eu.temoin.enforcement.html.RewriterBenchmark "$bench_pages" \
    ${bun:+"$bun" "$home/docs/bench/rewriter.mjs"}
}

bun_version=1.4.5

# find_bun: sets $bun to Bun, fetched by npm into build/bench, or to nothing.
find_bun() {
  bun=
  bun_take && return 0
  if ! command -v npm >/dev/null; then
    say "npm is not installed here, so Bun can't be had: Témoin is measured alone"
    return 0
  fi
  say "fetching Bun $bun_version with npm into build/bench"
  mkdir -p "$home/build/bench"
  (cd "$home/build/bench" && npm install --prefix . --no-save --no-audit --no-fund "bun@$bun_version") \
    >"$home/build/bench/npm.log" 2>&1 </dev/null || :
  bun_take || say "Bun can't be had by npm (see $home/build/bench/npm.log): Témoin is measured alone"
}

# Where npm runs no script of a package, its executable is only in the package for this system.
bun_take() {
  for bun_file in "$home"/build/bench/node_modules/.bin/bun "$home"/build/bench/node_modules/@oven/*/bin/bun; do
    if [ "$("$bun_file" --version 2>/dev/null)" = $bun_version ]; then
      bun=$bun_file
      return 0
    fi
  done
  return 1
}

bench_ledger() { bench_on_disk ledger AppendBenchmark 40; }

bench_year() { bench_on_disk year YearBenchmark; }

# bench_on_disk NAME CLASS ARGUMENTS: runs CLASS of module storage in a folder of its own, which is its first argument.
bench_on_disk() {
  bench_folder=$home/build/bench/$1.$$
  bench_class=$2
  shift 2
  # On the disk of the checkout: a temporary folder of the system may be memory.
  rm -rf "$bench_folder"
  mkdir -p "$bench_folder"
  bench_on_disk_code=0
  run_test_class storage "eu.temoin.storage.$bench_class" "$bench_folder" "$@" || bench_on_disk_code=$?
  rm -rf "$bench_folder"
  return $bench_on_disk_code
}

bench_gateway() { run_test_class journeys eu.temoin.journeys.Bench; }

help_bench() {
  cat <<END
Usage: temoin bench [NAME...]
Measures on this machine, all there is or what is named, and prints tables like those of docs/performance.md.
END
  for bench_name in $bench_names; do printf '  %-10s  %s\n' "$bench_name" "$(bench_title "$bench_name")"; done
  cat <<'END'
The rewriter reads the pages of ../shared/corpora/html/pages, or of TEMOIN_PAGES, and fetches Bun with npm into build/bench.
The gateway needs wrk and nginx.
Example:
  ./temoin bench decision
END
}
