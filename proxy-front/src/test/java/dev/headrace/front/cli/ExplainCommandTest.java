package dev.headrace.front.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.server.TestOrigin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ExplainCommandTest {
    private static final String PAGE = """
            <!DOCTYPE html>
            <title>Shop</title>
            <p>Hello
            <img src=a.png>
            <img src=b.png>
            <img src=c.png loading=eager>
            <!-- made by hand -->
            <p>Bye
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private TestOrigin origin;

    @BeforeEach
    void prepare() throws IOException {
        origin = new TestOrigin(connection -> {
            int seen = 0;
            while (connection.readHead()) {
                String target = connection.received().substring(seen).split(" ", 3)[1];
                seen = connection.received().length();
                connection.send(answer(target));
            }
        });
        Files.createDirectories(folder.resolve("tenants"));
        front("");
    }

    @AfterEach
    void stop() throws IOException {
        origin.close();
    }

    private static String answer(String target) throws IOException {
        return switch (target) {
            case "/private" -> response("Content-Type: text/html\r\nCache-Control: no-transform\r\n", PAGE);
            case "/a.png" -> response("Content-Type: image/png\r\n", "\u0089PNG");
            case "/gzip" ->
                response("Content-Type: text/html\r\nContent-Encoding: gzip\r\nETag: \"1\"\r\n", gzip(PAGE));
            case "/parts" -> response("Content-Type: text/html\r\n", "<p>1<esi:include src=\"/part\"/>3\n");
            case "/part" -> response("Content-Type: text/html\r\n", "<b>2</b>");
            default -> response("Content-Type: text/html; charset=utf-8\r\n", PAGE);
        };
    }

    private static String response(String fields, String content) {
        return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + content.length() + "\r\n\r\n" + content;
    }

    private static String gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(ISO_8859_1));
        }
        return out.toString(ISO_8859_1);
    }

    private void front(String text) throws IOException {
        Files.writeString(folder.resolve("headrace.yaml"), text);
    }

    private void tenant(String more) throws IOException {
        Files.writeString(folder.resolve("tenants/shop.yaml"), """
                hosts: [shop.example]
                aliases: [www.example, shop.exam]
                upstreams: {main: {servers: ["%s"]}}
                """.formatted(origin.origin()) + more);
    }

    /** The origin has another port each time, and an entity tag says what the options are. */
    private Outcome explain(String... args) {
        Outcome outcome = Outcome.of(Stream.concat(
                        Stream.of(
                                "explain",
                                "--config",
                                folder.resolve("headrace.yaml").toString()),
                        Stream.of(args))
                .toArray(String[]::new));
        return new Outcome(
                outcome.code(),
                outcome.out()
                        .replace(origin.origin().toString(), "http://ORIGIN")
                        .replaceAll(";hr-[^\"]+\"", ";hr-VERSION\""),
                outcome.err().replace(folder.toString(), "FOLDER"));
    }

    @Test
    void page_isExplainedFeatureByFeature() throws IOException {
        tenant("""
                features: {lazy-loading: {eager-images: 1}, remove-comments: true, https-rewrites: true}
                rewrite: {rules: [{on: title, append: {text: " 2"}}]}
                """);

        assertThat(explain("http://shop.example/")).isEqualTo(new Outcome(0, """
                        Tenant shop, route /, upstream shop/main at http://ORIGIN
                        On here: rules, remove-comments, https-rewrites, lazy-loading

                        GET shop.example/: 200
                        The whole document was rewritten.
                        136 bytes became 132; encoding UTF-8, 9 elements, 10 matches

                        Request, as the origin gets it
                          + forwarded          for=127.0.0.1;host="shop.example";proto=http
                          + via                1.1 headrace
                          + x-forwarded-for    127.0.0.1
                          + x-forwarded-host   shop.example
                          + x-forwarded-proto  http

                        Response, as the client gets it
                          - content-length     136
                          + transfer-encoding  chunked

                        Features
                            remove-comments  applied at 1 place
                            https-rewrites   nothing to do
                            lazy-loading     applied at 1 place; left alone: 1 first-images, 1 has-loading

                        --- as the origin sent it
                        +++ as the client gets it
                        @@ -1,8 +1,8 @@
                         <!DOCTYPE html>
                        -<title>Shop</title>
                        +<title>Shop 2</title>
                         <p>Hello
                         <img src=a.png>
                        -<img src=b.png>
                        +<img src=b.png loading="lazy">
                         <img src=c.png loading=eager>
                        -<!-- made by hand -->
                        +
                         <p>Bye
                        """, ""));
    }

    @Test
    void originIsAskedAsAFrontWould() throws IOException {
        tenant("features: {lazy-loading: true}");

        explain("--header", "Cookie: a=b", "--header", "X-Forwarded-For: 192.0.2.1", "https://shop.example/x?y#z");

        assertThat(origin.received().toLowerCase(Locale.ROOT))
                .startsWith("get /x?y http/1.1\r\n")
                .contains(
                        "\r\nhost: shop.example\r\n",
                        "\r\ncookie: a=b\r\n",
                        "\r\nx-forwarded-for: 127.0.0.1\r\n",
                        "\r\nx-forwarded-proto: https\r\n",
                        "\r\nx-forwarded-host: shop.example\r\n",
                        "\r\nvia: 1.1 headrace\r\n",
                        "\r\naccept-encoding: gzip");
    }

    @Test
    void pagesThatAreSkipped_areToldWithTheReason() throws IOException {
        tenant("features: {lazy-loading: true}");

        assertThat(explain("http://shop.example/private").out()).isEqualTo("""
                Tenant shop, route /, upstream shop/main at http://ORIGIN
                On here: lazy-loading

                GET shop.example/private: 200
                The response passed as the origin sent it. "Cache-Control: no-transform" forbids changes.

                Request, as the origin gets it
                  + forwarded          for=127.0.0.1;host="shop.example";proto=http
                  + via                1.1 headrace
                  + x-forwarded-for    127.0.0.1
                  + x-forwarded-host   shop.example
                  + x-forwarded-proto  http

                Features
                    lazy-loading  skipped: the content is not rewritten
                """);
        assertThat(explain("http://shop.example/a.png").out()).isEqualTo("""
                Tenant shop, route /, upstream shop/main at http://ORIGIN
                On here: lazy-loading

                GET shop.example/a.png: 200
                The response passed as the origin sent it. The media type is neither text/html nor application/xhtml+xml.

                Request, as the origin gets it
                  + forwarded          for=127.0.0.1;host="shop.example";proto=http
                  + via                1.1 headrace
                  + x-forwarded-for    127.0.0.1
                  + x-forwarded-host   shop.example
                  + x-forwarded-proto  http

                Features
                    lazy-loading  skipped: the content is not rewritten
                """);
    }

    @Test
    void gzip_isUndoneAndDoneAgain() throws IOException {
        tenant("features: {remove-comments: true}");

        assertThat(explain("http://shop.example/gzip").out())
                .isEqualTo("""
                Tenant shop, route /, upstream shop/main at http://ORIGIN
                On here: remove-comments

                GET shop.example/gzip: 200
                The whole document was rewritten.
                136 bytes became 115; encoding windows-1252, 9 elements, 3 matches

                Request, as the origin gets it
                  + forwarded          for=127.0.0.1;host="shop.example";proto=http
                  + via                1.1 headrace
                  + x-forwarded-for    127.0.0.1
                  + x-forwarded-host   shop.example
                  + x-forwarded-proto  http

                Response, as the client gets it
                  - content-length     %d
                  ~ etag               "1"  →  W/"1;hr-VERSION"
                  + transfer-encoding  chunked
                  + vary               accept-encoding

                Features
                    remove-comments  applied at 1 place

                --- as the origin sent it
                +++ as the client gets it
                @@ -5,4 +5,4 @@
                 <img src=b.png>
                 <img src=c.png loading=eager>
                -<!-- made by hand -->
                +
                 <p>Bye
                """.formatted(gzip(PAGE).length()));
    }

    @Test
    void noDiff_leavesOutTheDiff() throws IOException {
        tenant("features: {remove-comments: true}");

        assertThat(explain("--no-diff", "http://shop.example/").out())
                .contains("remove-comments  applied at 1 place\n")
                .endsWith("\nThe document was changed.\n");
    }

    @Test
    void includes_areFetched() throws IOException {
        tenant("features: {esi: true}");

        assertThat(explain("http://shop.example/parts").out()).isEqualTo("""
                Tenant shop, route /, upstream shop/main at http://ORIGIN
                On here: esi

                GET shop.example/parts: 200
                The whole document was rewritten.
                32 bytes became 7; encoding windows-1252, 5 elements, 4 matches

                Request, as the origin gets it
                  + forwarded          for=127.0.0.1;host="shop.example";proto=http
                  + via                1.1 headrace
                  + x-forwarded-for    127.0.0.1
                  + x-forwarded-host   shop.example
                  + x-forwarded-proto  http

                Response, as the client gets it
                  + cache-control      private
                  - content-length     32
                  + transfer-encoding  chunked

                Features
                    esi  applied at 1 place

                --- as the origin sent it
                +++ as the client gets it
                @@ -1,1 +1,1 @@
                -<p>1<esi:include src="/part"/>3
                +<p>1<b>2</b>3
                """);
        assertThat(origin.received()).contains("GET /part ");
    }

    @Test
    void shadow_isExplainedAndSetBesideWhatIsInForce() throws IOException {
        tenant("""
                features: {lazy-loading: {eager-images: 0}}
                shadow: {features: {lazy-loading: {eager-images: 1}}}
                """);

        assertThat(explain("--shadow", "http://shop.example/")).isEqualTo(new Outcome(0, """
                        Tenant shop, route /, upstream shop/main at http://ORIGIN
                        On here with the shadow: lazy-loading

                        GET shop.example/: 200
                        The whole document was rewritten.
                        136 bytes became 151; encoding UTF-8, 9 elements, 6 matches

                        Request, as the origin gets it
                          + forwarded          for=127.0.0.1;host="shop.example";proto=http
                          + via                1.1 headrace
                          + x-forwarded-for    127.0.0.1
                          + x-forwarded-host   shop.example
                          + x-forwarded-proto  http

                        Response, as the client gets it
                          - content-length     136
                          + transfer-encoding  chunked

                        Features
                            lazy-loading  applied at 1 place; left alone: 1 first-images, 1 has-loading

                        --- as the origin sent it
                        +++ as the client gets it
                        @@ -3,5 +3,5 @@
                         <p>Hello
                         <img src=a.png>
                        -<img src=b.png>
                        +<img src=b.png loading="lazy">
                         <img src=c.png loading=eager>
                         <!-- made by hand -->

                        The shadow beside what is in force

                        --- as the client gets it now
                        +++ as the client would get it
                        @@ -2,5 +2,5 @@
                         <title>Shop</title>
                         <p>Hello
                        -<img src=a.png loading="lazy">
                        +<img src=a.png>
                         <img src=b.png loading="lazy">
                         <img src=c.png loading=eager>
                        """, ""));
    }

    @Test
    void shadowThatDoesTheSame_isToldAsSuch() throws IOException {
        tenant("features: {lazy-loading: true}\nshadow: {features: {lazy-loading: true}}");

        assertThat(explain("--shadow", "http://shop.example/").out())
                .endsWith("\nThe shadow beside what is in force\n\nClients would get the same as now.\n");
    }

    @Test
    void firstShadowOfATenantWithoutRewriting_isExplained() throws IOException {
        tenant("shadow: {features: {remove-comments: true}}");

        assertThat(explain("http://shop.example/").out())
                .contains("On here: nothing\n", "Nothing is configured to be rewritten for this request.");
        assertThat(explain("--shadow", "http://shop.example/").out())
                .contains("On here with the shadow: remove-comments\n")
                .contains("--- as the client gets it now\n", "-<!-- made by hand -->\n");
    }

    @Test
    void tenantWithoutAShadow_isAMistake() throws IOException {
        tenant("");

        assertThat(explain("--shadow", "http://shop.example/"))
                .isEqualTo(new Outcome(2, "", "headrace: tenant shop has no \"shadow\" to explain\n"));
    }

    @Test
    void switchesForAllTenants_areTold() throws IOException {
        tenant("features: {remove-comments: true, lazy-loading: true}");
        front("disabled-features: [lazy-loading]\n");
        assertThat(explain("http://shop.example/").out())
                .contains("On here: remove-comments\nOff for all tenants by \"disabled-features\": lazy-loading\n")
                .contains("remove-comments  applied at 1 place\n")
                .doesNotContain("    lazy-loading");

        front("rewriting: false\n");
        assertThat(explain("http://shop.example/").out())
                .contains("Off for all tenants by \"rewriting: false\": remove-comments, lazy-loading\n")
                .contains("The response passed as the origin sent it.");
    }

    @Test
    void routesHaveFeaturesOfTheirOwn() throws IOException {
        tenant("""
                features: {lazy-loading: true}
                routes: [{path: /}, {path: /plain, features: {lazy-loading: false, remove-comments: true}}]
                """);

        assertThat(explain("http://shop.example/plain/page").out())
                .startsWith(
                        "Tenant shop, route /plain, upstream shop/main at http://ORIGIN\nOn here: remove-comments\n");
    }

    @Test
    void whatAFeatureAnswersItself_isNotFetched() throws IOException {
        tenant("features: {email-obfuscation: true}");

        assertThat(explain("http://shop.example/cdn-cgi/l/email-protection").out())
                .contains("A feature of this route answers itself: ", " bytes of text/html")
                .endsWith(" Nothing was fetched.\n");
        assertThat(origin.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://www.example/a?b     | ''                                   | GET www.example/a?b: 301~Tenant shop sends clients to http://shop.example/a?b: the host is an alias. Nothing was fetched.
            https://shop.exam/         | ''                                   | GET shop.exam/: 301~Tenant shop sends clients to https://shop.example/: the host is an alias. Nothing was fetched.
            http://shop.example:8080/  | 'https: {redirect: true}'            | GET shop.example:8080/: 301~Tenant shop sends clients to https://shop.example/: the tenant wants https. Nothing was fetched.
            http://www.example         | 'https: {redirect: true}'            | GET www.example/: 301~Tenant shop sends clients to https://shop.example/: the host is an alias, and the tenant wants https. Nothing was fetched.
            https://other.example/     | ''                                   | GET other.example/: 404~No tenant has this host, and there is no default tenant. The front answers itself. Nothing was fetched.
            http://bücher.example/ü    | ''                                   | GET xn--bcher-kva.example/%C3%BC: 404~No tenant has this host, and there is no default tenant. The front answers itself. Nothing was fetched.
            http://shop.example/       | 'state: maintenance'                 | GET shop.example/: 503~Tenant shop is in maintenance. The front answers itself. Nothing was fetched.
            http://shop.example/       | 'state: offline'                     | GET shop.example/: 503~Tenant shop is offline. The front answers itself. Nothing was fetched.
            http://shop.example/       | 'routes: [{path: /only}]'            | GET shop.example/: 404~Tenant shop has no route for this path. The front answers itself. Nothing was fetched.
            http://shop.example/       | 'access: {deny: [127.0.0.0/8]}'      | GET shop.example/: 403~Tenant shop does not admit clients from 127.0.0.1, for which this request is made. The front answers itself. Nothing was fetched.
            """)
    void answersOfTheFrontItself_areSaidInWords(String url, String settings, String text) throws IOException {
        tenant(settings);

        assertThat(explain(url)).isEqualTo(new Outcome(0, text.replace('~', '\n') + "\n", ""));
        assertThat(origin.received()).isEmpty();
    }

    @Test
    void originThatCannotBeReached_isAFailure() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Files.writeString(folder.resolve("tenants/shop.yaml"), """
                hosts: [shop.example]
                upstreams: {main: {servers: ["http://127.0.0.1:%d"]}}
                """.formatted(port));

        assertThat(explain("http://shop.example/"))
                .isEqualTo(new Outcome(1, "", "headrace: shop/main: no connection (http://127.0.0.1:" + port + ")\n"));
    }

    @Test
    void mistakesInTheConfiguration_areLinesForEditors() throws IOException {
        tenant("features: {lazy-loding: true}");

        assertThat(explain("http://shop.example/"))
                .isEqualTo(
                        new Outcome(
                                2,
                                "",
                                "FOLDER/tenants/shop.yaml:4:12: unknown key \"lazy-loding\" in features; did you mean \"lazy-loading\"?\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://shop.example/     | a URL should begin with http:// or https://: ftp://shop.example/
            shop.example            | a URL should begin with http:// or https://: shop.example
            http:///page            | the URL has no host: http:///page
            http://a b/             | not a URL: Illegal character in authority: http://a b/
            http://me@shop.example/ | the URL's host is "me@shop.example", which is none: http://me@shop.example/
            """)
    void urlsThatCannotBeAskedFor_areMistakes(String url, String message) {
        assertThat(explain(url))
                .isEqualTo(new Outcome(2, "", "headrace: " + message + " (see 'headrace explain --help')\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no colon      | --header should be 'Name: value', not 'no colon'
            : x           | --header should be 'Name: value', not ': x'
            Host: a       | --header cannot set Host
            """)
    void fieldsThatAreNone_areMistakes(String field, String message) {
        assertThat(explain("--header", field, "http://shop.example/").err())
                .isEqualTo("headrace: " + message + " (see 'headrace explain --help')\n");
    }
}
