package dev.headrace.front.config.reading;

import java.nio.file.Path;

/**
 * Reads configurations from files. Files are read in parallel; nothing is kept but what is returned.
 *
 * <p>{@link #read} is all or nothing. A front that runs starts with {@link #start} and goes on with {@link #reread}: there, a
 * mistake in the file of one tenant is a matter of this tenant alone.
 */
public final class Configurations {
    private Configurations() {}

    /**
     * Reads {@code headrace.yaml} and the files of all tenants.
     *
     * @throws ConfigurationException if anything is wrong in any of them
     */
    public static Snapshot read(Path file) throws ConfigurationException {
        Snapshot snapshot = start(file);
        if (!snapshot.problems().isEmpty()) {
            throw new ConfigurationException(snapshot.problems());
        }
        return snapshot;
    }

    /**
     * As {@link #read}, but leaves out tenants whose files are wrong: they are in {@link Snapshot#problems}.
     *
     * @throws ConfigurationException if {@code headrace.yaml} is wrong; it tells what is wrong with tenants, too
     */
    public static Snapshot start(Path file) throws ConfigurationException {
        Reading reading = new Reading(null);
        FrontFile front = FrontFile.read(file, reading.binder());
        if (front.config() == null) {
            throw new ConfigurationException(front.problems().stream().sorted().toList());
        }
        Snapshot snapshot = reading.read(front, null);
        if (!front.isSound() || !reading.frontProblems().isEmpty()) {
            throw new ConfigurationException(snapshot.problems());
        }
        return snapshot;
    }

    /**
     * Reads again what has changed. A file with a mistake does not count: what it said before goes on, and the mistake is in
     * {@link Snapshot#problems}. So do hosts: who claims one that another tenant has does not get it. A tenant whose file is gone
     * is gone, unless it is the default tenant.
     */
    public static Snapshot reread(Snapshot previous) {
        return new Reading(previous).reread(previous);
    }
}
