package dev.headrace.front.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Asks for as many names that nobody has as it is told to. */
final class NameFlood {
    /** RFC 8446 §6, RFC 6066 §3. */
    private static final int ALERT = 21;

    private static final int UNRECOGNIZED_NAME = 112;
    private static final int ALERT_BYTES = 7;

    private NameFlood() {}

    private static String name(int number) {
        return "unknown" + number + ".flood.example";
    }

    /** Greetings of TLS, each on a connection of its own; gives back how many were refused by the alert. */
    static int greetings(InetSocketAddress address, int from, int to) throws IOException, NoSuchAlgorithmException {
        SSLContext context = SSLContext.getDefault();
        int refused = 0;
        for (int i = from; i < to; i++) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.getOutputStream().write(greeting(context, name(i)));
                byte[] answer = socket.getInputStream().readNBytes(ALERT_BYTES);
                boolean isAlert = answer.length == ALERT_BYTES && answer[0] == ALERT;
                refused += isAlert && answer[ALERT_BYTES - 1] == UNRECOGNIZED_NAME ? 1 : 0;
                // No port waits for the end of its connection (RFC 9293 §3.3.2).
                socket.setSoLinger(true, 0);
            }
        }
        return refused;
    }

    private static byte[] greeting(SSLContext context, String name) throws IOException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        engine.setSSLParameters(parameters);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }

    /** Requests; gives back how many were answered by 404. */
    static int requests(InetSocketAddress address, int from, int to) throws IOException {
        int refused = 0;
        try (PlainClient client = new PlainClient(address)) {
            for (int i = from; i < to; i++) {
                refused += client.get(name(i)).status() == 404 ? 1 : 0;
            }
        }
        return refused;
    }
}
