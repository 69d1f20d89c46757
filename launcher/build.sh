# The quick build behind `demo`, `serve` and the other commands of the program: no gates, no tests, no test libraries.
# Maven writes to target/quick of each module (profile `quick` of the root pom), so that it never meets `temoin test`,
# and what runs is a copy in build/product/NAME, so that a rebuild never pulls a jar from under a running program.
# shellcheck shell=sh
# shellcheck disable=SC2154 # home, product, java_home and the options are set by ../temoin

# shellcheck source=launcher/maven.sh
. "$parts/maven.sh"
# shellcheck source=launcher/processes.sh
. "$parts/processes.sh"

# build_product: sets $built to the folder of a fresh build.
build_product() {
  find_maven
  lock product
  # Another launcher may have built it while this one waited.
  if ! product_is_fresh; then build_anew; fi
  unlock
}

build_anew() {
  build_begun=$(date +%s)
  mkdir -p "$product"
  rm -f "$product"/begun.* "$product"/next.* "$product"/status.*
  # The stamp's date is the moment before the first source is read: what changes during the build is newer.
  build_mark=$product/begun.$$
  : >"$build_mark"
  # Each time from nothing: it costs seconds, and nothing of an interrupted build or a deleted file can stay behind.
  rm -rf "$home"/[a-z]*/target/quick
  say "building with Maven $maven_version on $java_home"
  build_log=$home/build/quick-build.log
  if ! build_with_maven; then
    rm -f "$build_mark"
    sed -n 's/^\[ERROR\] *//p' "$build_log" | grep -v '^$' | head -n 15 >&2
    fail 1 "the build failed; the whole of what Maven said is in $build_log"
  fi
  if [ ! -f "$home/server/target/quick/classes/eu/temoin/server/Main.class" ]; then
    rm -f "$build_mark"
    fail 1 "the build holds no program: module server has no class eu.temoin.server.Main"
  fi
  build_name=$(date +%Y%m%d-%H%M%S)-$$
  built=$product/$build_name
  mkdir -p "$built/lib" "$built/native"
  build_collect server >"$built/server.classpath"
  build_collect demo >"$built/demo.classpath"
  build_cache
  build_old=$(cat "$product/current" 2>/dev/null || :)
  echo "$build_name" >"$product/next.$$"
  touch -r "$build_mark" "$product/next.$$"
  rm -f "$build_mark"
  mv "$product/next.$$" "$product/current"
  # The build before this one may still be running somewhere; older ones go.
  for build_folder in "$product"/*/; do
    case $build_folder in
      "$built/" | "$product/${build_old:-none}/") ;;
      *) rm -rf "$build_folder" ;;
    esac
  done
  say "built in $(($(date +%s) - build_begun)) s"
}

# Maven's own words go to the log; here they become a count of what it fetched.
build_with_maven() {
  build_status=$product/status.$$
  build_terminal=0
  [ ! -t 2 ] || build_terminal=1
  {
    maven -Dtemoin.quick -pl server,demo -am compile jar:jar dependency:build-classpath \
      -Dmdep.outputFile=target/quick/classpath -DincludeScope=runtime 2>&1 && build_code=0 || build_code=$?
    echo "$build_code" >"$build_status"
  } | awk -v log_file="$build_log" -v terminal=$build_terminal '
    BEGIN { printf "" > log_file }
    { print > log_file }
    function note(text) { if (terminal) { printf "\r%-76s", "temoin: " substr(text, 1, 66) > "/dev/stderr"; shown = 1 } }
    /^(\[INFO\] )?Downloading from / && !said++ {
      if (!terminal) print "temoin: fetching libraries with Maven" > "/dev/stderr"
    }
    /^(\[INFO\] )?Downloaded from / {
      files++
      if (match($0, /\([0-9.]+ [kMG]?B/)) {
        split(substr($0, RSTART + 1, RLENGTH - 1), size, " ")
        megabytes += size[1] * (size[2] == "GB" ? 1000 : size[2] == "MB" ? 1 : size[2] == "kB" ? 0.001 : 0.000001)
      }
      note(sprintf("fetching libraries with Maven: %d files, %.1f MB", files, megabytes))
    }
    /^\[INFO\] Building / { sub(/^\[INFO\] Building /, ""); note("building " $0) }
    END {
      if (shown) printf "\r%-76s\r", "" > "/dev/stderr"
      if (files) printf "temoin: fetched %d files with Maven, %.0f MB\n", files, megabytes > "/dev/stderr"
    }'
  build_code=$(cat "$build_status" 2>/dev/null || echo 1)
  rm -f "$build_status"
  [ "$build_code" = 0 ]
}

# build_collect MODULE: brings the jars together in $built and prints MODULE's class path, itself first. The build then
# stands alone: built as root, it runs as a user who can't read root's Maven folder.
build_collect() {
  build_line=$(build_own_jar "$1")
  build_entries=$(tr ':' '\n' <"$home/$1/target/quick/classpath")
  while read -r build_entry; do
    case $build_entry in
      '') continue ;;
      "$home"/*)
        build_entry=${build_entry#"$home"/}
        build_entry=$(build_own_jar "${build_entry%%/*}")
        ;;
      *) build_entry=$(build_library "$build_entry") ;;
    esac
    build_line=$build_line:$build_entry
  done <<END
$build_entries
END
  printf '%s\n' "$build_line"
}

# A second name for the library's file costs no space; a copy does where the build is on another disk. Libraries of two
# publishers may have one file name.
build_library() {
  build_place=$built/lib/${1##*/}
  while [ -e "$build_place" ] && ! cmp -s "$1" "$build_place"; do build_place=${build_place%.jar}-.jar; done
  [ -e "$build_place" ] || ln "$1" "$build_place" 2>/dev/null || cp "$1" "$build_place"
  printf '%s\n' "$build_place"
}

build_own_jar() {
  cp "$home/$1"/target/quick/temoin-*.jar "$built/$1.jar"
  printf '%s\n' "$built/$1.jar"
}

# Records an AOT cache (JEP 483 and 514) for the program and one for the arcade: `demo --exercise` starts everything on
# free ports with a store of its own, visits its own first page, and ends. A start without the cache works too, only
# slower, so nothing here can fail a build.
build_cache() {
  case $built in *[[:space:]]*) return 0 ;; esac
  say "recording an AOT cache, for a quick start from now on"
  build_demo="$(demo_options /nonexistent)
-XX:AOTCacheOutput=$built/demo.aot"
  # shellcheck disable=SC2086 # several options in one variable
  (
    forget_own_variables
    within 30 "$java_home/bin/java" $fixed_options $memory_options "-XX:AOTCacheOutput=$built/server.aot" \
      "-Dtemoin.home=$home" "-Dtemoin.demo.classpath=$(cat "$built/demo.classpath")" "-Dtemoin.demo.options=$build_demo" \
      -cp "$(cat "$built/server.classpath")" eu.temoin.server.Main demo --exercise
  ) >"$home/build/exercise.log" 2>&1 </dev/null || rm -f "$built/server.aot" "$built/demo.aot"
}
