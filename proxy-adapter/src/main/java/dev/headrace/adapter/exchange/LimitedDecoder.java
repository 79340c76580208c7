package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.CodingException;
import dev.headrace.adapter.coding.ContentDecoder;
import dev.headrace.adapter.policy.RewriteOptions;

/** A decoder whose output is held against its input. {@link #read} throws an {@link ExpansionException}. */
final class LimitedDecoder implements ContentDecoder {
    private final ContentDecoder decoder;
    private final RewriteOptions limits;
    private long in;
    private long out;

    LimitedDecoder(ContentDecoder decoder, RewriteOptions limits) {
        this.decoder = decoder;
        this.limits = limits;
    }

    @Override
    public boolean needsInput() {
        return decoder.needsInput();
    }

    @Override
    public void setInput(byte[] bytes, int offset, int length) {
        in += length;
        decoder.setInput(bytes, offset, length);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws CodingException {
        int read = decoder.read(into, offset, length);
        out += read;
        if (out > limits.maxDecodedBytes()) {
            throw new ExpansionException(in, out, "at most " + limits.maxDecodedBytes() + " are allowed");
        }
        if (out > RewriteOptions.EXPANSION_GRACE_BYTES && out / limits.maxExpansion() > in) {
            throw new ExpansionException(in, out, "at most " + limits.maxExpansion() + " times as many are allowed");
        }
        return read;
    }

    @Override
    public boolean isComplete() {
        return decoder.isComplete();
    }

    @Override
    public void close() {
        decoder.close();
    }
}
