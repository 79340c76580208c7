package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages whose origin breaks off: no client may take what it got for complete. */
@Tag("nginx")
@Tag("curl")
@TestInstance(Lifecycle.PER_CLASS)
class BrokenOffTest {
    private static final int CUT =
            new String(Stage.PAGE, StandardCharsets.ISO_8859_1).indexOf("<article", Stage.PAGE.length / 2) + 5;

    private final Stage stage;
    private final byte[] expected = Stage.rewritten(Stage.PAGE);

    BrokenOffTest() throws IOException, InterruptedException {
        stage = new Stage();
    }

    @AfterAll
    void end() throws IOException {
        stage.close();
    }

    static Stream<Arguments> ways() {
        return Stream.of(Protocol.HTTP_1_1, Protocol.H2C, Protocol.H2)
                .flatMap(protocol -> Stream.of(
                        arguments(protocol, "", "identity"),
                        arguments(protocol, "Transfer-Encoding: chunked\r\n", "identity"),
                        arguments(protocol, "Transfer-Encoding: chunked\r\n", "gzip")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void client_sees_that_the_page_ended_within_a_tag(Protocol protocol, String framing, String accepted)
            throws IOException, InterruptedException {
        byte[] sent = Arrays.copyOf(Stage.PAGE, CUT);
        boolean isChunked = !framing.isEmpty();
        Semaphore seen = new Semaphore(0);
        stage.scripted.answers(out -> {
            out.write(ScriptedOrigin.head(isChunked ? framing : "Content-Length: " + Stage.PAGE.length + "\r\n"));
            out.write(isChunked ? ScriptedOrigin.chunk(sent, 0, sent.length) : sent);
            seen.acquire();
        });

        Curl got = get(seen, protocol, accepted);

        assertBrokenOff(protocol, got);
        assertThat(got.field("content-encoding")).isEqualTo(accepted.equals("gzip") ? "gzip" : "");
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, mode = Mode.EXCLUDE, names = "HTTP_1_0")
    void client_sees_that_the_gzip_stream_ended_early(Protocol protocol) throws IOException, InterruptedException {
        byte[] coded = Stage.gzip(Stage.PAGE);
        Semaphore seen = new Semaphore(0);
        stage.scripted.answers(out -> {
            out.write(ScriptedOrigin.head("Content-Encoding: gzip\r\n", "Content-Length: " + coded.length + "\r\n"));
            out.write(coded, 0, coded.length / 2);
            seen.acquire();
        });

        Curl got = get(seen, protocol, "gzip");

        assertBrokenOff(protocol, got);
        assertThat(got.field("content-encoding")).isEqualTo("gzip");
    }

    /** As above, but nothing except the coding itself tells that there should be more. */
    @ParameterizedTest
    @EnumSource(value = Protocol.class, mode = Mode.EXCLUDE, names = "HTTP_1_0")
    void client_sees_that_the_gzip_stream_ended_early_though_its_framing_did_not(Protocol protocol)
            throws IOException, InterruptedException {
        byte[] coded = Stage.gzip(Stage.PAGE);
        Semaphore seen = new Semaphore(0);
        stage.scripted.answers(out -> {
            out.write(ScriptedOrigin.head("Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"));
            out.write(ScriptedOrigin.chunk(coded, 0, coded.length / 2));
            seen.acquire();
            out.write(ScriptedOrigin.bytes("0\r\n\r\n"));
        });

        Curl got = get(seen, protocol, "identity");

        assertCutOff(protocol, got);
        assertThat(stage.nextReport().failure()).isEqualTo(FailureReason.CODING_CUT_OFF);
    }

    /** RFC 9112 §6.3: there, only a connection that is reset is not taken for the end. */
    @Test
    void client_of_http_1_0_sees_that_the_page_broke_off() throws IOException, InterruptedException {
        Semaphore seen = new Semaphore(0);
        stage.scripted.answers(out -> {
            out.write(ScriptedOrigin.head("Content-Length: " + Stage.PAGE.length + "\r\n"));
            out.write(Stage.PAGE, 0, CUT);
            seen.acquire();
        });

        Curl got = get(seen, Protocol.HTTP_1_0, "identity");

        assertThat(got.exit()).as(got.errors()).isEqualTo(56);
        assertThat(stage.nextReport().failure()).isEqualTo(FailureReason.ORIGIN_CUT_OFF);
    }

    @Test
    void origin_that_is_not_there_is_a_bad_gateway() throws IOException, InterruptedException {
        stage.scripted.answers(out -> {});

        Curl got = Curl.get(Protocol.H2C, stage.directUrl(Protocol.H2C, "/")).complete();

        assertThat(got.status()).isEqualTo(502);
        assertThat(new String(got.body(), StandardCharsets.UTF_8))
                .isEqualTo("502 Bad Gateway: The origin closed the connection before the response was complete.\n");
        assertThat(stage.nextReport().outcome()).isEqualTo(Outcome.PASSED);
    }

    /** nginx forgets what it has not passed on when its upstream breaks off, so that this has to wait for the first byte. */
    private Curl get(Semaphore seen, Protocol protocol, String accepted) throws IOException, InterruptedException {
        return Curl.get(
                in -> {
                    byte[] first = in.readNBytes(1);
                    seen.release();
                    byte[] others = in.readAllBytes();
                    byte[] all = Arrays.copyOf(first, first.length + others.length);
                    System.arraycopy(others, 0, all, first.length, others.length);
                    return all;
                },
                protocol,
                stage.url(protocol, "/live/"),
                "--no-buffer",
                "--header",
                "Accept-Encoding: " + accepted);
    }

    private void assertBrokenOff(Protocol protocol, Curl got) throws IOException, InterruptedException {
        assertCutOff(protocol, got);
        Report report = stage.nextReport();
        assertThat(report.outcome()).isIn(Outcome.RESET, Outcome.ABANDONED);
        assertThat(report.failure()).isEqualTo(FailureReason.ORIGIN_CUT_OFF);
    }

    private void assertCutOff(Protocol protocol, Curl got) throws IOException {
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.field("headrace")).isEqualTo("rewritten");
        if (protocol.isHttp2()) {
            assertThat(got.exit()).as(got.errors()).isEqualTo(Curl.STREAM_RESET);
        } else {
            assertThat(Curl.CUT_OFF).as(got.errors()).contains(got.exit());
        }
        byte[] body = got.field("content-encoding").equals("gzip") ? gunzipped(got.body()) : got.body();
        assertThat(body).isNotEmpty().isEqualTo(Arrays.copyOf(expected, body.length));
    }

    /** As much as there is. */
    private static byte[] gunzipped(byte[] coded) throws IOException {
        byte[] bytes = new byte[2 * Stage.PAGE.length];
        int length = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(coded))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes[length++] = (byte) b;
            }
        } catch (EOFException e) {
            return Arrays.copyOf(bytes, length);
        }
        throw new AssertionError("the gzip stream looks complete");
    }
}
