package dev.headrace.benchmarks.features;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.feature.Page;
import dev.headrace.adapter.policy.LateOutput;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.figures.CpuClock;
import dev.headrace.benchmarks.figures.Figures;
import dev.headrace.benchmarks.peer.WarmUp;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.io.OutputSink;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** One case in a JVM of its own: prints a line for each page, with its name and nanoseconds of CPU time. */
public final class FeatureCost {
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final long ROUND_NANOS = 300_000_000;
    private static final int ROUNDS = 9;

    /** The pages of the folder {@code bench}. */
    static final List<String> PAGES = List.of("cloudflare", "ecma402", "html-spec");

    private final Features features;
    private final HtmlRewriter rewriter;
    private final CpuClock clock = new CpuClock();
    private final RequestHead request;
    private long out;

    private FeatureCost(String name) {
        List<Feature> on = Objects.requireNonNull(FeatureCases.all().get(name), name);
        features = Features.of(on);
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        if (name.equals(FeatureCases.LINKS)) {
            builder.on("a[href]", a -> a.setAttribute("href", a.attribute("href") + "?x=1"));
        } else {
            features.addTo(builder);
        }
        rewriter = builder.build();
        DefaultHttpRequest asked = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/page");
        asked.headers().set("host", "site.example");
        request = RequestHead.of(asked);
    }

    /** Takes the name of a case and the data folder. */
    public static void main(String[] arguments) throws IOException {
        FeatureCost cost = new FeatureCost(arguments[0]);
        for (String page : PAGES) {
            byte[] html = BenchmarkPage.named(page).read(Path.of(arguments[1]));
            System.out.println(page + " " + html.length + " " + cost.nanos(html));
        }
    }

    /** For one page, the median of the rounds. */
    private long nanos(byte[] html) {
        WarmUp warmUp = new WarmUp(WarmUp.LEAST_MILLIS);
        while (!warmUp.isOver()) {
            CpuClock.Reading before = clock.read();
            round(html);
            CpuClock.Reading used = clock.read().since(before);
            warmUp.add(used.all(), used.compilers());
        }
        List<Double> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(round(html));
        }
        return Math.round(Figures.median(rounds));
    }

    private double round(byte[] html) {
        long pages = 0;
        CpuClock.Reading before = clock.read();
        long end = System.nanoTime() + ROUND_NANOS;
        do {
            rewrite(html);
            pages++;
        } while (System.nanoTime() < end);
        CpuClock.Reading used = clock.read().since(before);
        return (used.all() - used.compilers()) / (double) pages;
    }

    private void rewrite(byte[] html) {
        DefaultHttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set("content-type", "text/html; charset=utf-8");
        Page page = features.page(request, response);
        OutputSink sink = (bytes, offset, length) -> out += length;
        if (page.mayBeLate()) {
            sink = page.open(new Outlet(sink));
        }
        RewriteStream stream = rewriter.open(sink, "utf-8", null, page);
        for (int at = 0; at < html.length; at += CHUNK_BYTES) {
            stream.write(html, at, Math.min(CHUNK_BYTES, html.length - at));
        }
        stream.end();
        if (stream.statistics().failure() != null) {
            throw new IllegalStateException(stream.statistics().failure());
        }
    }

    /** Nothing comes late here: there are no includes in the pages. */
    private record Outlet(OutputSink sink) implements LateOutput.Outlet {
        @Override
        public ScheduledExecutorService loop() {
            throw new IllegalStateException("nothing was included");
        }

        @Override
        public String encoding() {
            return "UTF-8";
        }

        @Override
        public void late(@Nullable IOException thrown) {}

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sink.write(bytes, offset, length);
        }
    }
}
