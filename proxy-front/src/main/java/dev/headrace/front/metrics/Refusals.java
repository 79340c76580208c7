package dev.headrace.front.metrics;

import dev.headrace.front.routing.Decision.Refused;
import dev.headrace.front.upstream.OriginFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** Answers of the front itself, by reason. The log has more of them than these words, some with a client's own. */
final class Refusals {
    private static final List<String> BY_STATUS = List.of(
            "malformed_request",
            "request_timeout",
            "content_too_large",
            "target_too_long",
            "fields_too_large",
            "not_offered",
            "no_origin",
            "total_timeout",
            "http_version",
            "other");

    private final WordCounts counts;

    Refusals() {
        List<String> words = new ArrayList<>(BY_STATUS);
        for (Refused reason : Refused.values()) {
            words.add(WordCounts.word(reason));
        }
        for (OriginFault fault : OriginFault.values()) {
            words.add(WordCounts.word(fault));
        }
        counts = new WordCounts(words);
    }

    void count(String reason, int status) {
        if (!counts.count(reason)) {
            counts.count(word(status));
        }
    }

    private static String word(int status) {
        return switch (status) {
            case 400 -> "malformed_request";
            case 408 -> "request_timeout";
            case 413 -> "content_too_large";
            case 414 -> "target_too_long";
            case 431 -> "fields_too_large";
            case 501 -> "not_offered";
            case 502, 503 -> "no_origin";
            case 504 -> "total_timeout";
            case 505 -> "http_version";
            default -> "other";
        };
    }

    void forEach(ObjLongConsumer<String> to) {
        counts.forEach(to);
    }
}
