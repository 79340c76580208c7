package dev.headrace.adapter.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.report.RewriteListener;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over sockets: where the end of the connection is the end of the content, content that breaks off has no such end. */
class ResetOverSocketsTest {
    private static final String PASSWORD = "not secret";

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closeDelimited_isReadToItsEndOrBreaksOff(boolean complete) throws Exception {
        try (Origin origin = new Origin();
                Proxy proxy = new Proxy(
                        origin.port(), new UnpooledByteBufAllocator(true), Documents.ALL, RewriteListener.NONE)) {
            read(origin, proxy, SocketFactory.getDefault(), complete);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closeDelimitedInTls_isReadToItsEndOrBreaksOffWithoutGoodbye(boolean complete) throws Exception {
        SslContext server = server();
        try (Origin origin = new Origin();
                Proxy proxy = new Proxy(
                        origin.port(),
                        new UnpooledByteBufAllocator(true),
                        Documents.ALL,
                        RewriteOptions.DEFAULT,
                        RewriteListener.NONE,
                        channel -> channel.pipeline().addFirst(server.newHandler(channel.alloc())))) {
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            read(origin, proxy, client.getSocketFactory(), complete);
        }
    }

    private static void read(Origin origin, Proxy proxy, SocketFactory factory, boolean complete) throws IOException {
        String page = "<p>" + "text ".repeat(2000);
        String path =
                origin.on((request, to) -> to.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                        + (page.length() + (complete ? 0 : 1)) + "\r\n\r\n" + page));
        try (Socket socket = factory.createSocket(InetAddress.getLoopbackAddress(), proxy.h1Port())) {
            socket.setSoTimeout(Client.PATIENCE_MILLIS);
            socket.getOutputStream().write(H1Reader.request("HTTP/1.0", "GET", path));
            InputStream content = new H1Reader(new BufferedInputStream(socket.getInputStream()))
                    .read("GET")
                    .content();
            if (complete) {
                assertThat(new String(content.readAllBytes(), ISO_8859_1)).startsWith(page);
            } else {
                assertThatThrownBy(content::readAllBytes).hasMessageContaining("reset");
            }
        }
    }

    private SslContext server() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=site.example",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        return SslContextBuilder.forServer(managers)
                .sslProvider(SslProvider.JDK)
                .build();
    }
}
