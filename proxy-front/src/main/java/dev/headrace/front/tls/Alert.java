package dev.headrace.front.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Fatal alerts that are sent before there is a context (RFC 8446 §6). */
enum Alert {
    DECODE_ERROR(50),
    INTERNAL_ERROR(80),
    MISSING_EXTENSION(109),
    UNRECOGNIZED_NAME(112),
    NO_APPLICATION_PROTOCOL(120);

    private static final int ALERT = 21;
    private static final int TLS_1_2 = 0x0303;
    private static final int FATAL = 2;

    private final int description;

    Alert(int description) {
        this.description = description;
    }

    /** The record, in plain text. */
    ByteBuf toRecord(ByteBufAllocator allocator) {
        return allocator
                .buffer(7)
                .writeByte(ALERT)
                .writeShort(TLS_1_2)
                .writeShort(2)
                .writeByte(FATAL)
                .writeByte(description);
    }
}
