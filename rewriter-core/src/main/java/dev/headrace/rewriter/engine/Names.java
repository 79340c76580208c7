package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.encoding.Unencodable;
import dev.headrace.rewriter.error.ContentException;

/** Refuses names that would not be read back as the same names. */
final class Names {
    private static final String DELIMITERS = "\0\t\n\f\r />";
    private static final boolean[] IN_TAG_NAME = allowed(DELIMITERS);
    private static final boolean[] IN_ATTRIBUTE_NAME = allowed(DELIMITERS + "=");

    private Names() {}

    static void checkTagName(String name, Encoding encoding) {
        if (name.isEmpty()) {
            throw new ContentException("a tag name must not be empty");
        }
        char first = name.charAt(0);
        if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z'))) {
            throw new ContentException("a tag name must begin with an ASCII letter: \"" + name + "\"");
        }
        check("tag name", name, IN_TAG_NAME, encoding);
    }

    /** The name as the DOM has it: ASCII letters in lower case. */
    static String lower(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return lowered(name);
            }
        }
        return name;
    }

    private static String lowered(String name) {
        char[] chars = name.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] = (char) (chars[i] | 0x20);
            }
        }
        return new String(chars);
    }

    static void checkAttributeName(String name, Encoding encoding) {
        if (name.isEmpty()) {
            throw new ContentException("an attribute name must not be empty");
        }
        check("attribute name", name, IN_ATTRIBUTE_NAME, encoding);
    }

    /** Refuses text that the encoding has no bytes for, where a character reference would not be understood. */
    static void checkEncodable(String what, String text, Encoding encoding) {
        if (!encoding.isUtf8() && encoding.encode(text, 0, text.length(), new ByteOutput(), Unencodable.FAIL) >= 0) {
            throw new ContentException("the " + what + " \"" + text + "\" cannot be written in " + encoding.name());
        }
    }

    private static void check(String what, String name, boolean[] allowed, Encoding encoding) {
        boolean ascii = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= allowed.length) {
                ascii = false;
            } else if (!allowed[c]) {
                throw new ContentException(
                        "a " + what + " must not contain " + describe(c) + ": \"" + name + "\", at " + i);
            }
        }
        if (!ascii) {
            checkEncodable(what, name, encoding);
        }
    }

    /** Of each ASCII character, whether it is none of these. */
    private static boolean[] allowed(String forbidden) {
        boolean[] allowed = new boolean[0x80];
        for (char c = 0; c < allowed.length; c++) {
            allowed[c] = forbidden.indexOf(c) < 0;
        }
        return allowed;
    }

    private static String describe(char c) {
        return c <= ' ' ? String.format("U+%04X", (int) c) : "'" + c + "'";
    }
}
