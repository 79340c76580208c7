package dev.headrace.front.proxy;

/** Adds up the bytes of those exchanges that have the same tenant. Called on event loops, and by several at a time. */
public interface TrafficCounter {
    /** Counts nothing. */
    TrafficCounter NONE = new TrafficCounter() {
        @Override
        public void received(long bytes) {}

        @Override
        public void sent(long bytes) {}
    };

    /** So many more bytes came from clients. */
    void received(long bytes);

    /** So many more bytes were written to clients. */
    void sent(long bytes);
}
