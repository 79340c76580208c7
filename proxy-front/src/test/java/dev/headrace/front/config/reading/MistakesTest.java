package dev.headrace.front.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path path;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Folder folder;

    @BeforeEach
    void folder() {
        folder = new Folder(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            drain-timout: 30s                                  | 1:1: unknown key "drain-timout" in this file; did you mean "drain-timeout"?
            tls: {xyzzy: 1}                                    | 1:7: unknown key "xyzzy" in tls; known: provider, certificates, default-certificate, unknown-name, ticket-lifetime, cached-contexts
            listen: [{address: ":80", proxyProtocol: true}]    | 1:27: unknown key "proxyProtocol" in listen; did you mean "proxy-protocol"?
            workers: many                                      | 1:10: workers should be a whole number, not "many"
            workers: 1025                                      | 1:10: workers should be from 0 to 1024, not "1025"
            workers: -1                                        | 1:10: workers should be from 0 to 1024, not "-1"
            workers: 99999999999                               | 1:10: workers should be a whole number, not "99999999999"
            workers: [1]                                       | 1:10: workers should be one value, not a list
            rewriting: yes                                     | 1:12: rewriting should be true or false, not "yes"
            drain-timeout: 30                                  | 1:16: drain-timeout should be a duration such as 250ms, 30s, 5m, 12h or 365d, not "30"
            drain-timeout: 2d                                  | 1:16: drain-timeout should be from 0s to 1d, not "2d"
            clients: {max-head: 512}                           | 1:21: max-head should be from 1K to 1M, not "512"
            clients: 30s                                       | 1:10: clients should be a mapping (key: value), not "30s"
            clients: [a]                                       | 1:10: clients should be a mapping (key: value), not a list
            tls: {provider: boringssl}                         | 1:17: provider should be auto, openssl or jdk, not "boringssl"
            tls: {unknown-name: default}                       | 1:21: unknown-name: default needs a default-certificate
            tls: {certificates: ""}                            | 1:21: certificates should be a text, not ""
            trusted-proxies: 10.0.0.0/8                        | 1:18: trusted-proxies should be a list (- item), not "10.0.0.0/8"
            trusted-proxies: [10.0.0.0/8, null]                | 1:31: there is nothing in this item
            listen: []                                         | 1:9: listen should have one address at least
            listen: [{tls: true}]                              | 1:10: "address" is missing
            listen: [{address: "80"}]                          | 1:20: address should be an address and a port, such as 0.0.0.0:80, [::]:443 or :443, not "80"
            listen: [{address: ":80"}, {address: ":80"}]       | 1:38: :80 is listened at already
            listen: [{address: ":80", proxy-protocol: true}]   | 1:43: proxy-protocol needs trusted-proxies: without them, every connection is refused
            access-log: {}                                     | 1:13: "file" is missing
            tenants: nowhere                                   | 1:10: tenants should be a folder, and there is none at nowhere
            default-tenant: shop                               | 1:17: unknown tenant "shop"; there are none in tenants
            workers: 1\\nworkers: 2                            | 2:1: "workers" is there already
            [1]: 2                                             | ` Non scalar key is detected but it is not configured to be allowed.`
            - a                                                | 1:1: the file should be a mapping (key: value), not a list
            listen: [                                          | 1:10: expected the node content, but found '<stream end>'
            &a {tls: *a}                                     | 1:1: is nested too deeply, or too much
            """)
    void mistakeInHeadraceYaml(String text, String problem) {
        folder.write("headrace.yaml", text.replace("\\n", "\n"));

        assertThat(folder.problems()).containsExactly("headrace.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hosts: []                                                   | 1:8: hosts should have one name at least
            hosts: [a:80]                                               | 1:9: hosts should be a host without scheme and port, such as shop.example, not "a:80"
            hosts: {a: b}                                               | 1:8: hosts should be a list (- item), not a mapping
            hosts: [a, b, A]                                            | 1:15: "a" is in hosts already
            hosts: [a]\\naliases: [a]                                   | 2:11: "a" is in hosts already
            hosts: ["*.a"]\\naliases: [b]                               | 2:10: aliases need a host to be redirected to: one of hosts should be a name without *
            hosts: [a]\\nstate: on                                      | 2:8: state should be online, maintenance or offline, not "on"
            hosts: [a]\\nhttps: {hsts: {preload: true}}                 | 2:25: preload needs include-subdomains: true and a max-age of 365d or more
            hosts: [a]\\naccess: {allow: [localhost]}                   | 2:18: allow should be an IP address or a range of them, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32, not "localhost"
            hosts: [a]\\npages: {offline: no.html}                      | 2:18: offline should be a file, and there is none at tenants/no.html
            hosts: [a]\\nlimits: {rate: 100}                            | 2:16: rate should be a rate such as 100/s, 600/m or 10000/h, not "100"
            hosts: [a]\\nlimits: {max-requests: 0}                      | 2:24: max-requests should be from 1 to 1000000, not "0"
            hosts: [a]\\nroutes: [{upstream: mian}]                     | 2:21: unknown upstream "mian" in this file; did you mean "main"?
            hosts: [a]\\nroutes: [{path: /a}, {path: /a/}]              | 2:29: there is a route for /a already
            hosts: [a]\\nrewrite: true                                  | 2:10: rewrite should be false, or a mapping with "rules:" or "file:", not "true"
            hosts: [a]\\nrewrite: {file: no.yaml}                       | 2:10: file: tenants/no.yaml: no such file
            hosts: [a]\\nrewrite: {file: no.yaml, rules: []}            | 2:26: unknown key "rules" in rewrite with a file; known: file
            hosts: [a]\\nrewrite: {rules: []}                           | 2:10: there are no rules; write them as a list under "rules:"
            hosts: [a]\\nrewrite: {rules: [{on: p, removed: true}]}     | 2:27: unknown key "removed" in a rule; did you mean "remove"?
            """)
    void mistakeInATenant(String text, String problem) {
        folder.write("tenants/t.yaml", text.replace("\\n", "\n") + "\nupstreams: {main: {servers: [\"http://a\"]}}\n");

        assertThat(folder.problems()).containsExactly("tenants/t.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | 1:12: there is no upstream for the requests; name its servers under "upstreams:"
            {a: {servers: [http://a]}, b: {servers: [http://b]}}        | 1:12: there are several upstreams (a, b); name one for each path under "routes:"
            {a: {}}                                                     | 1:16: "servers" is missing
            {a: {servers: []}}                                          | 1:26: servers should have one URL at least
            {a: {servers: [a]}}                                         | 1:27: servers should begin with http:// or https://, not "a"
            {a: {servers: [http://a], balance: random}}                 | 1:47: balance should be round-robin, least-requests or consistent-hash, not "random"
            {a: {servers: [http://a], conect-timeout: 5s}}              | 1:38: unknown key "conect-timeout" in a; did you mean "connect-timeout"?
            {a: {servers: [http://a], total-timeout: 1ms}}              | 1:53: total-timeout should be from 10ms to 7d, not "1ms"
            {a: {servers: [http://a], tls: {server-name: "a b"}}}       | 1:57: server-name should be the name of a host, such as shop.example, not "a b"
            {a: {servers: [http://a], tls: {certificate-authorities: x}}} | 1:69: certificate-authorities should be a file, and there is none at tenants/x
            """)
    void mistakeInUpstreams(String upstreams, String problem) {
        folder.write("tenants/t.yaml", "upstreams: " + upstreams + "\nhosts: [a]\n");

        assertThat(folder.problems()).containsExactly("tenants/t.yaml:" + problem);
    }

    @Test
    void allMistakesOfAllFiles_areTold_byFileAndLine() {
        folder.write("headrace.yaml", """
                listen:
                  - {address: ":80", tls: on}
                  - {tls: true}
                  - {address: "[::1]:x"}
                trusted-proxies: [a, 10.0.0.0/8, b, 10.0.0.1/8]
                workers: x
                default-tenant: shpo
                """).write("tenants/shop.yaml", """
                        hosts: [shop.example, a b, c d]
                        upstreams:
                          main: {servers: ["ftp://a", "http://a", "http://a/b"], balanec: x}
                        routes:
                          - {path: a}
                          - {path: /b, upstream: min, rewrite: {rules: [{on: "a[", remove: true}]}}
                        rewrite:
                          rules:
                            - on: a:hover
                              remove: true
                            - on: p
                              append: [a]
                            - {on: p, remove: true}
                        """).write("tenants/blog.yaml", "state: x");

        assertThat(folder.problems())
                .containsExactly(
                        "headrace.yaml:2:27: tls should be true or false, not \"on\"",
                        "headrace.yaml:3:5: \"address\" is missing",
                        "headrace.yaml:4:15: address should have a port from 0 to 65535, not \"[::1]:x\"",
                        "headrace.yaml:5:19: trusted-proxies should be an IP address or a range of them, such as 192.0.2.7,"
                                + " 192.0.2.0/24 or 2001:db8::/32, not \"a\"",
                        "headrace.yaml:5:34: trusted-proxies should be an IP address or a range of them, such as 192.0.2.7,"
                                + " 192.0.2.0/24 or 2001:db8::/32, not \"b\"",
                        "headrace.yaml:5:37: trusted-proxies should be a range with no bit set behind the first 8, not"
                                + " \"10.0.0.1/8\"",
                        "headrace.yaml:6:10: workers should be a whole number, not \"x\"",
                        "headrace.yaml:7:17: unknown tenant \"shpo\" in tenants; did you mean \"shop\"?",
                        "tenants/blog.yaml:1:1: \"hosts\" is missing",
                        "tenants/blog.yaml:1:8: state should be online, maintenance or offline, not \"x\"",
                        "tenants/shop.yaml:1:23: hosts should be the name of a host, such as shop.example, not \"a b\"",
                        "tenants/shop.yaml:1:28: hosts should be the name of a host, such as shop.example, not \"c d\"",
                        "tenants/shop.yaml:3:20: servers should begin with http:// or https://, not \"ftp://a\"",
                        "tenants/shop.yaml:3:43: servers should be a server alone, such as http://127.0.0.1:8080, without"
                                + " path or user, not \"http://a/b\"",
                        "tenants/shop.yaml:3:58: unknown key \"balanec\" in main; did you mean \"balance\"?",
                        "tenants/shop.yaml:5:12: path should be a path that begins with /, such as / or /shop, not \"a\"",
                        "tenants/shop.yaml:6:26: unknown upstream \"min\" in this file; did you mean \"main\"?",
                        "tenants/shop.yaml:6:54: selector \"a[\": offset 2: expected the name of an attribute, not the end",
                        "tenants/shop.yaml:9:11: selector \"a:hover\": offset 1: ':hover' cannot be matched on a stream: it"
                                + " depends on the state of a browser",
                        "tenants/shop.yaml:12:15: append should be a text, {text: …} or {html: …}");
    }

    @Test
    void longValueOfSeveralLines_isToldInOneShortLine() {
        folder.write("headrace.yaml", "rewriting: |\n  a\n  b" + "c".repeat(1_000) + "\n");

        assertThat(folder.problems())
                .containsExactly(
                        "headrace.yaml:1:12: rewriting should be true or false, not \"a b" + "c".repeat(97) + "…\"");
    }

    @Test
    void hostOfTwoTenants_isToldWithBothPlaces() {
        folder.tenant("a", "[a.example, shop.example]").tenant("b", "[b.example, c.example, shop.example]");

        assertThat(folder.problems())
                .containsExactly("tenants/b.yaml:1:31: \"shop.example\" is a host of tenant \"a\" already, at"
                        + " tenants/a.yaml:1:20");
    }

    @Test
    void rulesInAFile_areToldWithItsName() {
        folder.write(
                        "tenants/t.yaml",
                        "hosts: [a]\nrewrite: {file: ../rules.yaml}\nupstreams: {a: {servers: [http://a]}}")
                .write("rules.yaml", "rules:\n  - {on: 'a[', remove: true}\n");

        assertThat(folder.problems())
                .containsExactly(
                        "tenants/../rules.yaml:2:10: selector \"a[\": offset 2: expected the name of an attribute, not the end");
    }

    @Test
    void fileThatIsNoTenants_isTold() {
        folder.write("tenants/a.yml", "").write("tenants/a b.yaml", "").write("tenants/README", "");

        assertThat(folder.problems())
                .containsExactly(
                        "tenants/a b.yaml: the name of a tenant should have letters, digits, and \".\", \"_\" or \"-\" behind the"
                                + " first",
                        "tenants/a.yml: is not read: its name should end in .yaml");
    }

    @Test
    void otherEncoding_andNoFile_areTold() throws IOException {
        Files.write(path.resolve("tenants/t.yaml"), new byte[] {(byte) 0xE9});
        Files.createDirectory(path.resolve("tenants/u.yaml"));

        assertThat(folder.problems())
                .containsExactly("tenants/t.yaml: should be in UTF-8, and is not", "tenants/u.yaml: Is a directory");
        assertThat(folder.delete("headrace.yaml").problems()).containsExactly("headrace.yaml: no such file");
    }

    @Test
    void aliasesThatExpandWithoutEnd_andDeepNesting_areRefused() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'h'; c++) {
            bomb.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + (char) (c - 1) + ",").repeat(8))
                    .append("]\n");
        }
        folder.write("tenants/bomb.yaml", bomb.toString()).write("tenants/deep.yaml", "a: " + "[".repeat(100_000));

        assertThat(folder.problems())
                .anyMatch(line -> line.startsWith("tenants/bomb.yaml:"))
                .contains("tenants/deep.yaml: lists or mappings are nested too deeply");
    }
}
