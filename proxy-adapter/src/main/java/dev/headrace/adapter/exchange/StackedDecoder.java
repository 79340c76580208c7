package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.CodingException;
import dev.headrace.adapter.coding.ContentDecoder;

/** Undoes two codings, the outer one first. */
final class StackedDecoder implements ContentDecoder {
    private static final int BETWEEN_BYTES = 8 * 1024;

    private final ContentDecoder outer;
    private final ContentDecoder inner;
    private final byte[] between = new byte[BETWEEN_BYTES];

    StackedDecoder(ContentDecoder outer, ContentDecoder inner) {
        this.outer = outer;
        this.inner = inner;
    }

    @Override
    public boolean needsInput() {
        return inner.needsInput() && outer.needsInput();
    }

    @Override
    public void setInput(byte[] bytes, int offset, int length) {
        outer.setInput(bytes, offset, length);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws CodingException {
        while (true) {
            if (inner.needsInput()) {
                int coded = outer.read(between, 0, between.length);
                if (coded == 0) {
                    return 0;
                }
                inner.setInput(between, 0, coded);
            }
            int read = inner.read(into, offset, length);
            if (read > 0) {
                return read;
            }
        }
    }

    @Override
    public boolean isComplete() {
        return outer.isComplete() && inner.isComplete();
    }

    @Override
    public void close() {
        try {
            outer.close();
        } finally {
            inner.close();
        }
    }
}
