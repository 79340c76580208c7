package dev.headrace.rewriter.token;

import dev.headrace.rewriter.encoding.Encoding;
import org.jspecify.annotations.Nullable;

/** A doctype as offsets into the stream's buffer; an offset of -1 means that the part is missing (WHATWG HTML §13.2.5.53). */
public final class DoctypeToken {
    public byte[] buffer = new byte[0];
    public int start;
    public int end;
    public int nameStart;
    public int nameEnd;
    public int publicIdStart;
    public int publicIdEnd;
    public int systemIdStart;
    public int systemIdEnd;
    public boolean forceQuirks;
    public Encoding encoding = Encoding.UTF_8;

    public void clear() {
        nameStart = -1;
        publicIdStart = -1;
        systemIdStart = -1;
        forceQuirks = false;
    }

    public @Nullable String name() {
        return nameStart < 0 ? null : TagToken.canonicalName(encoding, buffer, nameStart, nameEnd);
    }

    public @Nullable String publicId() {
        return identifier(publicIdStart, publicIdEnd);
    }

    public @Nullable String systemId() {
        return identifier(systemIdStart, systemIdEnd);
    }

    private @Nullable String identifier(int from, int to) {
        if (from < 0) {
            return null;
        }
        return encoding.decode(buffer, from, to, true)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\0', '\uFFFD');
    }
}
