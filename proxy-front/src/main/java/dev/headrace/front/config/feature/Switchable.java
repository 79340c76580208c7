package dev.headrace.front.config.feature;

/** What {@code true} or {@code false} can stand for in a file, in place of a mapping with {@code enabled}. */
public interface Switchable {
    /** The setting that they stand for. */
    String SWITCH = "enabled";

    /** Whether it is on. */
    boolean enabled();
}
