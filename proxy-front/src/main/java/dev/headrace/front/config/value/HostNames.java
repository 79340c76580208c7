package dev.headrace.front.config.value;

import java.net.IDN;
import java.util.Locale;

/** Names of hosts, in the form in which they travel: A-labels in lower case (RFC 5890 §2.3.2.1). */
final class HostNames {
    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;

    /** IDNA2003, which the JDK has, maps these to something else; IDNA2008 keeps them (RFC 5894 §7.2). */
    private static final String DEVIATIONS = "ß\u1E9Eς\u200C\u200D";

    private HostNames() {}

    /** The name in A-labels. */
    static String parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (DEVIATIONS.indexOf(text.charAt(i)) >= 0) {
                throw new ValueException(String.format(
                        "should be written with A-labels (xn--…): U+%04X is read in two ways", (int) text.charAt(i)));
            }
        }
        String name;
        try {
            name = IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw notAName();
        }
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw notAName();
        }
        for (String label : name.split("\\.", -1)) {
            checkLabel(label);
        }
        return name;
    }

    /** Letters, digits and hyphens (RFC 1123 §2.1), and the underscores that some sites have. */
    private static void checkLabel(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL || label.startsWith("-") || label.endsWith("-")) {
            throw notAName();
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
                throw notAName();
            }
        }
    }

    private static ValueException notAName() {
        return new ValueException("should be the name of a host, such as shop.example");
    }
}
