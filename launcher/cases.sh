# The table: each case a machine, what is typed there, and the exit code and words that must come. Read by test.sh.
# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034,SC2016 # the variables are set and read by test.sh; scripts expand where they run

# --- JDK ---------------------------------------------------------------------------------------------------------

begin 'jdk: TEMOIN_JAVA_HOME comes first'
jdk "$box/mine" 25.0.1; jdk "$box/other" 26; maven "$bin/mvn" 3.9.9
run TEMOIN_JAVA_HOME="$box/mine" JAVA_HOME="$box/other"
expect 0 "jdk $box/mine"

begin 'jdk: TEMOIN_JAVA_HOME that is no JDK is an error, whatever else is there'
jdk "$box/other" 25; maven "$bin/mvn" 3.9.9
run TEMOIN_JAVA_HOME="$box/nowhere" JAVA_HOME="$box/other"
expect 2 "TEMOIN_JAVA_HOME is not the folder of a JDK 25 or newer: $box/nowhere" 'unset it'

begin 'jdk: TEMOIN_JAVA_HOME of Java 17 is an error that names the version'
jdk "$box/old" 17.0.15
run TEMOIN_JAVA_HOME="$box/old"
expect 2 '(Java 17.0.15)'

begin 'jdk: JAVA_HOME that fits is taken before PATH'
jdk "$box/home25" 25; jdk "$box/path25" 25; maven "$bin/mvn" 3.9.9
holds 'javac on PATH' ln -s "$box/path25/bin/javac" "$bin/javac"
run JAVA_HOME="$box/home25"
expect 0 "jdk $box/home25"

begin 'jdk: Java 17 in JAVA_HOME and first on PATH is passed over'
jdk "$box/old" 17.0.15; jdk "$system/usr/lib/jvm/java-17" 17.0.15; jdk "$system/usr/lib/jvm/java-25" 25.0.3; maven "$bin/mvn" 3.9.9
holds 'javac on PATH' ln -s "$box/old/bin/javac" "$bin/javac"
run JAVA_HOME="$box/old"
expect 0 "jdk $system/usr/lib/jvm/java-25"

begin 'jdk: javac on PATH is followed through its links'
jdk "$box/deep/jdk" 25.0.3; maven "$bin/mvn" 3.9.9
holds 'two links, one of them relative' ln -s "../deep/jdk/bin/javac" "$box/system/javac"
holds 'the link on PATH' ln -s "$box/system/javac" "$bin/javac"
run
expect 0 "jdk $box/deep/jdk"

begin 'jdk: a runtime without the compiler does not do'
jdk "$system/usr/lib/jvm/jre-25" 25.0.3 bare; jdk "$system/opt/jdk-26" 26; maven "$bin/mvn" 3.9.9
run
expect 0 "jdk $system/opt/jdk-26"

for place in .sdkman/candidates/java/25.0.3-tem .jdks/temurin-25 .local/share/mise/installs/java/25 .asdf/installs/java/temurin-25; do
  begin "jdk: ~/$place is found"
  jdk "$box/home/$place" 25.0.3; maven "$bin/mvn" 3.9.9
  run
  expect 0 "jdk $box/home/$place"
done

begin 'jdk: a macOS bundle is found'
jdk "$system/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home" 25.0.3; maven "$bin/mvn" 3.9.9
run
expect 0 "jdk $system/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home"

begin 'jdk: Homebrew is found'
jdk "$system/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home" 25.0.3; maven "$bin/mvn" 3.9.9
run
expect 0 "openjdk@25/libexec/openjdk.jdk/Contents/Home"

begin 'jdk: an earlier download is found in XDG_CACHE_HOME'
jdk "$box/cache/temoin/jdk-25.0.4.1_1" 25.0.4.1; maven "$bin/mvn" 3.9.9
run XDG_CACHE_HOME="$box/cache"
expect 0 "jdk $box/cache/temoin/jdk-25.0.4.1_1"

begin 'jdk: no java, no curl, not root: 69, what is needed and the line to type'
run
expect 69 'no JDK 25 or newer was found' 'found: no Java at all' 'neither curl nor wget' 'needed: a JDK 25' 'type: ' 'TEMOIN_JAVA_HOME'

begin 'jdk: only Java 17, nothing to fetch with: 69, and it is named'
jdk "$system/usr/lib/jvm/java-17" 17.0.15
run
expect 69 "$system/usr/lib/jvm/java-17: Java 17.0.15" 'needed: a JDK 25'

begin 'jdk: no home at all is no other error'
run HOME=
expect 69 'no JDK 25 or newer was found'

begin 'jdk: as root with apt, openjdk-25-jdk-headless'
apt openjdk-25-jdk-headless temurin-25-jdk; maven "$bin/mvn" 3.9.9
run
expect 0 'fetching the package openjdk-25-jdk-headless' "jdk $system/usr/lib/jvm/packed"
holds 'no update when the lists know it' sh -c '! grep -q update "$1/apt"' - "$box"

begin 'jdk: as root with apt, else temurin-25-jdk, after one refresh of the lists'
apt temurin-25-jdk; maven "$bin/mvn" 3.9.9
run
expect 0 'refreshing the package lists' 'fetching the package temurin-25-jdk' "jdk $system/usr/lib/jvm/packed"
holds 'one refresh' sh -c '[ "$(grep -c update "$1/apt")" = 1 ]' - "$box"

begin 'jdk: as root with apt that offers none, the download'
apt; link curl; maven "$bin/mvn" 3.9.9
run TEMOIN_JDK_URL="$site/jdk.tar.gz" TEMOIN_JDK_SHA256="$jdk_sum"
expect 0 "jdk $box/home/.cache/temoin/jdk-25.0.4.1_1"

begin 'jdk: not root: apt is not even asked'
apt openjdk-25-jdk-headless; fake id 'echo 1000'
run
expect 69 'type: sudo apt-get install openjdk-25-jdk-headless'
holds 'apt-get was not called' absent "$box/apt"

begin 'jdk: downloaded with curl, said, unpacked, kept'
link curl; maven "$bin/mvn" 3.9.9
run TEMOIN_JDK_URL="$site/jdk.tar.gz" TEMOIN_JDK_SHA256="$jdk_sum"
expect 0 "fetching Temurin JDK 25.0.4.1_1 (about 140 MB) from $site/jdk.tar.gz" "jdk $box/home/.cache/temoin/jdk-25.0.4.1_1"
run
expect 0 "jdk $box/home/.cache/temoin/jdk-25.0.4.1_1"
refuse 'fetching'

if command -v wget >/dev/null; then
  begin 'jdk: downloaded with wget where there is no curl'
  link wget; maven "$bin/mvn" 3.9.9
  run TEMOIN_JDK_URL="$site/jdk.tar.gz" TEMOIN_JDK_SHA256="$jdk_sum"
  expect 0 "jdk $box/home/.cache/temoin/jdk-25.0.4.1_1"
fi

begin 'jdk: a wrong checksum: 69, and nothing is kept'
link curl
run TEMOIN_JDK_URL="$site/jdk.tar.gz"
expect 69 'was thrown away: its SHA-256 is' "$jdk_sum" 'expected '
holds 'the cache is empty' empty_folder "$box/home/.cache/temoin"

begin 'jdk: half a download: 69, and nothing is kept'
link curl
run TEMOIN_JDK_URL="$site/half/jdk.tar.gz" TEMOIN_JDK_SHA256="$jdk_sum"
expect 69 "the download from $site/half/jdk.tar.gz failed"
holds 'the cache is empty' empty_folder "$box/home/.cache/temoin"

begin 'jdk: the server has no such file: 69'
link curl
run TEMOIN_JDK_URL="$site/missing.tar.gz" TEMOIN_JDK_SHA256="$jdk_sum"
expect 69 'failed: curl: (22)' '404'

begin 'jdk: nobody answers: 69'
link curl
run TEMOIN_JDK_URL="http://127.0.0.1:9/jdk.tar.gz" TEMOIN_JDK_SHA256="$jdk_sum"
expect 69 'failed: curl: (7)'

begin 'jdk: an archive with something else in it: 69'
link curl
run TEMOIN_JDK_URL="$site/other.tar.gz" TEMOIN_JDK_SHA256="$other_sum"
expect 69 'holds no bin/javac'

begin 'jdk: connecting is given up after 5 s'
fake curl 'echo "curl $*" >&2; exit 28'
run
expect 69 '--connect-timeout 5' 'https://github.com/adoptium/temurin25-binaries/releases/download/'

begin 'jdk: a system without a pinned archive: 69, and nothing is downloaded'
link curl; fake uname 'case $1 in -s) echo Plan9 ;; -m) echo mips ;; esac'
run
expect 69 'no archive is pinned for this system and processor: Plan9 mips'

begin 'jdk: a checksum without an address is wrong use'
run TEMOIN_JDK_SHA256="$jdk_sum"
expect 2 'give its address with TEMOIN_JDK_URL'

begin 'jdk: the cache cannot be written: 69'
link curl
holds 'a file where the folder should be' touch "$box/home/.cache"
run TEMOIN_JDK_URL="$site/jdk.tar.gz" TEMOIN_JDK_SHA256="$jdk_sum"
expect 69 "the cache $box/home/.cache/temoin cannot be written"

# --- Maven -------------------------------------------------------------------------------------------------------

begin 'maven: TEMOIN_MVN comes first'
jdk "$box/jdk" 25; maven "$box/mine/mvn" 3.8.6; maven "$bin/mvn" 3.9.9
run JAVA_HOME="$box/jdk" TEMOIN_MVN="$box/mine/mvn"
expect 0 "maven $box/mine/mvn"

begin 'maven: TEMOIN_MVN that is too old is an error'
jdk "$box/jdk" 25; maven "$box/mine/mvn" 3.8.5; maven "$bin/mvn" 3.9.9
run JAVA_HOME="$box/jdk" TEMOIN_MVN="$box/mine/mvn"
expect 2 'TEMOIN_MVN is not a Maven 3.8.6 or newer' '(Maven 3.8.5)'

begin 'maven: an old one on PATH is passed over for the wrapper of another project'
jdk "$box/jdk" 25; maven "$bin/mvn" 3.6.3; maven "$box/home/.m2/wrapper/dists/apache-maven-3.9.11/0a1b/bin/mvn" 3.9.11
run JAVA_HOME="$box/jdk"
expect 0 "maven $box/home/.m2/wrapper/dists/apache-maven-3.9.11/0a1b/bin/mvn"

begin 'maven: as root with apt'
jdk "$box/jdk" 25; apt maven
run JAVA_HOME="$box/jdk"
expect 0 'fetching the package maven' "maven $bin/mvn"

begin 'maven: no mvn, no curl, not root: 69'
jdk "$box/jdk" 25
run JAVA_HOME="$box/jdk"
expect 69 'no Maven 3.8.6 or newer was found' 'found: no Maven at all' 'type: ' 'TEMOIN_MVN'

begin 'maven: downloaded and kept'
jdk "$box/jdk" 25; link curl
run JAVA_HOME="$box/jdk" TEMOIN_MAVEN_URL="$site/maven.tar.gz" TEMOIN_MAVEN_SHA512="$maven_sum"
expect 0 "fetching Apache Maven 3.9.15 (about 9 MB) from $site" "maven $box/home/.cache/temoin/maven-3.9.15/bin/mvn"

begin 'maven: a wrong checksum: 69, and nothing is kept'
jdk "$box/jdk" 25; link curl
run JAVA_HOME="$box/jdk" TEMOIN_MAVEN_URL="$site/maven.tar.gz"
expect 69 'its SHA-512 is' 'expected 33d81e0ec785'
holds 'the cache is empty' empty_folder "$box/home/.cache/temoin"

begin 'maven: is run on the JDK that was found, not on JAVA_HOME'
project; jdk "$box/old" 17
run JAVA_HOME="$box/old" -- demo
expect 0
holds 'the JDK of the build' grep -q "^$system/usr/lib/jvm/jdk-25 -B -Dtemoin.quick" "$box/maven-calls"

# --- Chromium ----------------------------------------------------------------------------------------------------

explain_what="test"

begin 'chromium: TEMOIN_CHROMIUM that is not there is an error'
jdk "$box/jdk" 25; maven "$bin/mvn" 3.9.9; fake chromium 'exit 0'
run JAVA_HOME="$box/jdk" TEMOIN_CHROMIUM="$box/nowhere"
expect 2 "TEMOIN_CHROMIUM is not a Chromium that tests can drive: $box/nowhere"

begin 'chromium: on PATH'
jdk "$box/jdk" 25; maven "$bin/mvn" 3.9.9; fake google-chrome-stable 'exit 0'
run JAVA_HOME="$box/jdk"
expect 0 "chromium $bin/google-chrome-stable"

begin 'chromium: a snap is refused with the reason, another is taken'
jdk "$box/jdk" 25; maven "$bin/mvn" 3.9.9; fake google-chrome 'exit 0'
holds 'the snap' script "$box/snap/bin/chromium" 'exit 0'
holds 'the snap on PATH' ln -s "$box/snap/bin/chromium" "$bin/chromium"
fake chromium-browser 'exec /snap/bin/chromium "$@"'
run JAVA_HOME="$box/jdk"
expect 0 "$bin/chromium is a snap or flatpak" "$bin/chromium-browser is a snap or flatpak" "chromium $bin/google-chrome"

begin 'chromium: a downloaded one of Playwright'
jdk "$box/jdk" 25; maven "$bin/mvn" 3.9.9
holds 'the browser' script "$box/home/.cache/ms-playwright/chromium-1200/chrome-linux/chrome" 'exit 0'
run JAVA_HOME="$box/jdk"
expect 0 "chromium $box/home/.cache/ms-playwright/chromium-1200/chrome-linux/chrome"

begin 'chromium: as root with apt'
jdk "$box/jdk" 25; maven "$bin/mvn" 3.9.9; apt chromium
run JAVA_HOME="$box/jdk"
expect 0 'fetching the package chromium' "chromium $bin/chromium"

begin 'chromium: none, and Playwright brings none: 69, for no test is skipped'
jdk "$box/jdk" 25
script_maven='case $* in -v) echo "Apache Maven 3.9.9" ;; *) mkdir -p journeys/target; echo playwright.jar >journeys/target/test.classpath ;; esac'
fake mvn "$script_maven"
run JAVA_HOME="$box/jdk"
expect 69 "fetching Chromium with Playwright's own download (120 s at most)" 'argument com.microsoft.playwright.CLI' \
  'No test is skipped' 'found: no browser at all' 'TEMOIN_CHROMIUM'

begin 'chromium: downloaded by Playwright'
jdk "$box/jdk" 25; fake mvn "${script_maven-}"
holds 'a java that downloads' script "$box/jdk/bin/java" 'd="$HOME/.cache/ms-playwright/chromium-1200/chrome-linux64"; mkdir -p "$d"; cp "$0" "$d/chrome"'
run JAVA_HOME="$box/jdk"
expect 0 "chromium $box/home/.cache/ms-playwright/chromium-1200/chrome-linux64/chrome"

explain_what=

# --- building and running ----------------------------------------------------------------------------------------

begin 'run: builds, says what it fetched, and runs with the words that were typed, where they were typed'
project
run -- check 'a b' '*'
expect 0 'building with Maven 3.9.15' 'fetched 1 files with Maven, 2 MB' 'argument check' 'argument a b' 'argument *' "$box/elsewhere" \
  'argument eu.temoin.server.Main' "argument -Dtemoin.home=$checkout" 'argument --enable-native-access=ALL-UNNAMED' 'argument -XX:+UseSerialGC'
holds 'one build' builds 1
run -- demo
expect 0 'argument demo' "argument -XX:AOTCache=$checkout/build/product/" "-XX:AOTCache=$checkout/build/product/" "server.jar:$checkout/build/product/" \
  "consent.jar:$checkout/build/product/" 'argument -Dtemoin.demo.classpath='
refuse 'temoin: '
holds 'no second build' builds 1

begin 'run: audience reaches the program with its options'
project
run -- audience --from 2026-11-01 --by page --format csv
expect 0 'argument audience' 'argument --from' 'argument 2026-11-01' 'argument --by' 'argument page' 'argument --format' 'argument csv'

begin 'run: the exit code of the program is the exit code'
project
holds 'the code' sh -c 'echo 42 >"$1/code"' - "$box"
run -- verify
expect 42

begin 'run: a program that cannot be exercised runs without a cache'
project
holds 'an old program' touch "$box/old-program"
run -- demo
expect 0 'argument demo'
refuse 'argument -XX:AOTCache='

begin 'run: a newer source is built'
project
run -- demo
holds 'a later edit' sh -c 'sleep 0.02; echo "class A { }" >"$1/consent/src/main/java/A.java"' - "$checkout"
run -- demo
expect 0 'building with Maven'
holds 'two builds' builds 2

begin 'run: a deleted source is noticed'
project
run -- demo
holds 'a later deletion' sh -c 'sleep 0.02; rm "$1/demo/src/main/java/A.java"' - "$checkout"
run -- demo
holds 'two builds' builds 2

begin 'run: a newer pom is built'
project
run -- demo
holds 'a later edit' sh -c 'sleep 0.02; touch "$1/server/pom.xml"' - "$checkout"
run -- demo
holds 'two builds' builds 2

begin 'run: a changed test builds nothing'
project
run -- demo
holds 'later edits' sh -c 'sleep 0.02; touch "$1/server/src/test/java/ATest.java" "$1/journeys/pom.xml"' - "$checkout"
run -- demo
holds 'one build' builds 1

begin 'run: what was edited while it was building is built next time'
project
fake awk "sleep 0.02; touch $checkout/consent/src/main/java/A.java; exec $(command -v awk) \"\$@\""
run -- demo
run -- demo
holds 'two builds' builds 2

begin 'run: a build stands alone, and is built again when a file of it is gone'
project
run -- demo
holds "Maven's folder goes" rm -r "$box/one" "$box/two"
run -- demo
holds 'one build' builds 1
holds 'both libraries of one name' sh -c '[ "$(cat "$1"/build/product/*/lib/library.jar "$1"/build/product/*/lib/library-.jar | tr "\n" " ")" = "library another " ]' - "$checkout"
holds 'a library goes' sh -c 'rm "$1"/build/product/*/lib/library-.jar' - "$checkout"
run -- demo
expect 0 'building with Maven'

begin 'run: only the build before the last is kept beside it'
project
for round in 1 2 3 4; do
  [ "$active" = no ] || touch "$checkout/pom.xml"
  run -- demo
done
holds 'two folders' sh -c '[ "$(ls -d "$1"/build/product/*/ | grep -c .)" = 2 ]' - "$checkout"

begin 'run: a failed build: 1, its errors, and no stamp'
project
holds 'a mistake' touch "$box/broken"
run -- demo
expect 1 'missing semicolon' 'the build failed' "$checkout/build/quick-build.log"
holds 'no stamp, no lock' absent "$checkout/build/product/current" "$checkout/build/lock.product"
holds 'the mistake is mended' rm "$box/broken"
run -- demo
expect 0 'argument demo'

begin 'run: a build without the program fails clearly'
project
fake mvn 'case $* in -v) echo "Apache Maven 3.9.9" ;; esac'
run -- demo
expect 1 'module server has no class eu.temoin.server.Main'

begin 'run: a build cut by a signal leaves neither stamp nor lock'
project
if [ "$active" = yes ]; then
  echo 30 >"$box/slow"
  env -i HOME="$box/home" PATH="$bin" TEMOIN_LAUNCHER_ROOT="$system" "$checkout/temoin" demo >"$box/output" 2>&1 &
  launcher_pid=$!
  holds 'Maven runs' maven_runs
  # As a terminal does it: everybody in the foreground hears of it.
  kill -TERM "$launcher_pid" "$(cat "$box/maven-pid")"
  code=0
  wait "$launcher_pid" || code=$?
  rm "$box/slow"
fi
expect 143
holds 'no stamp, no lock' absent "$checkout/build/product/current" "$checkout/build/lock.product"
run -- demo
expect 0 'argument demo'

begin 'run: the lock of a launcher that was killed is taken over'
project
holds 'the folder' mkdir "$checkout/build"
holds 'a process that is gone' sh -c 'sh -c "exit 0" & wait $!; ln -s $! "$1/build/lock.product"' - "$checkout"
run -- demo
expect 0 'argument demo'
holds 'no lock' absent "$checkout/build/lock.product"

begin 'run: two launchers at once build once'
project
if [ "$active" = yes ]; then
  echo 1 >"$box/slow"
  env -i HOME="$box/home" PATH="$bin" TEMOIN_LAUNCHER_ROOT="$system" "$checkout/temoin" one >"$box/first" 2>&1 </dev/null &
  launcher_pid=$!
  holds 'Maven runs' maven_runs
fi
run -- two
expect 0 'waiting for another launcher' 'argument two'
if [ "$active" = yes ]; then wait "$launcher_pid"; fi
holds 'the first ran too' grep -q 'argument one' "$box/first"
holds 'one build' builds 1

begin 'run: through a link on PATH, from anywhere'
project
typed=$box/system/temoin
holds 'a link' ln -s ../checkout/temoin "$typed"
run -- demo
expect 0 "argument -Dtemoin.home=$checkout"
typed=

begin 'run: a checkout whose path has spaces and accents' 'mon témoin à moi'
project
run -- demo
expect 0 "argument -Dtemoin.home=$checkout" 'argument demo'
refuse 'AOTCache='
run -- demo
holds 'one build' builds 1

begin 'run: the variables of the launcher stay with it, those of the program pass'
project
run TEMOIN_JAVA_HOME="$system/usr/lib/jvm/jdk-25" TEMOIN_MVN="$bin/mvn" TEMOIN_JAVA_OPTS='-Xmx99m -XX:+UseZGC' TEMOIN_PORT=8081 -- demo
expect 0 'TEMOIN_PORT=8081' 'argument -Xmx99m' 'argument -XX:+UseZGC' 'argument --enable-native-access=ALL-UNNAMED'
refuse 'TEMOIN_JAVA_HOME=' 'TEMOIN_MVN=' 'TEMOIN_JAVA_OPTS=' 'TEMOIN_LAUNCHER_ROOT=' 'argument -Xmx256m'

begin 'within: a command that takes too long is ended, one that does not gives its own exit code'
holds 'a script' script "$box/try" '. "$1"; code=0; within 1 sleep 60 || code=$?; echo "slow $code"; code=0; within 60 sh -c "exit 7" || code=$?; echo "quick $code"'
if [ "$active" = yes ]; then
  code=0
  "$box/try" "$source_folder/launcher/processes.sh" >"$box/output" 2>&1 || code=$?
fi
expect 0 'slow 143' 'quick 7'

# --- the developer's commands ------------------------------------------------------------------------------------

begin 'test: an unknown word is wrong use'
jdk "$box/jdk" 25
run JAVA_HOME="$box/jdk" -- test --fast
expect 2 'test knows no --fast' 'type: ./temoin test'

begin 'test: --help'
jdk "$box/jdk" 25
run JAVA_HOME="$box/jdk" -- test --help
expect 0 'Usage: temoin test [--sites]' './temoin test --sites'

begin 'test: each part is timed, and Maven gets the browser and the place'
jdk "$box/jdk" 25; fake chromium 'exit 0'; fake shellcheck 'exit 0'
fake mvn 'case $* in -v) echo "Apache Maven 3.9.9" ;; *) echo "$*" >>"$BOX/maven-calls" ;; esac'
holds 'a table' script "$checkout/launcher/test.sh" 'exit 0'
run JAVA_HOME="$box/jdk" -- test
expect 0 'launcher, shellcheck: passed in ' 'its table of cases: passed in ' 'modules and journeys, with every gate: passed in ' 'everything passed in '
holds 'the words of Maven' grep -qx -- "-B -ntp verify -Dtemoin.chromium=$bin/chromium -Dtemoin.home=$checkout" "$box/maven-calls"
for tool in nginx apache2 caddy sqlite3 strace openssl goaccess; do fake "$tool" 'exit 0'; done
holds 'a page' script "$checkout/docs/first-site.sh" 'echo "$*" >"$BOX/first-site"'
run JAVA_HOME="$box/jdk" -- test --sites
expect 0 'what the real applications need: passed in ' 'a first site, by the page: passed in ' 'the real applications included'
holds 'the page' test -f "$box/first-site"
holds 'the flag' grep -q -- ' -Dtemoin.sites=true$' "$box/maven-calls"

begin 'test: --sites fails where an application can not be had'
jdk "$box/jdk" 25; fake chromium 'exit 0'; fake shellcheck 'exit 0'; fake mvn "${script_maven-}"
for tool in nginx apache2 sqlite3 strace openssl goaccess; do fake "$tool" 'exit 0'; done
holds 'a table' script "$checkout/launcher/test.sh" 'exit 0'
run JAVA_HOME="$box/jdk" -- test --sites
expect 1 'caddy is not installed' 'FAILED in what the real applications need after '

begin 'test: ends at the first part that fails, and says which'
jdk "$box/jdk" 25; fake chromium 'exit 0'; fake shellcheck 'exit 0'
fake mvn 'case $* in -v) echo "Apache Maven 3.9.9" ;; *) touch "$BOX/maven-calls" ;; esac'
holds 'a table that fails' script "$checkout/launcher/test.sh" 'exit 3'
run JAVA_HOME="$box/jdk" -- test
expect 1 'FAILED in launcher, its table of cases after ' '(exit 3)'
holds 'Maven was not called' absent "$box/maven-calls"

begin 'test: a failed module names its tests in the last lines'
jdk "$box/jdk" 25; fake chromium 'exit 0'; fake shellcheck 'exit 0'
fake mvn 'case $* in -v) echo "Apache Maven 3.9.9" ;; *) echo "[ERROR]   TokenTest.flipsEveryBit:81 accepted"; exit 1 ;; esac'
holds 'a table' script "$checkout/launcher/test.sh" 'exit 0'
run JAVA_HOME="$box/jdk" -- test
expect 1 '  TokenTest.flipsEveryBit:81 accepted' 'FAILED in modules and journeys, with every gate after '
holds 'the last line' sh -c 'tail -n 1 "$1/output" | grep -q "temoin: FAILED in modules"' - "$box"
holds 'no lock' absent "$checkout/build/lock.checks"

begin 'test: no browser: 69, before anything else'
jdk "$box/jdk" 25; fake mvn "${script_maven-}"
run JAVA_HOME="$box/jdk" -- test
expect 69 'no Chromium was found' 'No test is skipped'
refuse 'launcher, shellcheck'

begin 'conformance: no folder is wrong use'
jdk "$box/jdk" 25
run JAVA_HOME="$box/jdk" -- conformance
expect 2 'type: ./temoin conformance ../shared/corpora'

begin 'conformance: a missing folder fails'
jdk "$box/jdk" 25
run JAVA_HOME="$box/jdk" -- conformance "$box/nowhere"
expect 1 "the folder of the public test data is missing: $box/nowhere"

begin 'conformance: runs the program of the journeys with the folder and the baseline'
jdk "$box/jdk" 25
fake mvn 'case $* in -v) echo "Apache Maven 3.9.9" ;; *) mkdir -p journeys/target/test-classes/eu/temoin/journeys
echo library.jar >journeys/target/test.classpath; echo >journeys/target/test-classes/eu/temoin/journeys/Conformance.class ;; esac'
run JAVA_HOME="$box/jdk" -- conformance "$system"
expect 0 'argument eu.temoin.journeys.Conformance' "argument $system" "argument $checkout/conformance.baseline" \
  "argument $checkout/journeys/target/test-classes:$checkout/journeys/target/classes:library.jar"

begin 'bench: a measurement that does not exist yet fails clearly'
jdk "$box/jdk" 25
fake mvn 'case $* in -v) echo "Apache Maven 3.9.9" ;; *) mkdir -p journeys/target; echo library.jar >journeys/target/test.classpath ;; esac'
run JAVA_HOME="$box/jdk" -- bench gateway
expect 1 'the tests of module journeys hold no class eu.temoin.journeys.Bench'

begin 'bench: an unknown name is wrong use, and the names are said before anything runs'
project
run -- bench decision speed
expect 2 'bench knows no speed' 'there are: decision cookie audience year rewriter ledger gateway'
holds 'Maven was not called' absent "$box/maven-calls"

begin 'bench: the help names every measurement and how long it takes'
project
run -- bench --help
expect 0 'Usage: temoin bench [NAME...]' 'decision ' 'cookie ' 'audience ' 'year ' 'rewriter ' 'ledger ' 'gateway ' 'about 4 minutes'

# A Maven that leaves the class of each measurement, and a JMH that leaves its result where it is told to.
bench_maven='case $* in -v) echo "Apache Maven 3.9.9"; exit ;; esac
for class in enforcement/eu/temoin/enforcement/html/RewriterBenchmark storage/eu/temoin/storage/AppendBenchmark storage/eu/temoin/storage/YearBenchmark \
  journeys/eu/temoin/journeys/Bench consent/None audience/None; do
  file=${class%%/*}/target/test-classes/${class#*/}.class
  mkdir -p "${file%/*}"; echo >"$file"; echo library.jar >"${class%%/*}/target/test.classpath"
done'
bench_jdk() {
  [ "$active" = yes ] || return 0
  jdk "$box/jdk" 25
  script "$box/jdk/bin/java" 'while [ $# -gt 0 ]; do
  echo "argument $1"
  if [ "$1" = -rff ]; then
    {
      echo "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\",\"Score Error (99.9%)\",\"Unit\""
      echo "\"a.b.DecisionBenchmark.grantVerified\",\"avgt\",1,5,557.25,12.5,\"ns/op\""
      echo "\"a.b.DecisionBenchmark.grantVerified:gc.alloc.rate.norm\",\"avgt\",1,5,184.001,0.1,\"B/op\""
    } >"$2"
  fi
  shift
done
code=$(cat "$BOX/code" 2>/dev/null) || code=0
exit "$code"'
  fake mvn "$bench_maven"
}

begin 'bench: JMH runs with its count of allocated bytes, and its result becomes a table'
bench_jdk
run JAVA_HOME="$box/jdk" -- bench decision
expect 0 'argument org.openjdk.jmh.Main' 'argument -prof' 'argument gc' 'argument [.]DecisionBenchmark[.]' \
  "argument $checkout/consent/target/test-classes:$checkout/consent/target/classes:library.jar" \
  '| | ns | bytes allocated |' '| grant verified | 557 ± 12 | 184 |'

begin 'bench: without a name all run, each with a line about how long, and the failure of one is told at the end'
bench_jdk
holds 'a page' script "$box/pages/a.html.gz" ''
run JAVA_HOME="$box/jdk" TEMOIN_PAGES="$box/pages" -- bench
expect 0 'decision: a token' 'cookie: cookies' 'audience: one request' 'year: a report' 'rewriter: pages' 'ledger: durable' 'gateway: pages' \
  'argument [.]CookieBenchmark[.]' 'argument eu.temoin.enforcement.html.RewriterBenchmark' \
  'argument eu.temoin.storage.AppendBenchmark' 'argument eu.temoin.storage.YearBenchmark' 'argument eu.temoin.journeys.Bench'
run JAVA_HOME="$box/jdk" TEMOIN_PAGES="$box/nowhere" -- bench
expect 1 "no page (*.html.gz) stands in $box/nowhere" 'argument eu.temoin.journeys.Bench'

begin 'bench: the rewriter without pages says which folder was looked in, and how to name another'
bench_jdk
run JAVA_HOME="$box/jdk" -- bench rewriter
expect 1 "no page (*.html.gz) stands in $checkout/../shared/corpora/html/pages" 'TEMOIN_PAGES='

begin 'bench: the rewriter without npm measures Témoin alone and says so'
bench_jdk
holds 'a page' script "$box/pages/a.html.gz" ''
run JAVA_HOME="$box/jdk" TEMOIN_PAGES="$box/pages" -- bench rewriter
expect 0 "npm is not installed here, so Bun can't be had: Témoin is measured alone" "argument $box/pages"
refuse 'rewriter.mjs'

begin 'bench: where npm has no Bun, Témoin is measured alone and the log is named'
bench_jdk
holds 'a page' script "$box/pages/a.html.gz" ''
fake npm 'echo "no such package"; exit 1'
run JAVA_HOME="$box/jdk" TEMOIN_PAGES="$box/pages" -- bench rewriter
expect 0 "Bun can't be had by npm (see $checkout/build/bench/npm.log)" "argument $box/pages"
refuse 'rewriter.mjs'

begin 'bench: Bun is fetched once by npm into the checkout, and measured in the same run'
bench_jdk
holds 'a page' script "$box/pages/a.html.gz" ''
fake npm 'echo "$PWD $*" >>"$BOX/npm-calls"; mkdir -p node_modules/.bin
printf "#!/bin/sh\necho 1.4.5\n" >node_modules/.bin/bun; chmod +x node_modules/.bin/bun'
run JAVA_HOME="$box/jdk" TEMOIN_PAGES="$box/pages" -- bench rewriter
expect 0 "argument $checkout/build/bench/node_modules/.bin/bun" "argument $checkout/docs/bench/rewriter.mjs"
run JAVA_HOME="$box/jdk" TEMOIN_PAGES="$box/pages" -- bench rewriter
holds 'one call, and never globally' grep -qx -- "$checkout/build/bench install --prefix . --no-save --no-audit --no-fund bun@1.4.5" "$box/npm-calls"
holds 'only one' sh -c '[ "$(wc -l <"$1")" -eq 1 ]' - "$box/npm-calls"

begin 'bench: the ledger has a folder of its own, which is gone afterwards, also when it fails'
bench_jdk
run JAVA_HOME="$box/jdk" -- bench ledger
expect 0 'argument eu.temoin.storage.AppendBenchmark' "argument $checkout/build/bench/ledger."
holds 'a code' sh -c 'echo 3 >"$1/code"' - "$box"
run JAVA_HOME="$box/jdk" -- bench ledger
expect 3 'argument eu.temoin.storage.AppendBenchmark'
holds 'no folder' empty_folder "$checkout/build/bench"

begin 'bench: the year has a folder of its own too'
bench_jdk
run JAVA_HOME="$box/jdk" -- bench year
expect 0 'argument eu.temoin.storage.YearBenchmark' "argument $checkout/build/bench/year."
holds 'no folder' empty_folder "$checkout/build/bench"

begin 'serve: the leak search of tests is off, and native libraries are unpacked in the build'
project
run -- serve
expect 0 'argument -Dio.netty.leakDetection.level=disabled' 'argument -Dorg.sqlite.tmpdir='"$checkout/build/product/" \
  'argument -Dio.netty.native.workdir='"$checkout/build/product/"
