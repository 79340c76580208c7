package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headrace.adapter.example.ExampleProxy;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.RewriteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that come bit by bit, through nginx and without it. */
@Tag("nginx")
@Tag("curl")
@TestInstance(Lifecycle.PER_CLASS)
class LiveTest {
    private static final List<String> PIECES = List.of(
            "<!DOCTYPE html><title>Live</title><body><p>",
            "one ",
            "<a href=/two>two</a> ",
            "<a hre",
            "f=/three>three",
            "</a>",
            " four</body>");

    private final Stage stage;

    LiveTest() throws IOException, InterruptedException {
        stage = new Stage();
    }

    @AfterAll
    void end() throws IOException {
        stage.close();
    }

    static Stream<Arguments> codings() {
        return Stream.of(Protocol.HTTP_1_1, Protocol.H2C, Protocol.H2)
                .flatMap(protocol -> Stream.of("identity", "gzip").map(coding -> arguments(protocol, coding)));
    }

    static Stream<Arguments> brotli() {
        return Stream.of(arguments(Protocol.HTTP_1_1, "br"), arguments(Protocol.H2, "br"));
    }

    /** The origin sends the next piece only when curl has put out all that was decided by the one before. */
    @ParameterizedTest
    @MethodSource("codings")
    void each_piece_reaches_the_client_before_the_next_is_sent(Protocol protocol, String coding)
            throws IOException, InterruptedException {
        Semaphore seen = new Semaphore(1);
        stage.scripted.answers(out -> {
            out.write(ScriptedOrigin.head("Transfer-Encoding: chunked\r\n"));
            for (String piece : PIECES) {
                seen.acquire();
                byte[] bytes = ScriptedOrigin.bytes(piece);
                out.write(ScriptedOrigin.chunk(bytes, 0, bytes.length));
            }
            out.write(ScriptedOrigin.bytes("0\r\n\r\n"));
        });

        Curl got = Curl.get(
                in -> readPieces(in, seen),
                protocol,
                stage.url(protocol, "/live/"),
                "--no-buffer",
                "--compressed",
                "--header",
                "Accept-Encoding: " + coding);

        got.rewritten(Stage.rewritten(ScriptedOrigin.bytes(String.join("", PIECES))));
        assertThat(got.field("content-encoding")).isEqualTo(coding.equals("identity") ? "" : coding);
    }

    @ParameterizedTest
    @Tag("nginx-brotli")
    @MethodSource("brotli")
    void each_piece_reaches_the_client_through_brotli(Protocol protocol, String coding)
            throws IOException, InterruptedException {
        each_piece_reaches_the_client_before_the_next_is_sent(protocol, coding);
    }

    private static byte[] readPieces(InputStream in, Semaphore seen) throws IOException {
        ByteArrayOutputStream decided = new ByteArrayOutputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        RewriteStream library = ExampleProxy.REWRITER.open(decided::write, "utf-8");
        for (String piece : PIECES) {
            library.write(ScriptedOrigin.bytes(piece));
            read.write(in.readNBytes(decided.size() - read.size()));
            assertThat(read.toString(StandardCharsets.US_ASCII)).isEqualTo(decided.toString(StandardCharsets.US_ASCII));
            seen.release();
        }
        library.end();
        read.write(in.readAllBytes());
        return read.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2C"})
    void page_in_single_bytes_arrives_as_the_library_writes_it(Protocol protocol)
            throws IOException, InterruptedException {
        byte[] page = Pages.realistic(6, 3_000);
        stage.scripted.answers(out -> {
            out.write(ScriptedOrigin.head("Content-Length: " + page.length + "\r\n"));
            for (byte b : page) {
                out.write(b);
            }
        });

        Curl.get(protocol, stage.url(protocol, "/live/")).rewritten(Stage.rewritten(page));
        Curl.get(protocol, stage.directUrl(protocol, "/")).rewritten(Stage.rewritten(page));
    }

    @Test
    void page_at_a_byte_a_second_arrives_as_the_library_writes_it() throws IOException, InterruptedException {
        byte[] start = ScriptedOrigin.bytes("<!DOCTYPE html><title>Slow</title><body><a href=/slow>slow</a>");
        byte[] slow = ScriptedOrigin.bytes("</b");
        byte[] end = ScriptedOrigin.bytes("ody>");
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        stage.scripted.answers(out -> {
            out.write(ScriptedOrigin.head());
            out.write(start);
            Semaphore ticks = new Semaphore(0);
            Future<?> ticking = clock.scheduleAtFixedRate(ticks::release, 1, 1, TimeUnit.SECONDS);
            for (byte b : slow) {
                ticks.acquire();
                out.write(b);
            }
            ticking.cancel(false);
            out.write(end);
        });

        String page = "<!DOCTYPE html><title>Slow</title><body><a href=/slow>slow</a></body>";
        try {
            Curl got = Curl.get(Protocol.HTTP_1_1, stage.url(Protocol.HTTP_1_1, "/live/"));
            got.rewritten(Stage.rewritten(ScriptedOrigin.bytes(page)));
        } finally {
            clock.shutdownNow();
        }
    }
}
