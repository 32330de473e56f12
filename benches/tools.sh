# What the scripts that measure share; to be sourced by them.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

# Installs a package of Debian where its command is missing: need COMMAND PACKAGE
need() {
    command -v "$1" > /dev/null && return
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y \
        -o DPkg::Lock::Timeout=300 --no-install-recommends "$2"
}

# Builds the command for release and exports its path as BULLETIN, unless that is set.
build_command() {
    [ -n "${BULLETIN-}" ] && return
    (cd "$root" && cargo build -q --release -p bulletin-cli)
    export BULLETIN=$target/release/bulletin
}

# The same in pure Rust, as BULLETIN_PURE, in a folder of its own: the other build stays as it is.
build_pure_command() {
    [ -n "${BULLETIN_PURE-}" ] && return
    (cd "$root" && CARGO_TARGET_DIR=$target/pure cargo build -q --release -p bulletin-cli \
        --no-default-features --features song-more)
    export BULLETIN_PURE=$target/pure/release/bulletin
}

# Builds the library's example weekly for release, with the default features of the library, which are pure
# Rust, and exports its path as EXAMPLE, unless that is set.
build_example() {
    [ -n "${EXAMPLE-}" ] && return
    (cd "$root" && cargo build -q --release --example weekly)
    export EXAMPLE=$target/release/examples/weekly
}
