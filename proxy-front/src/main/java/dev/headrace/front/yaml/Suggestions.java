package dev.headrace.front.yaml;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what someone may have meant. */
final class Suggestions {
    /** So many letters, at most, may be wrong, missing or too many. */
    private static final int MAX_DISTANCE = 3;

    private Suggestions() {}

    /** The known word that is nearest, or null if none is near; case and {@code -} against {@code _} do not count. */
    static @Nullable String nearest(String word, Collection<String> known) {
        String plain = plain(word);
        String best = null;
        int bestDistance = Math.min(MAX_DISTANCE, plain.length() / 2) + 1;
        for (String candidate : known) {
            int distance = distance(plain, plain(candidate), bestDistance);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Levenshtein's distance, or any number from {@code limit} on if it is not below that. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
