package dev.headrace.front.rules;

import static dev.headrace.front.rules.RulesFile.keys;

import dev.headrace.front.yaml.YamlReader;
import dev.headrace.front.yaml.YamlReader.Entry;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.Rewritable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one rule of a {@link RulesFile}. */
final class RuleReader {
    private static final Set<String> ELEMENT_KEYS = keys(
            "on",
            "set-attributes",
            "remove-attributes",
            "replace-in-attributes",
            "rename",
            "before",
            "after",
            "prepend",
            "append",
            "set-inner-content",
            "replace",
            "remove",
            "unwrap",
            "text",
            "comments");
    private static final Set<String> DOCUMENT_KEYS = keys("doctype", "comments", "end");
    private static final Set<String> RULE_KEYS = union(ELEMENT_KEYS, DOCUMENT_KEYS);
    private static final Set<String> TEXT_KEYS = keys("replace", "remove");
    private static final Set<String> COMMENT_KEYS = keys("set-text", "before", "after", "replace", "remove");
    private static final Set<String> DOCTYPE_KEYS = keys("before", "after", "replace", "remove");
    private static final Set<String> END_KEYS = keys("append");
    private static final Set<String> REPLACEMENT_KEYS = keys("find", "with");
    private static final Set<String> CONTENT_KEYS = keys("text", "html");

    private final YamlReader yaml;

    RuleReader(YamlReader yaml) {
        this.yaml = yaml;
    }

    Rule read(Node node) {
        List<Entry> entries = yaml.mapping(node, "a rule", RULE_KEYS);
        Entry on = entries.stream()
                .filter(entry -> entry.key().equals("on"))
                .findFirst()
                .orElse(null);
        Rule rule = on == null
                ? new Rule(yaml.location(node), null)
                : new Rule(yaml.location(on.value()), yaml.scalar(on.value(), "on"));
        for (Entry entry : entries) {
            if (!entry.key().equals("on")) {
                checkPlace(entry, rule.selector());
                operation(rule, entry);
            }
        }
        if (rule.isEmpty()) {
            throw yaml.error(node, "this rule does nothing; it could have set-attributes, append, remove, …");
        }
        return rule;
    }

    private void checkPlace(Entry entry, @Nullable String selector) {
        if (selector == null && !DOCUMENT_KEYS.contains(entry.key())) {
            throw yaml.error(entry.keyNode(), "\"" + entry.key() + "\" needs \"on: SELECTOR\" in the same rule");
        }
        if (selector != null && !ELEMENT_KEYS.contains(entry.key())) {
            throw yaml.error(
                    entry.keyNode(),
                    "\"" + entry.key() + "\" belongs to the document: put it into a rule of its own, without \"on\"");
        }
    }

    private void operation(Rule rule, Entry entry) {
        Node value = entry.value();
        switch (entry.key()) {
            case "set-attributes" -> setAttributes(rule, value);
            case "remove-attributes" -> removeAttributes(rule, value);
            case "replace-in-attributes" -> replaceInAttributes(rule, value);
            case "rename" -> rule.onElement(Operations.rename(name(value)));
            case "before" -> rule.onElement(Operations.insert(Place.BEFORE, content(value, "before")));
            case "after" -> rule.onElement(Operations.insert(Place.AFTER, content(value, "after")));
            case "prepend" -> rule.onElement(Operations.insert(Place.PREPEND, content(value, "prepend")));
            case "append" -> rule.onElement(Operations.insert(Place.APPEND, content(value, "append")));
            case "set-inner-content" ->
                rule.onElement(Operations.insert(Place.SET_INNER_CONTENT, content(value, "set-inner-content")));
            case "replace" -> rule.onElement(Operations.insert(Place.REPLACE, content(value, "replace")));
            case "remove" -> {
                yaml.isTrue(value, "remove");
                rule.onElement(Operations.remove());
            }
            case "unwrap" -> {
                yaml.isTrue(value, "unwrap");
                rule.onElement(Operations.unwrap());
            }
            case "text" -> text(rule, value);
            case "comments" -> comments(rule, value);
            case "doctype" -> doctype(rule, value);
            case "end" -> end(rule, value);
            default -> throw yaml.error(entry.keyNode(), "not read");
        }
    }

    private void setAttributes(Rule rule, Node node) {
        for (Entry attribute : yaml.mapping(node, "set-attributes")) {
            checkAttribute(attribute.keyNode(), attribute.key());
            String value = yaml.scalar(attribute.value(), "the value of " + attribute.key());
            rule.onElement(Operations.setAttribute(attribute.key(), value));
        }
    }

    private void removeAttributes(Rule rule, Node node) {
        for (Node item : YamlReader.oneOrMany(node)) {
            String name = yaml.scalar(item, "the name of an attribute");
            checkAttribute(item, name);
            rule.onElement(Operations.removeAttribute(name));
        }
    }

    private void replaceInAttributes(Rule rule, Node node) {
        for (Entry attribute : yaml.mapping(node, "replace-in-attributes")) {
            checkAttribute(attribute.keyNode(), attribute.key());
            YamlReader.oneOrMany(attribute.value())
                    .forEach(item -> rule.onElement(attributeReplacement(attribute.key(), item)));
        }
    }

    private Handler<Element> attributeReplacement(String name, Node node) {
        String find = "";
        String with = null;
        for (Entry entry : yaml.mapping(node, name, REPLACEMENT_KEYS)) {
            if (entry.key().equals("find")) {
                find = yaml.scalar(entry.value(), "find");
            } else {
                with = yaml.scalar(entry.value(), "with");
            }
        }
        if (find.isEmpty() || with == null) {
            throw yaml.error(node, name + " needs {find: what is sought, with: what comes in its place}");
        }
        return Operations.replaceInAttribute(name, find, with);
    }

    private void text(Rule rule, Node node) {
        for (Entry entry : yaml.mapping(node, "text", TEXT_KEYS)) {
            if (entry.key().equals("remove")) {
                yaml.isTrue(entry.value(), "remove");
                rule.onText(Operations.remove());
            } else {
                YamlReader.oneOrMany(entry.value()).forEach(item -> rule.onText(replacement(item)));
            }
        }
    }

    private TextReplacement replacement(Node node) {
        String find = "";
        Content.Characters with = null;
        for (Entry entry : yaml.mapping(node, "replace", REPLACEMENT_KEYS)) {
            if (entry.key().equals("find")) {
                find = yaml.scalar(entry.value(), "find");
            } else {
                with = content(entry.value(), "with");
            }
        }
        if (find.isEmpty() || with == null) {
            throw yaml.error(node, "replace needs {find: what is sought, with: what comes in its place}");
        }
        return new TextReplacement(find, with);
    }

    private void comments(Rule rule, Node node) {
        for (Entry entry : yaml.mapping(node, "comments", COMMENT_KEYS)) {
            if (entry.key().equals("set-text")) {
                rule.onComments(Operations.setText(yaml.scalar(entry.value(), "set-text")));
            } else {
                around(entry, rule::onComments);
            }
        }
    }

    private void doctype(Rule rule, Node node) {
        for (Entry entry : yaml.mapping(node, "doctype", DOCTYPE_KEYS)) {
            around(entry, rule::onDoctype);
        }
    }

    private void end(Rule rule, Node node) {
        for (Entry entry : yaml.mapping(node, "end", END_KEYS)) {
            Content content = content(entry.value(), "append");
            rule.onEnd(end -> end.append(content));
        }
    }

    private <T extends Rewritable> void around(Entry entry, Consumer<Handler<T>> operations) {
        switch (entry.key()) {
            case "before" -> operations.accept(Operations.before(content(entry.value(), "before")));
            case "after" -> operations.accept(Operations.after(content(entry.value(), "after")));
            case "replace" -> operations.accept(Operations.replace(content(entry.value(), "replace")));
            default -> {
                yaml.isTrue(entry.value(), "remove");
                operations.accept(Operations.remove());
            }
        }
    }

    /** A plain text, or {@code {text: …}} or {@code {html: …}}. */
    private Content.Characters content(Node node, String what) {
        if (node instanceof ScalarNode) {
            return (Content.Characters) Content.text(yaml.scalar(node, what));
        }
        List<Entry> entries = node instanceof MappingNode ? yaml.mapping(node, what, CONTENT_KEYS) : List.of();
        if (entries.size() != 1) {
            throw yaml.error(node, what + " should be a text, {text: …} or {html: …}");
        }
        Entry entry = entries.get(0);
        String characters = yaml.scalar(entry.value(), entry.key());
        return (Content.Characters) (entry.key().equals("html") ? Content.html(characters) : Content.text(characters));
    }

    private String name(Node node) {
        String name = yaml.scalar(node, "rename");
        String problem = HtmlNames.problemOfElement(name);
        if (problem != null) {
            throw yaml.error(node, problem);
        }
        return name;
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return all;
    }

    private void checkAttribute(Node node, String name) {
        String problem = HtmlNames.problemOfAttribute(name);
        if (problem != null) {
            throw yaml.error(node, problem);
        }
    }
}
