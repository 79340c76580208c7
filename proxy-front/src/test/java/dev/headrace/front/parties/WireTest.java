package dev.headrace.front.parties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.server.RawClient;
import dev.headrace.front.server.TestOrigin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP has, between curl and nginx, over each protocol. */
@Tag("nginx")
@Tag("curl")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class WireTest {
    private static final String PAGE = "<!DOCTYPE html><title>shop</title><a href=x>x</a>";
    private static final String STYLE = "a { color: blue }\n".repeat(1000);
    private static final int LARGE_BYTES = 5_000_000;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Nginx nginx;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Site site;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Path pages;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        nginx = Nginx.start(folder.resolve("origin"));
        pages = folder.resolve("origin/pages");
        Files.writeString(pages.resolve("index.html"), PAGE);
        Files.writeString(pages.resolve("style.css"), STYLE);
        byte[] large = new byte[LARGE_BYTES];
        new Random(1).nextBytes(large);
        Files.write(pages.resolve("large.bin"), large);
        site = new Site(folder.resolve("front"));
        site.write("headrace.yaml", """
                listen:
                  - address: "127.0.0.1:0"
                  - address: "127.0.0.1:0"
                    tls: true
                  - address: "127.0.0.1:0"
                    proxy-protocol: true
                  - address: "127.0.0.1:0"
                    tls: true
                    proxy-protocol: true
                trusted-proxies: [127.0.0.1]
                access-log: {file: access.log}
                """);
        site.tenant("a", nginx.plain(0), "");
        site.tenant("rewritten", nginx.plain(0), "rewrite: {rules: [{on: a, set-attributes: {rel: nofollow}}]}\n");
        site.tenant("one", nginx.plain(1), "");
        site.start();
    }

    @AfterAll
    void stop() {
        site.close();
        nginx.close();
    }

    // ---- Content

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void largeFileArrivesWhole_bothWays(Protocol protocol, @TempDir Path folder) throws Exception {
        Path got = folder.resolve("got");
        site.curl(protocol, "a", "/large.bin", "--output", got.toString()).is(200);
        assertThat(got).hasSameBinaryContentAs(pages.resolve("large.bin"));
        String name = "upload/" + protocol;
        site.curl(
                        protocol,
                        "a",
                        "/" + name,
                        "--upload-file",
                        pages.resolve("large.bin").toString())
                .is(201);
        assertThat(pages.resolve(name)).hasSameBinaryContentAs(pages.resolve("large.bin"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2C", "HTTPS_1_1", "H2"})
    void uploadWithoutALengthArrivesWhole(Protocol protocol) throws Exception {
        String name = "upload/chunked-" + protocol;
        Path style = pages.resolve("style.css");
        site.curl(
                        protocol,
                        "a",
                        "/" + name,
                        "--upload-file",
                        style.toString(),
                        "--header",
                        "Transfer-Encoding: chunked")
                .is(201);
        assertThat(pages.resolve(name)).hasSameTextualContentAs(style);
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "HTTPS_1_1", "H2"})
    void expectedContinueComes(Protocol protocol) throws Exception {
        Curl got = site.curl(
                protocol,
                "a",
                "/upload/expected-" + protocol,
                "--upload-file",
                pages.resolve("style.css").toString(),
                "--expect100-timeout",
                "50",
                "--header",
                "Expect: 100-continue");
        assertThat(got.is(201).head()).containsPattern("^HTTP/[12.]+ 100 ");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void headAndRangeAndCondition(Protocol protocol) throws Exception {
        Curl head = site.curl(protocol, "a", "/style.css", "--head").is(200);
        assertThat(head.field("content-length")).isEqualTo("" + STYLE.length());
        Curl range = site.curl(protocol, "a", "/style.css", "--range", "4-8").is(206);
        assertThat(range.body()).isEqualTo("color".substring(0, 5));
        assertThat(range.field("content-range")).isEqualTo("bytes 4-8/" + STYLE.length());
        Curl same = site.curl(protocol, "a", "/style.css", "--header", "If-None-Match: " + head.field("etag"))
                .is(304);
        assertThat(same.body()).isEmpty();
        site.curl(protocol, "a", "/style.css", "--header", "If-Match: \"other\"")
                .is(412);
        site.curl(protocol, "a", "/none.css").is(404);
    }

    @Test
    void connectionToAnOriginIsKept() throws Exception {
        // nginx counts the requests of a connection; two event loops have one connection each.
        String[] urls = new String[6];
        java.util.Arrays.fill(urls, Site.url(Protocol.HTTP_1_1, "one", "/seen"));
        assertThat(site.fetch(Protocol.HTTP_1_1, urls).is(200).body()).contains("nth=1\n", "nth=2\n", "nth=6\n");
    }

    @Test
    void whatIsOfOneConnection_isNotPassedOn() throws Exception {
        String seen = site.curl(
                        Protocol.HTTP_1_1,
                        "a",
                        "/seen",
                        "--header",
                        "Connection: close, X-Drop",
                        "--header",
                        "X-Drop: dropped",
                        "--header",
                        "Keep-Alive: timeout=5")
                .is(200)
                .body();
        assertThat(seen)
                .contains(
                        "\nconnection=\n",
                        "\nx-drop=\n",
                        "\nkeep-alive=\n",
                        "protocol=HTTP/1.1 ",
                        "via=1.1 headrace\n");
        assertThat(site.curl(Protocol.H2, "a", "/seen").body())
                .contains("via=2.0 headrace\n", "x-forwarded-proto=https\n");
        assertThat(site.curl(Protocol.HTTP_1_0, "a", "/seen").body()).contains("via=1.0 headrace\n");
    }

    // ---- What only a scripted origin does

    private Curl ofOrigin(Protocol protocol, TestOrigin.Script script, String... options) throws Exception {
        try (TestOrigin origin = new TestOrigin(script)) {
            site.tenant("scripted", origin.origin().toString(), "");
            site.service().reload();
            return site.curl(protocol, "scripted", "/", options);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void earlyHintsComeFirst_butNotToClientsThatKnowNone(Protocol protocol) throws Exception {
        Curl got = ofOrigin(protocol, connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
            connection.send("HTTP/1.1 103 Early Hints\r\nLink: </b.css>; rel=preload\r\n\r\n");
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            connection.read();
        });
        assertThat(got.is(200).body()).isEqualTo("hello");
        boolean isOld = protocol == Protocol.HTTP_1_0 || protocol == Protocol.HTTPS_1_0;
        assertThat(got.head().split("HTTP/[12.]+ 103", -1)).hasSize(isOld ? 1 : 3);
        assertThat(got.head().contains("</b.css>")).isEqualTo(!isOld);
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2C", "H2"})
    void trailersComeBehindTheContent(Protocol protocol) throws Exception {
        Curl got = ofOrigin(protocol, connection -> {
            connection.readHead();
            connection.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Sum\r\n\r\n5\r\nhello\r\n0\r\nSum: 1\r\n\r\n");
            connection.read();
        });
        assertThat(got.is(200).body()).isEqualTo("hello");
        assertThat(got.field("sum")).isEqualTo("1");
        // nginx's own, which come behind a document.
        assertThat(site.curl(protocol, "a", "/trailed/").is(200).field("sum")).isEqualTo("checked");
    }

    @Test
    void trailersOfARequestArrive() throws Exception {
        try (TestOrigin origin = new TestOrigin(connection -> {
            connection.readThrough("0\r\nsum: 1\r\n\r\n");
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            connection.read();
        })) {
            site.tenant("scripted", origin.origin().toString(), "");
            site.service().reload();
            try (RawClient client = new RawClient(site.address(0))) {
                client.send("POST / HTTP/1.1\r\nHost: scripted.shop.test\r\nTransfer-Encoding: chunked\r\n\r\n");
                client.send("5\r\nhello\r\n0\r\nsum: 1\r\n\r\n");
                assertThat(client.readThrough("hello")).startsWith("HTTP/1.1 200");
            }
            try (Http2Client client = new Http2Client(site.address(0))) {
                byte[] head = Http2Client.request("POST");
                client.send(
                        Http2Client.frame(Http2Client.HEADERS, Http2Client.END_HEADERS, 1, scripted(head)),
                        Http2Client.frame(Http2Client.DATA, 0, 1, "hello".getBytes(UTF_8)),
                        Http2Client.frame(
                                Http2Client.HEADERS,
                                Http2Client.END_HEADERS | Http2Client.END_STREAM,
                                1,
                                Http2Client.field("sum", "1")));
                assertThat(new String(client.await(Http2Client.DATA).payload(), UTF_8))
                        .isEqualTo("hello");
            }
        }
    }

    private static byte[] scripted(byte[] fields) {
        byte[] more = Http2Client.field("host", "scripted.shop.test");
        // Without the pseudo-header field, Host says whose the request is (RFC 9113 §8.3.1).
        byte[] authority = Http2Client.field(":authority", "a.shop.test");
        String all = new String(fields, StandardCharsets.ISO_8859_1)
                .replace(new String(authority, StandardCharsets.ISO_8859_1), "");
        byte[] rest = all.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(rest.length + more.length)
                .put(rest)
                .put(more)
                .array();
    }

    // ---- Raw

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (RawClient client = new RawClient(site.address(0))) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                all.append("GET /seen?").append(i).append(" HTTP/1.1\r\nHost: a.shop.test\r\n\r\n");
            }
            client.send(all.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(client.readThrough("\nnth=")).contains(" uri=/seen?" + i + "\n");
            }
        }
    }

    @Test
    void clientThatHasSaidAll_isAnswered() throws IOException {
        try (RawClient client = new RawClient(site.address(0))) {
            client.send("GET /style.css HTTP/1.1\r\nHost: a.shop.test\r\n\r\n");
            client.endOutput();
            assertThat(client.readAll()).startsWith("HTTP/1.1 200 OK\r\n").endsWith(STYLE);
        }
    }

    // ---- PROXY protocol

    @ParameterizedTest
    @ValueSource(
            strings = {"PROXY TCP4 192.0.2.7 192.0.2.1 1000 80\r\n", "PROXY TCP6 2001:db8::7 2001:db8::1 1000 80\r\n"})
    void clientIsWhomAListedPeerNames_version1(String header) throws IOException {
        String address = header.split(" ", -1)[2];
        assertThat(address.contains(":") ? seen(header).replace("2001:db8:0:0:0:0:0:7", address) : seen(header))
                .contains("\nx-forwarded-for=" + address + "\n");
    }

    @Test
    void clientIsWhomAListedPeerNames_version2() throws IOException {
        String signature = "\r\n\r\n\0\r\nQUIT\n";
        String addresses = "\u00c0\0\2\7" + "\u00c0\0\2\1" + "\3\u00e8\0\120";
        assertThat(seen(signature + "!\u0011\0\f" + addresses)).contains("\nx-forwarded-for=192.0.2.7\n");
        // LOCAL: the peer speaks for itself.
        assertThat(seen(signature + " \0\0\0")).contains("\nx-forwarded-for=127.0.0.1\n");
    }

    private String seen(String header) throws IOException {
        try (RawClient client = new RawClient(site.address(2))) {
            return client.send(header + "GET /seen HTTP/1.1\r\nHost: a.shop.test\r\n\r\n")
                    .readThrough("nth=");
        }
    }

    @Test
    void curlSpeaksProxyProtocol_inFrontOfTls() throws Exception {
        String port = "::127.0.0.1:" + site.address(3).getPort();
        String root = site.folder.resolve("root.crt").toString();
        Curl got = Curl.run(java.util.List.of(
                "--haproxy-protocol", "--http2", "--cacert", root, "--connect-to", port, "https://a.shop.test/seen"));
        assertThat(got.is(200).body()).contains("x-forwarded-for=127.0.0.1\n", "x-forwarded-proto=https\n");
    }

    @Test
    void nothingElseComesOnAConnectionOfTheProxyProtocol() throws IOException {
        try (RawClient client = new RawClient(site.address(2))) {
            assertThat(client.send("GET /seen HTTP/1.1\r\nHost: a.shop.test\r\n\r\n")
                            .readAll())
                    .isEmpty();
        }
    }

    @Test
    void nobodyElseIsBelieved(@TempDir Path folder) throws Exception {
        try (Site wary = new Site(folder)) {
            wary.write("headrace.yaml", """
                    listen:
                      - address: "127.0.0.1:0"
                      - address: "127.0.0.1:0"
                        proxy-protocol: true
                    trusted-proxies: [192.0.2.0/24]
                    """).tenant("a", nginx.plain(0), "");
            wary.start();
            try (RawClient client = new RawClient(wary.address(1))) {
                assertThat(client.readAll()).isEmpty();
            }
            String[] claims = {
                "--header",
                "X-Forwarded-For: 192.0.2.9",
                "--header",
                "Forwarded: for=192.0.2.9;proto=https",
                "--header",
                "X-Forwarded-Proto: https",
                "--header",
                "X-Forwarded-Host: other.test"
            };
            assertThat(wary.curl(Protocol.HTTP_1_1, "a", "/seen", claims)
                            .is(200)
                            .body())
                    .contains(
                            "\nx-forwarded-for=127.0.0.1\n",
                            "x-forwarded-proto=http\n",
                            "x-forwarded-host=a.shop.test\n")
                    .contains("\nforwarded=for=127.0.0.1;host=\"a.shop.test\";proto=http\n");
            assertThat(site.curl(Protocol.HTTP_1_1, "a", "/seen", claims)
                            .is(200)
                            .body())
                    .contains("192.0.2.9, 127.0.0.1\n", "x-forwarded-proto=https\n", "x-forwarded-host=other.test\n");
        }
    }
}
