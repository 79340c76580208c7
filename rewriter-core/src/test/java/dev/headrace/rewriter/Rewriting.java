package dev.headrace.rewriter;

import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.io.Statistics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What came of a document: what reached the sink, what was thrown to the caller, and the figures. */
@SuppressWarnings("ArrayRecordComponent")
record Rewriting(byte[] output, @Nullable RewriteException thrown, Statistics statistics) {
    static Rewriting of(HtmlRewriter rewriter, byte[] page, Chunking chunking) {
        return of(rewriter, page, chunking, null);
    }

    static Rewriting of(HtmlRewriter rewriter, String page) {
        return of(rewriter, page.getBytes(StandardCharsets.UTF_8), Chunking.whole(), "utf-8");
    }

    static Rewriting of(HtmlRewriter rewriter, byte[] page, Chunking chunking, @Nullable String charset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = rewriter.open(out::write, charset);
        RewriteException thrown = null;
        try {
            for (byte[] chunk : chunking.cut(page)) {
                stream.write(chunk);
            }
            stream.end();
        } catch (RewriteException e) {
            thrown = e;
        }
        return new Rewriting(out.toByteArray(), thrown, stream.statistics());
    }

    String html() {
        return text(StandardCharsets.UTF_8);
    }

    String text(Charset charset) {
        return new String(output, charset);
    }

    /** Why rewriting stopped, be it thrown or passed over. */
    @Nullable
    RewriteException reason() {
        return thrown != null ? thrown : statistics.failure();
    }
}
