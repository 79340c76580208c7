package dev.headrace.adapter.faults;

import java.io.IOException;
import java.io.InputStream;

/** What comes behind a connection's last byte. */
final class End extends InputStream {
    /** Returns -1 or throws. */
    interface Kind {
        int read() throws IOException;
    }

    private final Kind kind;

    End(Kind kind) {
        this.kind = kind;
    }

    @Override
    public int read() throws IOException {
        return kind.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return kind.read();
    }
}
