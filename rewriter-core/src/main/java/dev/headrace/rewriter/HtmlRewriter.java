package dev.headrace.rewriter;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.engine.DocumentStream;
import dev.headrace.rewriter.engine.RewriteProgram;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.error.SinkException;
import dev.headrace.rewriter.io.OutputSink;
import dev.headrace.rewriter.io.Statistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites HTML documents while they stream: CSS selectors pick elements, handlers change them, the rest leaves as it came.
 *
 * <p>Immutable, and shared by all threads and documents; what handlers share is theirs to guard. Documents are parsed as
 * WHATWG HTML §13.2 says, scripting being on, so that elements are those of a browser.
 *
 * <pre>{@code
 * HtmlRewriter rewriter = HtmlRewriter.builder()
 *         .on("a[href^='http:']", a -> a.setAttribute("rel", "nofollow"))
 *         .build();
 * String html = rewriter.rewrite("<a href=http://example.org>…</a>");
 * }</pre>
 */
public final class HtmlRewriter {
    private static final int READ_BYTES = 16 * 1024;

    private final RewriteProgram program;
    private final @Nullable Class<?> context;

    HtmlRewriter(RewriteProgram program, @Nullable Class<?> context) {
        this.program = program;
        this.context = context;
    }

    /** What handlers, limits and settings are given to. */
    public static HtmlRewriterBuilder builder() {
        return new HtmlRewriterBuilder();
    }

    /**
     * Rewrites a document that is there as a whole. Blocks while asynchronous handlers are at work. Lone surrogates come out as
     * {@code ?}.
     *
     * @throws RewriteException if rewriting failed and the rewriter was told to fail then
     */
    public String rewrite(String html) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(html.length());
        RewriteStream stream = open(out::write, "utf-8");
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes);
        stream.end();
        join(stream);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** As {@link #rewrite(InputStream, OutputStream, String)}, for a document whose encoding has to be found in itself. */
    public Statistics rewrite(InputStream in, OutputStream out) throws IOException {
        return rewrite(in, out, null);
    }

    /**
     * Rewrites a document from one stream to another, in constant memory. Each piece is written, and {@code out} flushed, before
     * the next is read. Blocks while asynchronous handlers are at work. Neither stream is closed.
     *
     * @param charset the label of the encoding that came with the document, as in a {@code Content-Type}, or null
     * @throws IOException of either stream
     * @throws RewriteException if rewriting failed and the rewriter was told to fail then
     */
    public Statistics rewrite(InputStream in, OutputStream out, @Nullable String charset) throws IOException {
        RewriteStream stream = open(out::write, charset);
        byte[] buffer = new byte[READ_BYTES];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!stream.write(buffer, 0, n)) {
                    join(stream);
                }
                out.flush();
            }
            stream.end();
            join(stream);
        } catch (SinkException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
        out.flush();
        return stream.statistics();
    }

    /** Opens a document whose encoding has to be found in itself (WHATWG HTML §13.2.3.2). */
    public RewriteStream open(OutputSink sink) {
        return open(sink, null);
    }

    /**
     * Opens a document, to be written chunk by chunk.
     *
     * @param charset the label of the encoding that came with the document, or null
     * @throws IllegalArgumentException if no encoding has this label
     */
    public RewriteStream open(OutputSink sink, @Nullable String charset) {
        return open(sink, charset, null);
    }

    /**
     * As {@link #open(OutputSink, String)}; what follows an asynchronous handler runs on the executor. If that is null, it runs on the
     * thread that completes the handler's stage, or, after a time-out, in the common pool.
     */
    public RewriteStream open(OutputSink sink, @Nullable String charset, @Nullable Executor executor) {
        return open(sink, charset, executor, null);
    }

    /**
     * As {@link #open(OutputSink, String, Executor)}, with what handlers' states are made from.
     *
     * @param context of the type that was given to {@link HtmlRewriterBuilder#withState(Class, java.util.function.Function,
     *     java.util.function.Consumer)}; anything, or null, if none was
     * @throws IllegalArgumentException if it is of another type, too
     */
    public RewriteStream open(
            OutputSink sink, @Nullable String charset, @Nullable Executor executor, @Nullable Object context) {
        if (this.context != null && !this.context.isInstance(context)) {
            throw new IllegalArgumentException("documents of this rewriter are opened with a " + this.context.getName()
                    + ", not with "
                    + (context == null ? "nothing" : "a " + context.getClass().getName()));
        }
        return new RewriteStream(new DocumentStream(program, sink, encoding(charset), executor, context));
    }

    /**
     * A processor that rewrites one document: it takes one subscription and one subscriber, and asks for a piece when it has none
     * left to give.
     *
     * @param charset as of {@link #open(OutputSink, String)}
     */
    public Flow.Processor<ByteBuffer, ByteBuffer> processor(@Nullable String charset) {
        return new RewriteProcessor(this, charset);
    }

    /** The name of the encoding that has this label in the Encoding Standard, such as {@code windows-1252} for latin1; null if none has. */
    public static @Nullable String encodingName(String label) {
        Encoding encoding = Encoding.forLabel(label);
        return encoding == null ? null : encoding.name();
    }

    static @Nullable Encoding encoding(@Nullable String charset) {
        if (charset == null) {
            return null;
        }
        Encoding encoding = Encoding.forLabel(charset);
        if (encoding == null) {
            throw new IllegalArgumentException("no encoding has the label \"" + charset
                    + "\"; labels are those of the Encoding Standard, such as utf-8 or windows-1251");
        }
        return encoding;
    }

    private static void join(RewriteStream stream) {
        try {
            stream.ready().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RewriteException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
