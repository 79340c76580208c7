package dev.headrace.rewriter.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the tables of the standard that lie beside this class, as UTF-8 text. */
final class Tables {
    private Tables() {}

    /** The lines of a table; only LF ends one, since an index may hold other line terminators. */
    static List<String> lines(String table) {
        try (InputStream in = Tables.class.getResourceAsStream(table + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("the encoding table " + table + ".txt is missing from this build");
            }
            return List.of(new String(in.readAllBytes(), UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("the encoding table " + table + ".txt cannot be read", e);
        }
    }
}
