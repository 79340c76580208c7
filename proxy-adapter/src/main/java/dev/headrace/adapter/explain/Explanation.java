package dev.headrace.adapter.explain;

import dev.headrace.adapter.feature.Page;
import dev.headrace.adapter.header.FieldDifferences;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.FieldDifference;
import dev.headrace.adapter.report.Report;
import dev.headrace.rewriter.io.Statistics;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one response, and why: it goes through a {@link dev.headrace.adapter.RewriteHandler} as live traffic does, and what it
 * was before is put beside what it is behind. Immutable.
 *
 * <pre>{@code
 * System.out.println(Explanation.of(rewriting, request, response).toText());
 * }</pre>
 */
public final class Explanation {
    private final Exchanged exchanged;
    private final Report report;
    private final List<FieldDifference> requestFields;
    private final List<FieldDifference> responseFields;
    private final List<FeatureResult> features;
    private final String before;
    private final String after;
    private final List<String> diff;

    /** The heads and the contents of both sides. */
    private record Exchanged(HttpRequest request, int originStatus, int clientStatus, Content origin, Content client) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Content(HttpHeaders fields, byte[] decoded) {}

    private Explanation(Exchanged exchanged, HttpHeaders askedFields, Report report) {
        this.exchanged = exchanged;
        this.report = report;
        requestFields = FieldDifferences.ofAll(exchanged.request.headers(), askedFields);
        responseFields = FieldDifferences.ofAll(exchanged.origin.fields, exchanged.client.fields);
        features = report.context() instanceof Page page
                ? page.tallies().stream().map(FeatureResult::of).toList()
                : List.of();
        Charset charset = charset(report.statistics());
        before = new String(exchanged.origin.decoded, charset);
        after = new String(exchanged.client.decoded, charset);
        boolean same = report.statistics() == null;
        diff = same ? List.of() : UnifiedDiff.of(before, after);
    }

    /** Explains what a rewriting does to a response; this is released. */
    public static Explanation of(Rewriting rewriting, HttpRequest request, FullHttpResponse response)
            throws IOException, InterruptedException {
        return of(asked -> rewriting, RewriteOptions.DEFAULT, request, asked -> response);
    }

    /**
     * Explains what a policy does to the answer to a request. Blocks until the origin has answered and all handlers are done.
     *
     * @param request the client's request; it is not changed
     * @throws IOException if the origin's answer cannot be had, or nothing comes of it for two minutes
     */
    public static Explanation of(RewritePolicy policy, RewriteOptions options, HttpRequest request, Origin origin)
            throws IOException, InterruptedException {
        try (Run run = new Run(policy, options)) {
            HttpRequest asked = run.request(copy(request));
            HttpRequest passed = copy(asked);
            FullHttpResponse response = origin.answer(passed);
            HttpHeaders askedFields = passed.headers().copy();
            int status = response.status().code();
            HttpHeaders originFields = response.headers().copy();
            byte[] sent = ByteBufUtil.getBytes(response.content());
            Report report = run.respond(response);
            HttpResponse head = run.head();
            HttpHeaders fields = head == null ? new DefaultHttpHeaders() : head.headers();
            Exchanged exchanged = new Exchanged(
                    request,
                    status,
                    head == null ? 0 : head.status().code(),
                    new Content(originFields, Decoded.of(originFields, sent)),
                    new Content(fields, Decoded.of(fields, run.content())));
            return new Explanation(exchanged, askedFields, report);
        }
    }

    private static HttpRequest copy(HttpRequest request) {
        return new DefaultHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                request.headers().copy());
    }

    private static Charset charset(@Nullable Statistics statistics) {
        String name = statistics == null ? null : statistics.encoding();
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** What the live code reports of the exchange. */
    public Report report() {
        return report;
    }

    /** What became of the response, and why, in a sentence or two. */
    public String verdict() {
        StringBuilder text = new StringBuilder(Sentences.of(report.outcome()));
        if (report.skip() != null) {
            text.append(' ').append(Sentences.of(report.skip()));
        }
        if (report.failure() != null) {
            text.append(' ').append(Sentences.of(report.failure()));
        }
        return text.toString();
    }

    /** The request as the client made it. */
    HttpRequest request() {
        return exchanged.request;
    }

    /** The status code that the origin sent. */
    public int originStatus() {
        return exchanged.originStatus;
    }

    /** The status code that the client gets; 0 if it gets none. */
    public int clientStatus() {
        return exchanged.clientStatus;
    }

    /** The header fields that the origin sent. */
    public HttpHeaders originFields() {
        return exchanged.origin.fields.copy();
    }

    /** The header fields that the client gets. */
    public HttpHeaders clientFields() {
        return exchanged.client.fields.copy();
    }

    /** Header fields of the request that the origin gets to see otherwise than the client sent them. */
    public List<FieldDifference> requestFields() {
        return requestFields;
    }

    /** Header fields of the response that the client gets otherwise than the origin sent them. */
    public List<FieldDifference> responseFields() {
        return responseFields;
    }

    /** What each feature did, in their order; empty if there are none, or if the response was not rewritten. */
    public List<FeatureResult> features() {
        return features;
    }

    /** The document that the origin sent, without content codings. */
    public String before() {
        return before;
    }

    /** The document that the client gets, without content codings. */
    public String after() {
        return after;
    }

    /**
     * The lines of a unified diff of the two documents, hunks only; none if they are the same. If one of them has long lines, both are cut in
     * front of each tag, too, and lines that are still long are shown around the place where they differ.
     */
    public List<String> diff() {
        return diff;
    }

    /**
     * How what the client gets differs from what it gets by another explanation of the same response, for a terminal. Entity tags are left out:
     * they differ with the version of the configuration.
     *
     * @param mostDiffLines the most lines of a diff; 0 for no diff
     */
    public String toTextBeside(Explanation inForce, int mostDiffLines) {
        return new TextWriter(this, mostDiffLines).writeBeside(inForce);
    }

    /** All of it for a terminal, with at most so many lines of the {@link #diff}; with 0, none is shown. */
    public String toText(int mostDiffLines) {
        return new TextWriter(this, mostDiffLines).write();
    }

    /** All of it for a terminal. */
    public String toText() {
        return toText(400);
    }
}
