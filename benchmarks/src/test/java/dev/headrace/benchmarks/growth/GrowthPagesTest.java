package dev.headrace.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.HtmlRewriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GrowthPagesTest {
    @Test
    void repeating_once_isThePage() throws Exception {
        byte[] page = GrowthPages.realistic(10_000);
        assertThat(repeat(page, HtmlRewriter.builder().build(), 1)).isEqualTo(page);
    }

    @Test
    void repeating_oftener_repeatsWhatIsInMain() throws Exception {
        byte[] page = GrowthPages.realistic(10_000);
        AtomicInteger articles = new AtomicInteger();
        AtomicInteger mains = new AtomicInteger();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("main > article", article -> articles.incrementAndGet())
                .on("main", main -> mains.incrementAndGet())
                .build();
        repeat(page, rewriter, 1);
        int once = articles.getAndSet(0);
        repeat(page, rewriter, 5);
        assertThat(once).isPositive();
        assertThat(articles).hasValue(5 * once);
        assertThat(mains).hasValue(2);
    }

    @Test
    void nested_isAsDeepAsItSays() {
        String page = new String(GrowthPages.nested(100), StandardCharsets.UTF_8);
        assertThat(page).contains("<div>".repeat(100) + "deep" + "</div>".repeat(100));
    }

    private static byte[] repeat(byte[] page, HtmlRewriter rewriter, int times) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GrowthPages.repeating(rewriter, page, times).rewrite(page, 1000, out::write);
        return out.toByteArray();
    }
}
