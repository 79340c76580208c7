package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.Element;
import java.util.Locale;

/** What a browser makes of a {@code script} element (WHATWG HTML §4.12.1.1, prepare the script element). */
enum ScriptKind {
    /** A script that runs as soon as its turn comes. */
    CLASSIC,
    /** A module. */
    MODULE,
    /** An import map, or speculation rules. */
    RULES,
    /** A data block, which does nothing. */
    DATA;

    static ScriptKind of(Element script) {
        String type = script.attribute("type");
        if (type == null) {
            String language = script.attribute("language");
            return language == null || language.isEmpty() ? CLASSIC : of("text/" + language);
        }
        return type.isEmpty() ? CLASSIC : of(strip(type));
    }

    private static ScriptKind of(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "text/javascript" -> CLASSIC;
            case "module" -> MODULE;
            case "importmap", "speculationrules" -> RULES;
            default -> JavaScriptType.isOne(lower) ? CLASSIC : DATA;
        };
    }

    /** Strips ASCII white space, as HTML has it. */
    private static String strip(String type) {
        int start = 0;
        int end = type.length();
        while (start < end && isSpace(type.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(type.charAt(end - 1))) {
            end--;
        }
        return type.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
