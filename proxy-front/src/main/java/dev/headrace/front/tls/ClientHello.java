package dev.headrace.front.tls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is decided by, in a client's greeting (RFC 8446 §4.1.2). The rest of it is the provider's business, errors included.
 *
 * @param hasServerName whether there is a name, be it one that a host can have or not
 * @param serverName in lower case; null if there is none that a host can have
 * @param applicationProtocols those offered; empty if the client knows no ALPN
 */
record ClientHello(boolean hasServerName, @Nullable String serverName, List<String> applicationProtocols) {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int HOST_NAME = 0;
    private static final int VERSION_AND_RANDOM = 2 + 32;

    /**
     * Reads a greeting without its header of four bytes.
     *
     * @throws IndexOutOfBoundsException if it ends where it should go on
     */
    static ClientHello parse(ByteBuf hello) {
        ByteBuf in = hello.slice();
        in.skipBytes(VERSION_AND_RANDOM);
        in.skipBytes(in.readUnsignedByte());
        in.skipBytes(in.readUnsignedShort());
        in.skipBytes(in.readUnsignedByte());
        String name = null;
        List<String> protocols = List.of();
        if (in.isReadable()) {
            ByteBuf extensions = in.readSlice(in.readUnsignedShort());
            while (extensions.isReadable()) {
                int type = extensions.readUnsignedShort();
                ByteBuf extension = extensions.readSlice(extensions.readUnsignedShort());
                if (type == SERVER_NAME && name == null) {
                    name = serverName(extension);
                } else if (type == ALPN) {
                    protocols = protocols(extension);
                }
            }
        }
        return new ClientHello(name != null, name != null && HostNames.isHostName(name) ? name : null, protocols);
    }

    /** RFC 6066 §3. There is no other type of name than that of a host. */
    private static @Nullable String serverName(ByteBuf extension) {
        ByteBuf names = extension.readSlice(extension.readUnsignedShort());
        if (!names.isReadable() || names.readUnsignedByte() != HOST_NAME) {
            return null;
        }
        return HostNames.lowerCase(string(names, names.readUnsignedShort()));
    }

    /** RFC 7301 §3.1. */
    private static List<String> protocols(ByteBuf extension) {
        ByteBuf names = extension.readSlice(extension.readUnsignedShort());
        List<String> protocols = new ArrayList<>(4);
        while (names.isReadable()) {
            protocols.add(string(names, names.readUnsignedByte()));
        }
        return protocols;
    }

    private static String string(ByteBuf in, int length) {
        return in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    }
}
