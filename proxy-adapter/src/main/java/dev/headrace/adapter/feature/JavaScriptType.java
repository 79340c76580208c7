package dev.headrace.adapter.feature;

import java.util.Locale;
import java.util.Set;

/** JavaScript MIME types (WHATWG MIME Sniffing §4.6). */
final class JavaScriptType {
    private static final Set<String> ESSENCES = Set.of(
            "application/ecmascript",
            "application/javascript",
            "application/x-ecmascript",
            "application/x-javascript",
            "text/ecmascript",
            "text/javascript",
            "text/javascript1.0",
            "text/javascript1.1",
            "text/javascript1.2",
            "text/javascript1.3",
            "text/javascript1.4",
            "text/javascript1.5",
            "text/jscript",
            "text/livescript",
            "text/x-ecmascript",
            "text/x-javascript");

    private JavaScriptType() {}

    /** Whether it is one, in any case, without parameters. */
    static boolean isOne(String type) {
        return ESSENCES.contains(type) || ESSENCES.contains(type.toLowerCase(Locale.ROOT));
    }
}
