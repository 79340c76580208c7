package dev.headrace.benchmarks.compare;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.engines.EngineKind;
import dev.headrace.benchmarks.peer.Jdk;
import dev.headrace.benchmarks.peer.PeerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An engine on a JDK, or lol_html: a column of the report.
 *
 * @param kind null for lol_html
 * @param jdk null for lol_html
 * @param command starts its process
 */
record Contender(
        String name, @Nullable EngineKind kind, @Nullable Jdk jdk, List<String> command) {
    /** The name of lol_html's column. */
    static final String LOL_HTML = "lol-html";

    /** A tree of a large page does not fit where a stream does. */
    private static final String HEAP_FOR_TREES = "-Xmx1g";

    /** Those that the options ask for: lol_html, Headrace on each JDK, and the others on the last. */
    static List<Contender> of(CompareOptions options) {
        List<Contender> all = new ArrayList<>();
        Path program = options.lolHtml();
        if (program != null) {
            all.add(new Contender(LOL_HTML, null, null, List.of(program.toString())));
        }
        for (Jdk jdk : options.jdks()) {
            for (EngineKind kind : EngineKind.values()) {
                boolean last = jdk.equals(options.jdks().get(options.jdks().size() - 1));
                if (kind == EngineKind.HEADRACE || last) {
                    all.add(onJvm(kind, jdk, options));
                }
            }
        }
        return all.stream().filter(found -> found.isAskedFor(options.engines())).toList();
    }

    private static Contender onJvm(EngineKind kind, Jdk jdk, CompareOptions options) {
        List<String> flags = new ArrayList<>(options.jvmFlags());
        if (kind != EngineKind.HEADRACE) {
            flags.add(HEAP_FOR_TREES);
        } else if (options.vector()) {
            flags.addAll(jdk.vectorFlags());
        }
        String name = kind == EngineKind.HEADRACE ? kind.label() + " " + jdk.feature() : kind.label();
        return new Contender(name, kind, jdk, jdk.command(flags, PeerMain.class, kind.label()));
    }

    boolean isLolHtml() {
        return kind == null;
    }

    boolean isHeadrace() {
        return kind == EngineKind.HEADRACE;
    }

    /** Whether it takes a page as a whole, so that chunk sizes mean nothing to it. */
    boolean takesWholePages() {
        return !isLolHtml() && !isHeadrace();
    }

    boolean knows(Case what) {
        return kind == null || kind.knows(what);
    }

    private boolean isAskedFor(List<String> engines) {
        return engines.isEmpty() || engines.contains(name) || kind != null && engines.contains(kind.label());
    }
}
