package dev.headrace.front.load;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened, by kind, and what should not have. Threads share it. */
final class Tally {
    private static final int MOST_TOLD = 20;

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    void count(String kind) {
        counts.computeIfAbsent(kind, of -> new LongAdder()).increment();
    }

    void wrong(String what) {
        count("WRONG");
        if (wrong.size() < MOST_TOLD) {
            wrong.add(what);
        }
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        counts.forEach((kind, count) -> all.append("%,12d  %s%n".formatted(count.sum(), kind)));
        wrong.forEach(what -> all.append("WRONG: ").append(what).append('\n'));
        return all.toString();
    }

    boolean isRight() {
        return wrong.isEmpty();
    }
}
