package dev.headrace.front.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a process of its own, and the lines that it prints, in a shell. */
@Timeout(120)
class DemoCommandTest {
    private static final String LAST_LINE = "Ctrl-C ends the demo.";

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @Test
    @Tag("curl")
    void linesForCurl_workAsPrinted_andTheFolderGoesWithTheDemo() throws Exception {
        Process demo = start();
        try {
            List<String> lines = lines(demo);
            List<String> answers = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith("  curl ")) {
                    answers.add(answer(line));
                }
            }
            check(answers);
            assertThat(configurations()).hasSize(1);
        } finally {
            demo.destroy();
        }
        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(configurations()).isEmpty();
        assertThat(folder.resolve("errors.txt")).content().doesNotContain("headrace:", "Exception");
    }

    private static void check(List<String> answers) {
        assertThat(answers).hasSize(7);
        String plain = answers.get(0);
        String shop = answers.get(1);
        String blog = answers.get(3);
        assertThat(plain).contains("<h1>The old mill</h1>", "<form").doesNotContain("nofollow");
        assertThat(shop)
                .contains("rel=\"nofollow noopener\"", "loading=\"lazy\"", "<tr><td>Wheat<td>2.10 incl. VAT</tr>");
        assertThat(answers.get(2)).isEqualTo(shop);
        assertThat(blog).contains("<p class=banner>", "Leat Mill").doesNotContain("<form", "the old mill");
        assertThat(answers.get(4)).isEqualTo(blog);
        assertThat(answers.get(5)).startsWith("HTTP/2 200").contains("etag: W/\"mill-1;hr-");
        assertThat(answers.get(6)).isEqualTo(shop);
    }

    @Test
    void portThatIsTaken_isTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, NetUtil.LOCALHOST4)) {
            Outcome outcome = Outcome.of("demo", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).startsWith("headrace: cannot listen on ").contains("" + taken.getLocalPort());
        }
    }

    @Test
    void portThatIsNone_andFolderThatIsNotEmpty_areMistakes() throws IOException {
        Files.createFile(folder.resolve("mine"));

        assertThat(Outcome.of("demo", "--port", "65536").err()).contains("--port should be from 1 to 65535, not 65536");
        assertThat(Outcome.of("demo", "--keep", folder.toString()).err())
                .isEqualTo("headrace: " + folder + ": is not empty; the demo needs a new folder\n");
    }

    /** In a folder whose name a shell would take for two. */
    private Process start() throws IOException {
        Files.createDirectory(temporary());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo")
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private Path temporary() {
        return folder.resolve("it's temporary");
    }

    private static List<String> lines(Process demo) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader out = demo.inputReader(UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.endsWith(LAST_LINE)) {
                return lines;
            }
        }
        throw new IOException("the demo has ended: " + lines);
    }

    private List<Path> configurations() throws IOException {
        try (var files = Files.list(temporary())) {
            return files.filter(file -> file.getFileName().toString().startsWith("headrace-demo"))
                    .toList();
        }
    }

    /** What curl writes; it also tells which HTTP it spoke, which has to be the one that the line is about. */
    private String answer(String line) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".curlrc"), "write-out = \"%{stderr}%{http_version}\"\n");
        Path told = folder.resolve("curl.txt");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line).redirectError(told.toFile());
        shell.environment().put("CURL_HOME", folder.toString());
        Process process = shell.start();
        try (InputStream out = process.getInputStream()) {
            String answer = new String(out.readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(line + Files.readString(told)).isZero();
            assertThat(told).as(line).hasContent(line.contains("--http2") ? "2" : "1.1");
            return answer;
        }
    }
}
