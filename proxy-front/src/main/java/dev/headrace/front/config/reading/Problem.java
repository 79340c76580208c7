package dev.headrace.front.config.reading;

import dev.headrace.front.yaml.Location;
import java.util.Comparator;

/**
 * A mistake in a configuration. Ordered by file and place.
 *
 * @param location where
 * @param message what was found and what would be right, in one line
 */
public record Problem(Location location, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::location).thenComparing(Problem::message);

    /** Puts the message into one line. */
    public Problem {
        message = message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: message}, in one line. */
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
