package dev.headrace.front.rules;

import dev.headrace.front.yaml.Location;
import dev.headrace.front.yaml.YamlException;
import dev.headrace.front.yaml.YamlReader;
import dev.headrace.front.yaml.YamlReader.Entry;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Rules as people write them, in YAML (in UTF-8). Rules are applied in the order in which they are written, and so are the
 * operations of each; whatever is not known is an error with its line and column.
 *
 * <pre>{@code
 * on-error: pass                      # or fail
 * limits: {max-memory: 16M}           # max-open-elements, max-attributes, max-whole-text
 * rules:
 *   - on: "a[target=_blank]"
 *     set-attributes: {rel: noopener}
 *   - on: title
 *     append: {text: " – example"}    # before, after, prepend, replace, set-inner-content; text or html
 *   - on: font
 *     unwrap: true                    # remove: true takes the content out, too
 *   - on: footer
 *     text: {replace: {find: "2025", with: "2026"}}
 *     comments: {remove: true}
 *   - doctype: {replace: {html: "<!DOCTYPE html>"}}
 *   - end: {append: {html: "<!-- rewritten -->"}}
 * }</pre>
 */
public final class RulesFile {
    private static final Set<String> TOP_KEYS = keys("rules", "on-error", "limits");
    private static final Set<String> LIMIT_KEYS =
            keys("max-memory", "max-open-elements", "max-attributes", "max-whole-text");

    private final YamlReader yaml;
    private final Consumer<YamlException> problems;

    private RulesFile(YamlReader yaml, Consumer<YamlException> problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    /**
     * Reads a file of rules.
     *
     * @throws RulesException if it is no such file
     */
    public static Rules read(Path path) throws IOException {
        try {
            return parse(path.toString(), Files.readString(path));
        } catch (CharacterCodingException e) {
            throw new RulesException(Location.of(path.toString()), "rules should be in UTF-8, and these are not");
        }
    }

    /**
     * Reads rules.
     *
     * @param file what to call them in errors
     * @throws RulesException if they are no rules
     */
    public static Rules parse(String file, String text) {
        YamlReader yaml = new YamlReader(file);
        try {
            Node document = yaml.document(text);
            if (document == null) {
                throw yaml.error("there are no rules in it; it should begin with \"rules:\"");
            }
            return new RulesFile(yaml, problem -> {
                        throw problem;
                    })
                    .rules(document);
        } catch (YamlException e) {
            throw new RulesException(e);
        }
    }

    /**
     * Reads rules from a part of a larger document, and tries their selectors. What is wrong is reported, and the rest is read.
     *
     * @param yaml the reader of that document
     * @param node a mapping as at the top of a file of rules
     * @return the rules that are right
     */
    public static Rules read(YamlReader yaml, Node node, Consumer<RulesException> problems) {
        try {
            Rules rules = new RulesFile(yaml, problem -> problems.accept(new RulesException(problem))).rules(node);
            for (Rule rule : rules.rules()) {
                try {
                    rule.addTo(HtmlRewriter.builder());
                } catch (RulesException e) {
                    problems.accept(e);
                }
            }
            return rules;
        } catch (YamlException e) {
            problems.accept(new RulesException(e));
            return Rules.NONE;
        }
    }

    static Set<String> keys(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }

    private Rules rules(Node document) {
        List<Node> items = List.of();
        Limits limits = Limits.DEFAULT;
        OnError onError = null;
        for (Entry entry : yaml.mapping(document, "a file of rules", TOP_KEYS)) {
            switch (entry.key()) {
                case "rules" -> items = yaml.sequence(entry.value(), "rules");
                case "on-error" -> onError = onError(entry.value());
                default -> limits = limits(entry.value());
            }
        }
        if (items.isEmpty()) {
            throw yaml.error(document, "there are no rules; write them as a list under \"rules:\"");
        }
        List<Rule> rules = list(items);
        return new Rules(rules, limits, onError);
    }

    private List<Rule> list(List<Node> items) {
        RuleReader reader = new RuleReader(yaml);
        List<Rule> rules = new ArrayList<>();
        for (Node item : items) {
            try {
                rules.add(reader.read(item));
            } catch (YamlException e) {
                problems.accept(e);
            }
        }
        return rules;
    }

    private OnError onError(Node node) {
        return switch (yaml.scalar(node, "on-error")) {
            case "pass" -> OnError.PASS;
            case "fail" -> OnError.FAIL;
            default -> throw yaml.error(node, "on-error should be pass or fail");
        };
    }

    private Limits limits(Node node) {
        Limits limits = Limits.DEFAULT;
        for (Entry entry : yaml.mapping(node, "limits", LIMIT_KEYS)) {
            Node value = entry.value();
            limits = switch (entry.key()) {
                case "max-memory" -> limits.withMaxMemory(number(entry, Long.MAX_VALUE));
                case "max-open-elements" -> limits.withMaxOpenElements((int) number(entry, Integer.MAX_VALUE));
                case "max-attributes" -> limits.withMaxAttributes((int) number(entry, Integer.MAX_VALUE));
                case "max-whole-text" -> limits.withMaxWholeText(number(entry, Long.MAX_VALUE));
                default -> throw yaml.error(value, "not read");
            };
        }
        return limits;
    }

    private long number(Entry entry, long max) {
        String text = yaml.scalar(entry.value(), entry.key());
        BigInteger number = number(text);
        if (number == null || number.signum() <= 0) {
            throw yaml.error(
                    entry.value(),
                    entry.key() + " should be a number above 0, such as 16777216 or 16M, not \"" + text + "\"");
        }
        if (number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw yaml.error(entry.value(), entry.key() + " can be " + max + " at most");
        }
        return number.longValueExact();
    }

    private static @Nullable BigInteger number(String text) {
        String digits = text;
        int shift = 0;
        if (!text.isEmpty()) {
            int unit = "KMG".indexOf(text.toUpperCase(Locale.ROOT).charAt(text.length() - 1));
            if (unit >= 0) {
                digits = text.substring(0, text.length() - 1);
                shift = 10 * (unit + 1);
            }
        }
        return digits.matches("[0-9]{1,20}") ? new BigInteger(digits).shiftLeft(shift) : null;
    }
}
