package dev.headrace.adapter.header;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content codings that a client takes (RFC 9110 §12.5.3). Immutable.
 *
 * <p>Names are compared without regard to case; {@code x-gzip} is {@code gzip} (RFC 9110 §8.4.1.3). A weight that makes no sense counts
 * as 0, so that nobody gets what he may not have asked for.
 */
public final class AcceptEncoding {
    private static final String ANY = "*";
    private static final String IDENTITY = "identity";
    private static final int FULL_WEIGHT = 1000;

    /** Weights in thousandths by coding, as the client listed them; null if it sent no such field. */
    private final @Nullable Map<String, Integer> weights;

    private AcceptEncoding(@Nullable Map<String, Integer> weights) {
        this.weights = weights;
    }

    /** Reads the field's lines; none at all stand for a client that did not say. */
    public static AcceptEncoding of(List<String> lines) {
        if (lines.isEmpty()) {
            return new AcceptEncoding(null);
        }
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String element : FieldList.elements(lines)) {
            List<String> parts = FieldList.parts(element);
            if (!parts.isEmpty()) {
                weights.putIfAbsent(name(parts.get(0)), weight(parts));
            }
        }
        return new AcceptEncoding(weights);
    }

    /** How much the client wants a coding, from 0 (not at all) to 1,000. */
    public int weight(String coding) {
        if (weights == null) {
            return FULL_WEIGHT;
        }
        Integer own = weights.get(coding);
        if (own != null) {
            return own;
        }
        Integer any = weights.get(ANY);
        if (coding.equals(IDENTITY)) {
            return any == null || any > 0 ? 1 : 0;
        }
        return any == null ? 0 : any;
    }

    /** Whether the client takes a coding. */
    public boolean accepts(String coding) {
        return weight(coding) > 0;
    }

    /** The coding that the client wants most, the earlier one of two that it wants alike; null if it takes none of them. */
    public @Nullable String best(List<String> codings) {
        String best = null;
        int most = 0;
        for (String coding : codings) {
            int weight = weight(coding);
            if (weight > most) {
                best = coding;
                most = weight;
            }
        }
        return best;
    }

    /**
     * What to ask an origin for, if only some codings are of use: those of them that the client takes, with its weights.
     *
     * @return a field value; null if the client did not say, and neither need we
     */
    public @Nullable String reducedTo(List<String> codings) {
        if (weights == null) {
            return null;
        }
        List<String> elements = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : weights.entrySet()) {
            String coding = entry.getKey();
            if (coding.equals(ANY)) {
                addUnlisted(codings, entry.getValue(), elements);
            } else if (coding.equals(IDENTITY) || codings.contains(coding)) {
                elements.add(element(coding, entry.getValue()));
            }
        }
        return elements.isEmpty() ? IDENTITY : String.join(", ", elements);
    }

    /** {@code *} stands for codings that nobody here knows, too: it becomes those that are known. */
    private void addUnlisted(List<String> codings, int weight, List<String> elements) {
        if (weight == 0) {
            elements.add(element(ANY, 0));
            return;
        }
        for (String coding : codings) {
            if (weights != null && !weights.containsKey(coding)) {
                elements.add(element(coding, weight));
            }
        }
    }

    private static String element(String coding, int weight) {
        return weight == FULL_WEIGHT ? coding : coding + ";q=" + formatted(weight);
    }

    private static String formatted(int weight) {
        String digits = "0." + String.valueOf(FULL_WEIGHT + weight).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return weight == 0 ? "0" : digits.substring(0, end);
    }

    private static String name(String coding) {
        String lower = coding.toLowerCase(Locale.ROOT);
        return lower.equals("x-gzip") ? "gzip" : lower;
    }

    /** RFC 9110 §12.4.2: a number from 0 to 1 with at most three decimals. */
    private static int weight(List<String> parts) {
        for (String part : parts.subList(1, parts.size())) {
            if (part.regionMatches(true, 0, "q", 0, 1)
                    && part.substring(1).strip().startsWith("=")) {
                String value = part.substring(part.indexOf('=') + 1).strip();
                return parsed(value);
            }
        }
        return FULL_WEIGHT;
    }

    private static int parsed(String value) {
        if (!value.matches("[01](\\.\\d*)?")) {
            return 0;
        }
        int weight = 0;
        int unit = FULL_WEIGHT;
        for (int i = 0; i < value.length() && unit > 0; i++) {
            char c = value.charAt(i);
            if (c != '.') {
                weight += (c - '0') * unit;
                unit /= 10;
            }
        }
        return Math.min(weight, FULL_WEIGHT);
    }
}
