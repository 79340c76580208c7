package dev.headrace.rewriter.tokenizer;

import dev.headrace.rewriter.token.TokenSink;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Feeds a tokenizer chunk by chunk, in a buffer that holds no more than it has to. */
public final class TokenizerDriver {
    private TokenizerDriver() {}

    public static void run(TokenSink sink, Consumer<Tokenizer> setUp, List<byte[]> chunks) {
        Tokenizer tokenizer = new Tokenizer(sink);
        setUp.accept(tokenizer);
        byte[] buffer = new byte[0];
        for (byte[] chunk : chunks) {
            int kept = buffer.length;
            buffer = Arrays.copyOf(buffer, kept + chunk.length);
            System.arraycopy(chunk, 0, buffer, kept, chunk.length);
            tokenizer.run(buffer, buffer.length, false);
            int keep = tokenizer.keepFrom();
            buffer = Arrays.copyOfRange(buffer, keep, buffer.length);
            tokenizer.rebase(buffer, -keep);
        }
        tokenizer.run(buffer, buffer.length, true);
    }
}
