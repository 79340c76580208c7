package dev.headrace.benchmarks.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a command: {@code --name value} or {@code --name=value}, and switches without a value. */
public final class Arguments {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /**
     * Reads arguments.
     *
     * @param switches the names that take no value
     * @param options the names that take one
     * @throws IllegalArgumentException if a name is not among them, or a value is missing
     */
    public Arguments(String[] arguments, Set<String> switches, Set<String> options) {
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            String name = parts[0];
            if (switches.contains(name) && parts.length == 1) {
                put(name, "");
            } else if (!options.contains(name)) {
                throw new IllegalArgumentException("not understood: " + arguments[i] + " (--help tells the options)");
            } else if (parts.length == 2) {
                put(name, parts[1]);
            } else if (i + 1 < arguments.length) {
                put(name, arguments[++i]);
            } else {
                throw new IllegalArgumentException(name + " needs a value");
            }
        }
    }

    /** Whether a name was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The latest value given for a name, or null. */
    public @Nullable String get(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** As {@link #get(String)}, with a value for when there is none. */
    public String get(String name, String otherwise) {
        String value = get(name);
        return value == null ? otherwise : value;
    }

    /** As {@link #get(String, String)}, for a positive number. */
    public int number(String name, int otherwise) {
        String value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(name + " needs a positive number, not " + value);
        }
        return Integer.parseInt(value);
    }

    /** All values given for a name, in order. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The parts between commas of the latest value given for a name; empty if there is none. */
    public List<String> list(String name) {
        String value = get(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    private void put(String name, String value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
}
