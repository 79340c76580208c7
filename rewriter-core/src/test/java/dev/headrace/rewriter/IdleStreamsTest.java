package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Pages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleStreamsTest {
    private static final int STREAMS = 100_000;
    private static final long MAX_BYTES_PER_STREAM = 12 * 1024;

    @Test
    void hundredThousandStreams_openInTheMiddleOfAPage_holdKilobytesEach() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("a[href]", a -> a.setAttribute("rel", "nofollow"))
                .on("ul > li", li -> {})
                .onText("p", text -> {})
                .build();
        byte[] beginning = Arrays.copyOf(Pages.realistic(1, 4 * 1024), 2 * 1024);
        List<RewriteStream> streams = new ArrayList<>(STREAMS);
        long before = usedBytes();
        for (int i = 0; i < STREAMS; i++) {
            RewriteStream stream = rewriter.open((bytes, offset, length) -> {}, "utf-8");
            stream.write(beginning);
            streams.add(stream);
        }
        long perStream = (usedBytes() - before) / STREAMS;
        System.out.println("An idle stream in the middle of a page holds " + perStream + " bytes.");
        assertThat(perStream).isLessThan(MAX_BYTES_PER_STREAM);
        assertThat(streams).hasSize(STREAMS);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
