package dev.headrace.front.parties;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of HTTP/2 in the clear that sends the frames that it is told to, right or wrong. */
final class Http2Client implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    /** Error codes (RFC 9113 §7). */
    static final int NO_ERROR = 0;

    static final int PROTOCOL_ERROR = 1;
    static final int INTERNAL_ERROR = 2;
    static final int ENHANCE_YOUR_CALM = 11;

    /** RFC 9113 §4.1. */
    @SuppressWarnings("ArrayRecordComponent") // Taken as it is, by one reader.
    record Frame(int type, int flags, int stream, byte[] payload) {
        /** The error code of RST_STREAM or GOAWAY; -1 of other frames. */
        int error() {
            return switch (type) {
                case RST_STREAM -> ByteBuffer.wrap(payload).getInt();
                case GOAWAY -> ByteBuffer.wrap(payload).getInt(4);
                default -> -1;
            };
        }

        boolean ends() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Http2Client(InetSocketAddress address) throws IOException {
        socket = new Socket();
        // Little waits in the system if the client does not read.
        socket.setReceiveBufferSize(8 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(address);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        ByteArrayOutputStream preface = new ByteArrayOutputStream();
        preface.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        preface.writeBytes(frame(SETTINGS, 0, 0));
        out.write(preface.toByteArray());
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    Http2Client send(byte[]... frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        out.write(all.toByteArray());
        return this;
    }

    /** A field of which nothing is kept by either side (RFC 7541 §6.2.2). */
    static byte[] field(String name, String value) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(0);
        for (String text : new String[] {name, value}) {
            if (text.length() > 126) {
                throw new IllegalArgumentException("longer texts have longer lengths");
            }
            all.write(text.length());
            all.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return all.toByteArray();
    }

    /** Fields of a request for {@code a.shop.test}. */
    static byte[] request(String method, String... namesAndValues) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(field(":method", method));
        all.writeBytes(field(":scheme", "http"));
        all.writeBytes(field(":authority", "a.shop.test"));
        all.writeBytes(field(":path", "/"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.writeBytes(field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return all.toByteArray();
    }

    /** The next frame; null if the connection has ended. */
    @Nullable
    Frame read() throws IOException {
        try {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            return new Frame(lengthAndType & 0xff, flags, stream, in.readNBytes(lengthAndType >>> 8));
        } catch (EOFException | SocketException e) {
            return null;
        }
    }

    /** The next frame of this type; fails if the connection ends before it. */
    Frame await(int type) throws IOException {
        Frame frame;
        do {
            frame = read();
            if (frame == null) {
                throw new AssertionError("the connection ended without a frame of type " + type);
            }
        } while (frame.type() != type);
        return frame;
    }

    /** What the front says first. */
    Map<Integer, Long> settings() throws IOException {
        Map<Integer, Long> settings = new HashMap<>();
        ByteBuffer payload = ByteBuffer.wrap(await(SETTINGS).payload());
        while (payload.hasRemaining()) {
            settings.put((int) payload.getShort(), payload.getInt() & 0xffff_ffffL);
        }
        return settings;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
