package dev.headrace.front.config.reading;

import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.RewriteConfig;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A configuration, with what is needed to read again only what has changed. Immutable. */
public final class Snapshot {
    private final FrontFile front;
    private final Map<String, TenantFile> tenants;
    private final Configuration configuration;
    private final Map<String, RewriteConfig> rules;
    private final List<Problem> problems;
    private final List<Path> files;

    Snapshot(
            FrontFile front,
            Map<String, TenantFile> tenants,
            Configuration configuration,
            Map<String, RewriteConfig> rules,
            List<Problem> problems,
            Set<Path> files) {
        this.front = front;
        this.tenants = tenants;
        this.configuration = configuration;
        this.rules = rules;
        this.problems = problems.stream().sorted().toList();
        this.files = List.copyOf(new LinkedHashSet<>(files));
    }

    /**
     * What is right, as a whole. A tenant that did not change since the previous snapshot is the same object as there, and so is
     * what holds for all tenants.
     */
    public Configuration configuration() {
        return configuration;
    }

    /** What is wrong in the files, by file and place: the configuration has the previous state in its stead, or nothing. */
    public List<Problem> problems() {
        return problems;
    }

    /** What to watch: the files that were read, those that could not be, and the folder of the tenants. */
    public List<Path> files() {
        return files;
    }

    /** All rules that are in force, by their digests. */
    Map<String, RewriteConfig> rules() {
        return rules;
    }

    FrontFile front() {
        return front;
    }

    Map<String, TenantFile> tenants() {
        return tenants;
    }
}
