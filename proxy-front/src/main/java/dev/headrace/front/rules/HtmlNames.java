package dev.headrace.front.rules;

import org.jspecify.annotations.Nullable;

/** Names that a tag can have (WHATWG HTML §13.2.5.8, §13.2.5.33): what is refused here would be refused on every page. */
public final class HtmlNames {
    private HtmlNames() {}

    /** Why this cannot be the name of an element, or null if it can. */
    public static @Nullable String problemOfElement(String name) {
        if (name.isEmpty() || !isAsciiLetter(name.charAt(0))) {
            return "\"" + name + "\" cannot name an element: a name begins with an ASCII letter";
        }
        return problem(name, "an element", "/>\0");
    }

    /** Why this cannot be the name of an attribute, or null if it can. */
    public static @Nullable String problemOfAttribute(String name) {
        if (name.isEmpty()) {
            return "an attribute needs a name";
        }
        return problem(name, "an attribute", "\"'/=>\0");
    }

    private static @Nullable String problem(String name, String what, String forbidden) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
                return "\"" + name.strip() + "\" cannot name " + what + ": there is white space in it";
            }
            if (forbidden.indexOf(c) >= 0) {
                String shown = c == 0 ? "NUL" : String.valueOf(c);
                return "\"" + name + "\" cannot name " + what + ": there is " + shown + " in it";
            }
        }
        return null;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
