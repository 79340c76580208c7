package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.TextChunk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text in which an address may stand: the longest runs of characters, and of references to characters, that addresses are made
 * of. Each word is looked at as a whole, however its text was cut, and if it is too long for an address, not at all.
 */
final class EmailWords {
    /** In characters of source. */
    static final int MOST_CHARACTERS = 320;

    /** What becomes of words. */
    interface Replacement {
        /** What is put in place of an address; source of HTML. */
        String of(String address);

        /** A word with an {@code @} has no address. */
        void none();
    }

    private EmailWords() {}

    /** Whether a word of the text may have an {@code @}. */
    static boolean mayHaveAddress(TextChunk chunk, TextBytes bytes) {
        return bytes.hasEither('@', '&') && mayHaveAddress(chunk.text());
    }

    static boolean mayHaveAddress(String source) {
        return source.indexOf('@') >= 0 || mayHaveReference(source);
    }

    private static boolean mayHaveReference(String source) {
        for (int i = source.indexOf('&'); i >= 0; i = source.indexOf('&', i + 1)) {
            if (source.startsWith("#", i + 1) || source.startsWith("commat;", i + 1)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where the last word begins, if the text may go on in it, or else the end of the text.
     *
     * @param from where a word may begin
     */
    static int tail(String source, int from) {
        int end = source.length();
        int i = boundaryBefore(source, from, end);
        int word = i;
        while (i < end) {
            int next = next(source, i, true);
            if (next < 0) {
                return word;
            }
            if (next == i) {
                word = ++i;
            } else {
                i = next;
            }
        }
        return word;
    }

    /** Where a reference begins that the end of the source cuts off; the end if there is none. */
    static int cutReference(String source) {
        int ampersand = source.lastIndexOf('&');
        boolean isCut = ampersand >= source.length() - WordReference.MOST_CHARACTERS
                && ampersand >= 0
                && WordReference.at(source, ampersand, true) == WordReference.CUT;
        return isCut ? ampersand : source.length();
    }

    /** The end of the word that begins, or goes on, here. */
    static int end(String source, int from) {
        int i = from;
        while (i < source.length()) {
            int next = next(source, i, false);
            if (next == i) {
                return i;
            }
            i = next;
        }
        return i;
    }

    /**
     * Replaces the addresses in {@code source[from, to)}, where {@code to} is no place in a word; null if there are none.
     *
     * @return the new source of all up to {@code to}
     */
    static @Nullable String replace(String source, int from, int to, Replacement replacement) {
        StringBuilder out = null;
        int written = 0;
        int looked = from;
        for (int at = at(source, from, to); at >= 0; at = at(source, looked, to)) {
            int start = wordAt(source, boundaryBefore(source, looked, at), at);
            looked = Math.min(to, end(source, start));
            if (looked - start > MOST_CHARACTERS) {
                continue;
            }
            Word word = Word.of(source, start, looked);
            EmailAddress found = EmailAddress.in(word.text());
            if (found == null) {
                replacement.none();
                continue;
            }
            out = out == null ? new StringBuilder(to + 200) : out;
            out.append(source, written, word.sourceOf(found.start()))
                    .append(replacement.of(word.text().substring(found.start(), found.end())));
            written = word.sourceOf(found.end());
        }
        return out == null ? null : out.append(source, written, to).toString();
    }

    /** Where the next {@code @} stands, or a reference to one; -1 if none does. */
    private static int at(String source, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            if (c == '@' || (c == '&' && WordReference.codePoint(WordReference.at(source, i, false)) == '@')) {
                return i;
            }
        }
        return -1;
    }

    /** The beginning of the word that is at {@code at}, looked for from a place that is between words or at the beginning of one. */
    private static int wordAt(String source, int from, int at) {
        int start = from;
        while (true) {
            int end = end(source, start);
            if (end > at) {
                return start;
            }
            start = Math.max(end, start + 1);
        }
    }

    /** Behind the nearest character before that is in no word and in no reference; not before {@code from}. */
    private static int boundaryBefore(String source, int from, int at) {
        int i = at;
        while (i > from) {
            char c = source.charAt(i - 1);
            if (c < 0x80 && c != '&' && c != '#' && c != ';' && !EmailAddress.isWordCharacter(c)) {
                return i;
            }
            i--;
        }
        return from;
    }

    /**
     * Behind the character or reference of a word that is here; {@code i} itself if what is here belongs to no word; -1 if the source ends
     * too early to tell.
     */
    private static int next(String source, int i, boolean open) {
        char c = source.charAt(i);
        if (c == '&') {
            long reference = WordReference.at(source, i, open);
            if (reference == WordReference.CUT) {
                return -1;
            }
            boolean isPart = reference != WordReference.NONE && isPart(WordReference.codePoint(reference));
            return isPart ? i + WordReference.length(reference) : i;
        }
        if (c < 0x80) {
            return EmailAddress.isWordCharacter(c) ? i + 1 : i;
        }
        int codePoint = source.codePointAt(i);
        return EmailAddress.isWordCodePoint(codePoint) ? i + Character.charCount(codePoint) : i;
    }

    private static boolean isPart(int codePoint) {
        return codePoint < 0x80
                ? EmailAddress.isWordCharacter((char) codePoint)
                : EmailAddress.isWordCodePoint(codePoint);
    }

    /** A word with its references resolved. */
    private static final class Word {
        private final String text;
        private final int start;

        /** Where each character's source begins; null if the source is the text. */
        private final int @Nullable [] sources;

        private Word(String text, int start, int @Nullable [] sources) {
            this.text = text;
            this.start = start;
            this.sources = sources;
        }

        static Word of(String source, int from, int to) {
            String text = source.substring(from, to);
            return text.indexOf('&') < 0 ? new Word(text, from, null) : resolved(source, from, to);
        }

        private static Word resolved(String source, int from, int to) {
            StringBuilder text = new StringBuilder();
            int[] sources = new int[to - from + 1];
            int i = from;
            while (i < to) {
                int first = text.length();
                int next = i + 1;
                if (source.charAt(i) == '&') {
                    long reference = WordReference.at(source, i, false);
                    text.appendCodePoint(WordReference.codePoint(reference));
                    next = i + WordReference.length(reference);
                } else {
                    text.append(source.charAt(i));
                }
                Arrays.fill(sources, first, text.length(), i);
                i = next;
            }
            sources[text.length()] = to;
            return new Word(text.toString(), from, sources);
        }

        String text() {
            return text;
        }

        int sourceOf(int index) {
            return sources == null ? start + index : sources[index];
        }
    }
}
