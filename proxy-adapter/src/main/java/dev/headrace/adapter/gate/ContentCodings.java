package dev.headrace.adapter.gate;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.header.AcceptEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which content codings are undone and done again (RFC 9110 §8.4). */
public final class ContentCodings {
    /** Nobody uses more than two; each takes memory, and gives whoever wants to hurt a factor of a thousand. */
    static final int MOST_STACKED = 3;

    /** In the order in which they are preferred where the client has no preference: by what they cost and save. */
    private static final List<ContentCoding> PREFERRED =
            List.of(ContentCoding.ZSTD, ContentCoding.BROTLI, ContentCoding.GZIP, ContentCoding.DEFLATE);

    private ContentCodings() {}

    /** The tokens of all codings that can be undone and done again here, the most preferred first. */
    public static List<String> available() {
        return PREFERRED.stream()
                .filter(ContentCoding::isAvailable)
                .map(ContentCoding::token)
                .toList();
    }

    /** Reads {@code Content-Encoding}: the codings in the order in which they were applied; null if one is unknown. */
    static @Nullable List<ContentCoding> parse(List<String> lines) {
        List<ContentCoding> codings = new ArrayList<>();
        for (String line : lines) {
            for (String element : line.split(",", -1)) {
                String token = element.strip().toLowerCase(Locale.ROOT);
                if (token.isEmpty() || token.equals("identity")) {
                    continue;
                }
                ContentCoding coding = ContentCoding.of(token);
                if (coding == null || !coding.isAvailable()) {
                    return null;
                }
                codings.add(coding);
            }
        }
        return codings;
    }

    /** In which codings to send what came in these: the same if the client takes them, else the best that it takes, else none. */
    public static List<ContentCoding> redone(List<ContentCoding> codings, AcceptEncoding accepted) {
        if (codings.stream().allMatch(coding -> accepted.accepts(coding.token()))) {
            return codings;
        }
        String best = accepted.best(available());
        ContentCoding coding = best == null ? null : ContentCoding.of(best);
        return coding == null ? List.of() : List.of(coding);
    }
}
