package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {
    private static final int HEADERS = 5 + 4;

    @Test
    void greetingOfTheJdk_isRead() throws Exception {
        ClientHello hello = ClientHello.parse(greeting("WWW.a.test"));

        assertThat(hello).isEqualTo(new ClientHello(true, "www.a.test", List.of("h2", "http/1.1")));
    }

    @Test
    void greetingThatIsCutOff_isRefused_whereverItIsCut() throws Exception {
        ByteBuf whole = greeting("www.a.test");
        int extensions = 2 + 32 + 1 + 32;
        extensions += 2 + whole.getUnsignedShort(extensions);
        extensions += 1 + whole.getUnsignedByte(extensions);

        for (int length = 0; length < whole.readableBytes(); length++) {
            ByteBuf cut = whole.slice(0, length);
            if (length == extensions) {
                assertThat(ClientHello.parse(cut)).isEqualTo(new ClientHello(false, null, List.of()));
            } else {
                assertThatThrownBy(() -> ClientHello.parse(cut)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_\0.test", "a test", "a..test", ".test", "a.test.", "ä.test", "\r\nX: y", ""})
    void nameThatNoHostHas_isNone(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf hello = Unpooled.buffer()
                .writeZero(2 + 32 + 1 + 2 + 1)
                .writeShort(bytes.length + 9)
                .writeShort(0)
                .writeShort(bytes.length + 5)
                .writeShort(bytes.length + 3)
                .writeByte(0)
                .writeShort(bytes.length)
                .writeBytes(bytes);

        assertThat(ClientHello.parse(hello)).isEqualTo(new ClientHello(true, null, List.of()));
    }

    private static ByteBuf greeting(String name) throws Exception {
        return record(name).skipBytes(HEADERS).slice();
    }

    /** A whole record, as the JDK's client sends it. */
    static ByteBuf record(String name) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        engine.setSSLParameters(parameters);
        ByteBuffer record = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), record);
        return Unpooled.wrappedBuffer(record.flip());
    }
}
