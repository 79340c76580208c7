package dev.headrace.benchmarks.coldstart;

import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A small program that uses the library as many do. It rewrites a page again and again until a second after its start, and tells
 * when the first byte came out, and how many bytes had gone in by then.
 *
 * <p>Arguments: when it was started, in nanoseconds since 1970; a file with a page.
 */
public final class FirstSecond {
    private static final int CHUNK = 16 * 1024;

    private FirstSecond() {}

    /** Prints nanoseconds to the first byte, and bytes of input in the first second, with a space between them. */
    public static void main(String[] arguments) throws IOException {
        long started = Long.parseLong(arguments[0]);
        byte[] page = Files.readAllBytes(Path.of(arguments[1]));
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("a[href]", a -> a.setAttribute("href", a.attribute("href") + "?x=1"))
                .on("ul > li:first-child", li -> li.setAttribute("class", "first"))
                .on("body", body -> body.append(Content.html("<script src=/beacon.js defer></script>")))
                .build();
        FirstByte first = new FirstByte();
        long end = started + TimeUnit.SECONDS.toNanos(1);
        long bytes = 0;
        while (now() < end) {
            RewriteStream stream = rewriter.open(first, "utf-8");
            for (int at = 0; at < page.length && now() < end; at += CHUNK) {
                int length = Math.min(CHUNK, page.length - at);
                stream.write(page, at, length);
                bytes += length;
            }
            stream.end();
        }
        System.out.println((first.at - started) + " " + bytes);
    }

    /** Nanoseconds since 1970, by the clock that the process that started this one has, too. */
    static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private static final class FirstByte implements OutputSink {
        private long at;

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (at == 0 && length > 0) {
                at = now();
            }
        }
    }
}
