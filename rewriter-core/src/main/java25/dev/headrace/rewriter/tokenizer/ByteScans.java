package dev.headrace.rewriter.tokenizer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to scan that there are on this JVM: vectors too, if it was started with them and they are wide enough to pay. */
public final class ByteScans {
    /** The Vector API changes from release to release while it incubates: only in those that it was tested with is it used. */
    private static final int TESTED_RELEASE = 25;

    private ByteScans() {}

    /** All of them, the fastest first. */
    public static List<ByteScan> available() {
        return hasVectors() ? List.of(new VectorScan(), new SwarScan()) : List.of(new SwarScan());
    }

    /**
     * The way with this name, or the fastest if that is null.
     *
     * @throws IllegalArgumentException if there is none with this name
     */
    public static ByteScan named(@Nullable String name) {
        return ByteScan.find(available(), name);
    }

    private static boolean hasVectors() {
        return Runtime.version().feature() == TESTED_RELEASE
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                && VectorScan.isWorthIt();
    }
}
