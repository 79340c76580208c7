package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What h2spec, which knows RFC 7540 and 7541, thinks of the front. */
@Tag("h2spec")
@Tag("nginx")
@Timeout(120)
class H2specTest {
    private static final int LEAST_PASSED = 140;
    private static final Pattern TEST = Pattern.compile(
            "<testcase package=\"([^\"]*)\" classname=\"([^\"]*)\"[^>]*>(.*?)</testcase>", Pattern.DOTALL);

    /** Which tests may fail, and why. */
    private static final Map<String, String> ALLOWED = Map.of(
            "http2/5.1 half closed (remote): Sends a HEADERS frame",
            "The stream is reset with PROTOCOL_ERROR, since a second head does not end it (RFC 9113 §8.1); h2spec wants STREAM_CLOSED.",
            "http2/5.1 closed: Sends a HEADERS frame",
            "The stream is reset with STREAM_CLOSED. RFC 7540 §5.1 made an error of the connection of it, RFC 9113 §5.1 lets it be one "
                    + "of the stream: what was under way when the stream was closed is no reason to end the others.",
            "http2/5.1.1 Sends stream identifier that is numerically smaller than previous",
            "The stream is taken for a closed one, as above: Netty does not keep which of the lower ones never were.");

    /** In the clear, what is no preface is a request of HTTP/1. */
    private static final String NO_PREFACE = "http2/3.5 Sends invalid connection preface";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void frontDoesAsTheStandardSays(boolean secure, @TempDir Path folder) throws Exception {
        try (Nginx nginx = Nginx.start(folder.resolve("origin"));
                Site site = new Site(folder.resolve("front"))) {
            Files.writeString(folder.resolve("origin/pages/index.html"), "<!DOCTYPE html><title>shop</title>");
            site.write(
                    "headrace.yaml",
                    Site.LISTEN + "tls: {default-certificate: shop.pem, unknown-name: default}\ndefault-tenant: a\n");
            site.tenant("a", nginx.plain(0), "");
            site.start();
            Path report = folder.resolve("report.xml");
            Finished finished = Finished.run(Stream.concat(
                            Stream.of(
                                    System.getProperty("headrace.h2spec", "h2spec"),
                                    "--host",
                                    "127.0.0.1",
                                    "--port",
                                    "" + site.address(secure ? 1 : 0).getPort(),
                                    "--timeout",
                                    "2",
                                    "--junit-report",
                                    report.toString()),
                            secure ? Stream.of("--tls", "--insecure") : Stream.of())
                    .toList());
            Set<String> failed = new TreeSet<>();
            int passed = 0;
            Matcher test = TEST.matcher(Files.readString(report));
            while (test.find()) {
                if (test.group(3).contains("<failure") || test.group(3).contains("<error")) {
                    failed.add(test.group(1) + " " + test.group(2));
                } else {
                    passed++;
                }
            }
            failed.removeAll(ALLOWED.keySet());
            if (!secure) {
                failed.remove(NO_PREFACE);
            }
            assertThat(failed).as(finished.out()).isEmpty();
            assertThat(passed).as(finished.out()).isGreaterThanOrEqualTo(LEAST_PASSED);
        }
    }
}
