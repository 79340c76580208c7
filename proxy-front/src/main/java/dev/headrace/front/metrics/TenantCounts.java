package dev.headrace.front.metrics;

import dev.headrace.front.proxy.TrafficCounter;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What is counted of one tenant. */
final class TenantCounts implements TrafficCounter {
    /** By the first digit of the status code; 0 where no response began. */
    private static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder visits = new LongAdder();
    private final LongAdder[] requests =
            Stream.generate(LongAdder::new).limit(CLASSES.length).toArray(LongAdder[]::new);

    /** Takes a figure with its second label. */
    @FunctionalInterface
    interface Figures {
        void take(String label, long figure);
    }

    void answered(int status) {
        int first = status / 100;
        requests[first < CLASSES.length ? first : 0].increment();
    }

    @Override
    public void received(long bytes) {
        received.add(bytes);
    }

    @Override
    public void sent(long bytes) {
        sent.add(bytes);
    }

    void visited() {
        visits.increment();
    }

    long visits() {
        return visits.sum();
    }

    void bytes(Figures to) {
        to.take("in", received.sum());
        to.take("out", sent.sum());
    }

    /** The classes that there were. */
    void requests(Figures to) {
        for (int i = 0; i < CLASSES.length; i++) {
            long sum = requests[i].sum();
            if (sum > 0) {
                to.take(CLASSES[i], sum);
            }
        }
    }
}
