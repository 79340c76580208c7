package dev.headrace.rewriter.tokenizer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to scan that there are on this JVM. On JDK 25 another version of this class takes its place, which knows one more. */
public final class ByteScans {
    private ByteScans() {}

    /** All of them by their names, the fastest first. */
    public static List<ByteScan> available() {
        return List.of(new SwarScan());
    }

    /**
     * The way with this name, or the fastest if that is null.
     *
     * @throws IllegalArgumentException if there is none with this name
     */
    public static ByteScan named(@Nullable String name) {
        return ByteScan.find(available(), name);
    }
}
