package dev.headrace.front.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.fixtures.Pages;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a process of its own, between pipes, with little memory. */
class ConstantMemoryTest {
    private static final long PAGE_BYTES = 1_000_000_000;
    private static final int READ_BYTES = 64 * 1024;
    /** More than any tag of the page has, less than the command reads at a time. */
    private static final long MAX_BUFFERED_BYTES = 4 * 1024;
    /** The test hangs when it takes longer; how long it does take is not tested. */
    private static final Duration HANG = Duration.ofMinutes(5);

    /** What the rules insert, which is nowhere in the page. */
    private static final String ATTRIBUTE = " data-seen=\"1\"";

    private static final String ELEMENT = "<i></i>";
    private static final String[] RULES = {
        "rewrite", "--on", "a[href]", "--set-attribute", "data-seen=1", "--on", "p", "--append-html", ELEMENT, "--stats"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @Test
    void pageOfAGigabyte_isRewrittenInAHeapOf64Megabytes() throws Exception {
        Process headrace = start();
        guarded(headrace, () -> {
            Checksum given = new CRC32C();
            MarkerRemover links = new MarkerRemover("<a href=", OutputStream.nullOutputStream());
            MarkerRemover plainParagraphs = new MarkerRemover("<p>", links);
            MarkerRemover paragraphs = new MarkerRemover("<p class=", plainParagraphs);
            FutureTask<Long> feeding = inBackground(() -> {
                try (InputStream page = new CheckedInputStream(Pages.realisticStream(7, PAGE_BYTES), given)) {
                    return copy(page, headrace.getOutputStream(), paragraphs);
                }
            });

            Checksum restored = new CRC32C();
            MarkerRemover elements =
                    new MarkerRemover(ELEMENT, new CheckedOutputStream(OutputStream.nullOutputStream(), restored));
            MarkerRemover attributes = new MarkerRemover(ATTRIBUTE, elements);
            long bytesOut = copy(headrace.getInputStream(), attributes);

            JsonNode stats = statsOf(headrace);
            long bytesIn = feeding.get();
            assertThat(bytesIn).isGreaterThanOrEqualTo(PAGE_BYTES);
            assertThat(stats.get("bytesIn").longValue()).isEqualTo(bytesIn);
            assertThat(stats.get("bytesOut").longValue()).isEqualTo(bytesOut);
            assertThat(stats.get("maxBytesBuffered").longValue()).isLessThan(MAX_BUFFERED_BYTES);
            assertThat(attributes.count).isEqualTo(links.count).isPositive();
            assertThat(elements.count)
                    .isEqualTo(paragraphs.count + plainParagraphs.count)
                    .isPositive();
            assertThat(restored.getValue()).isEqualTo(given.getValue());
        });
    }

    @Test
    void output_isWrittenBeforeTheInputEnds() throws Exception {
        Process headrace = start();
        guarded(headrace, () -> {
            OutputStream in = headrace.getOutputStream();
            InputStream out = headrace.getInputStream();
            for (String piece : List.of("<meta charset=utf-8><p>one</p>", "<p>two</p>")) {
                in.write(piece.getBytes(UTF_8));
                in.flush();
                String expected = piece.replace("</p>", ELEMENT + "</p>");
                assertThat(new String(out.readNBytes(expected.length()), UTF_8)).isEqualTo(expected);
            }
            in.close();

            assertThat(out.read()).isEqualTo(-1);
            assertThat(statsOf(headrace).get("matches").longValue()).isEqualTo(2);
        });
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(RULES));
        return new ProcessBuilder(command).redirectError(errors()).start();
    }

    private File errors() {
        return folder.resolve("errors.txt").toFile();
    }

    /** Waits for the end, which has to be a good one: no error, and nothing but the figures where errors are written. */
    private JsonNode statsOf(Process headrace) throws IOException, InterruptedException {
        int code = headrace.waitFor();
        String errors = Files.readString(errors().toPath());
        assertThat(code).as(errors).isZero();
        assertThat(errors)
                .startsWith("{")
                .endsWith("}" + System.lineSeparator())
                .hasLineCount(1);
        JsonNode stats = new ObjectMapper().readTree(errors);
        assertThat(stats.get("failure").isNull()).as(errors).isTrue();
        return stats;
    }

    private static void guarded(Process process, Executable test) {
        try {
            assertTimeoutPreemptively(HANG, test);
        } finally {
            process.destroyForcibly();
        }
    }

    private static FutureTask<Long> inBackground(Callable<Long> task) {
        FutureTask<Long> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "feeder");
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    /** Copies up to the end, closes the targets, and says how many bytes there were. */
    private static long copy(InputStream source, OutputStream... targets) throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        long bytes = 0;
        for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
            for (OutputStream target : targets) {
                target.write(buffer, 0, n);
            }
            bytes += n;
        }
        for (OutputStream target : targets) {
            target.close();
        }
        return bytes;
    }

    /** Passes all but the occurrences of a marker, wherever the writes cut it, and counts these. */
    private static final class MarkerRemover extends FilterOutputStream {
        private final String marker;
        /** Less than a marker, which may begin in it; a char for each byte. */
        private String kept = "";

        private long count;

        MarkerRemover(String marker, OutputStream out) {
            super(out);
            this.marker = marker;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            String text = kept + new String(bytes, offset, length, ISO_8859_1);
            int from = 0;
            for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, from)) {
                pass(text.substring(from, at));
                count++;
                from = at + marker.length();
            }
            int undecided = Math.max(from, text.length() - marker.length() + 1);
            pass(text.substring(from, undecided));
            kept = text.substring(undecided);
        }

        @Override
        public void close() throws IOException {
            pass(kept);
            kept = "";
            super.close();
        }

        private void pass(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
        }
    }
}
