# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors
#
# Part of Scripts/test: ends a run that takes too long, and says which tests hang and where. Works on $limit, and on
# what swift test prints in $work/output.

# watch_tests PID: ends what that process builds and tests when it takes too long, and says where the tests are.
watch_tests() {
    local pid tests=()
    trap 'kill %1 2>/dev/null; exit 0' TERM
    sleep "$limit" &
    wait %1
    say "the tests did not end within $limit s. Those that were begun and have not ended:"
    unfinished_tests >&2
    mapfile -t tests < <(descendants "$1" '(PackageTests\.xctest|/swiftpm-testing-helper)$')
    for pid in ${tests[@]+"${tests[@]}"}; do show_threads "$pid" >&2; done
    # SwiftPM too, since it may be building still.
    for pid in ${tests[@]+"${tests[@]}"} $(descendants "$1" '/swift-(package|test)$'); do
        kill -KILL "$pid" 2>/dev/null || true
    done
}

unfinished_tests() {
    awk '
        sub(/^.*◇ Test /, "") && !/^(run|case) / && sub(/ started\.$/, "") { begun[$0] = 1 }
        match($0, /(✔|✘|➜) Test /) {
            name = substr($0, RSTART + RLENGTH)
            sub(/ (with [0-9]+ test cases? )?(passed after|failed after|skipped).*/, "", name)
            delete begun[name]
        }
        END { for (name in begun) print "    " name }' "$work/output"
}

# descendants PID REGEX: the processes below that one whose program's path matches.
descendants() {
    local child
    for child in $(cat "/proc/$1/task"/*/children 2>/dev/null); do
        ! [[ $(readlink "/proc/$child/exe") =~ $2 ]] || echo "$child"
        descendants "$child" "$2"
    done
}

show_threads() {
    say "threads of process $1: $(tr '\0' ' ' <"/proc/$1/cmdline" | cut -c1-200)"
    grep -H . "/proc/$1/task"/*/{comm,wchan} || true
    if command -v gdb >/dev/null; then
        timeout -k 5 120 gdb -p "$1" -batch -ex 'thread apply all backtrace 30' </dev/null 2>/dev/null || true
    elif lldb --version >/dev/null 2>&1; then
        timeout -k 5 120 lldb --batch -p "$1" -o 'thread backtrace all' </dev/null || true
    fi
}
