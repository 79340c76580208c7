package dev.headrace.rewriter.encoding;

import org.jspecify.annotations.Nullable;

/** Finds the encoding of a page from its first bytes (HTML §13.2.3.2). */
public final class EncodingSniffer {
    /** How many bytes of the page the prescan looks at. */
    public static final int PRESCAN_BYTES = 1024;

    /** What told the encoding. A BOM and the transport are certain; a later {@code <meta>} may correct the others. */
    public enum Source {
        BYTE_ORDER_MARK,
        TRANSPORT,
        PRESCAN,
        FALLBACK
    }

    /** The encoding of a page, what told it, and how many bytes of byte order mark stand before the page (0, 2 or 3). */
    public record Result(Encoding encoding, Source source, int byteOrderMarkLength) {
        /** Whether no {@code <meta>} can change the encoding any more. */
        public boolean isCertain() {
            return source == Source.BYTE_ORDER_MARK || source == Source.TRANSPORT;
        }
    }

    private final @Nullable Encoding transport;
    private final Encoding fallback;

    /** A sniffer for a page whose transport (a {@code Content-Type} header) named {@code transport}; windows-1252 if nothing tells. */
    public EncodingSniffer(@Nullable Encoding transport) {
        this(transport, Encoding.WINDOWS_1252);
    }

    /** As above, with another encoding for when nothing tells. */
    public EncodingSniffer(@Nullable Encoding transport, Encoding fallback) {
        this.transport = transport;
        this.fallback = fallback;
    }

    /**
     * The answer from the first bytes of the page, {@code b[start, end)}, all of them since its beginning; null if more are needed, which
     * is never so when {@code last} (the page ends here) or when there are {@link #PRESCAN_BYTES}.
     */
    public @Nullable Result sniff(byte[] b, int start, int end, boolean last) {
        int length = end - start;
        if (length >= 3 && b[start] == (byte) 0xEF && b[start + 1] == (byte) 0xBB && b[start + 2] == (byte) 0xBF) {
            return new Result(Encoding.UTF_8, Source.BYTE_ORDER_MARK, 3);
        }
        if (length < 3 && !last) {
            return null;
        }
        return transport != null ? new Result(transport, Source.TRANSPORT, 0) : new Result(fallback, Source.FALLBACK, 0);
    }

    /**
     * The encoding that a {@code <meta>} element declares by the decoded values of its attributes, null for an attribute it does not
     * have; null if it declares none (HTML §13.2.6.4.4, "in head").
     */
    public static @Nullable Encoding ofMeta(
            @Nullable String charset, @Nullable String httpEquiv, @Nullable String content) {
        return charset != null ? Encoding.forLabel(charset) : null;
    }
}
