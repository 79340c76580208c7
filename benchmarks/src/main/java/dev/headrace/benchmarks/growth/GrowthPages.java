package dev.headrace.benchmarks.growth;

import dev.headrace.benchmarks.engines.Engine;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.RewriteStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Pages that differ in one thing only, and a way to make one longer without holding it. */
final class GrowthPages {
    private static final long SEED = 1;
    private static final byte[] MAIN_START = "<main id=\"main\">\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MAIN_END = "</main>".getBytes(StandardCharsets.UTF_8);

    private GrowthPages() {}

    static byte[] realistic(int bytes) {
        return Pages.realistic(SEED, bytes);
    }

    /** Divisions with classes {@code c0} to {@code c999} in turn, and a paragraph in each. */
    static byte[] divisions(int count) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><title>Divisions</title>\n");
        for (int i = 0; i < count; i++) {
            page.append("<div class=\"c").append(i % 1000).append("\"><p>The wheel turns, the water runs.</p></div>\n");
        }
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Divisions in each other. */
    static byte[] nested(int depth) {
        return ("<!DOCTYPE html><title>Nested</title>\n" + "<div>".repeat(depth) + "deep" + "</div>".repeat(depth))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * An engine that sends what is in a realistic page's {@code main} through so many times, so that the document is longer and
     * of the same kind. It takes the page as it is with 1.
     */
    static Engine repeating(HtmlRewriter rewriter, byte[] realisticPage, int times) {
        int from = find(realisticPage, MAIN_START) + MAIN_START.length;
        int to = find(realisticPage, MAIN_END);
        return (page, chunk, sink) -> {
            RewriteStream stream = rewriter.open(sink, "utf-8");
            write(stream, page, 0, from, chunk);
            for (int i = 0; i < times; i++) {
                write(stream, page, from, to, chunk);
            }
            write(stream, page, to, page.length, chunk);
            stream.end();
        };
    }

    private static void write(RewriteStream stream, byte[] page, int from, int to, int chunk) {
        for (int at = from; at < to; at += chunk) {
            stream.write(page, at, Math.min(chunk, to - at));
        }
    }

    private static int find(byte[] page, byte[] what) {
        for (int at = 0; at + what.length <= page.length; at++) {
            if (Arrays.equals(page, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("not in the page: " + new String(what, StandardCharsets.UTF_8));
    }
}
