package dev.headrace.front.config.reading;

import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.rules.Rules;
import dev.headrace.front.rules.RulesFile;
import dev.headrace.front.yaml.Location;
import dev.headrace.front.yaml.YamlException;
import dev.headrace.front.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code rewrite:}, where rules stand, or the name of their file. */
final class RuleSource {
    private static final Set<String> FILE_KEYS = Set.of("file");

    /** So many digits of the digest make the version. */
    private static final int VERSION_DIGITS = 16;

    private final Source source;
    private final YamlReader yaml;
    private final SharedRules shared;
    private final BiConsumer<Location, String> problems;

    RuleSource(Source source, YamlReader yaml, SharedRules shared, BiConsumer<Location, String> problems) {
        this.source = source;
        this.yaml = yaml;
        this.shared = shared;
        this.problems = problems;
    }

    /** What is wrong has been reported when this returns. */
    RewriteConfig read(List<String> at, Node node) {
        if (!(node instanceof MappingNode)) {
            source.problem(
                    at,
                    "rewrite should be false, or a mapping with \"rules:\" or \"file:\", not "
                            + YamlReader.describe(node));
            return RewriteConfig.OFF;
        }
        try {
            boolean inFile = yaml.mapping(node, "rewrite").stream()
                    .anyMatch(entry -> entry.key().equals("file"));
            return inFile ? file(at, node) : config(yaml, node);
        } catch (YamlException e) {
            problems.accept(e.location(), e.problem());
            return RewriteConfig.OFF;
        }
    }

    private RewriteConfig file(List<String> at, Node node) {
        YamlReader.Entry entry =
                yaml.mapping(node, "rewrite with a file", FILE_KEYS).get(0);
        Path file = source.resolve(yaml.scalar(entry.value(), "file"));
        String text = source.ruleFile(at, file);
        if (text == null) {
            return RewriteConfig.OFF;
        }
        YamlReader other = new YamlReader(file.toString());
        Node document = other.document(text);
        if (document == null) {
            throw other.error("there are no rules in it; it should begin with \"rules:\"");
        }
        return config(other, document);
    }

    private RewriteConfig config(YamlReader reader, Node rules) {
        String digest = Digests.sha256(rules);
        RewriteConfig known = shared.find(digest);
        if (known != null) {
            return known;
        }
        AtomicBoolean sound = new AtomicBoolean(true);
        Rules read = RulesFile.read(reader, rules, problem -> {
            sound.set(false);
            problems.accept(problem.location(), problem.problem());
        });
        return sound.get()
                ? shared.add(digest, new RewriteConfig(read, digest.substring(0, VERSION_DIGITS)))
                : RewriteConfig.OFF;
    }
}
