package dev.headrace.adapter.exchange;

import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * Lends an array for the time of a call, one for each event loop: thousands of responses are under way at once, but a thread works on
 * one of them at a time. Whoever asks while it is lent gets a new one.
 */
final class Scratch {
    /** So much is decoded at a time, before anybody looks whether the client can take more. */
    static final int BYTES = 16 * 1024;

    private static final FastThreadLocal<Scratch> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected Scratch initialValue() {
            return new Scratch();
        }
    };

    private byte @Nullable [] free;

    private Scratch() {}

    static byte[] take() {
        Scratch own = OF_THREAD.get();
        byte[] array = own.free;
        own.free = null;
        return array == null ? new byte[BYTES] : array;
    }

    static void giveBack(byte[] array) {
        OF_THREAD.get().free = array;
    }
}
