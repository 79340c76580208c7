package dev.headrace.front.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the front tells: passed on once, and collected while somebody asks. May be used from any thread. */
final class Messages implements Consumer<String> {
    /** A file that the page has changed is read twice: at once for the page, and again because it has changed. */
    private static final long ECHO_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Consumer<String> listener;
    private final Map<String, Long> recent = new HashMap<>();
    private final List<List<String>> collecting = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Messages(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(String message) {
        collecting.forEach(list -> list.add(message));
        if (!closed && isNew(message)) {
            listener.accept(message);
        }
    }

    private synchronized boolean isNew(String message) {
        long now = System.nanoTime();
        recent.values().removeIf(time -> now - time > ECHO_NANOS);
        return recent.putIfAbsent(message, now) == null;
    }

    /** What is told while something is done. */
    List<String> during(Runnable action) {
        List<String> heard = new CopyOnWriteArrayList<>();
        collecting.add(heard);
        try {
            action.run();
        } finally {
            collecting.removeIf(list -> list == heard);
        }
        return heard.stream().distinct().toList();
    }

    /** Passes nothing on any more. */
    void close() {
        closed = true;
    }
}
