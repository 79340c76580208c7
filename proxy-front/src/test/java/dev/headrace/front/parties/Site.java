package dev.headrace.front.parties;

import dev.headrace.front.server.Service;
import dev.headrace.front.tls.Pki;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A front and the folder of its files. Unless told otherwise it listens in the clear and with TLS; {@code shop.test} and all that ends
 * with {@code .shop.test} have a certificate.
 */
final class Site implements AutoCloseable {
    static final String LISTEN = """
            listen:
              - address: "127.0.0.1:0"
              - address: "127.0.0.1:0"
                tls: true
            access-log: {file: access.log}
            """;

    final Path folder;
    final List<String> messages = new CopyOnWriteArrayList<>();
    private @Nullable Service service;

    Site(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("certs"));
        Files.createDirectories(folder.resolve("tenants"));
        Files.writeString(folder.resolve("root.crt"), Pki.ROOT.getCertificatePEM());
        Pki.write(folder.resolve("certs/shop.pem"), Pki.ecdsa("shop.test", "*.shop.test"));
        write("headrace.yaml", LISTEN);
    }

    Site write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return this;
    }

    /** A tenant with one origin, whose host is {@code name.shop.test}, and what else is said of it. */
    Site tenant(String name, String origin, String more) throws IOException {
        return write("tenants/" + name + ".yaml", """
                hosts: [%s.shop.test]
                upstreams: {main: {servers: ["%s"]}}
                """.formatted(name, origin) + more);
    }

    /** A tenant as above, whose only upstream is told more of. */
    Site upstream(String name, String servers, String more) throws IOException {
        return write("tenants/" + name + ".yaml", """
                hosts: [%s.shop.test]
                upstreams: {main: {servers: [%s], %s}}
                """.formatted(name, servers, more));
    }

    Site start() throws Exception {
        service = new Service(folder.resolve("headrace.yaml"), messages::add);
        return this;
    }

    Service service() {
        if (service == null) {
            throw new IllegalStateException("the front was not started");
        }
        return service;
    }

    /** Where the listener is that is in this place of the configuration. */
    InetSocketAddress address(int index) {
        return service().addresses().get(index);
    }

    int port(Protocol protocol) {
        return address(protocol.isSecure() ? 1 : 0).getPort();
    }

    /** A URL, at the standard port; {@link #curl} knows where that is. */
    static String url(Protocol protocol, String name, String path) {
        return (protocol.isSecure() ? "https://" : "http://") + name + ".shop.test" + path;
    }

    /** Asks {@code name.shop.test} for a path. */
    Curl curl(Protocol protocol, String name, String path, String... options) throws IOException, InterruptedException {
        return fetch(
                protocol,
                Stream.concat(Stream.of(options), Stream.of(url(protocol, name, path)))
                        .toArray(String[]::new));
    }

    /** Runs curl so that any host is here. */
    Curl fetch(Protocol protocol, String... options) throws IOException, InterruptedException {
        return Curl.run(curlOptions(protocol, options));
    }

    List<String> curlOptions(Protocol protocol, String... options) {
        List<String> all = new ArrayList<>(protocol.curl());
        all.addAll(List.of("--connect-to", "::127.0.0.1:" + port(protocol)));
        all.addAll(List.of("--cacert", folder.resolve("root.crt").toString()));
        all.addAll(List.of(options));
        return all;
    }

    /** What was logged; the front is stopped for it, so that all of it is there. */
    String log() throws IOException {
        service().close();
        return Files.readString(folder.resolve("access.log"));
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
    }
}
