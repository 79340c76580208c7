package dev.headrace.adapter.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gigabyte through one response, in a proxy with little memory, from an origin that is faster than the client. */
class GigabyteTest {
    private static final int UNIT_BYTES = 1_000_000;
    private static final int UNITS = 1000;
    /** The first JDK that does (JEP 472). */
    private static final int WARNS_OF_NATIVE_ACCESS = 24;

    private static final int READ_BYTES = 64 * 1024;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    // The test hangs when it takes longer; how long it does take is not tested.
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void gigabyte_passesThroughAHeapOf64Megabytes() throws Exception {
        byte[] unit = unit();
        byte[] expected =
                Documents.REWRITER.rewrite(new String(unit, ISO_8859_1)).getBytes(ISO_8859_1);
        // Members of gzip may stand one behind the other (RFC 1952 §2.2).
        byte[] member = Coded.GZIP.code(unit);
        try (Origin origin = new Origin()) {
            String path = origin.on((request, to) -> {
                to.send("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
                        + "Content-Length: " + (long) member.length * UNITS + "\r\n\r\n");
                for (int i = 0; i < UNITS; i++) {
                    to.send(member);
                }
            });
            Process proxy = start(origin.port());
            try (BufferedReader said = new BufferedReader(new InputStreamReader(proxy.getInputStream(), UTF_8));
                    Client client = new H1Client(port(said), "HTTP/1.1")) {
                InputStream content =
                        client.ask("GET", path, "Accept-Encoding", "identity").content();
                assertThat(said.readLine()).as(errors()).isEqualTo("full");
                for (int i = 0; i < UNITS; i++) {
                    assertNext(expected, content);
                }
                assertThat(content.read()).isEqualTo(-1);
                assertThat(said.readLine()).isEqualTo("REWRITTEN " + (long) UNIT_BYTES * UNITS);
                assertThat(errors()).isEmpty();
            } finally {
                proxy.destroyForcibly();
            }
        }
    }

    private static byte[] unit() {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder unit = new StringBuilder();
        while (unit.length() < UNIT_BYTES - 1000) {
            unit.append("<p class=\"c").append(random.nextInt(1000)).append("\">");
            random.ints(60, 0, 5000)
                    .forEach(word -> unit.append(Integer.toString(word, 36)).append(' '));
            unit.append("<a href=\"/").append(random.nextInt(10_000)).append("\">more</a></p>\n");
        }
        return (unit + "\n".repeat(UNIT_BYTES - unit.length())).getBytes(ISO_8859_1);
    }

    private static void assertNext(byte[] expected, InputStream content) throws IOException {
        byte[] read = new byte[READ_BYTES];
        for (int at = 0; at < expected.length; ) {
            int count = content.read(read, 0, Math.min(read.length, expected.length - at));
            if (count < 0 || !Arrays.equals(read, 0, count, expected, at, at + count)) {
                throw new AssertionError("other bytes, or none, at " + at + " of a unit");
            }
            at += count;
        }
    }

    private Process start(int originPort) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=32m",
                "-Dio.netty.maxDirectMemory=" + (32 << 20),
                "-XX:+UseSerialGC"));
        if (Runtime.version().feature() >= WARNS_OF_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                GigabyteProxy.class.getName(),
                Integer.toString(originPort)));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private static int port(BufferedReader said) throws IOException {
        String line = said.readLine();
        assertThat(line).startsWith("port ");
        return Integer.parseInt(line.substring("port ".length()));
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors.txt"));
    }
}
