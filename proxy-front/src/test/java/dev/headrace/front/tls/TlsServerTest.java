package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.front.tls.TlsEvent.Established;
import dev.headrace.front.tls.TlsEvent.Failed;
import dev.headrace.front.tls.TlsEvent.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the JDK's client. */
class TlsServerTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void certificates() throws Exception {
        Pki.write(folder.resolve("a.pem"), Pki.ecdsa("a.test"));
        Pki.write(folder.resolve("b.pem"), Pki.rsa("b.test", "*.b.test"));
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL, TLSv1.3", "BORINGSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void client_getsTheCertificateOfTheName_andTheProtocolThatTheServerPrefers(TlsProvider provider, String protocol)
            throws Exception {
        try (TestServer server = server(provider, NameFallback.ALERT)) {
            JdkClient client = new JdkClient(server.port()).protocol(protocol);
            assertThat(client.namesShownFor("a.test")).containsExactly("a.test");
            assertThat(client.namesShownFor("X.b.test")).containsExactly("b.test", "*.b.test");
            try (SSLSocket socket = client.offering("http/1.1", "h2").connect("b.test")) {
                assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
                assertThat(JdkClient.ask(socket)).endsWith("\r\n\r\nb.test");
            }

            assertThat(server.nextEvent()).satisfies(event -> assertEstablished(event, "a.test", "h2", protocol));
            assertThat(server.nextEvent()).satisfies(event -> assertEstablished(event, "x.b.test", "h2", protocol));
            assertThat(server.nextEvent()).satisfies(event -> assertEstablished(event, "b.test", "h2", protocol));
        }
    }

    private static void assertEstablished(TlsEvent event, String name, String application, String protocol) {
        assertThat(event).isInstanceOfSatisfying(Established.class, established -> {
            assertThat(established.serverName()).isEqualTo(name);
            assertThat(established.applicationProtocol()).isEqualTo(application);
            assertThat(established.protocol()).isEqualTo(protocol);
            assertThat(established.cipherSuite()).startsWith("TLS_");
        });
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void clientWithoutAlpn_speaksHttp1(TlsProvider provider) throws Exception {
        try (TestServer server = server(provider, NameFallback.ALERT);
                SSLSocket socket = new JdkClient(server.port()).offering().connect("a.test")) {
            assertThat(socket.getApplicationProtocol()).isEmpty();
            assertThat(server.nextEvent())
                    .isInstanceOfSatisfying(
                            Established.class,
                            event -> assertThat(event.applicationProtocol()).isEqualTo("http/1.1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unknown.test, h2, unrecognized_name, UNKNOWN_NAME",
        "x.a.test, h2, unrecognized_name, UNKNOWN_NAME",
        ", h2, missing_extension, MISSING_NAME",
        "a.test, spdy/3, no_application_protocol, NO_APPLICATION_PROTOCOL",
    })
    void clientThatIsNotServed_getsAnAlert(
            @Nullable String name, String applicationProtocol, String alert, Reason reason) throws Exception {
        try (TestServer server = server(TlsProvider.best(), NameFallback.ALERT)) {
            JdkClient client = new JdkClient(server.port()).offering(applicationProtocol);
            assertThatThrownBy(() -> client.connect(name))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageEndingWith("fatal alert: " + alert);
            assertThat(server.nextEvent()).isEqualTo(new Failed(name, reason, null));
        }
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void unknownAndMissingNames_getTheDefaultCertificate_ifThatIsChosen(TlsProvider provider) throws Exception {
        try (TestServer server = server(provider, NameFallback.DEFAULT_CERTIFICATE)) {
            JdkClient client = new JdkClient(server.port());

            assertThat(client.namesShownFor("unknown.test")).containsExactly("a.test");
            assertThat(client.namesShownFor(null)).containsExactly("a.test");
            assertThat(server.nextEvent().serverName()).isEqualTo("unknown.test");
            assertThat(server.nextEvent().serverName()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(NameFallback.class)
    void floodOfUnknownNames_keepsNothing(NameFallback fallback) throws Exception {
        TlsServer tls = new TlsServer(read(TlsProvider.best()), options(TlsProvider.best(), fallback, 10_000));
        ClientHello[] hellos = new ClientHello[2_000];
        for (int i = 0; i < hellos.length; i++) {
            hellos[i] = new ClientHello(true, i + ".flood.test", List.of());
        }
        for (ClientHello hello : hellos) {
            ServerIdentity identity = tls.identityFor(hello);
            assertThat(identity == null).isEqualTo(fallback == NameFallback.ALERT);
            if (identity != null) {
                ReferenceCountUtil.release(tls.contexts()
                        .newHandler(identity, ByteBufAllocator.DEFAULT)
                        .engine());
            }
        }
        assertThat(tls.contextCount()).isEqualTo(fallback == NameFallback.ALERT ? 0 : 1);
        tls.close();
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void contexts_areOnlyAsManyAsAllowed_andMadeAnewWhenTheyAreAskedForAgain(TlsProvider provider) throws Exception {
        TlsServer tls = new TlsServer(read(provider), options(provider, NameFallback.ALERT, 1));
        try (TestServer server = new TestServer(tls)) {
            JdkClient client = new JdkClient(server.port());
            try (SSLSocket first = client.connect("a.test")) {
                for (int i = 0; i < 5; i++) {
                    assertThat(client.namesShownFor("b.test")).contains("b.test");
                    assertThat(client.namesShownFor("a.test")).contains("a.test");
                }
                assertThat(tls.contextCount()).isEqualTo(1);
                assertThat(JdkClient.ask(first)).endsWith("a.test");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void reload_takesEffectAtOnce_andConnectionsGoOn(TlsProvider provider) throws Exception {
        CertificateStore before = read(provider);
        TlsServer tls = new TlsServer(before, options(provider, NameFallback.ALERT, 10));
        try (TestServer server = new TestServer(tls)) {
            JdkClient client = new JdkClient(server.port());
            try (SSLSocket old = client.connect("a.test")) {
                client.namesShownFor("b.test");
                Files.delete(folder.resolve("a.pem"));
                Pki.write(folder.resolve("c.pem"), Pki.ecdsa("c.test"));
                tls.reload(new CertificateReader(provider).read(List.of(folder), null, before));

                assertThat(tls.contextCount()).isEqualTo(1);
                assertThatThrownBy(() -> client.connect("a.test")).hasMessageEndingWith("unrecognized_name");
                assertThat(client.namesShownFor("c.test")).containsExactly("c.test");
                assertThat(JdkClient.ask(old)).endsWith("a.test");
            }
        }
    }

    @Test
    void renewedCertificate_replacesTheOldOne() throws Exception {
        CertificateStore before = read(TlsProvider.best());
        TlsServer tls = new TlsServer(before, options(TlsProvider.best(), NameFallback.ALERT, 10));
        try (TestServer server = new TestServer(tls)) {
            JdkClient client = new JdkClient(server.port());
            client.namesShownFor("a.test");
            Pki.write(folder.resolve("a.pem"), Pki.ecdsa("a.test", "also.a.test"));
            tls.reload(new CertificateReader(TlsProvider.best()).read(List.of(folder), null, before));

            assertThat(client.namesShownFor("a.test")).containsExactly("a.test", "also.a.test");
        }
    }

    @Test
    void plainHttp_isClosedWithoutAnAnswer() throws Exception {
        try (TestServer server = server(TlsProvider.best(), NameFallback.ALERT)) {
            assertThat(answerTo(server, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                    .isEmpty();
            assertThat(server.nextEvent()).isEqualTo(new Failed(null, Reason.NOT_TLS, null));
        }
    }

    @Test
    void tooLongAGreeting_isRefusedBeforeItHasCome() throws Exception {
        try (TestServer server = server(TlsProvider.best(), NameFallback.ALERT)) {
            byte[] begin = {22, 3, 1, 0, 5, 1, 0, (byte) 0xFF, (byte) 0xFF, 3};
            answerTo(server, begin);
            assertThat(server.nextEvent())
                    .isInstanceOfSatisfying(
                            Failed.class, event -> assertThat(event.reason()).isEqualTo(Reason.BAD_CLIENT_HELLO));
        }
    }

    @Test
    void brokenGreeting_getsAnAlert() throws Exception {
        try (TestServer server = server(TlsProvider.best(), NameFallback.ALERT)) {
            assertThat(answerTo(server, new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, 3}))
                    .containsExactly(21, 3, 3, 0, 2, 2, 50);
        }
    }

    @Test
    void clientThatSaysNothing_isClosedWhenTheTimeIsOver() throws Exception {
        TlsOptions options = TlsOptions.defaults().withHandshakeTimeout(Duration.ofMillis(50));
        try (TestServer server = new TestServer(new TlsServer(read(TlsProvider.best()), options))) {
            assertThat(answerTo(server, new byte[] {22, 3, 1})).isEmpty();
            assertThat(server.nextEvent()).isEqualTo(new Failed(null, Reason.TIMEOUT, null));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void greetingInPieces_isUnderstood(int length) throws Exception {
        TlsServer tls = new TlsServer(read(TlsProvider.best()), options(TlsProvider.best(), NameFallback.ALERT, 10));
        EmbeddedChannel channel = new EmbeddedChannel();
        tls.addTo(channel.pipeline());
        ByteBuf greeting = ClientHelloTest.record("a.test");
        while (greeting.isReadable()) {
            assertThat(channel.outboundMessages()).isEmpty();
            channel.writeInbound(greeting.readRetainedSlice(Math.min(length, greeting.readableBytes())));
        }

        assertThat(channel.pipeline().get(SslHandler.class)).isNotNull();
        assertThat(channel.outboundMessages()).isNotEmpty();
        greeting.release();
        channel.finishAndReleaseAll();
        tls.close();
    }

    @Test
    void clientThatGoesAway_isTold() throws Exception {
        try (TestServer server = server(TlsProvider.best(), NameFallback.ALERT)) {
            new Socket(InetAddress.getLoopbackAddress(), server.port()).close();
            assertThat(server.nextEvent()).isEqualTo(new Failed(null, Reason.DISCONNECTED, null));
        }
    }

    private static byte[] answerTo(TestServer server, byte[] bytes) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes);
            return in.readAllBytes();
        }
    }

    private TestServer server(TlsProvider provider, NameFallback fallback) throws Exception {
        return new TestServer(new TlsServer(read(provider), options(provider, fallback, 10)));
    }

    private CertificateStore read(TlsProvider provider) {
        return new CertificateReader(provider).read(List.of(folder), folder.resolve("a.pem"), CertificateStore.empty());
    }

    private static TlsOptions options(TlsProvider provider, NameFallback fallback, int maxContexts) {
        return TlsOptions.defaults()
                .withProvider(provider)
                .withFallback(fallback, fallback)
                .withMaxContexts(maxContexts);
    }
}
