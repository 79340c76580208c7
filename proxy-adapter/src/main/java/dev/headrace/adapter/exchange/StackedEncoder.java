package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.ContentEncoder;
import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;

/** Does two codings, the inner one first. */
final class StackedEncoder implements ContentEncoder {
    private final ContentEncoder inner;
    private final ContentEncoder outer;

    StackedEncoder(ContentEncoder inner, ContentEncoder outer) {
        this.inner = inner;
        this.outer = outer;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, OutputSink sink) throws IOException {
        inner.write(bytes, offset, length, into(sink));
    }

    @Override
    public void flush(OutputSink sink) throws IOException {
        inner.flush(into(sink));
        outer.flush(sink);
    }

    @Override
    public void end(OutputSink sink) throws IOException {
        inner.end(into(sink));
        outer.end(sink);
    }

    @Override
    public void close() {
        try {
            inner.close();
        } finally {
            outer.close();
        }
    }

    private OutputSink into(OutputSink sink) {
        return (bytes, offset, length) -> outer.write(bytes, offset, length, sink);
    }
}
