package dev.headrace.front.config.value;

/**
 * The name of a host, as in {@code shop.example} or {@code bücher.example}.
 *
 * @param name in A-labels and lower case, without a dot at the end
 */
public record HostName(String name) {
    /** Reads a name. */
    public static HostName parse(String text) {
        return new HostName(HostNames.parse(text));
    }

    @Override
    public String toString() {
        return name;
    }
}
