package dev.headrace.front.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tenants' files of rules, which the page shows and changes. For one thread at a time. */
final class RuleFiles {
    private static final Pattern PLACED = Pattern.compile("(\\d+):(\\d+): (.*)");

    /**
     * What the front finds wrong in a file.
     *
     * @param line from 1; 0 if it is a matter of the whole file
     * @param column from 1; 0 if it is a matter of the whole file
     */
    record Mistake(int line, int column, String message) {}

    private final DemoFolder folder;
    private final Messages messages;
    private final Runnable reload;

    RuleFiles(DemoFolder folder, Messages messages, Runnable reload) {
        this.folder = folder;
        this.messages = messages;
        this.reload = reload;
    }

    String read(DemoTenant tenant) throws IOException {
        return Files.readString(folder.rules(tenant));
    }

    /** Writes rules, and has the front read them. If there are mistakes, the front goes on with what it had. */
    List<Mistake> write(DemoTenant tenant, byte[] rules) throws IOException {
        Path file = folder.rules(tenant);
        folder.replace(file, rules);
        String all = folder.path().toString();
        String place = file + ":";
        return messages.during(reload).stream()
                .filter(message -> message.startsWith(place) || !message.startsWith(all))
                .map(message -> mistake(message.startsWith(place) ? message.substring(place.length()) : message))
                .toList();
    }

    private static Mistake mistake(String told) {
        Matcher matcher = PLACED.matcher(told);
        return matcher.matches()
                ? new Mistake(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3))
                : new Mistake(0, 0, told.strip());
    }
}
