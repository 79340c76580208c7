package dev.headrace.adapter.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pages loaded early, by host and path; of those that were asked for last. Safe for use by many threads; none waits for more than a look-up. */
final class LearntHints {
    private final Map<String, List<Hint>> byPage;

    LearntHints(int pages) {
        byPage = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, List<Hint>> eldest) {
                return size() > pages;
            }
        };
    }

    /** What is known of a page; may be nothing. */
    synchronized List<Hint> of(String page) {
        return byPage.getOrDefault(page, List.of());
    }

    /** Replaces what was known. */
    synchronized void learn(String page, List<Hint> hints) {
        if (hints.isEmpty()) {
            byPage.remove(page);
        } else {
            byPage.put(page, List.copyOf(hints));
        }
    }
}
