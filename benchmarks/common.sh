# What the scripts of this folder share; they read it with `source`.
# shellcheck shell=bash
benchmarks=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$benchmarks")
out=$benchmarks/target

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit "${2:-70}"
}

is_jdk() { [[ -x $1/bin/javac && -f $1/release ]]; }

java_major() { sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"; }

# JAVA_HOME if it names a JDK, else the JDK that `javac` on the PATH belongs to.
default_jdk() {
    if [[ -n ${JAVA_HOME:-} ]] && is_jdk "$JAVA_HOME"; then
        printf '%s\n' "$JAVA_HOME"
    elif command -v javac >/dev/null; then
        dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
    fi
}

# The newest JDK under /usr/lib/jvm that is newer than the given version; nothing if there is none.
newer_jdk() {
    local newest=$1 found='' home major
    for home in /usr/lib/jvm/*; do
        is_jdk "$home" && [[ ! -L $home ]] || continue
        major=$(java_major "$home")
        if [[ $major =~ ^[0-9]+$ ]] && ((major > newest)); then
            newest=$major
            found=$home
        fi
    done
    printf '%s\n' "$found"
}

# A JDK by its folder or by its number.
named_jdk() {
    local home
    if is_jdk "$1"; then
        printf '%s\n' "$1"
        return
    fi
    for home in "$(default_jdk)" /usr/lib/jvm/*; do
        if is_jdk "$home" && [[ $(java_major "$home") == "$1" ]]; then
            printf '%s\n' "$home"
            return
        fi
    done
    fail "no JDK is at $1, and none under /usr/lib/jvm has this number" 64
}

# Takes --jdk and --data out of the arguments: sets jdks, data and rest. Exits after --help with the script's first comment.
read_arguments() {
    jdks=()
    rest=()
    data=$root/../shared/data
    while (($# > 0)); do
        case $1 in
            --help | -h)
                sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"
                exit 0
                ;;
            --jdk=*) jdks+=("$(named_jdk "${1#*=}")") ;;
            --jdk)
                (($# > 1)) || fail '--jdk needs a value' 64
                jdks+=("$(named_jdk "$2")")
                shift
                ;;
            --data=* | -Dheadrace.data=*) data=${1#*=} ;;
            --data)
                (($# > 1)) || fail '--data needs a value' 64
                data=$2
                shift
                ;;
            *) rest+=("$1") ;;
        esac
        shift
    done
    default=$(default_jdk)
    [[ -n $default ]] || fail 'no JDK found: install one, 17 or newer, or set JAVA_HOME'
    if ((${#jdks[@]} == 0)); then
        local newer
        newer=$(newer_jdk "$(java_major "$default")")
        jdks=("$default" ${newer:+"$newer"})
    fi
    newest=${jdks[${#jdks[@]} - 1]}
}

# Only what the programs of a module are made of. Folders are looked at for deleted files.
up_to_date() {
    [[ -f $out/$1.stamp && -d $out/$1-lib ]] && [[ -z $(
        find "$root/pom.xml" "$root"/{selector-grammar,rewriter-core,proxy-adapter,fixtures,"$1"}/{pom.xml,src/main} \
            -newer "$out/$1.stamp" -print | head -n 1
    ) ]]
}

# Builds the jars of a module, benchmarks if none is named, when a source is newer, and sets the class path. The newest JDK builds, in a
# copy of the tree: what is for that JDK alone is then in the jars, and what another JDK has built in the tree stays as it is.
build_java() {
    local module=${1:-benchmarks}
    local tree=$out/$module-tree
    if ! up_to_date "$module"; then
        local builder
        builder=$(newer_jdk "$(java_major "$default")")
        mkdir -p "$out"
        printf 'building; the log is %s\n' "$out/$module.log" >&2
        : >"$out/$module.started"
        rm -rf "$tree" "$out/$module-lib"
        mkdir "$tree"
        tar -C "$root" --exclude=.git --exclude=target -cf - . | tar -C "$tree" -xf -
        if ! (cd "$tree" && JAVA_HOME=${builder:-$default} ./mvnw --batch-mode --no-transfer-progress --projects "$module" \
            --also-make -Dmaven.test.skip=true package) >"$out/$module.log" 2>&1 </dev/null; then
            grep -E '^\[(ERROR|WARNING)\]|^(Error|mvnw|curl|wget)' "$out/$module.log" | head -n 20 >&2 || :
            fail "the build failed; the whole log is $out/$module.log"
        fi
        mv "$tree/$module/target/lib" "$out/$module-lib"
        mv "$out/$module.started" "$out/$module.stamp"
    fi
    local jar=("$tree/$module/target/$module"-*.jar)
    class_path="${jar[0]}:$out/$module-lib/*"
}

# Builds the program that runs lol_html, if there is a cargo to do it, and sets lol_html and rust.
build_lol_html() {
    lol_html=''
    rust=''
    if ! command -v cargo >/dev/null; then
        printf 'There is no cargo: lol_html is left out, and so are the ratios to it. Rust is at https://rustup.rs.\n' >&2
        return
    fi
    local crate=$benchmarks/lol-html-peer
    if ! CARGO_TARGET_DIR=$out/lol-html-peer cargo build --quiet --release --locked \
        --manifest-path "$crate/Cargo.toml" >&2; then
        printf 'cargo could not build %s: lol_html is left out, and so are the ratios to it.\n' "$crate" >&2
        return
    fi
    lol_html=$out/lol-html-peer/release/lol-html-peer
    rust="lol_html $(sed -n '/^name = "lol_html"$/{n;s/version = "\(.*\)"/\1/p}' "$crate/Cargo.lock"), $(rustc --version), fat LTO, one codegen unit"
}

revision() { git -C "$root" describe --always --dirty 2>/dev/null || :; }
