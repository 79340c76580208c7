package dev.headrace.front.config.reading;

import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.FrontConfig;
import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.yaml.Location;
import dev.headrace.front.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One reading of all files, against what was read before. */
final class Reading {
    private static final String SUFFIX = ".yaml";

    /** Names go into logs and metrics. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final SharedRules rules;
    private final Binder binder;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> frontProblems = new ArrayList<>();

    /** Rules that are in force already are not read again. */
    Reading(@Nullable Snapshot previous) {
        rules = new SharedRules(previous == null ? Map.of() : previous.rules());
        binder = new Binder(rules);
    }

    Binder binder() {
        return binder;
    }

    /** What is wrong with {@code headrace.yaml} that only the tenants show. */
    List<Problem> frontProblems() {
        return frontProblems;
    }

    Snapshot reread(Snapshot previous) {
        if (previous.front().isCurrent()) {
            return read(previous.front(), previous);
        }
        FrontFile changed = FrontFile.read(previous.front().path(), binder);
        if (!changed.isSound()) {
            problems.addAll(changed.problems());
            return read(previous.front(), previous);
        }
        Snapshot snapshot = read(changed, previous);
        if (frontProblems.isEmpty()) {
            return snapshot;
        }
        // The new file names a tenant that is not there: the old one goes on.
        Reading again = new Reading(previous);
        again.problems.addAll(frontProblems);
        return again.read(previous.front(), previous);
    }

    /** Reads the tenants; the front's file has been read. */
    Snapshot read(FrontFile front, @Nullable Snapshot previous) {
        FrontConfig config = Objects.requireNonNull(front.config());
        problems.addAll(front.problems());
        Map<String, TenantFile> before = previous == null ? Map.of() : previous.tenants();
        Set<Path> files = new LinkedHashSet<>();
        files.add(front.path());
        files.add(config.tenants());

        Map<String, Path> listed = list(front, config.tenants());
        Map<String, TenantFile> chosen = new TreeMap<>();
        if (listed == null) {
            chosen.putAll(before);
        } else {
            List<TenantFile> read = listed.entrySet().parallelStream()
                    .map(file -> tenant(file.getKey(), file.getValue(), before.get(file.getKey())))
                    .toList();
            files.addAll(listed.values());
            read.forEach(file -> choose(chosen, file, before.get(file.name())));
            keepDefaultTenant(front, config, listed, chosen, before);
        }
        new HostTable(chosen, before).settle(problems);
        chosen.values().forEach(tenant -> tenant.files().forEach(file -> files.add(file.path())));
        Configuration configuration = configuration(config, chosen);
        return new Snapshot(
                front, chosen, configuration, rules.of(configuration.tenants().values()), problems, files);
    }

    private TenantFile tenant(String name, Path path, @Nullable TenantFile before) {
        TenantFile current = before == null ? null : before.ifCurrent();
        return current == null ? TenantFile.read(name, path, binder) : current;
    }

    private void choose(Map<String, TenantFile> chosen, TenantFile file, @Nullable TenantFile before) {
        problems.addAll(file.problems());
        if (file.isSound()) {
            chosen.put(file.name(), file);
        } else if (before != null) {
            chosen.put(file.name(), before);
        }
    }

    private void keepDefaultTenant(
            FrontFile front,
            FrontConfig config,
            Map<String, Path> listed,
            Map<String, TenantFile> chosen,
            Map<String, TenantFile> before) {
        String name = config.defaultTenant();
        if (name == null || listed.containsKey(name)) {
            return;
        }
        String message = listed.isEmpty()
                ? "unknown tenant \"" + name + "\"; there are none in " + config.tenants()
                : YamlReader.unknown("tenant", name, "in " + config.tenants(), listed.keySet());
        Problem problem = new Problem(front.defaultTenant(), message);
        problems.add(problem);
        TenantFile last = before.get(name);
        if (last != null) {
            chosen.put(name, last);
        } else {
            frontProblems.add(problem);
        }
    }

    /** The files of the tenants by name; null if the folder cannot be read. */
    private @Nullable Map<String, Path> list(FrontFile front, Path folder) {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path path : entries) {
                String file = String.valueOf(path.getFileName());
                if (!file.startsWith(".")) {
                    list(files, path, file);
                }
            }
        } catch (IOException e) {
            // A folder that is not there has been reported with the setting.
            if (front.isSound()) {
                problems.add(new Problem(Location.of(folder.toString()), Source.describe(e)));
            }
            return null;
        }
        return files;
    }

    private void list(Map<String, Path> files, Path path, String file) {
        if (file.endsWith(".yml")) {
            problems.add(new Problem(Location.of(path.toString()), "is not read: its name should end in .yaml"));
        }
        if (!file.endsWith(SUFFIX)) {
            return;
        }
        String name = file.substring(0, file.length() - SUFFIX.length());
        if (NAME.matcher(name).matches()) {
            files.put(name, path);
        } else {
            problems.add(new Problem(
                    Location.of(path.toString()),
                    "the name of a tenant should have letters, digits, and \".\", \"_\" or \"-\" behind the first"));
        }
    }

    private static Configuration configuration(FrontConfig front, Map<String, TenantFile> tenants) {
        Map<String, TenantConfig> configs = new LinkedHashMap<>();
        tenants.forEach((name, file) -> configs.put(name, Objects.requireNonNull(file.config())));
        return new Configuration(front, configs);
    }
}
