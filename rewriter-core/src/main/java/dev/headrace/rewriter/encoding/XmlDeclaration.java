package dev.headrace.rewriter.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/** Gets the encoding from an XML declaration at the beginning of a page (HTML §13.2.3.2, "get an XML encoding"). */
final class XmlDeclaration {
    private XmlDeclaration() {}

    static @Nullable Encoding encoding(byte[] b, int start, int end) {
        String page = new String(b, start, end - start, ISO_8859_1);
        if (!page.startsWith("<?xml") || page.indexOf('>') < 0) {
            return null;
        }
        int name = page.indexOf("encoding");
        if (name < 0) {
            return null;
        }
        int equals = skipBlank(page, name + "encoding".length());
        if (equals == page.length() || page.charAt(equals) != '=') {
            return null;
        }
        int open = skipBlank(page, equals + 1);
        if (open == page.length() || (page.charAt(open) != '"' && page.charAt(open) != '\'')) {
            return null;
        }
        int close = page.indexOf(page.charAt(open), open + 1);
        if (close < 0) {
            return null;
        }
        String label = page.substring(open + 1, close);
        Encoding encoding = label.chars().anyMatch(c -> c <= ' ') ? null : Encoding.forLabel(label);
        if (encoding == Encoding.UTF_16BE || encoding == Encoding.UTF_16LE) {
            return Encoding.UTF_8;
        }
        return encoding;
    }

    private static int skipBlank(String page, int from) {
        int i = from;
        while (i < page.length() && page.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }
}
