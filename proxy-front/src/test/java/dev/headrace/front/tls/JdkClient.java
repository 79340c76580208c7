package dev.headrace.front.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's own client, which trusts the tests' authority. It resumes no session: it would ask for the session's name. */
final class JdkClient {
    private final int port;
    private String[] applicationProtocols = {"h2", "http/1.1"};
    private String[] protocols = {"TLSv1.3"};

    JdkClient(int port) {
        this.port = port;
    }

    JdkClient offering(String... names) {
        applicationProtocols = names;
        return this;
    }

    JdkClient protocol(String name) {
        protocols = new String[] {name};
        return this;
    }

    /** Connects and ends the handshake. The certificate is checked as far as its issuer. */
    SSLSocket connect(@Nullable String serverName) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {Pki.ROOT.toTrustManager()}, null);
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        plain.setSoTimeout(10_000);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, port, true);
        try {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(serverName == null ? List.of() : List.of(new SNIHostName(serverName)));
            parameters.setApplicationProtocols(applicationProtocols);
            parameters.setProtocols(protocols);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The names of the certificate that is shown for a name. */
    List<String> namesShownFor(@Nullable String serverName) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect(serverName)) {
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectAlternativeNames().stream()
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        }
    }

    /** Sends a byte, and gives what comes back at once. */
    static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream().write('x');
        byte[] answer = new byte[1_000];
        int length = socket.getInputStream().read(answer);
        return new String(answer, 0, Math.max(length, 0), StandardCharsets.US_ASCII);
    }
}
