package dev.headrace.rewriter.encoding;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An encoding of the WHATWG Encoding Standard. The set is closed: there is one instance of each, immutable and shared
 * by all threads.
 *
 * <p>Offsets and lengths are in bytes on the encoded side and in UTF-16 code units on the side of strings. No method
 * treats a byte order mark other than as U+FEFF; {@link EncodingSniffer} finds it.
 */
public final class Encoding {
    private static final int LONGEST_LABEL = 19;

    private static final Map<String, Encoding> BY_LABEL = readLabels();
    private static final List<Encoding> ALL = List.copyOf(new LinkedHashSet<>(BY_LABEL.values()));

    public static final Encoding UTF_8 = named("UTF-8");
    public static final Encoding WINDOWS_1252 = named("windows-1252");
    public static final Encoding GBK = named("GBK");
    public static final Encoding GB18030 = named("gb18030");
    public static final Encoding BIG5 = named("Big5");
    public static final Encoding EUC_JP = named("EUC-JP");
    public static final Encoding ISO_2022_JP = named("ISO-2022-JP");
    public static final Encoding SHIFT_JIS = named("Shift_JIS");
    public static final Encoding EUC_KR = named("EUC-KR");
    public static final Encoding REPLACEMENT = named("replacement");
    public static final Encoding UTF_16BE = named("UTF-16BE");
    public static final Encoding UTF_16LE = named("UTF-16LE");
    public static final Encoding X_USER_DEFINED = named("x-user-defined");

    private final String name;
    private final Kind kind;

    private Encoding(String name) {
        this.name = name;
        this.kind = Kind.of(name);
    }

    /** The encodings, in the order of the standard. */
    public static List<Encoding> all() {
        return ALL;
    }

    /**
     * The encoding that a label names (Encoding Standard §4.2), ASCII white space around it and the case of its letters
     * aside; null if none has this label. "replacement" encodings are answers like any other.
     */
    public static @Nullable Encoding forLabel(String label) {
        int start = 0;
        int end = label.length();
        while (start < end && isAsciiWhitespace(label.charAt(start))) {
            start++;
        }
        while (start < end && isAsciiWhitespace(label.charAt(end - 1))) {
            end--;
        }
        if (end - start > LONGEST_LABEL) {
            return null;
        }
        for (int i = start; i < end; i++) {
            if (label.charAt(i) >= 0x80) {
                return null;
            }
        }
        return BY_LABEL.get(label.substring(start, end).toLowerCase(Locale.ROOT));
    }

    /** As {@link #forLabel(String)}, for a label in the bytes {@code b[start, end)}. */
    public static @Nullable Encoding forLabel(byte[] b, int start, int end) {
        return forLabel(new String(b, start, end - start, StandardCharsets.ISO_8859_1));
    }

    /** The standard's name, for example "windows-1251". */
    public String name() {
        return name;
    }

    /**
     * Whether the bytes 00 to 7F, where they begin a character, are the ASCII characters in every state of the decoder.
     */
    public boolean isAsciiCompatible() {
        return kind != Kind.UTF_16 && kind != Kind.ISO_2022_JP && kind != Kind.REPLACEMENT;
    }

    /** Whether this is UTF-8. */
    public boolean isUtf8() {
        return kind == Kind.UTF_8;
    }

    /**
     * Whether this is a legacy multi-byte encoding, in which the second byte of a character may be an ASCII letter or
     * digit.
     */
    public boolean isMultiByte() {
        return kind == Kind.MULTI_BYTE;
    }

    /** Decodes {@code b[start, end)} as a whole: each error becomes one U+FFFD, where the standard's decoder has it. */
    public String decode(byte[] b, int start, int end) {
        Objects.checkFromToIndex(start, end, b.length);
        if (start == end) {
            return "";
        }
        if (isAsciiCompatible() && Ascii.isAscii(b, start, end)) {
            return new String(b, start, end - start, StandardCharsets.ISO_8859_1);
        }
        if (kind == Kind.UTF_8) {
            // Without a U+FFFD in it the JDK's answer is right; with one, the JDK may count errors otherwise.
            String s = new String(b, start, end - start, StandardCharsets.UTF_8);
            if (s.indexOf(Codec.REPLACEMENT_CHARACTER) < 0) {
                return s;
            }
        }
        StringBuilder out = new StringBuilder(end - start);
        newCodec().decode(b, start, end, true, out);
        return out.toString();
    }

    /**
     * As {@link #decode(byte[], int, int)}, for a part of something longer. A character that is cut off at the end is not cut
     * off by the end of input, if {@code followed}, but by the ASCII byte {@code b[end]}; in some encodings that makes a
     * different number of errors.
     */
    public String decode(byte[] b, int start, int end, boolean followed) {
        if (!followed || kind != Kind.MULTI_BYTE || start + completeLength(b, start, end) == end) {
            return decode(b, start, end);
        }
        String withNext = decode(b, start, end + 1);
        return withNext.substring(0, withNext.length() - 1);
    }

    /**
     * How many bytes from {@code start} make whole characters (or errors that no further byte could mend): all of them,
     * or all but the first bytes of a cut-off sequence. For ISO-2022-JP, the bytes must begin in its initial state.
     */
    public int completeLength(byte[] b, int start, int end) {
        Objects.checkFromToIndex(start, end, b.length);
        if (start == end || kind == Kind.SINGLE_BYTE || (kind == Kind.UTF_8 && b[end - 1] >= 0)) {
            return end - start;
        }
        int from = kind == Kind.UTF_8 || kind == Kind.MULTI_BYTE ? characterBoundary(b, start, end) : start;
        if (kind == Kind.UTF_8) {
            int prefix = Utf8Codec.prefixLength(b, from, end);
            boolean cutOff = from + prefix == end && prefix < Utf8Codec.sequenceLength(b[from]);
            return (cutOff ? from : end) - start;
        }
        return newCodec().decode(b, from, end, false, new StringBuilder()) - start;
    }

    /**
     * Encodes {@code s} whole, with numeric references for what this encoding cannot express; returns whether there was
     * nothing such. Lone surrogates are written as U+FFFD.
     */
    public boolean encode(String s, ByteOutput out) {
        int first = encode(s, 0, s.length(), out, Unencodable.FAIL);
        if (first < 0) {
            return true;
        }
        encode(s, 0, s.length(), out, Unencodable.NUMERIC_REFERENCE);
        return false;
    }

    /**
     * Encodes {@code s[from, to)}; lone surrogates are written as U+FFFD. In the mode {@link Unencodable#FAIL}, the
     * index of the first code point that this encoding cannot express is returned and nothing is written; otherwise the
     * answer is -1.
     *
     * <p>UTF-16 is written as such (the standard has no encoder for it), "replacement" as UTF-8, ISO-2022-JP from its
     * initial state and back to it.
     */
    public int encode(String s, int from, int to, ByteOutput out, Unencodable mode) {
        Objects.checkFromToIndex(from, to, s.length());
        if (isAsciiCompatible()) {
            int ascii = to == s.length() ? out.writeAscii(s, from) : from;
            return ascii == to ? -1 : encodeFrom(s, from, ascii, to, out, mode);
        }
        return encodeFrom(s, from, from, to, out, mode);
    }

    /** Goes on at {@code i}, with what is not ASCII. */
    private int encodeFrom(String s, int from, int i, int to, ByteOutput out, Unencodable mode) {
        int sizeBefore = out.size() - (i - from);
        Codec codec = newCodec();
        boolean ascii = isAsciiCompatible();
        int at = i;
        while (at < to) {
            char c = s.charAt(at);
            if (ascii && c < 0x80) {
                out.writeByte(c);
                at++;
                continue;
            }
            int codePoint = scalarValueAt(s, at, to);
            if (!codec.encode(codePoint, out)) {
                if (mode == Unencodable.FAIL) {
                    out.truncate(sizeBefore);
                    return at;
                }
                writeReference(codec, codePoint, out);
            }
            at += Character.charCount(codePoint);
        }
        codec.finish(out);
        return -1;
    }

    @Override
    public String toString() {
        return name;
    }

    Codec newCodec() {
        return switch (kind) {
            case UTF_8 -> new Utf8Codec();
            case UTF_16 -> new Utf16Codec(this == UTF_16BE);
            case SINGLE_BYTE -> new SingleByteCodec(name);
            case MULTI_BYTE -> newMultiByteCodec();
            case ISO_2022_JP -> new Iso2022JpCodec();
            case REPLACEMENT -> new ReplacementCodec();
        };
    }

    private Codec newMultiByteCodec() {
        return switch (name) {
            case "gb18030" -> new Gb18030Codec(false);
            case "GBK" -> new Gb18030Codec(true);
            case "Big5" -> new Big5Codec();
            case "EUC-JP" -> new EucJpCodec();
            case "Shift_JIS" -> new ShiftJisCodec();
            case "EUC-KR" -> new EucKrCodec();
            default -> throw new IllegalStateException(name);
        };
    }

    /** Writes {@code &#N;} for a code point that {@code codec} has just refused. */
    static void writeReference(Codec codec, int codePoint, ByteOutput out) {
        String reference = "&#" + codec.unencodable(codePoint) + ";";
        for (int i = 0; i < reference.length(); i++) {
            codec.encode(reference.charAt(i), out);
        }
    }

    private static int scalarValueAt(String s, int i, int to) {
        char c = s.charAt(i);
        if (!Character.isSurrogate(c)) {
            return c;
        }
        if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(s.charAt(i + 1))) {
            return Character.toCodePoint(c, s.charAt(i + 1));
        }
        return Codec.REPLACEMENT_CHARACTER;
    }

    /**
     * A place at which a character surely begins, found backwards from the end: after a byte that is no trail byte
     * anywhere.
     */
    private int characterBoundary(byte[] b, int start, int end) {
        if (kind == Kind.UTF_8) {
            int i = end - 1;
            while (i > start && i > end - 4 && (b[i] & 0xC0) == 0x80) {
                i--;
            }
            return i;
        }
        for (int i = end; i > start; i--) {
            int previous = b[i - 1];
            if (previous >= 0 && previous < 0x40 && (previous < '0' || previous > '9')) {
                return i;
            }
        }
        return start;
    }

    private static boolean isAsciiWhitespace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    private static Encoding named(String name) {
        return Objects.requireNonNull(BY_LABEL.get(name.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Encoding> readLabels() {
        Map<String, Encoding> byLabel = new LinkedHashMap<>();
        for (String line : Tables.lines("labels")) {
            int colon = line.indexOf(':');
            Encoding encoding = new Encoding(line.substring(0, colon));
            for (String label : line.substring(colon + 2).split(" ", -1)) {
                byLabel.put(label, encoding);
            }
        }
        return byLabel;
    }

    private enum Kind {
        UTF_8,
        UTF_16,
        SINGLE_BYTE,
        MULTI_BYTE,
        ISO_2022_JP,
        REPLACEMENT;

        static Kind of(String name) {
            return switch (name) {
                case "UTF-8" -> UTF_8;
                case "UTF-16BE", "UTF-16LE" -> UTF_16;
                case "gb18030", "GBK", "Big5", "EUC-JP", "Shift_JIS", "EUC-KR" -> MULTI_BYTE;
                case "ISO-2022-JP" -> ISO_2022_JP;
                case "replacement" -> REPLACEMENT;
                default -> SINGLE_BYTE;
            };
        }
    }
}
