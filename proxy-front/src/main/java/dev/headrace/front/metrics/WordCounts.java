package dev.headrace.front.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/** Counters by words that are known beforehand, so that nobody outside can add to them. */
final class WordCounts {
    private final Map<String, LongAdder> counts = new TreeMap<>();

    WordCounts(Iterable<String> words) {
        words.forEach(word -> counts.put(word, new LongAdder()));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Whether the word is one of them; then it was counted. */
    boolean count(String word) {
        LongAdder count = counts.get(word);
        if (count != null) {
            count.increment();
        }
        return count != null;
    }

    void forEach(ObjLongConsumer<String> to) {
        counts.forEach((word, count) -> to.accept(word, count.sum()));
    }
}
