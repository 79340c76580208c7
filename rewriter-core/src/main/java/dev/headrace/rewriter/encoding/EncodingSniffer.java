package dev.headrace.rewriter.encoding;

import org.jspecify.annotations.Nullable;

/**
 * Finds the encoding of a page from its first bytes (HTML §13.2.3.2): a byte order mark wins, then what the transport
 * says, then what a {@code <meta>} or an XML declaration among the first 1,024 bytes says. Immutable.
 */
public final class EncodingSniffer {
    /** How many bytes of the page the prescan looks at. */
    public static final int PRESCAN_BYTES = 1024;

    /**
     * What told the encoding. A byte order mark and the transport are certain; a later {@code <meta>} may correct the
     * others.
     */
    public enum Source {
        BYTE_ORDER_MARK,
        TRANSPORT,
        PRESCAN,
        FALLBACK
    }

    /**
     * The encoding of a page, what told it, and how many bytes of byte order mark stand before the page (0, 2 or 3).
     */
    public record Result(Encoding encoding, Source source, int byteOrderMarkLength) {
        /** Whether no {@code <meta>} can change the encoding any more. */
        public boolean isCertain() {
            return source == Source.BYTE_ORDER_MARK || source == Source.TRANSPORT;
        }
    }

    private final @Nullable Encoding transport;
    private final Encoding fallback;

    /**
     * A sniffer for a page whose transport (a {@code Content-Type} header) named {@code transport}; windows-1252 if
     * nothing tells.
     */
    public EncodingSniffer(@Nullable Encoding transport) {
        this(transport, Encoding.WINDOWS_1252);
    }

    /** As above, with another encoding for when nothing tells. */
    public EncodingSniffer(@Nullable Encoding transport, Encoding fallback) {
        this.transport = transport;
        this.fallback = fallback;
    }

    /**
     * The answer from {@code b[start, end)}, all the bytes of the page that have come; null if more are needed, which
     * is never so when {@code last} (the page ends here) or when there are {@link #PRESCAN_BYTES}.
     */
    public @Nullable Result sniff(byte[] b, int start, int end, boolean last) {
        if (startsWith(b, start, end, 0xEF, 0xBB, 0xBF)) {
            return new Result(Encoding.UTF_8, Source.BYTE_ORDER_MARK, 3);
        }
        if (startsWith(b, start, end, 0xFE, 0xFF)) {
            return new Result(Encoding.UTF_16BE, Source.BYTE_ORDER_MARK, 2);
        }
        if (startsWith(b, start, end, 0xFF, 0xFE)) {
            return new Result(Encoding.UTF_16LE, Source.BYTE_ORDER_MARK, 2);
        }
        if (!last && mayBecomeByteOrderMark(b, start, end)) {
            return null;
        }
        if (transport != null) {
            return new Result(transport, Source.TRANSPORT, 0);
        }
        int prescanEnd = Math.min(end, start + PRESCAN_BYTES);
        Encoding declared = new MetaPrescan(b, start, prescanEnd).encoding();
        if (declared != null) {
            return new Result(declared, Source.PRESCAN, 0);
        }
        if (!last && end - start < PRESCAN_BYTES) {
            return null;
        }
        declared = XmlDeclaration.encoding(b, start, prescanEnd);
        return declared != null ? new Result(declared, Source.PRESCAN, 0) : new Result(fallback, Source.FALLBACK, 0);
    }

    /**
     * The encoding that a {@code <meta>} start tag changes to by the decoded values of its attributes, null standing
     * for an attribute that it does not have; null if it names none (HTML §13.2.6.4.4 and §13.2.3.4).
     */
    public static @Nullable Encoding ofMeta(
            @Nullable String charset, @Nullable String httpEquiv, @Nullable String content) {
        Encoding encoding = charset == null ? null : Encoding.forLabel(charset);
        if (encoding == null && content != null && httpEquiv != null && httpEquiv.equalsIgnoreCase("content-type")) {
            encoding = MetaContent.encoding(content);
        }
        return encoding == null ? null : declarable(encoding);
    }

    /**
     * The encoding to use when a page declares {@code encoding} in its own bytes: it cannot have been UTF-16 if the
     * declaration could be read.
     */
    static Encoding declarable(Encoding encoding) {
        if (encoding == Encoding.UTF_16BE || encoding == Encoding.UTF_16LE) {
            return Encoding.UTF_8;
        }
        return encoding == Encoding.X_USER_DEFINED ? Encoding.WINDOWS_1252 : encoding;
    }

    private static boolean mayBecomeByteOrderMark(byte[] b, int start, int end) {
        return switch (end - start) {
            case 0 -> true;
            case 1 -> b[start] == (byte) 0xEF || b[start] == (byte) 0xFE || b[start] == (byte) 0xFF;
            case 2 -> startsWith(b, start, end, 0xEF, 0xBB);
            default -> false;
        };
    }

    private static boolean startsWith(byte[] b, int start, int end, int... prefix) {
        if (end - start < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((b[start + i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
