package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headrace.adapter.example.ExampleProxy;
import dev.headrace.fixtures.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole documents that nginx serves, as curl gets them. */
@Tag("nginx")
@Tag("curl")
@TestInstance(Lifecycle.PER_CLASS)
class NginxTest {
    private static final int LARGE_BYTES = 100_000_000;

    private final Stage stage;
    private final byte[] expected = Stage.rewritten(Stage.PAGE);

    NginxTest() throws IOException, InterruptedException {
        stage = new Stage();
    }

    @AfterAll
    void end() throws IOException {
        stage.close();
    }

    /** What the origin does, what the client takes, and in which coding it gets it. */
    static Stream<Arguments> transfers() {
        return Stream.of(
                        arguments("/plain/page.html", "identity", ""),
                        arguments("/plain/page.html", "gzip, br", ""),
                        arguments("/chunked/page.html", "identity", ""),
                        arguments("/until-close/page.html", "identity", ""),
                        arguments("/gzip/page.html", "gzip", "gzip"),
                        arguments("/gzip-length/page.html", "gzip", "gzip"),
                        arguments("/gzip-length/page.html", "identity", ""),
                        arguments("/gzip-length/page.html", "br", "br"))
                .flatMap(NginxTest::overEachProtocol);
    }

    static Stream<Arguments> brotliTransfers() {
        return Stream.of(
                        arguments("/br/page.html", "br", "br"),
                        arguments("/br/page.html", "gzip, deflate, br", "br"),
                        arguments("/br/page.html", "gzip", ""))
                .flatMap(NginxTest::overEachProtocol);
    }

    private static Stream<Arguments> overEachProtocol(Arguments transfer) {
        return Stream.of(Protocol.HTTP_1_1, Protocol.H2C, Protocol.H2).map(protocol -> {
            Object[] all = Arrays.copyOf(transfer.get(), transfer.get().length + 1);
            all[all.length - 1] = protocol;
            return arguments(all);
        });
    }

    @ParameterizedTest
    @MethodSource("transfers")
    void page_arrives_as_the_library_writes_it(String path, String accepted, String coding, Protocol protocol)
            throws IOException, InterruptedException {
        Curl got = Curl.get(
                protocol, stage.url(protocol, path), "--compressed", "--header", "Accept-Encoding: " + accepted);

        got.rewritten(expected);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.field("content-encoding")).isEqualTo(coding);
        assertThat(got.fields()).doesNotContainKeys("content-length", "content-md5");
        assertThat(got.field("accept-ranges")).isNotEqualTo("bytes");
        assertThat(got.field("transfer-encoding")).isEqualTo(protocol.isHttp2() ? "" : "chunked");
        assertThat(got.field("content-type")).isEqualTo("text/html; charset=utf-8");
    }

    @ParameterizedTest
    @Tag("nginx-brotli")
    @MethodSource("brotliTransfers")
    void brotli_page_arrives_as_the_library_writes_it(String path, String accepted, String coding, Protocol protocol)
            throws IOException, InterruptedException {
        page_arrives_as_the_library_writes_it(path, accepted, coding, protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain/page.html", "/gzip-length/page.html"})
    void http_1_0_client_gets_the_page_and_the_end_of_the_connection(String path)
            throws IOException, InterruptedException {
        Curl got = Curl.get(
                        Protocol.HTTP_1_0,
                        stage.url(Protocol.HTTP_1_0, path),
                        "--compressed",
                        "--header",
                        "Accept-Encoding: gzip")
                .rewritten(expected);

        assertThat(got.field("connection")).isEqualTo("close");
        assertThat(got.fields()).doesNotContainKeys("transfer-encoding", "content-length");
    }

    @Test
    void error_page_is_rewritten() throws IOException, InterruptedException {
        Curl origins = Curl.get(Protocol.HTTP_1_1, stage.originUrl("/plain/none.html"));

        Curl got = Curl.get(Protocol.H2C, stage.url(Protocol.H2C, "/plain/none.html"));

        assertThat(got.rewritten(Stage.rewritten(origins.body())).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2C", "H2"})
    void style_sheet_passes_as_it_is(Protocol protocol) throws IOException, InterruptedException {
        Curl origins = Curl.get(Protocol.HTTP_1_1, stage.originUrl("/plain/style.css"));

        Curl got = Curl.get(protocol, stage.url(protocol, "/plain/style.css")).complete();

        assertThat(got.body()).isEqualTo(Stage.STYLE);
        assertThat(got.field("headrace")).isEqualTo("skipped; reason=media-type");
        for (String name : List.of("etag", "content-length", "accept-ranges", "last-modified", "content-type")) {
            assertThat(got.field(name)).as(name).isNotEmpty().isEqualTo(origins.field(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain/page.html", "/chunked/page.html", "/gzip/page.html", "/gzip-length/page.html"})
    void head_has_the_fields_of_get(String path) throws IOException, InterruptedException {
        for (Protocol protocol : List.of(Protocol.HTTP_1_1, Protocol.H2C)) {
            String url = stage.url(protocol, path);
            Curl got =
                    Curl.get(protocol, url, "--header", "Accept-Encoding: gzip").complete();
            Curl head = Curl.get(protocol, url, "--header", "Accept-Encoding: gzip", "--head")
                    .complete();

            assertThat(withoutDate(head)).isEqualTo(withoutDate(got));
            assertThat(head.field("headrace")).isEqualTo("rewritten");
        }
    }

    private static Map<String, String> withoutDate(Curl got) {
        Map<String, String> fields = new TreeMap<>(got.fields());
        fields.remove("date");
        return fields;
    }

    // ---- Conditions and ranges

    @ParameterizedTest
    @ValueSource(strings = {"/plain/page.html", "/gzip/page.html", "/gzip-length/page.html"})
    void page_is_revalidated_by_its_derived_tag(String path, @TempDir Path temporary)
            throws IOException, InterruptedException {
        String tagFile = temporary.resolve("tag").toString();
        for (Protocol protocol : List.of(Protocol.HTTP_1_1, Protocol.H2)) {
            String url = stage.url(protocol, path);
            String own = originTag(path);
            Curl first = Curl.get(protocol, url, "--compressed", "--etag-save", tagFile);
            first.rewritten(expected);
            assertThat(first.field("etag")).isNotEqualTo(own).startsWith("W/");
            stage.nginx.forget();

            Curl second = Curl.get(protocol, url, "--compressed", "--etag-compare", tagFile)
                    .complete();

            assertThat(second.status()).isEqualTo(304);
            assertThat(second.body()).isEmpty();
            assertThat(second.field("etag")).isEqualTo(first.field("etag"));
            assertThat(stage.nginx.nextRequest(path)).startsWith("304 GET " + path + " none-match=" + own + " ");
        }
    }

    @Test
    void tag_of_another_version_gets_the_page_anew() throws IOException, InterruptedException {
        String tag = originTag("/plain/page.html").replaceAll("\"$", ";hr-sAAAAAAAAAAA\"");

        Curl got = Curl.get(
                Protocol.HTTP_1_1,
                stage.url(Protocol.HTTP_1_1, "/plain/page.html"),
                "--header",
                "If-None-Match: W/" + tag);

        assertThat(got.rewritten(expected).status()).isEqualTo(200);
        assertThat(stage.nginx.nextRequest("/plain/page.html")).startsWith("200 GET /plain/page.html none-match= ");
    }

    private String originTag(String path) throws IOException, InterruptedException {
        String tag = Curl.get(Protocol.HTTP_1_1, stage.originUrl(path), "--compressed", "--head")
                .field("etag");
        assertThat(tag).isNotEmpty();
        stage.nginx.forget();
        return tag;
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2C"})
    void if_range_with_a_derived_tag_gets_the_whole_page(Protocol protocol) throws IOException, InterruptedException {
        String url = stage.url(protocol, "/plain/page.html");
        String tag = Curl.get(protocol, url).field("etag");
        stage.nginx.forget();

        Curl got = Curl.get(protocol, url, "--range", "100-199", "--header", "If-Range: " + tag);

        assertThat(got.rewritten(expected).status()).isEqualTo(200);
        assertThat(stage.nginx.nextRequest("/plain/page.html")).contains(" range= if-range= ");
    }

    @Test
    void if_range_with_the_tag_of_what_passed_as_it_is_gets_the_range() throws IOException, InterruptedException {
        String url = stage.url(Protocol.H2C, "/plain/style.css");
        String tag = Curl.get(Protocol.H2C, url).field("etag");
        stage.nginx.forget();

        Curl got = Curl.get(Protocol.H2C, url, "--range", "100-199", "--header", "If-Range: " + tag)
                .complete();

        assertThat(got.status()).isEqualTo(206);
        assertThat(got.body()).isEqualTo(Arrays.copyOfRange(Stage.STYLE, 100, 200));
        assertThat(stage.nginx.nextRequest("/plain/style.css")).contains(" range=bytes=100-199 if-range=" + tag + " ");
    }

    /** The client is told so: it gets the origin's tag, which no rewritten page has. */
    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2C"})
    void range_without_a_condition_is_a_part_of_the_origins_page(Protocol protocol)
            throws IOException, InterruptedException {
        String own = originTag("/plain/page.html");

        Curl got = Curl.get(protocol, stage.url(protocol, "/plain/page.html"), "--range", "100-199")
                .complete();

        assertThat(got.status()).isEqualTo(206);
        assertThat(got.body()).isEqualTo(Arrays.copyOfRange(Stage.PAGE, 100, 200));
        assertThat(got.field("content-range")).isEqualTo("bytes 100-199/" + Stage.PAGE.length);
        assertThat(got.field("etag")).isEqualTo(own);
        assertThat(got.field("headrace")).isEqualTo("skipped; reason=partial-content");
    }

    // ---- Connections

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2"})
    void connection_is_kept_for_the_next_page(Protocol protocol) throws IOException, InterruptedException {
        List<String> command = Curl.command(
                protocol,
                "--compressed",
                "--write-out",
                "%{stderr}%{num_connects} ",
                stage.url(protocol, "/plain/page.html"),
                stage.url(protocol, "/gzip/page.html"),
                stage.url(protocol, "/plain/style.css"),
                stage.url(protocol, "/until-close/page.html"));

        Finished finished = Finished.run(command);

        String page = new String(expected, StandardCharsets.UTF_8);
        String style = new String(Stage.STYLE, StandardCharsets.UTF_8);
        assertThat(finished.errors()).isEqualTo("1 0 0 0 ");
        assertThat(finished.text()).isEqualTo(page + page + style + page);
    }

    @Test
    void pipelined_requests_are_answered_in_order() throws IOException {
        String fields = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String requests = "GET /plain/page.html" + fields
                + "GET /plain/style.css" + fields
                + "HEAD /plain/page.html" + fields
                + "GET /chunked/page.html" + fields
                + "GET /plain/none.css" + fields
                + "GET /until-close/page.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        try (RawHttp1 client = new RawHttp1(stage.address())) {
            client.send(requests);

            assertThat(client.receive(true).content()).isEqualTo(expected);
            assertThat(client.receive(true).content()).isEqualTo(Stage.STYLE);
            assertThat(client.receive(false).head()).contains("Headrace: rewritten");
            assertThat(client.receive(true).content()).isEqualTo(expected);
            assertThat(client.receive(true).head()).startsWith("HTTP/1.1 404 ");
            assertThat(client.receive(true).content()).isEqualTo(expected);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    // ---- Size

    @Test
    void page_of_100_megabytes_arrives_whole() throws IOException, InterruptedException, GeneralSecurityException {
        Path page = stage.folder.resolve("pages/large.html");
        byte[] part = Pages.realistic(5, LARGE_BYTES / 100);
        try (OutputStream out = Files.newOutputStream(page)) {
            for (int i = 0; i < 100; i++) {
                out.write(part);
            }
        }
        MessageDigest library = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(page);
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), library)) {
            ExampleProxy.REWRITER.rewrite(in, out, "utf-8");
        }
        byte[] digest = library.digest();

        Curl plain = Curl.get(NginxTest::sha256, Protocol.HTTP_1_1, stage.url(Protocol.HTTP_1_1, "/plain/large.html"));
        Curl gzipped =
                Curl.get(NginxTest::sha256, Protocol.H2, stage.url(Protocol.H2, "/gzip/large.html"), "--compressed");

        assertThat(plain.complete().body()).isEqualTo(digest);
        assertThat(gzipped.complete().body()).isEqualTo(digest);
        assertThat(gzipped.field("content-encoding")).isEqualTo("gzip");
    }

    private static byte[] sha256(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
