package dev.headrace.adapter.header;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110 §8.8.3) of rewritten documents: derived from the origin's, and mapped back to it, with nothing remembered.
 *
 * <p>{@code "abc"} becomes {@code W/"abc;hr-sVERSION"}: the origin's opaque tag, whether it was strong or weak, and what stands for the version
 * of the rewriting. A derived tag is always weak. A strong one promises the same bytes (§8.8.1), and neither is that sure of handlers,
 * which may write the time of day or fail half-way, nor of content codings, whose bytes depend on where they were flushed.
 */
public final class EntityTags {
    private static final String MARK = ";hr-";
    private static final String WEAK = "W/";

    private EntityTags() {}

    /** The tag of a document whose origin gave it this one; null if that is no entity tag. */
    public static @Nullable String derived(String origin, String version) {
        String tag = origin.strip();
        boolean weak = tag.startsWith(WEAK);
        String opaque = weak ? tag.substring(WEAK.length()) : tag;
        if (!isQuoted(opaque)) {
            return null;
        }
        String content = opaque.substring(0, opaque.length() - 1);
        return WEAK + content + MARK + (weak ? 'w' : 's') + version + '"';
    }

    /** Whether a tag was derived, by any version. */
    public static boolean isDerived(String tag) {
        return mark(tag) >= 0;
    }

    /** The origin's tag of a derived one; null if it was not derived, or by another version. */
    public static @Nullable String original(String tag, String version) {
        int mark = mark(tag);
        int start = mark + MARK.length() + 1;
        if (mark < 0 || !tag.startsWith(version, start) || tag.length() != start + version.length() + 1) {
            return null;
        }
        String opaque = tag.substring(tag.indexOf('"'), mark) + '"';
        return tag.charAt(start - 1) == 'w' ? WEAK + opaque : opaque;
    }

    /** The tags of a list such as {@code If-None-Match} has; one that is only {@code *} among them. */
    public static List<String> list(List<String> lines) {
        List<String> tags = new ArrayList<>();
        for (String line : lines) {
            read(line, tags);
        }
        return tags;
    }

    /** Whether two tags are of equivalent documents (RFC 9110 §8.8.3.2, weak comparison). */
    public static boolean weaklyEqual(String one, String other) {
        return withoutWeak(one.strip()).equals(withoutWeak(other.strip()));
    }

    private static String withoutWeak(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }

    /** Backslashes are ordinary in entity tags, so that they are no quoted strings. */
    private static void read(String line, List<String> tags) {
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == ' ' || c == '\t' || c == ',') {
                i++;
                continue;
            }
            int open = c == '"' ? i : line.startsWith("W/\"", i) ? i + 2 : -1;
            int close = open < 0 ? -1 : line.indexOf('"', open + 1);
            int comma = line.indexOf(',', i);
            int end = close >= 0 ? close + 1 : comma >= 0 ? comma : line.length();
            tags.add(line.substring(i, end).strip());
            i = end;
        }
    }

    private static int mark(String tag) {
        int open = tag.startsWith(WEAK) ? WEAK.length() : 0;
        if (!isQuoted(tag.substring(open))) {
            return -1;
        }
        int mark = tag.lastIndexOf(MARK);
        int kind = mark + MARK.length();
        return mark > open && kind < tag.length() && "sw".indexOf(tag.charAt(kind)) >= 0 ? mark : -1;
    }

    private static boolean isQuoted(String opaque) {
        int last = opaque.length() - 1;
        if (last < 1 || opaque.charAt(0) != '"' || opaque.charAt(last) != '"') {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char c = opaque.charAt(i);
            if (c <= ' ' || c == '"' || c == 0x7F) {
                return false;
            }
        }
        return true;
    }
}
